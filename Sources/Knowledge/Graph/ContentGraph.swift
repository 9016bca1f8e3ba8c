internal import Text

/// All visible records and what leads from one to another: flat arrays and places in them.
///
/// A class, though it never changes: every page looks at it hundreds of times, and as a structure each look would retain
/// all of its arrays (rendering 12,900 pages took 1.7 ms a page then).
package final class ContentGraph: Sendable {
  package let model: Model
  package let settings: Settings
  package let vocabularies: Vocabularies
  package let records: [Record]
  /// By record its type, found without a look at the record.
  package let types: [Int]
  package let compiled: [CompiledRecord]
  /// In order of source, field of the record, entry of that, and place within it.
  package let edges: [Edge]
  /// For each record and each text, the records that its bodies name; nil where they are not there. The order is that of
  /// ``CompiledText/allBodies``.
  package let bodyTargets: [[[[RecordID?]]]]
  package let mentions: [Mention]
  package let names: NameTable
  /// In the order of their ids.
  package let withdrawn: [Withdrawal]
  private let outStarts: [Int]
  private let inStarts: [Int]
  private let inEdges: [Int]
  private let mentionStarts: [Int]
  private let mentionsByTarget: [Int]
  /// The model's order of inverses, so that pages of one type list them alike.
  private let inverseRanks: [String: Int]
  /// By type: under which name citations in bodies lead back, as fields with the role `citation` say.
  private let citationInverses: [Field.Inverse?]

  package init(
    model: Model, settings: Settings, vocabularies: Vocabularies, records: [Record], compiled: [CompiledRecord], edges: [Edge],
    bodyTargets: [[[[RecordID?]]]], mentions: [Mention], names: NameTable, withdrawn: [Withdrawal] = []
  ) {
    self.model = model
    self.settings = settings
    self.vocabularies = vocabularies
    self.records = records
    types = records.map(\.type)
    self.compiled = compiled
    self.edges = edges
    self.bodyTargets = bodyTargets
    self.mentions = mentions
    self.names = names
    self.withdrawn = withdrawn.sorted { $0.id.precedesInBytes($1.id) }
    (outStarts, _) = Self.grouped(edges.map(\.source.index), count: records.count)
    (inStarts, inEdges) = Self.grouped(edges.map(\.target.index), count: records.count)
    inverseRanks = Self.inverseRanks(model)
    citationInverses = model.types.map { Self.citationInverse(of: $0, model) }
    (mentionStarts, mentionsByTarget) = Self.grouped(mentions.map(\.target.index), count: records.count)
  }

  /// Counting sort: members of group `g` are `order[starts[g]..<starts[g + 1]]`, in their own order.
  private static func grouped(_ keys: [Int], count: Int) -> (starts: [Int], order: [Int]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for key in keys { starts[key + 1] += 1 }
    for i in 0..<count { starts[i + 1] += starts[i] }
    var next = starts
    var order = [Int](repeating: 0, count: keys.count)
    for (i, key) in keys.enumerated() {
      order[next[key]] = i
      next[key] += 1
    }
    return (starts, order)
  }

  /// A record whole. Who wants one thing of it looks at ``records``, in place: what is handed on here is copied.
  package subscript(id: RecordID) -> Record {
    _read { yield records[id.index] }
  }

  package func type(of id: RecordID) -> RecordType { model.types[types[id.index]] }

  package func field(_ path: FieldPath) -> Field {
    let field = model.types[path.type].fields[path.field]
    return path.nested.map { field.way(to: $0).last! } ?? field
  }

  /// A field's name; for a nested one after the names of those that it stands in, as `sessions.parts.uses`.
  package func name(of path: FieldPath) -> String {
    let field = model.types[path.type].fields[path.field]
    return ([field] + (path.nested.map(field.way) ?? [])).map(\.name).joined(separator: ".")
  }

  package func edges(from id: RecordID) -> ArraySlice<Edge> { edges[outStarts[id.index]..<outStarts[id.index + 1]] }

  /// What an entry of a record's field names, in the order of its fields.
  package func edges(from id: RecordID, field: Int, entry: Int) -> ArraySlice<Edge> {
    let all = edges(from: id)
    func place(of entry: Int) -> Int {
      all.indices.firstPlace { (all[$0].field.field, all[$0].entry ?? -1) >= (field, entry) }
    }
    return all[place(of: entry)..<place(of: entry + 1)]
  }

  package func edges(to id: RecordID) -> [Edge] { inEdges[inStarts[id.index]..<inStarts[id.index + 1]].map { edges[$0] } }

  package func mentions(of id: RecordID) -> [Mention] {
    mentionsByTarget[mentionStarts[id.index]..<mentionStarts[id.index + 1]].map { mentions[$0] }
  }

  /// The records that a field of this record names, in the author's order; for a symmetric field also those that name it.
  package func links(of id: RecordID, field: Int) -> [Edge] {
    let path = FieldPath(type: records[id.index].type, field: field)
    var links = edges(from: id).filter { $0.field == path }
    if self.field(path).isSymmetric {
      let named = Set(links.map(\.target))
      for edge in edges(to: id) where edge.field == path && !named.contains(edge.source) {
        links.append(Edge(source: id, target: edge.source, field: path, part: nil, entry: nil, values: edge.values))
      }
    }
    return links
  }

  /// What leads back to a record, under the name that the model gives it: "Cited by", grouped by type.
  package struct Inverse: Sendable {
    package var name: String
    package var label: Labels
    /// Types in the model's order; sources in order of id, one a source.
    package var groups: [(type: Int, edges: [Edge])]
  }

  package func inverses(of id: RecordID) -> [Inverse] {
    // A model has few inverses, and a record is named in few fields: to look through them is faster than hashing.
    var found: [(inverse: Field.Inverse, edges: [Edge])] = []
    var places: [(field: FieldPath, place: Int?)] = []
    func place(_ inverse: Field.Inverse) -> Int {
      if let known = found.firstIndex(where: { $0.inverse.name == inverse.name }) { return known }
      found.append((inverse, []))
      return found.count - 1
    }
    for edge in edges(to: id) {
      let known = places.firstIndex { $0.field == edge.field }
      if known == nil { places.append((edge.field, field(edge.field).inverse.map(place))) }
      if let place = places[known ?? places.count - 1].place { found[place].edges.append(edge) }
    }
    if let inverse = citationInverses[types[id.index]] {
      let citations = mentions(of: id).filter(\.isCitation)
      if !citations.isEmpty {
        let place = place(inverse)
        let known = Set(found[place].edges.map(\.source))
        for citation in citations where !known.contains(citation.source) {
          found[place].edges.append(
            Edge(
              source: citation.source, target: id, field: FieldPath(type: types[citation.source.index], field: -1),
              part: nil, entry: nil, values: []))
        }
      }
    }
    found.sort { a, b in
      (inverseRanks[a.inverse.name] ?? 0, a.inverse.name) < (inverseRanks[b.inverse.name] ?? 0, b.inverse.name)
    }
    return found.map { inverse, edges in
      let edges = edges.sorted { ($0.source, $0.field, $0.entry ?? 0) < ($1.source, $1.field, $1.entry ?? 0) }
      let sources = edges.map { types[$0.source.index] }
      return Inverse(
        name: inverse.name, label: inverse.label,
        groups: Set(sources).sorted().map { type in (type, edges.indices.filter { sources[$0] == type }.map { edges[$0] }) })
    }
  }

  private static func inverseRanks(_ model: Model) -> [String: Int] {
    var ranks: [String: Int] = [:]
    for type in model.types {
      for field in type.fields {
        for owner in [field] + field.nestedFields where owner.inverse != nil && ranks[owner.inverse!.name] == nil {
          ranks[owner.inverse!.name] = ranks.count
        }
      }
    }
    return ranks
  }

  private static func citationInverse(of type: RecordType, _ model: Model) -> Field.Inverse? {
    for other in model.types {
      for field in other.fields {
        for owner in [field] + field.nestedFields
        where owner.role == "citation" && owner.inverse != nil && owner.targets.contains(where: { $0.type == type.name }) {
          return owner.inverse
        }
      }
    }
    return nil
  }
}
