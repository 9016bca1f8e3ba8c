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
  private let indexes: [[FacetValue: Int]]

  package init(_ graph: ContentGraph, _ facets: [Facet]) { self.init(facets.map { Self.entries(of: $0, in: graph) }) }

  /// - Parameter entries: by facet, as ``entries(of:in:)`` finds them.
  package init(_ entries: [[Entry]]) {
    self.entries = entries
    indexes = entries.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1.value, $0) }) }
  }

  /// Returns the values of one facet; each facet is counted separately.
  package static func entries(of facet: Facet, in graph: ContentGraph) -> [Entry] {
    /// Each value once, with its position: one look-up serves all broader values too.
    var found: [Found] = []
    var indexes: [FacetValue: Int] = [:]
    func number(of value: FacetValue) -> Int {
      if let number = indexes[value] { return number }
      indexes[value] = found.count
      found.append(Found(value: value))
      return found.count - 1
    }
    for index in graph.types.indices {
      guard let field = facet.field(ofType: graph.types[index]) else { continue }
      let id = RecordID(index)
      for value in FacetValue.values(of: id, field: field, facet: facet, in: graph) {
        let number = number(of: value)
        if found[number].lineage.isEmpty { found[number].lineage = value.lineage(in: graph).map(number(of:)) }
        for line in found[number].lineage where found[line].records.last != id { found[line].records.append(id) }
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

  package func entry(_ value: FacetValue, facet: Int) -> Entry? { indexes[facet][value].map { entries[facet][$0] } }
}
