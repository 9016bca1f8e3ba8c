import Foundation

/// The order of titles in a language: by its letters without regard to case, accents and quotation
/// marks; numbers by their size.
///
/// ICU knows the order of every language's letters, but takes some microseconds to compare two
/// titles: sorting 10,000 titles would take a quarter of a build. So ICU gives only the order of
/// the letters, once for each list, and titles are compared by keys.
struct TitleOrder: Sendable {
  /// The position of each lower-case letter; two letters that differ only in accents have the same
  /// position.
  private var weights: [Unicode.Scalar: UInt32] = [:]
  /// Letters that are sorted as several letters: œ as oe.
  private var expansions: [Unicode.Scalar: String] = [:]
  /// For each position, the letter under which a list shows all letters with this position: one
  /// without a mark, if there is one.
  private var bare: [UInt32: Unicode.Scalar] = [:]
  /// The positions of a to z, under which lists show letters.
  private var plain: [UInt32: Unicode.Scalar] = [:]

  private static let written: [Unicode.Scalar: String] = [
    "œ": "oe", "æ": "ae", "ß": "ss", "ĳ": "ij", "ﬁ": "fi", "ﬂ": "fl", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t",
    "ı": "i",
  ]
  /// Languages in which some of these letters have a position of their own.
  private static let own: [String: String] = [
    "pl": "ł", "da": "øæ", "nb": "øæ", "nn": "øæ", "no": "øæ", "fo": "øæđ", "is": "øæđ", "vi": "đ", "hr": "đ", "bs": "đ",
    "sr": "đ",
    "mt": "ħ", "tr": "ı", "az": "ı", "se": "đŧ",
  ]

  /// The positions before the letters: blanks, then numbers.
  private static let blank: UInt32 = 1
  private static let number: UInt32 = 2
  private static let firstLetter: UInt32 = 16
  /// The positions after the letters: unknown letters, in the order of Unicode.
  private static let unknown: UInt32 = 0x1_0000

  /// - Parameter texts: all texts that may be compared.
  init(language: String, of texts: some Sequence<String>) {
    let own = Self.own[String(language.prefix { $0 != "-" })] ?? ""
    expansions = Self.written.filter { !own.unicodeScalars.contains($0.key) }
    var letters: Set<Unicode.Scalar> = []
    for text in texts where !text.utf8.allSatisfy({ $0 < 0x80 }) {
      for scalar in Self.small(text) where scalar.value >= 0x80 && Self.isLetter(scalar) && expansions[scalar] == nil {
        letters.insert(scalar)
      }
    }
    let latin = (0x61...0x7A).map { Unicode.Scalar($0 as UInt8) }
    guard !letters.isEmpty else {
      for (index, letter) in latin.enumerated() { weights[letter] = Self.firstLetter + UInt32(index) }
      plain = Dictionary(uniqueKeysWithValues: weights.map { ($1, $0) })
      return
    }
    let locale = Locale(identifier: language)
    // Sorts in the order of Unicode first, so that letters with the same position have the same
    // order on any machine.
    let sorted = (latin + letters.sorted { $0.value < $1.value }).sorted { Self.order($0, $1, locale) == .orderedAscending }
    var weight = Self.firstLetter
    for (number, letter) in sorted.enumerated() {
      if number > 0, Self.order(sorted[number - 1], letter, locale) != .orderedSame { weight += 1 }
      weights[letter] = weight
    }
    for letter in sorted where bare[weights[letter]!] == nil { bare[weights[letter]!] = letter }
    // Of alif, and alif with hamza above or below, a list shows the alif.
    for letter in sorted {
      let base = String(letter).decomposedStringWithCanonicalMapping.unicodeScalars.first!
      if base != letter, weights[base] == weights[letter] { bare[weights[letter]!] = base }
    }
    for letter in latin { plain[weights[letter]!] = letter }
  }

  /// Two letters have the same position if the letters after them decide the order.
  private static func order(_ a: Unicode.Scalar, _ b: Unicode.Scalar, _ locale: Locale) -> ComparisonResult {
    func compare(_ a: String, _ b: String) -> ComparisonResult {
      a.compare(b, options: .caseInsensitive, range: nil, locale: locale)
    }
    let first = compare("\(a)a", "\(b)z")
    return first == compare("\(a)z", "\(b)a") ? first : .orderedSame
  }

  private static func small(_ text: String) -> String.UnicodeScalarView {
    text.precomposedStringWithCanonicalMapping.lowercased().precomposedStringWithCanonicalMapping.unicodeScalars
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter, .letterNumber: true
    default: false
    }
  }

  func key(_ text: String) -> SortKey {
    var folded: [UInt32] = []
    folded.reserveCapacity(text.utf8.count)
    var digits: [UInt32] = []
    func endNumber() {
      guard !digits.isEmpty else { return }
      let value = digits.drop { $0 == 0 }
      folded += [Self.number, UInt32(value.count)] + value
      digits = []
    }
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    for scalar in isASCII ? text.lowercased().unicodeScalars : Self.small(text) {
      if scalar.properties.generalCategory == .decimalNumber, let value = scalar.properties.numericValue {
        digits.append(UInt32(value))
        continue
      }
      endNumber()
      if let weight = weights[scalar] {
        folded.append(weight)
      } else if let letters = expansions[scalar] {
        folded += letters.unicodeScalars.compactMap { weights[$0] }
      } else if scalar.properties.isWhitespace {
        if folded.last != Self.blank, !folded.isEmpty { folded.append(Self.blank) }
      } else if Self.isLetter(scalar) {
        folded.append(Self.unknown + scalar.value)
      }
    }
    endNumber()
    return SortKey(folded: folded, exact: text)
  }

  /// Returns the letter under which a list shows a title; nil for digits and signs.
  func letter(of title: String) -> String? {
    guard let first = Self.small(title).first(where: { Self.isLetter($0) || $0.properties.generalCategory == .decimalNumber }),
      Self.isLetter(first)
    else { return nil }
    if let letters = expansions[first] { return letters.prefix(1).uppercased() }
    if let letter = weights[first].flatMap({ plain[$0] }) { return String(letter).uppercased() }
    return (weights[first].flatMap { bare[$0] } ?? first).properties.uppercaseMapping
  }
}

/// The sort key of a text in a list.
struct SortKey: Comparable, Sendable {
  fileprivate let folded: [UInt32]
  /// The text that decides between equal folded keys.
  fileprivate let exact: String

  static func < (a: Self, b: Self) -> Bool {
    a.folded != b.folded ? a.folded.lexicographicallyPrecedes(b.folded) : a.exact.utf8.lexicographicallyPrecedes(b.exact.utf8)
  }
}
