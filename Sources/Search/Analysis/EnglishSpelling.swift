/// Makes one stem of British and American spelling: *organisation* and *organization*, *centre* and *center*, *diarrhoea* and
/// *diarrhea*.
///
/// It changes stems and not words, so that forms which Snowball puts under one stem stay together whatever it does. Where it
/// errs, two words share a stem, as *improvise* and *improve* do; the exact form still comes first.
enum EnglishSpelling {
  /// Writes a stem the American way.
  static func makeAmerican(_ stem: inout [UInt8]) {
    if hasDigraph(stem) { stem = withoutDigraphs(stem) }
    // Every new form of a collection comes by, and comparing texts takes several times as long.
    var tail: UInt64 = 0
    for letter in stem.suffix(8) { tail = tail << 8 | UInt64(letter) }
    for ending in endings where ending.ends(tail) && stem.count >= ending.count + ending.least {
      stem.removeLast(ending.count)
      stem.append(contentsOf: ending.american.utf8)
      return
    }
    if tail & 0xFFFF == 0x6973 { removeVerbEnding(&stem) }
  }

  /// Whether there is an `ae` or `oe`, as in all of ``inner``.
  private static func hasDigraph(_ stem: [UInt8]) -> Bool {
    var last: UInt8 = 0
    for letter in stem {
      if letter == UInt8(ascii: "e"), last == UInt8(ascii: "a") || last == UInt8(ascii: "o") { return true }
      last = letter
    }
    return false
  }

  private static func withoutDigraphs(_ stem: [UInt8]) -> [UInt8] {
    var stem = String(decoding: stem, as: UTF8.self)
    for (british, american) in inner where stem.contains(british) { stem.replace(british, with: american) }
    return Array(stem.utf8)
  }

  /// Snowball leaves *organis* of *organise* and *organ* of *organize*, *realis* and *realiz*: it takes `iz` away where that
  /// stands in its second region, and `is` never.
  private static func removeVerbEnding(_ stem: inout [UInt8]) {
    guard stem.count >= 5 else { return }
    if secondRegion(stem) <= stem.count - 2 { stem.removeLast(2) } else { stem[stem.count - 1] = UInt8(ascii: "z") }
  }

  /// Where Snowball's region R2 begins: after the first consonant that follows a vowel, twice.
  private static func secondRegion(_ letters: [UInt8]) -> Int {
    var start = 0
    for _ in 0..<2 {
      var place = start + 1
      while place < letters.count, isVowel(letters[place]) || !isVowel(letters[place - 1]) { place += 1 }
      start = min(letters.count, place + 1)
    }
    return start
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"), UInt8(ascii: "y"): true
    default: false
    }
  }

  private struct Ending {
    /// The last letter lowest, as in the tails it is compared with.
    private var british: UInt64 = 0
    private var mask: UInt64 = 0
    let count: Int
    let american: String
    /// How many letters must stand before it.
    let least: Int

    init(_ british: String, _ american: String, _ least: Int) {
      for letter in british.utf8 {
        self.british = self.british << 8 | UInt64(letter)
        mask = mask << 8 | 0xFF
      }
      (count, self.american, self.least) = (british.utf8.count, american, least)
    }

    /// Whether a stem ends so.
    ///
    /// - Parameter tail: its last eight letters.
    @inline(__always)
    func ends(_ tail: UInt64) -> Bool { tail & mask == british }
  }

  private static let endings = [
    ("our", "or", 3), ("ourhood", "orhood", 3), ("ourit", "orit", 3), ("ys", "yz", 4), ("enc", "ens", 2), ("ogu", "og", 3),
    ("gramm", "gram", 0), ("dgement", "dgment", 0), ("ll", "l", 3), ("metr", "meter", 0), ("litr", "liter", 0),
    ("entr", "enter", 1), ("eatr", "eater", 1), ("ibr", "iber", 1),
  ].map(Ending.init)

  /// What Latin and Greek words have within them, most of them medical.
  private static let inner: [(british: String, american: String)] = [
    ("aem", "em"), ("paed", "ped"), ("anaes", "anes"), ("caesar", "cesar"), ("oedem", "edem"), ("oesoph", "esoph"),
    ("oestr", "estr"), ("foet", "fet"), ("rrhoea", "rrhea"), ("naec", "nec"), ("faec", "fec"), ("archae", "arche"),
  ]
}
