internal import CStemmer

/// Reduces forms to stems with Snowball. In a language for which Snowball has no stemmer, every
/// form is its own stem.
///
/// libstemmer has no global state: each stemmer owns its buffer, and the next word overwrites the
/// result of the last.
@safe struct Stemmer: ~Copyable {
  private let stemmer: OpaquePointer?
  private let isArabic: Bool
  private let isEnglish: Bool
  private let isFrench: Bool
  private let code: String

  init(language: String) {
    let code = String(language.prefix { $0 != "-" }).lowercased()
    self.code = code
    isArabic = code == "ar"
    isFrench = code == "fr"
    isEnglish = code == "en"
    unsafe stemmer = sb_stemmer_new(code, "UTF_8")
  }

  deinit { unsafe sb_stemmer_delete(stemmer) }

  /// Replaces a form with its stem: the key, without diacritics, that all forms of the word share.
  func stem(_ form: inout [UInt8]) {
    if isArabic { form = Self.inArabicLetters(form) }
    if let bare = bare(form) { form = bare }
    let isVerb = isFrench && Self.verbEndings.contains { form.suffix($0.count).elementsEqual($0) }
    if let stemmer = unsafe stemmer, let stem = unsafe sb_stemmer_stem(stemmer, form, Int32(form.count)) {
      let length = Int(unsafe sb_stemmer_length(stemmer))
      if length > 0 {
        form.removeAll(keepingCapacity: true)
        unsafe form.append(contentsOf: UnsafeBufferPointer(start: stem, count: length))
      }
    }
    if form.contains(where: { $0 >= 0x80 }) { form = Array(WordReader.folded(String(decoding: form, as: UTF8.self)).utf8) }
    // A very short stem keeps the ending of a verb, because the ending decides the meaning: *viol*
    // is a crime, *violé* says that a truce was broken.
    if isVerb, form.count <= 4 { form.append(UInt8(ascii: "e")) }
    if isEnglish { EnglishSpelling.makeAmerican(&form) }
  }

  /// Returns the form without what its language writes in front of it; nil if there is nothing to
  /// remove. See ``BareForms``.
  func bare(_ form: [UInt8]) -> [UInt8]? {
    guard code == "ar" || code == "he" || code == "sw" else { return nil }
    return BareForms.bare(String(decoding: form, as: UTF8.self), language: code).map { Array($0.utf8) }
  }

  private static let verbEndings = ["é", "ée", "és", "ées", "er", "ez", "ant", "ait", "aient", "era", "eront"].map {
    Array($0.utf8)
  }

  /// Replaces the Persian letters yeh and keheh with the Arabic ones: many keyboards type the
  /// Persian letters, and the Arabic stemmer knows only its own.
  private static func inArabicLetters(_ form: [UInt8]) -> [UInt8] {
    var result = String.UnicodeScalarView()
    for scalar in String(decoding: form, as: UTF8.self).unicodeScalars {
      result.append(scalar == "\u{06CC}" ? "\u{064A}" : scalar == "\u{06A9}" ? "\u{0643}" : scalar)
    }
    return Array(String(result).utf8)
  }
}
