/// A text in several languages.
package struct Labels: Hashable, Sendable {
  /// The key "" holds a text for every language.
  private var texts: [(language: String, text: String)] = []

  package init() {}
  package init(any text: String) { texts = [("", text)] }

  package var isEmpty: Bool { texts.isEmpty }

  package subscript(language: String) -> String? {
    get { texts.first { $0.language == language }?.text }
    set {
      texts.removeAll { $0.language == language }
      if let newValue { texts.append((language, newValue)) }
    }
  }

  /// The text in `language`, else in the default language, else the first text.
  package func text(in language: String, default defaultLanguage: String) -> String? {
    index(in: language, default: defaultLanguage).map { texts[$0].text }
  }

  /// The text that `text(in:default:)` returns, with its language; the language is "" for a text
  /// for every language.
  package func written(in language: String, default defaultLanguage: String) -> (language: String, text: String)? {
    index(in: language, default: defaultLanguage).map { texts[$0] }
  }

  private func index(in language: String, default defaultLanguage: String) -> Int? {
    var forAll: Int?
    var byDefault: Int?
    for index in texts.indices {
      if texts[index].language == language { return index }
      if texts[index].language.isEmpty { forAll = index }
      if texts[index].language == defaultLanguage { byDefault = index }
    }
    return forAll ?? byDefault ?? texts.indices.first
  }

  /// The text that `text(in:default:)` returns, as one line: for comments, tables and messages.
  package func line(in language: String, default defaultLanguage: String) -> String? {
    text(in: language, default: defaultLanguage).map {
      $0.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix { $0.isWhitespace } }.joined(separator: " ")
    }
  }

  /// All texts in the order of the file; the language is "" for a text for every language.
  package var all: [(language: String, text: String)] { texts }

  package static func == (a: Self, b: Self) -> Bool { a.texts.elementsEqual(b.texts, by: ==) }
  package func hash(into hasher: inout Hasher) {
    for (language, text) in texts {
      hasher.combine(language)
      hasher.combine(text)
    }
  }
}
