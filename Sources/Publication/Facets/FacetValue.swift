package import Knowledge
import Text

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
    case .record(let id): graph.slugs[id.index]
    case .year(let year): String(year)
    case .text(let text): text
    case .number(let number): number.text
    }
  }
}
