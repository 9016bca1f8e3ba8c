extension [UInt8] {
  /// Appends `text`, safe between tags and in quoted attributes.
  ///
  /// It looks at bytes: by `Character`, a quotation mark with a combining accent is another letter, and leaves the attribute.
  mutating func appendEscaped(_ text: String) {
    let span = text.utf8.span
    for i in span.indices where span[i].needsEscape {
      for byte in text.utf8 { appendEscaped(byte) }
      return
    }
    append(contentsOf: text.utf8)
  }

  mutating func appendEscaped(_ bytes: [UInt8]) {
    for byte in bytes { appendEscaped(byte) }
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "&"): append(contentsOf: "&amp;".utf8)
    case UInt8(ascii: "<"): append(contentsOf: "&lt;".utf8)
    case UInt8(ascii: ">"): append(contentsOf: "&gt;".utf8)
    case UInt8(ascii: "\""): append(contentsOf: "&quot;".utf8)
    case UInt8(ascii: "'"): append(contentsOf: "&#39;".utf8)
    default: append(byte)
    }
  }
}

extension UInt8 {
  fileprivate var needsEscape: Bool {
    switch self {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: false
    }
  }
}
