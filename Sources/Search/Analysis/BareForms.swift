/// Words without what their language puts before them: the article in Arabic, one-letter words in Hebrew, the class in Swahili.
/// `Templates/assets/search/analysis.js` has the same rules.
///
/// These are no stems: they part what is certain from few letters, the same way for each form of a word, so that a word that
/// was typed in a form which no record has leads to those that records have.
enum BareForms {
  /// The bare form of a word, or nil where nothing stands before it, or the language has no rules here.
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

  /// *the*, also behind *and*, *so*, *with*, *like* and *for*.
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

  /// *and*, *the*, *in*, *like*, *to*, *from*, *that*: a letter each, as many as leave three others.
  private static func withoutPrefixes(_ word: Word) -> Word {
    let letters = Array("והבכלמש".unicodeScalars)
    let count = word.prefix { letters.contains($0) }.count
    return word.dropFirst(max(0, min(count, word.count - 3)))
  }

  private static let classes = ["mwa", "wa", "mw", "mi", "ki", "vi", "ch", "vy", "ma", "ji", "m"].map {
    Array($0.unicodeScalars)
  }

  /// Singular and plural differ by the class that a noun begins with: *mtoto*, *watoto*; *kijiji*, *vijiji*.
  private static func withoutClass(_ word: Word) -> Word {
    for short in ["m", "wa", "mi"] where word.starts(with: short.unicodeScalars) && word.count == short.utf8.count + 2 {
      return word.dropFirst(short.utf8.count)
    }
    var word = word
    while let prefix = classes.first(where: { word.count >= $0.count + 3 && word.starts(with: $0) }) {
      word = word.dropFirst(prefix.count)
    }
    // The one word of this field whose end changes too.
    return word.elementsEqual("namke".unicodeScalars) ? Array("nawake".unicodeScalars)[...] : word
  }
}
