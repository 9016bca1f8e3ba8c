/// Gives the British and the American spelling of a word one stem: *organisation* and
/// *organization*, *centre* and *center*, *diarrhoea* and *diarrhea*.
///
/// It changes stems, not words. So forms that Snowball puts under one stem always stay together.
/// If it errs, two words share a stem, as *improvise* and *improve* do; the exact form still
/// ranks first.
enum EnglishSpelling {
  /// Rewrites a British stem as its American counterpart.
  static func makeAmerican(_ stem: inout [UInt8]) {
    if hasDigraph(stem) { stem = withoutDigraphs(stem) }
    for ending in endings where stem.count >= ending.british.count + ending.least {
      guard stem.suffix(ending.british.count).elementsEqual(ending.british) else { continue }
      stem.removeLast(ending.british.count)
      stem.append(contentsOf: ending.american)
      return
    }
    if stem.suffix(2).elementsEqual("is".utf8) { removeVerbEnding(&stem) }
  }

  /// Returns true if the stem contains `ae` or `oe`, as every entry of ``inner`` does.
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

  /// Removes or rewrites the ending *is*, to match the stem that Snowball makes of the American
  /// spelling. Snowball removes *iz* if it lies in region R2, and never *is*:
  ///
  ///     written      British stem   American stem
  ///     organise     organis        organ       (*is* lies in R2: remove it)
  ///     realise      realis         realiz      (R2 is empty: write *z* for *s*)
  private static func removeVerbEnding(_ stem: inout [UInt8]) {
    guard stem.count >= 5 else { return }
    if secondRegion(stem) <= stem.count - 2 { stem.removeLast(2) } else { stem[stem.count - 1] = UInt8(ascii: "z") }
  }

  /// Returns the start of Snowball's region R2. R1 begins after the first consonant that follows a
  /// vowel; R2 is the same within R1: in *organis*, R1 is *ganis* and R2 is *is*.
  private static func secondRegion(_ letters: [UInt8]) -> Int {
    var start = 0
    for _ in 0..<2 {
      var offset = start + 1
      while offset < letters.count, isVowel(letters[offset]) || !isVowel(letters[offset - 1]) { offset += 1 }
      start = min(letters.count, offset + 1)
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
    let british: [UInt8]
    let american: [UInt8]
    /// The number of letters that must stand before the ending.
    let least: Int

    init(_ british: String, _ american: String, _ least: Int) {
      (self.british, self.american, self.least) = (Array(british.utf8), Array(american.utf8), least)
    }
  }

  private static let endings = [
    ("our", "or", 3), ("ourhood", "orhood", 3), ("ourit", "orit", 3), ("ys", "yz", 4), ("enc", "ens", 2), ("ogu", "og", 3),
    ("gramm", "gram", 0), ("dgement", "dgment", 0), ("ll", "l", 3), ("metr", "meter", 0), ("litr", "liter", 0),
    ("entr", "enter", 1), ("eatr", "eater", 1), ("ibr", "iber", 1),
  ].map(Ending.init)

  /// Letter groups within words of Latin and Greek origin, most of them medical.
  private static let inner: [(british: String, american: String)] = [
    ("aem", "em"), ("paed", "ped"), ("anaes", "anes"), ("caesar", "cesar"), ("oedem", "edem"), ("oesoph", "esoph"),
    ("oestr", "estr"), ("foet", "fet"), ("rrhoea", "rrhea"), ("naec", "nec"), ("faec", "fec"), ("archae", "arche"),
  ]
}
