/// Classifies the characters of words and folds their case, for texts as bytes.
enum Letters {
  enum Class: Sendable {
    /// A part of a word.
    case word
    /// A part of a word in a script that leaves no blanks between words.
    case spaceless
    case other
  }

  @inline(__always)
  static func isASCIIWord(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x5F
  }

  /// The scalar at an offset of valid UTF-8.
  @inline(__always)
  static func scalar(in text: [UInt8], at offset: Int, end: Int) -> (value: UInt32, width: Int) {
    let lead = text[offset]
    let width = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard offset + width <= end else { return (0xFFFD, end - offset) }
    switch width {
    case 1: return (UInt32(lead), 1)
    case 2: return (UInt32(lead & 0x1F) << 6 | UInt32(text[offset + 1] & 0x3F), 2)
    case 3:
      return (
        UInt32(lead & 0x0F) << 12 | UInt32(text[offset + 1] & 0x3F) << 6 | UInt32(text[offset + 2] & 0x3F), 3
      )
    default:
      return (
        UInt32(lead & 0x07) << 18 | UInt32(text[offset + 1] & 0x3F) << 12 | UInt32(text[offset + 2] & 0x3F) << 6
          | UInt32(text[offset + 3] & 0x3F), 4
      )
    }
  }

  static func `class`(of scalar: UInt32) -> Class {
    switch scalar {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      return isWord(scalar) ? .spaceless : .other
    default: return isWord(scalar) ? .word : .other
    }
  }

  private static func isWord(_ scalar: UInt32) -> Bool {
    guard scalar < 0x10000 else { return Unicode.Scalar(scalar)?.isPartOfWord ?? false }
    return words[Int(scalar >> 6)] & (1 << UInt64(scalar & 63)) != 0
  }

  /// One bit for each scalar of the basic plane, set if it is part of a word: 8 kB, since a query
  /// of its properties takes 30 times longer.
  private static let words: [UInt64] = (0..<1024).map { block in
    (0..<64).reduce(into: UInt64(0)) { bits, bit in
      if Unicode.Scalar(UInt32(block * 64 + bit))?.isPartOfWord == true { bits |= 1 << UInt64(bit) }
    }
  }

  /// A few bytes of UTF-8, stored without an allocation.
  struct Folded {
    private(set) var bytes: UInt64 = 0
    private(set) var count = 0

    mutating func append(_ byte: UInt8) {
      guard count < 8 else { return }
      bytes |= UInt64(byte) << UInt64(count * 8)
      count += 1
    }

    subscript(_ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: bytes >> UInt64(index * 8)) }
  }

  /// A scalar in lower case; typographic apostrophes, hyphens and blanks become those of a
  /// keyboard.
  static func folded(_ scalar: UInt32) -> Folded {
    var folded = Folded()
    switch scalar {
    case 0x41...0x5A: folded.append(UInt8(scalar) | 0x20)
    case 0..<0x80: folded.append(UInt8(scalar))
    case 0x2019, 0x02BC: folded.append(UInt8(ascii: "'"))
    case 0x2010, 0x2011: folded.append(UInt8(ascii: "-"))
    case 0xA0, 0x202F: folded.append(0x20)
    default:
      guard let character = Unicode.Scalar(scalar) else { break }
      if hasCase(scalar) {
        for byte in character.properties.lowercaseMapping.utf8 { folded.append(byte) }
      } else {
        for byte in String(character).utf8 { folded.append(byte) }
      }
    }
    return folded
  }

  /// True if a scalar may belong to a script with capitals.
  private static func hasCase(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80...0x58F, 0x10A0...0x10FF, 0x13A0...0x13FF, 0x1C80...0x1CBF, 0x1E00...0x1FFF, 0x2C00...0x2DFF, 0xA640...0xA7FF,
      0xAB70...0xABBF, 0xFF21...0xFF5A, 0x10400...0x104FF, 0x1E900...0x1E95F:
      true
    default: false
    }
  }
}
