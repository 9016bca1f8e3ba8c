internal import Crypto

/// Twelve hexadecimal digits of a text's SHA-256, line ends counted as LF: what a translation says it is a translation `of`.
func contentHash(_ bytes: ArraySlice<UInt8>) -> String {
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count)
  var last: UInt8 = 0
  for byte in bytes {
    if byte == 0x0D { text.append(0x0A) } else if byte != 0x0A || last != 0x0D { text.append(byte) }
    last = byte
  }
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: SHA256.hash(data: text).prefix(6).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
