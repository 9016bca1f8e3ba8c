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

  /// Makes of a form the key under which all forms of a word stand, without diacritics.
  func stem(_ form: inout [UInt8]) {
    if isArabic { form = Self.inArabicLetters(form) }
    if let stemmer = unsafe stemmer, let stem = unsafe sb_stemmer_stem(stemmer, form, Int32(form.count)) {
      let length = Int(unsafe sb_stemmer_length(stemmer))
      if length > 0 {
        form.removeAll(keepingCapacity: true)
        unsafe form.append(contentsOf: UnsafeBufferPointer(start: stem, count: length))
      }
    }
    if form.contains(where: { $0 >= 0x80 }) { form = Array(WordReader.folded(String(decoding: form, as: UTF8.self)).utf8) }
    if isEnglish { EnglishSpelling.makeAmerican(&form) }
  }

  /// The Arabic stemmer knows its own letters only, and many keyboards type the Persian ones.
  private static func inArabicLetters(_ form: [UInt8]) -> [UInt8] {
    var result = String.UnicodeScalarView()
    for scalar in String(decoding: form, as: UTF8.self).unicodeScalars {
      result.append(scalar == "\u{06CC}" ? "\u{064A}" : scalar == "\u{06A9}" ? "\u{0643}" : scalar)
    }
    return Array(String(result).utf8)
  }
}
