internal import Text

/// Appends JSON strings, numbers, and binary data in base64 to the bytes of a script.
extension [UInt8] {
  /// Appends a JSON string. It is a valid JavaScript string in every browser too, because U+2028
  /// and U+2029 are escaped.
  mutating func appendJSON(_ text: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    var start = 0
    var place = 0
    while place < text.count {
      if place + 8 <= text.count {
        let plain = Self.plain(text.eight(at: place))
        place += plain
        if plain == 8 { continue }
      }
      let byte = text[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        append(text, start..<place - 1)
        append(UInt8(ascii: "\\"))
        append(byte)
      case 0..<0x20:
        append(text, start..<place - 1)
        append(contentsOf: "\\u00".utf8)
        append(Self.hexadecimal[Int(byte >> 4)])
        append(Self.hexadecimal[Int(byte & 15)])
      case 0xA8...0xA9 where place > 2 && text[place - 2] == 0x80 && text[place - 3] == 0xE2:
        append(text, start..<place - 3)
        append(contentsOf: byte == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8)
      default: continue
      }
      start = place
    }
    append(text, start..<text.count)
    append(UInt8(ascii: "\""))
  }

  /// Returns the number of bytes, of eight, before the first one that must be escaped or may be the
  /// last byte of U+2028 (`E2 80 A8`) or U+2029 (`E2 80 A9`).
  @inline(__always)
  private static func plain(_ bytes: UInt64) -> Int {
    let isControl = bytes.bytes(below: 0x20)
    let isQuoted = bytes.bytes(equalTo: UInt8(ascii: "\"")) | bytes.bytes(equalTo: UInt8(ascii: "\\"))
    let isSeparator = (bytes & .eight(0xFE) ^ .eight(0xA8)).zeroBytes
    return (isControl | isQuoted | isSeparator).trailingZeroBitCount >> 3
  }

  mutating func appendJSON(_ text: [UInt8]) { appendJSON(text.span) }

  mutating func appendJSON(_ text: String) { appendJSON(text.utf8Span.span) }

  mutating func appendJSON(_ texts: [String]) {
    append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      appendJSON(text)
    }
    append(UInt8(ascii: "]"))
  }

  mutating func appendJSON(_ numbers: [Int]) { append(contentsOf: "[\(numbers.map(String.init).joined(separator: ","))]".utf8) }

  /// Appends a JSON string of `data` in base64, without padding. Three bytes make four digits:
  ///
  ///     aaaaaaaa bbbbbbbb cccccccc   →   aaaaaa aabbbb bbbbcc cccccc
  mutating func appendBase64(_ data: [UInt8]) {
    append(UInt8(ascii: "\""))
    var end = count
    grow(to: count + (data.count * 4 + 2) / 3, with: 0)
    let data = data.span
    var output = mutableSpan
    let digits = Self.sixBits.span
    var start = 0
    while start + 3 <= data.count {
      let bits = UInt32(data[start]) << 16 | UInt32(data[start + 1]) << 8 | UInt32(data[start + 2])
      for place in 0..<4 { output[end + place] = digits[Int(bits &>> UInt32(18 - 6 * place) & 63)] }
      start += 3
      end += 4
    }
    if start < data.count {
      let bits = UInt32(data[start]) << 16 | (start + 1 < data.count ? UInt32(data[start + 1]) << 8 : 0)
      for place in 0...data.count - start { output[end + place] = digits[Int(bits &>> UInt32(18 - 6 * place) & 63)] }
    }
    append(UInt8(ascii: "\""))
  }

  private static let hexadecimal = Array("0123456789abcdef".utf8)
  private static let sixBits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
