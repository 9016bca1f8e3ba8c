/// Reads the characters of a text as they are meant: an escape, an entity or a percent code counts
/// as the character that it stands for.
enum CharacterReader {
  /// - Returns: the character that begins at an offset, and the offset behind it.
  static func next(_ bytes: Swift.Span<UInt8>, _ start: Int) -> (scalar: UInt32, end: Int) {
    let byte = bytes[start]
    switch byte {
    case UInt8(ascii: "&"): return entity(bytes, start) ?? (UInt32(byte), start + 1)
    case UInt8(ascii: "%"): return percent(bytes, start) ?? (UInt32(byte), start + 1)
    case UInt8(ascii: "\\"): return escape(bytes, start) ?? (UInt32(byte), start + 1)
    case ..<0x80: return (UInt32(byte), start + 1)
    default: return decoded(bytes, start)
    }
  }

  /// A character of several bytes. A byte that is not UTF-8 counts as U+FFFD.
  private static func decoded(_ bytes: Swift.Span<UInt8>, _ start: Int) -> (UInt32, Int) {
    let byte = UInt32(bytes[start])
    let (length, bits) = byte >= 0xF0 ? (4, byte & 0x07) : byte >= 0xE0 ? (3, byte & 0x0F) : (2, byte & 0x1F)
    guard byte >= 0xC2, byte < 0xF5, start + length <= bytes.count else { return (0xFFFD, start + 1) }
    var scalar = bits
    for offset in 1..<length {
      let next = UInt32(bytes[start + offset])
      guard next & 0xC0 == 0x80 else { return (0xFFFD, start + 1) }
      scalar = scalar << 6 | next & 0x3F
    }
    return (scalar, start + length)
  }

  private static let entities: [String: Unicode.Scalar] = [
    "commat": "@", "period": ".", "plus": "+", "nbsp": " ", "num": "#", "lowbar": "_", "hyphen": "-", "dash": "-",
    "minus": "-", "ndash": "-", "mdash": "-", "thinsp": " ", "ensp": " ", "emsp": " ", "sol": "/", "deg": "°",
    "prime": "'", "Prime": "\"", "lpar": "(", "rpar": ")", "comma": ",", "colon": ":", "semi": ";", "quot": "\"",
    "apos": "'", "amp": "&", "shy": "\u{AD}", "lt": "<", "gt": ">", "lsqb": "[", "rsqb": "]", "lbrack": "[", "rbrack": "]",
  ]

  /// `&#64;`, `&#x40;`, `&commat;`, and the same behind `&amp;`.
  private static func entity(_ bytes: Swift.Span<UInt8>, _ start: Int) -> (UInt32, Int)? {
    var index = start + 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "#") {
      index += 1
      let isHex = index < bytes.count && bytes[index] | 0x20 == UInt8(ascii: "x")
      if isHex { index += 1 }
      var value: UInt32 = 0
      let first = index
      while index < bytes.count, index - first < 8, let digit = digit(bytes[index]), isHex || digit < 10 {
        value = value &* (isHex ? 16 : 10) &+ digit
        index += 1
      }
      guard index > first, value > 0, value < 0x110000 else { return nil }
      return (value, index < bytes.count && bytes[index] == UInt8(ascii: ";") ? index + 1 : index)
    }
    var name = ""
    while index < bytes.count, index - start < 8, bytes[index] | 0x20 >= 0x61, bytes[index] | 0x20 <= 0x7A {
      name.unicodeScalars.append(Unicode.Scalar(bytes[index]))
      index += 1
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: ";"), let scalar = entities[name] else { return nil }
    if name == "amp", index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "#") { return entity(bytes, index) }
    return (scalar.value, index + 1)
  }

  /// `%40`, and `%2540`, which was encoded twice.
  private static func percent(_ bytes: Swift.Span<UInt8>, _ start: Int) -> (UInt32, Int)? {
    guard start + 2 < bytes.count, let high = digit(bytes[start + 1]), let low = digit(bytes[start + 2]) else { return nil }
    let value = high << 4 | low
    if value == 0x25, let (inner, end) = percent(bytes, start + 2) { return (inner, end) }
    // Beyond ASCII several codes make one character, none of which matters here.
    return value >= 0x20 && value < 0x7F ? (value, start + 3) : nil
  }

  /// `\@` and the escapes of YAML, JSON and JavaScript.
  private static func escape(_ bytes: Swift.Span<UInt8>, _ start: Int) -> (UInt32, Int)? {
    guard start + 1 < bytes.count else { return nil }
    let length: Int
    switch bytes[start + 1] {
    case UInt8(ascii: "x"): length = 2
    case UInt8(ascii: "u"): length = 4
    case UInt8(ascii: "U"): length = 8
    case UInt8(ascii: "_"), UInt8(ascii: "n"), UInt8(ascii: "t"):
      // Outside YAML `\_` is an underscore; a blank would be wrong in an address.
      return bytes[start + 1] == UInt8(ascii: "_") ? (0x5F, start + 2) : nil
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return (UInt32(bytes[start + 1]), start + 2)
    default: return nil
    }
    guard start + 2 + length <= bytes.count else { return nil }
    var value: UInt32 = 0
    for index in start + 2..<start + 2 + length {
      guard let digit = digit(bytes[index]) else { return nil }
      value = value << 4 | digit
    }
    return value > 0 && value < 0x110000 ? (value, start + 2 + length) : nil
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }
}
