package import Knowledge
import Text

/// The values of each facet among the visible records, and the records with each value. A broader
/// term also counts the records of narrower terms.
package struct Census: Sendable {
  package struct Entry: Sendable {
    package var value: FacetValue
    /// In order of id. In a hierarchy, it includes the records of narrower terms.
    package var records: [RecordID]
    /// The depth below the top of the vocabulary.
    package var level: Int
    /// True if only narrower values have records, and the value itself has none.
    package var isBroaderOnly: Bool
    /// The number of the records of each type, by type. It is counted once, whatever the number of
    /// pages that list the records.
    package var types: [(type: Int, count: Int)]
  }

  /// By facet: terms in their vocabulary's order, records in order of id, years ascending, texts by
  /// their letters.
  package let entries: [[Entry]]
  private let places: [[FacetValue: Int]]

  package init(_ graph: ContentGraph, _ facets: [Facet]) { self.init(facets.map { Self.entries(of: $0, in: graph) }) }

  /// - Parameter entries: by facet, as ``entries(of:in:)`` finds them.
  package init(_ entries: [[Entry]]) {
    self.entries = entries
    places = entries.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1.value, $0) }) }
  }

  /// Returns the values of one facet; each facet is counted separately.
  package static func entries(of facet: Facet, in graph: ContentGraph) -> [Entry] {
    /// Each value once, with its position: one look-up serves all broader values too.
    var found: [Found] = []
    var places: [FacetValue: Int] = [:]
    func place(of value: FacetValue) -> Int {
      if let place = places[value] { return place }
      places[value] = found.count
      found.append(Found(value: value))
      return found.count - 1
    }
    for index in graph.types.indices {
      guard let field = facet.field(ofType: graph.types[index]) else { continue }
      let id = RecordID(index)
      for value in FacetValue.values(of: id, field: field, facet: facet, in: graph) {
        let place = place(of: value)
        if found[place].lineage.isEmpty { found[place].lineage = value.lineage(in: graph).map(place(of:)) }
        for line in found[place].lineage where found[line].records.last != id { found[line].records.append(id) }
      }
    }
    if facet.values == .texts {
      // All languages have one order: the names of the facet's pages have one order.
      let texts = found.map { $0.value.id(in: graph) }
      let order = TitleOrder(language: graph.settings.defaultLanguage, of: texts)
      let keys = texts.map(order.key)
      let sorted = found.indices.sorted { a, b in
        if case (.text, .text) = (found[a].value, found[b].value) { return keys[a] < keys[b] }
        return FacetValue.precedes(found[a].value, found[b].value, in: graph)
      }
      // The positions in `lineage` are those before the sort. No later step reads them: a text has
      // no broader values.
      found = sorted.map { found[$0] }
    } else {
      found.sort { FacetValue.precedes($0.value, $1.value, in: graph) }
    }
    return found.map {
      Entry(
        value: $0.value, records: $0.records, level: $0.value.lineage(in: graph).count - 1, isBroaderOnly: $0.lineage.isEmpty,
        types: types(of: $0.records, graph))
    }
  }

  /// A value and its records.
  private struct Found {
    let value: FacetValue
    var records: [RecordID] = []
    /// The positions of the value and of its broader values; empty while no record has the value
    /// itself.
    var lineage: [Int] = []
  }

  private static func types(of records: [RecordID], _ graph: ContentGraph) -> [(type: Int, count: Int)] {
    var counts = [Int](repeating: 0, count: graph.model.types.count)
    for id in records { counts[graph.types[id.index]] += 1 }
    return counts.enumerated().filter { $1 > 0 }.map { ($0, $1) }
  }

  package func entry(_ value: FacetValue, facet: Int) -> Entry? { places[facet][value].map { entries[facet][$0] } }
}

/// One value of a facet.
package enum FacetValue: Hashable, Sendable {
  case term(TermID)
  case record(RecordID)
  case year(Int)
  case text(String)
  case number(Number)

  /// A value of a facet whose values are texts and numbers; nil for any other value.
  init?(text value: Value) {
    switch value {
    case .text(let text), .language(let text), .url(let text): self = .text(text)
    case .boolean(let flag): self = .text(flag ? "true" : "false")
    case .number(let number): self = .number(number)
    default: return nil
    }
  }

  /// Returns a record's values of a facet, each once.
  static func values(of id: RecordID, field: Int, facet: Facet, in graph: ContentGraph) -> [FacetValue] {
    var values: [FacetValue] = []
    func add(_ value: FacetValue) { if !values.contains(value) { values.append(value) } }
    if facet.values == .records {
      for edge in graph.links(of: id, field: field) { add(.record(edge.target)) }
      return values
    }
    func note(_ element: Value) {
      switch element {
      case .term(let term): add(.term(term))
      // Limits the years: a mistaken end of 9999 must not make eight thousand values.
      case .period(let period):
        for year in period.years.map({ $0.lowerBound...min($0.upperBound, $0.lowerBound + 200) }) ?? 0...0 where year > 0 {
          add(.year(year))
        }
      case .date(let date): add(.year(date.year))
      case .datetime(let time): if let year = Int(time.prefix(4)) { add(.year(year)) }
      default: FacetValue(text: element).map(add)
      }
    }
    switch graph.records[id.index].values[field] {
    case .list(let elements):
      values.reserveCapacity(elements.count)
      for element in elements { note(element) }
    case let value?: note(value)
    case nil: break
    }
    return values
  }

  /// Returns the value and its broader values, the narrowest first.
  package func lineage(in graph: ContentGraph) -> [FacetValue] {
    guard case .term(let term) = self else { return [self] }
    return graph.vocabularies.all[Int(term.vocabulary)].lineage(of: Int(term.term)).map {
      .term(TermID(vocabulary: Int(term.vocabulary), term: $0))
    }
  }

  static func precedes(_ a: FacetValue, _ b: FacetValue, in graph: ContentGraph) -> Bool {
    switch (a, b) {
    case (.term(let x), .term(let y)): x < y
    case (.record(let x), .record(let y)): x < y
    case (.year(let x), .year(let y)): x < y
    case (.text(let x), .text(let y)): x.precedesInBytes(y)
    case (.number(let x), .number(let y)): x.value == y.value ? x.text.precedesInBytes(y.text) : x.value < y.value
    case (.number, .text): true
    default: false
    }
  }

  /// Returns the id of the value in search and in addresses.
  package func id(in graph: ContentGraph) -> String {
    switch self {
    case .term(let term): graph.vocabularies.id(of: term)
    case .record(let id): graph.records[id.index].slug
    case .year(let year): String(year)
    case .text(let text): text
    case .number(let number): number.text
    }
  }
}

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
