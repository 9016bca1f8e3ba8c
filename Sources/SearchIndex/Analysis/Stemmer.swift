internal import CStemmer

/// A Snowball stemmer, or none where the language has none and every form is its own stem.
///
/// libstemmer keeps nothing globally: each stemmer owns its buffer, which the next word overwrites.
@safe struct Stemmer: ~Copyable {
  private let stemmer: OpaquePointer?
  private let isArabic: Bool
  private let isEnglish: Bool

  init(language: String) {
    let code = String(language.prefix { $0 != "-" }).lowercased()
    isArabic = code == "ar"
    isEnglish = code == "en"
    unsafe stemmer = sb_stemmer_new(code, "UTF_8")
  }

  deinit { unsafe sb_stemmer_delete(stemmer) }

  /// The key under which all forms of a word stand, without diacritics.
  func stem(_ form: String) -> String {
    guard let stemmer = unsafe stemmer else { return WordReader.folded(form) }
    let bytes = Array((isArabic ? Self.inArabicLetters(form) : form).utf8)
    guard let result = unsafe sb_stemmer_stem(stemmer, bytes, Int32(bytes.count)) else { return WordReader.folded(form) }
    let length = Int(unsafe sb_stemmer_length(stemmer))
    let stem = unsafe String(decoding: UnsafeBufferPointer(start: result, count: length), as: UTF8.self)
    let folded = WordReader.folded(stem.isEmpty ? form : stem)
    return isEnglish ? EnglishSpelling.american(folded) : folded
  }

  /// The Arabic stemmer knows its own letters only, and many keyboards type the Persian ones.
  private static func inArabicLetters(_ form: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in form.unicodeScalars {
      result.append(scalar == "\u{06CC}" ? "\u{064A}" : scalar == "\u{06A9}" ? "\u{0643}" : scalar)
    }
    return String(result)
  }
}
