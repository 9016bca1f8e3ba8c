import Text

extension [UInt8] {
  /// Appends `text` so that it is safe between tags and in quoted attributes.
  ///
  /// It reads bytes. Compared by `Character`, a quotation mark with a combining accent would be
  /// another letter, and would end the attribute unescaped.
  mutating func appendEscaped(_ text: String) { appendEscaped(text.utf8.span, isInApostrophes: true) }

  mutating func appendEscaped(_ bytes: [UInt8]) { appendEscaped(bytes.span, isInApostrophes: true) }

  /// - Parameter isInApostrophes: True if an attribute may be in single quotes, as in a template
  ///   that a site brings with it.
  package mutating func appendEscaped(_ text: Span<UInt8>, isInApostrophes: Bool) {
    var start = 0
    while case let place = text.firstToEscape(from: start, isInApostrophes), place < text.count {
      append(text, start..<place)
      append(text[place].escaped)
      start = place + 1
    }
    append(text, start..<text.count)
  }
}

extension UInt8 {
  /// The replacement for a byte that has to be escaped.
  fileprivate var escaped: StaticString {
    switch self {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    default: "&#39;"
    }
  }
}

extension Span<UInt8> {
  /// The offset of the next byte that has to be escaped, or the end.
  @inline(never)
  fileprivate func firstToEscape(from start: Int, _ isInApostrophes: Bool) -> Int {
    var place = start
    while true {
      place = firstOffset(from: place) { bytes in
        // Setting bits makes two groups of characters equal, so two comparisons find six of them.
        // `#` is excluded below.
        //
        //     " # & '    0x22 0x23 0x26 0x27    | 0x05 = 0x27
        //     < >        0x3C 0x3E              | 0x02 = 0x3E
        (bytes | .eight(0x05)).bytes(equalTo: 0x27) | (bytes | .eight(0x02)).bytes(equalTo: 0x3E)
      }
      guard place < count else { return place }
      switch self[place] {
      case UInt8(ascii: "#"): place += 1
      case UInt8(ascii: "'") where !isInApostrophes: place += 1
      default: return place
      }
    }
  }
}
