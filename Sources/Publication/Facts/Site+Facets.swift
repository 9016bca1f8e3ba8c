import Knowledge

/// The names and addresses of the values of facets.
extension Site {
  package func label(_ value: FacetValue, in language: String) -> String {
    switch value {
    case .term(let term): label(graph.vocabularies.label(of: term), in: language)
    case .record(let id): graph.records[id.index].title(in: language)
    case .year(let year): String(year)
    case .text("true"): words(in: language)("yes")
    case .text("false"): words(in: language)("no")
    case .text(let text): text
    case .number(let number): words(in: language).text(number)
    }
  }

  func termPath(_ value: FacetValue, facet: Int, page: Int, in language: String) -> String {
    // The census holds the broader values of each of its values. A value that no record has gets no
    // page and no link.
    let name = termNames[facet][value] ?? OutputName.file(for: value.id(in: graph))
    return paths.term(name, of: facets[facet], page: page, in: language)
  }

  /// Returns the page that browses a value: nil for years, which the timeline and search show.
  package func target(of value: FacetValue, facet: Int) -> LinkTarget? {
    switch value {
    case .term, .text, .number: .page(.term(facet: facet, value, page: 1))
    case .record(let id): .record(id)
    case .year: nil
    }
  }
}
