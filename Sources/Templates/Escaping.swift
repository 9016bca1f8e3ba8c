import Source

extension [UInt8] {
  /// Appends `text`, safe between tags and in quoted attributes.
  ///
  /// It looks at bytes: by `Character`, a quotation mark with a combining accent is another letter, and leaves the attribute.
  mutating func appendEscaped(_ text: String) { appendEscaped(text.utf8.span) }

  mutating func appendEscaped(_ bytes: [UInt8]) { appendEscaped(bytes.span) }

  private mutating func appendEscaped(_ text: Span<UInt8>) {
    var start = 0
    for place in text.indices {
      let replacement: StaticString
      switch text[place] {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\""): replacement = "&quot;"
      case UInt8(ascii: "'"): replacement = "&#39;"
      default: continue
      }
      append(text, start..<place)
      append(replacement)
      start = place + 1
    }
    append(text, start..<text.count)
  }
}
