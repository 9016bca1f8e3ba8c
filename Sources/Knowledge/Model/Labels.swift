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
    place(in: language, default: defaultLanguage).map { texts[$0].text }
  }

  /// The text that `text(in:default:)` returns, with its language; the language is "" for a text
  /// for every language.
  package func written(in language: String, default defaultLanguage: String) -> (language: String, text: String)? {
    place(in: language, default: defaultLanguage).map { texts[$0] }
  }

  private func place(in language: String, default defaultLanguage: String) -> Int? {
    var forAll: Int?
    var byDefault: Int?
    for place in texts.indices {
      if texts[place].language == language { return place }
      if texts[place].language.isEmpty { forAll = place }
      if texts[place].language == defaultLanguage { byDefault = place }
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
