import Text

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
      append(text[place].escaped)
      start = place + 1
    }
    append(text, start..<text.count)
  }
}

extension OutputSpan<UInt8> {
  /// Appends `text` as an array does. It takes at most ``longestEscape`` times the room of the text.
  mutating func appendEscaped(_ text: Span<UInt8>) {
    var start = 0
    while case let place = text.firstToEscape(from: start, true), place < text.count {
      append(text.extracting(start..<place))
      let escaped = text[place].escaped
      unsafe append(UnsafeBufferPointer(start: escaped.utf8Start, count: escaped.utf8CodeUnitCount).span)
      start = place + 1
    }
    append(text.extracting(start...))
  }

  static var longestEscape: Int { 6 }

  /// Appends bytes at once: one by one, each asks anew whether there is room.
  mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe withUnsafeMutableBufferPointer { room, count in
        let end = count + bytes.count
        _ = unsafe UnsafeMutableBufferPointer(rebasing: room[count..<end]).initialize(fromContentsOf: bytes)
        count = end
      }
    }
  }
}

extension UInt8 {
  /// How a byte is written that is to be escaped.
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
  /// The place of the next byte that is to be escaped, or the end.
  @inline(never)
  fileprivate func firstToEscape(from start: Int, _ isInApostrophes: Bool) -> Int {
    var place = start
    while true {
      place = firstOffset(from: place) { bytes in
        // `"`, `#`, `&` and `'` are the same with these bits set, and so are `<` and `>`.
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
