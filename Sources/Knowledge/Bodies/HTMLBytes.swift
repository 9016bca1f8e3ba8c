import Text

extension [UInt8] {
  mutating func append(number: some BinaryInteger) { append(contentsOf: String(number).utf8) }

  /// Appends a range of `bytes`, escaped for text and for double-quoted attributes.
  mutating func appendEscaped(_ bytes: [UInt8], _ range: Range<Int>) { appendEscaped(bytes.span.extracting(range)) }

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
        appendHexadecimal(byte, uppercase: true)
      }
    }
  }

  /// Ends the line, unless it is empty.
  mutating func endLine() {
    if let last, last != 0x0A { append(0x0A) }
  }
}
