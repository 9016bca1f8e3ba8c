extension [UInt8] {
  /// Appends a string literal of JSON. It is a literal of JavaScript too: U+2028 and U+2029, which
  /// end a line in older browsers, are escaped.
  ///
  /// - Parameter inElement: True for JSON inside a `script` element, in which `<`, `>` and `&` are
  ///   written as `\u003c` and so on: a page is XML too, and XML parses the text of a script.
  package mutating func appendJSON(_ text: Span<UInt8>, inElement: Bool = false) {
    append(UInt8(ascii: "\""))
    var start = 0
    var offset = 0
    while true {
      offset = text.firstOffset(from: offset) { bytes in
        let markup =
          inElement
          ? bytes.bytes(equalTo: UInt8(ascii: "<")) | bytes.bytes(equalTo: UInt8(ascii: ">"))
            | bytes.bytes(equalTo: UInt8(ascii: "&")) : 0
        return bytes.bytes(below: 0x20) | bytes.bytes(equalTo: UInt8(ascii: "\"")) | bytes.bytes(equalTo: UInt8(ascii: "\\"))
          | bytes.bytes(equalTo: 0xE2) | markup
      }
      guard offset < text.count else { break }
      let byte = text[offset]
      // U+2028 is E2 80 A8, and U+2029 is E2 80 A9.
      let isSeparator = byte == 0xE2 && offset + 2 < text.count && text[offset + 1] == 0x80 && text[offset + 2] & 0xFE == 0xA8
      guard byte != 0xE2 || isSeparator else {
        offset += 1
        continue
      }
      append(text, start..<offset)
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case 0x0A: append("\\n")
      case 0xE2: append(text[offset + 2] == 0xA8 ? "\\u2028" : "\\u2029")
      default:
        append("\\u00")
        appendHexadecimal(byte)
      }
      offset += isSeparator ? 3 : 1
      start = offset
    }
    append(text, start..<text.count)
    append(UInt8(ascii: "\""))
  }

  package mutating func appendJSON(_ text: String) { appendJSON(text.utf8.span) }
}
