import Source

extension [UInt8] {
  /// Appends `text`, safe between tags and in quoted attributes.
  ///
  /// It looks at bytes: by `Character`, a quotation mark with a combining accent is another letter, and leaves the attribute.
  mutating func appendEscaped(_ text: String) { appendEscaped(text.utf8.span, isInApostrophes: true) }

  mutating func appendEscaped(_ bytes: [UInt8]) { appendEscaped(bytes.span, isInApostrophes: true) }

  /// - Parameter isInApostrophes: whether an attribute may stand in single quotes, as in a template of somebody else's.
  package mutating func appendEscaped(_ text: Span<UInt8>, isInApostrophes: Bool) {
    var start = 0
    var place = 0
    while place < text.count {
      while place + 8 <= text.count, !text.eight(at: place).mayNeedEscaping { place += 8 }
      let end = Swift.min(place + 8, text.count)
      while place < end {
        defer { place += 1 }
        let replacement: StaticString
        switch text[place] {
        case UInt8(ascii: "&"): replacement = "&amp;"
        case UInt8(ascii: "<"): replacement = "&lt;"
        case UInt8(ascii: ">"): replacement = "&gt;"
        case UInt8(ascii: "\""): replacement = "&quot;"
        case UInt8(ascii: "'") where isInApostrophes: replacement = "&#39;"
        default: continue
        }
        append(text, start..<place)
        append(replacement)
        start = place + 1
      }
    }
    append(text, start..<text.count)
  }
}

extension UInt64 {
  /// Whether one of its eight bytes is to be escaped, or is a `#`.
  fileprivate var mayNeedEscaping: Bool {
    // `"`, `#`, `&` and `'` are the same with these bits set, and so are `<` and `>`.
    (self | 0x0505_0505_0505_0505).hasByte(0x27) || (self | 0x0202_0202_0202_0202).hasByte(0x3E)
  }
}
