/// Removes what a language writes in front of a word: the article in Arabic, one-letter words in
/// Hebrew, the noun class in Swahili. `Templates/assets/search/analysis.js` has the same rules.
///
/// A bare form is not a stem. The rules look at a few letters only and treat all forms of a word
/// alike, so that a typed form which no record has leads to the forms that records have.
enum BareForms {
  /// Returns the bare form of a word; nil if there is nothing to remove, or if the language has no
  /// rules.
  static func bare(_ form: String, language: String) -> String? {
    let whole = Array(form.unicodeScalars)
    var word = whole[...]
    switch language {
    case "ar": while let rest = withoutArticle(word) { word = rest }
    case "he": word = withoutPrefixes(word)
    case "sw": word = withoutClass(word)
    default: return nil
    }
    guard word.count < whole.count || !word.elementsEqual(whole) else { return nil }
    var bare = String.UnicodeScalarView()
    bare.append(contentsOf: word)
    return String(bare)
  }

  private typealias Word = ArraySlice<Unicode.Scalar>

  /// Removes the article *the*, alone or together with *and*, *so*, *with*, *like* or *for* before
  /// it. Returns nil if there is none.
  private static func withoutArticle(_ word: Word) -> Word? {
    func rest(after prefix: String, least: Int) -> Word? {
      let count = prefix.unicodeScalars.count
      guard word.count >= count + least, word.starts(with: prefix.unicodeScalars) else { return nil }
      return word.dropFirst(count)
    }
    if let rest = rest(after: "ال", least: 2) { return rest }
    for conjunction in ["", "و", "ف"] {
      for article in ["بال", "كال", "ال", "لل"] where conjunction != "" || article != "ال" {
        if let rest = rest(after: conjunction + article, least: 3) { return rest }
      }
    }
    return nil
  }

  /// Removes the one-letter words *and*, *the*, *in*, *like*, *to*, *from* and *that*, as long as
  /// three letters remain.
  private static func withoutPrefixes(_ word: Word) -> Word {
    let letters = Array("והבכלמש".unicodeScalars)
    let count = word.prefix { letters.contains($0) }.count
    return word.dropFirst(max(0, min(count, word.count - 3)))
  }

  private static let classes = ["mwa", "wa", "mw", "mi", "ki", "vi", "ch", "vy", "ma", "ji", "m"].map {
    Array($0.unicodeScalars)
  }

  /// Removes the noun class. Singular and plural differ in it: *mtoto*, *watoto*; *kijiji*,
  /// *vijiji*.
  private static func withoutClass(_ word: Word) -> Word {
    for short in ["m", "wa", "mi"] where word.starts(with: short.unicodeScalars) && word.count == short.utf8.count + 2 {
      return word.dropFirst(short.utf8.count)
    }
    var word = word
    while let prefix = classes.first(where: { word.count >= $0.count + 3 && word.starts(with: $0) }) {
      word = word.dropFirst(prefix.count)
    }
    // *Mwanamke* (woman), plural *wanawake*, also changes within the word.
    return word.elementsEqual("namke".unicodeScalars) ? Array("nawake".unicodeScalars)[...] : word
  }
}
