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
    while case let place = text.firstToEscape(from: start, isInApostrophes), place < text.count {
      append(text, start..<place)
      switch text[place] {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case UInt8(ascii: "\""): append("&quot;")
      default: append("&#39;")
      }
      start = place + 1
    }
    append(text, start..<text.count)
  }
}

extension Span<UInt8> {
  /// The place of the next byte that is to be escaped, or the end.
  @inline(never)
  fileprivate func firstToEscape(from start: Int, _ isInApostrophes: Bool) -> Int {
    var place = start
    while place < count {
      // The last eight may begin before this place.
      let eight = Swift.min(place, count - 8)
      if eight >= 0, !self.eight(at: eight).mayNeedEscaping {
        place = eight + 8
        continue
      }
      switch self[place] {
      case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): return place
      case UInt8(ascii: "'") where isInApostrophes: return place
      default: place += 1
      }
    }
    return count
  }
}

extension UInt64 {
  /// Whether one of its eight bytes is to be escaped, or is a `#`.
  fileprivate var mayNeedEscaping: Bool {
    // `"`, `#`, `&` and `'` are the same with these bits set, and so are `<` and `>`.
    (self | 0x0505_0505_0505_0505).hasByte(0x27) || (self | 0x0202_0202_0202_0202).hasByte(0x3E)
  }
}
