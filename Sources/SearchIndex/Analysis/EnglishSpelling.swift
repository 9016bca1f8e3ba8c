/// Makes one stem of British and American spelling: *organisation* and *organization*, *centre* and *center*, *diarrhoea* and
/// *diarrhea*.
///
/// It changes stems and not words, so that forms which Snowball puts under one stem stay together whatever it does. Where it
/// errs, two words share a stem, as *improvise* and *improve* do; the exact form still comes first.
enum EnglishSpelling {
  /// The stem, written the American way.
  static func american(_ stem: String) -> String {
    var stem = stem
    if hasDigraph(stem) {
      for (british, american) in inner where stem.contains(british) { stem.replace(british, with: american) }
    }
    // Every new form of a collection comes by, and comparing texts takes several times as long.
    let backwards = stem.utf8.reversed()
    for (british, american, least) in endings where backwards.starts(with: british) && backwards.count >= british.count + least
    {
      return stem.dropLast(british.count) + american
    }
    return backwards.starts(with: "si".utf8) ? withoutVerbEnding(stem) : stem
  }

  /// Whether there is an `ae` or `oe`, as in all of ``inner``.
  private static func hasDigraph(_ stem: String) -> Bool {
    var last: UInt8 = 0
    for letter in stem.utf8 {
      if letter == UInt8(ascii: "e"), last == UInt8(ascii: "a") || last == UInt8(ascii: "o") { return true }
      last = letter
    }
    return false
  }

  /// Snowball leaves *organis* of *organise* and *organ* of *organize*, *realis* and *realiz*: it takes `iz` away where that
  /// stands in its second region, and `is` never.
  private static func withoutVerbEnding(_ stem: String) -> String {
    let letters = Array(stem.utf8)
    guard letters.count >= 5 else { return stem }
    let verb = letters.count - 2
    return secondRegion(letters) <= verb ? String(stem.dropLast(2)) : stem.dropLast() + "z"
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

  private static func isVowel(_ letter: UInt8) -> Bool { "aeiouy".utf8.contains(letter) }

  /// Endings of stems, backwards, and how many letters must stand before them.
  private static let endings: [(british: [UInt8], american: String, least: Int)] = [
    ("our", "or", 3), ("ourhood", "orhood", 3), ("ourit", "orit", 3), ("ys", "yz", 4), ("enc", "ens", 2), ("ogu", "og", 3),
    ("gramm", "gram", 0), ("dgement", "dgment", 0), ("ll", "l", 3), ("metr", "meter", 0), ("litr", "liter", 0),
    ("entr", "enter", 1), ("eatr", "eater", 1), ("ibr", "iber", 1),
  ].map { ($0.utf8.reversed(), $1, $2) }

  /// What Latin and Greek words have within them, most of them medical.
  private static let inner: [(british: String, american: String)] = [
    ("aem", "em"), ("paed", "ped"), ("anaes", "anes"), ("caesar", "cesar"), ("oedem", "edem"), ("oesoph", "esoph"),
    ("oestr", "estr"), ("foet", "fet"), ("rrhoea", "rrhea"), ("naec", "nec"), ("faec", "fec"), ("archae", "arche"),
  ]
}
