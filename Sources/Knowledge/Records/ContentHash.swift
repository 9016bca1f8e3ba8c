internal import Text

/// Twelve hexadecimal digits of a text's SHA-256, with line ends counted as LF. A translation
/// states in `of` the hash of the original that it translates.
func contentHash(_ bytes: ArraySlice<UInt8>) -> String {
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count)
  var last: UInt8 = 0
  for byte in bytes {
    if byte == 0x0D { text.append(0x0A) } else if byte != 0x0A || last != 0x0D { text.append(byte) }
    last = byte
  }
  return SHA256.digest(of: text).hexadecimal(bytes: 6)
}
