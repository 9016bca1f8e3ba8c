extension [UInt8] {
  /// Appends `text` so that it is safe between tags and in quoted attributes, in HTML and in XML.
  /// Characters that XML does not permit become U+FFFD.
  ///
  /// It reads bytes. Compared by `Character`, a quotation mark with a combining accent would be
  /// another letter, and would end the attribute unescaped.
  ///
  /// - Parameter inApostrophes: True if an attribute may be in single quotes, as in a template that
  ///   a site brings with it.
  package mutating func appendEscaped(_ text: Span<UInt8>, inApostrophes: Bool = false) {
    var start = 0
    var offset = 0
    while true {
      offset = text.firstOffset(from: offset) { bytes in
        // Setting bits makes several characters equal, so two comparisons find six of them; `#` is
        // excluded below.
        //
        //     " # & '    0x22 0x23 0x26 0x27    | 0x05 = 0x27
        //     < >        0x3C 0x3E              | 0x02 = 0x3E
        (bytes | .eight(0x05)).bytes(equalTo: 0x27) | (bytes | .eight(0x02)).bytes(equalTo: 0x3E)
          | bytes.bytes(below: 0x20) | bytes.bytes(equalTo: 0x7F) | bytes.bytes(equalTo: 0xEF)
      }
      guard offset < text.count else { break }
      let replacement: StaticString
      var width = 1
      switch text[offset] {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\""): replacement = "&quot;"
      case UInt8(ascii: "'") where inApostrophes: replacement = "&#39;"
      case 0x0D: replacement = "&#13;"
      case 0x00..<0x09, 0x0B..<0x20, 0x7F: replacement = "\u{FFFD}"
      // U+FFFE is EF BF BE, and U+FFFF is EF BF BF.
      case 0xEF where offset + 2 < text.count && text[offset + 1] == 0xBF && text[offset + 2] >= 0xBE:
        replacement = "\u{FFFD}"
        width = 3
      default:
        offset += 1
        continue
      }
      append(text, start..<offset)
      append(replacement)
      offset += width
      start = offset
    }
    append(text, start..<text.count)
  }

  package mutating func appendEscaped(_ text: String, inApostrophes: Bool = false) {
    appendEscaped(text.utf8.span, inApostrophes: inApostrophes)
  }
}
