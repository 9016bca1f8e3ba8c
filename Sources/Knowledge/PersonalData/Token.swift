/// A word, a run of digits or a sign of a text, reduced to what the search for personal data
/// compares.
struct Token {
  enum Kind: UInt8 { case word, number, sign }

  /// The blanks before a token.
  enum Gap: UInt8, Comparable {
    case none, blank, line, paragraph

    static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }
  }

  var kind: Kind
  var gap: Gap
  /// True if a word begins with a capital letter.
  var isCapital = false
  /// True in a code span or a code block.
  var isCode = false
  /// The first character, folded.
  var first: UInt32
  /// The number of characters.
  var count = 1
  /// The value of a number of at most 18 digits.
  var value = 0
  /// Equal words have equal hashes, whatever their capitals.
  var hash: UInt64
  /// Offsets from the start of the bytes.
  var start: Int
  var end: Int
  var classes: WordClass = []
  /// True for a number that was written in words.
  var isSpelled = false
  /// True if the words of the number have another meaning too.
  var isAmbiguous = false

  func `is`(_ character: Unicode.Scalar) -> Bool { kind == .sign && first == character.value }

  /// True if the token is one of some signs.
  func isSign(of characters: String) -> Bool {
    guard kind == .sign else { return false }
    return first < 0x80 ? characters.utf8.contains(UInt8(first)) : characters.unicodeScalars.contains { $0.value == first }
  }

  func has(_ some: WordClass) -> Bool { !classes.isDisjoint(with: some) }

  static func hash(_ scalar: UInt32, after hash: UInt64) -> UInt64 { (hash ^ UInt64(scalar)) &* 0x100_0000_01B3 }
  static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325
}
