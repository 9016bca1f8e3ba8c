/// A text reduced to what screening compares: one scalar for each character that counts, with its
/// offset.
///
/// Digits of every script become 0 to 9, blanks of every kind a space, fullwidth forms and capitals
/// of ASCII their plain small letters. Invisible characters are left out. Written-out signs such as
/// `[at]`, `(dot)`, `&#64;` and `%40` become the sign that they mean.
struct FoldedText {
  private(set) var scalars: [UInt32] = []
  /// The offset of each scalar in the bytes. One more entry holds the end.
  private(set) var offsets: [Int] = []

  private static let signs: [(written: [UInt32], sign: Unicode.Scalar)] = [
    ("[at]", "@"), ("(at)", "@"), ("{at}", "@"), ("<at>", "@"), ("[arroba]", "@"), ("(arroba)", "@"), ("[@]", "@"),
    ("(@)", "@"), ("[dot]", "."), ("(dot)", "."), ("{dot}", "."), ("[punto]", "."), ("(punto)", "."), ("[point]", "."),
    ("(point)", "."), ("[.]", "."), ("&#64;", "@"), ("&#x40;", "@"), ("&commat;", "@"), ("%40", "@"), ("\\u0040", "@"),
    ("\\x40", "@"), ("\\@", "@"), ("&#46;", "."), ("&period;", "."), ("&nbsp;", " "), ("\\_", "_"), ("\\.", "."),
    ("\\+", "+"), ("\\-", "-"),
  ].map { (written: $0.0.unicodeScalars.map(\.value), sign: $0.1) }
  private static let firsts = Set(signs.map { $0.written[0] })

  /// - Parameter bytes: UTF-8.
  init(_ bytes: ArraySlice<UInt8>) {
    scalars.reserveCapacity(bytes.count)
    offsets.reserveCapacity(bytes.count + 1)
    var offset = 0
    var isAfterSign = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if let folded = Self.folded(scalar), !(isAfterSign && folded == 0x20) {
        scalars.append(folded)
        offsets.append(offset)
        isAfterSign = readSign()
      }
      offset += Unicode.UTF8.width(scalar)
    }
    offsets.append(offset)
  }

  /// Replaces a written-out sign that has just been read whole, with the blanks before it.
  ///
  /// - Returns: true if there was one in brackets, whose following blanks belong to it.
  private mutating func readSign() -> Bool {
    switch scalars[scalars.count - 1] {
    // ] ) } > ; end a sign that is written out.
    case 0x5D, 0x29, 0x7D, 0x3E, 0x3B: break
    // %40 and its like
    case 0x30: guard scalars.count > 2, scalars[scalars.count - 2] == 0x34 else { return false }
    // @ _ . + - after a backslash
    case 0x40, 0x5F, 0x2E, 0x2B, 0x2D: guard scalars.count > 1, scalars[scalars.count - 2] == 0x5C else { return false }
    default: return false
    }
    for (written, sign) in Self.signs where scalars.count >= written.count {
      guard scalars[(scalars.count - written.count)...].elementsEqual(written) else { continue }
      let isInBrackets = [0x5B, 0x28, 0x7B, 0x3C].contains(written[0])
      scalars.removeLast(written.count)
      var offset = offsets[scalars.count]
      offsets.removeLast(written.count)
      while isInBrackets, scalars.last == 0x20 {
        scalars.removeLast()
        offset = offsets.removeLast()
      }
      scalars.append(sign.value)
      offsets.append(offset)
      return isInBrackets
    }
    return false
  }

  private static func folded(_ scalar: Unicode.Scalar) -> UInt32? {
    let value = scalar.value
    switch value {
    case 0x41...0x5A: return value + 32
    case ..<0x80: return value
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return 0x20
    case 0xAD, 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: return nil
    case 0x2010...0x2015, 0x2212: return 0x2D
    case 0xFF01...0xFF5E:
      let plain = value - 0xFEE0
      return (0x41...0x5A).contains(plain) ? plain + 32 : plain
    default:
      if scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue { return 0x30 + UInt32(digit) }
      return value
    }
  }

  func isDigit(_ index: Int) -> Bool { scalars.indices.contains(index) && (0x30...0x39).contains(scalars[index]) }

  /// True for ASCII letters, digits, and all characters beyond ASCII.
  func isWord(_ index: Int) -> Bool {
    guard scalars.indices.contains(index) else { return false }
    let scalar = scalars[index]
    return scalar >= 0x80 || (0x30...0x39).contains(scalar) || (0x61...0x7A).contains(scalar)
  }

  func `is`(_ index: Int, _ character: Unicode.Scalar) -> Bool {
    scalars.indices.contains(index) && scalars[index] == character.value
  }

  /// The text of some scalars, for comparing with words.
  func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars[range.clamped(to: scalars.indices)] { text.append(Unicode.Scalar(scalar) ?? "?") }
    return String(text)
  }

  /// The offsets of the bytes of some scalars.
  func bytes(_ range: Range<Int>) -> Range<Int> { offsets[range.lowerBound]..<offsets[range.upperBound] }
}
