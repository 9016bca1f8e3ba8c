/// A text in several languages.
package struct Labels: Hashable, Sendable {
  /// The key "" holds a text that stands for every language.
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

  /// The text in `language`, else in the default language, else in the first that is there.
  package func text(in language: String, default defaultLanguage: String) -> String? {
    place(in: language, default: defaultLanguage).map { texts[$0].text }
  }

  /// The text that `text(in:default:)` gives, and the language it is written in; "" where it stands for every language.
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

  /// The text that `text(in:default:)` gives, in one line: for comments, tables and messages.
  package func line(in language: String, default defaultLanguage: String) -> String? {
    text(in: language, default: defaultLanguage).map {
      $0.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix { $0.isWhitespace } }.joined(separator: " ")
    }
  }

  /// All texts in the order in which they were written; the language is "" for one that stands for all.
  package var all: [(language: String, text: String)] { texts }

  package static func == (a: Self, b: Self) -> Bool { a.texts.elementsEqual(b.texts, by: ==) }
  package func hash(into hasher: inout Hasher) {
    for (language, text) in texts {
      hasher.combine(language)
      hasher.combine(text)
    }
  }
}
