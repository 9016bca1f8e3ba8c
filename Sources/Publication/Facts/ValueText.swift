package import Knowledge

/// Values as short texts in a language.
package struct ValueText: Sendable {
  private let site: Site
  private let language: String
  let words: Words
  let dates: DateWords

  package init(site: Site, language: String) {
    self.site = site
    self.language = language
    words = site.words(in: language)
    dates = DateWords(words: words)
  }

  /// Returns nil for a value that is not a short text: Markdown, references, nested records.
  package func text(_ value: Value) -> String? {
    switch value {
    case .text(let text), .url(let text): text
    case .datetime(let text): dates.text(dateTime: text)
    case .language(let code): site.words[code]?("languages_name") ?? LanguageTag.ownName(of: code)
    case .number(let number): words.text(number)
    case .boolean(let flag): words(flag ? "yes" : "no")
    case .date(let date): dates.text(date)
    case .duration(let span): dates.text(span)
    case .period(let period): dates.text(period)
    case .term(let term): site.label(site.graph.vocabularies.label(of: term), in: language)
    case .file(let file): file.path
    case .markdown, .reference, .record, .list: nil
    }
  }
}

extension ValueText {
  /// The size of a file, in the unit in which people read it.
  func size(ofFile bytes: Int) -> String {
    let kilobytes = (bytes + 999) / 1000
    if kilobytes < 1000 { return words("kilobytes", "\(kilobytes)") }
    // One decimal place is enough to tell a small download from a large one.
    let tenths = (bytes + 50_000) / 100_000
    return words("megabytes", "\(tenths / 10)" + (tenths % 10 == 0 ? "" : words.decimalSeparator + "\(tenths % 10)"))
  }
}

extension Site {
  /// Returns a record's values of a facet, each once.
  package func values(of id: RecordID, facet: Int) -> [FacetValue] {
    guard let field = facets[facet].field(ofType: graph.types[id.index]) else { return [] }
    return FacetValue.values(of: id, field: field, facet: facets[facet], in: graph)
  }
}
