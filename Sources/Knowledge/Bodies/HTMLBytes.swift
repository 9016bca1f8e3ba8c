import Text

extension [UInt8] {
  mutating func append(number: some BinaryInteger) { append(contentsOf: String(number).utf8) }

  mutating func appendEscaped(_ text: String) {
    let bytes = text.utf8.span
    appendEscaped(bytes, bytes.indices)
  }

  mutating func appendEscaped(_ bytes: [UInt8], _ range: Range<Int>) { appendEscaped(bytes.span, range) }

  /// Appends a range of `bytes`, escaped for text and for double-quoted attributes, in HTML and in
  /// XML.
  ///
  /// Characters that XML does not permit become U+FFFD.
  mutating func appendEscaped(_ bytes: Swift.Span<UInt8>, _ range: Range<Int>) {
    let bytes = bytes.extracting(range)
    var start = 0
    var i = 0
    while true {
      i = bytes.firstOffset(from: i) {
        $0.bytes(below: 0x20) | $0.bytes(equalTo: UInt8(ascii: "&")) | $0.bytes(equalTo: UInt8(ascii: "<"))
          | $0.bytes(equalTo: UInt8(ascii: ">"))
          | $0.bytes(equalTo: UInt8(ascii: "\"")) | $0.bytes(equalTo: 0x7F) | $0.bytes(equalTo: 0xEF)
      }
      guard i < bytes.count else { break }
      let replacement: StaticString
      var width = 1
      switch bytes[i] {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\""): replacement = "&quot;"
      case 0x0D: replacement = "&#13;"
      case 0x09, 0x0A:
        i += 1
        continue
      case 0x00..<0x20, 0x7F: replacement = "\u{FFFD}"
      case 0xEF where i + 2 < bytes.count && bytes[i + 1] == 0xBF && bytes[i + 2] >= 0xBE:
        replacement = "\u{FFFD}"
        width = 3
      default:
        i += 1
        continue
      }
      append(bytes, start..<i)
      append(replacement)
      i += width
      start = i
    }
    append(bytes, start..<bytes.count)
  }

  /// Appends an address, percent-encoded if necessary and escaped for a double-quoted attribute.
  mutating func appendAddress(_ bytes: [UInt8], _ range: Range<Int>) {
    for byte in bytes[range] {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "'"): append("&#x27;")
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: append(byte)
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "!"), UInt8(ascii: "*"),
        UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "@"),
        UInt8(ascii: "?"), UInt8(ascii: "="), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "$"),
        UInt8(ascii: "~"):
        append(byte)
      default:
        append(UInt8(ascii: "%"))
        append(Self.hexadecimal(byte >> 4))
        append(Self.hexadecimal(byte & 15))
      }
    }
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x37 + digit }

  /// Ends the line, unless it is empty.
  mutating func endLine() {
    if let last, last != 0x0A { append(0x0A) }
  }
}
