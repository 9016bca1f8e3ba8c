internal import Text

/// All visible records and the links between them: flat arrays, and indices into them.
///
/// It is a class, though it never changes: every page reads it hundreds of times, and each read of
/// a structure would retain all of its arrays (rendering 12,900 pages then took 1.7 ms a page).
package final class ContentGraph: Sendable {
  package let model: Model
  package let settings: Settings
  package let vocabularies: Vocabularies
  package let records: [Record]
  /// The type, the id and the slug of each record, found without a copy of the record.
  package let types: [Int]
  package let ids: [String]
  package let slugs: [String]
  package let compiled: [CompiledRecord]
  /// The edges, in the order of source, field of the record, entry of the field, and position in
  /// the entry.
  package let edges: [Edge]
  /// For each record and each of its texts, the records that its bodies name; nil for a record that
  /// is absent. The order is that of ``CompiledText/allBodies``.
  package let bodyTargets: [[[[RecordID?]]]]
  package let mentions: [Mention]
  package let names: NameTable
  /// The withdrawn records in the order of their ids.
  package let withdrawn: [Withdrawal]
  private let outStarts: [Int]
  private let inStarts: [Int]
  private let inEdges: [Int]
  private let mentionStarts: [Int]
  private let mentionsByTarget: [Int]
  /// The rank of each inverse in the model, so that all pages of a type list inverses in one order.
  private let inverseRanks: [String: Int]
  /// For each type, the inverse under which citations in bodies lead back, as declared by fields
  /// with the role `citation`.
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
    ids = records.map(\.id)
    slugs = records.map(\.slug)
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

  /// Groups indices by key with a counting sort: the members of group `g` are
  /// `order[starts[g]..<starts[g + 1]]`, in their own order. The keys `[1, 0, 1]` give the starts
  /// `[0, 1, 3]` and the order `[1, 0, 2]`.
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

  /// A copy of a whole record. To read one part of it, use ``records`` directly.
  package subscript(id: RecordID) -> Record {
    _read { yield records[id.index] }
  }

  package func type(of id: RecordID) -> RecordType { model.types[types[id.index]] }

  package func field(_ path: FieldPath) -> Field {
    let field = model.types[path.type].fields[path.field]
    return path.nested.map { field.way(to: $0).last! } ?? field
  }

  /// The name of a field; a nested one follows the names of the fields that contain it, as in
  /// `sessions.parts.uses`.
  package func name(of path: FieldPath) -> String {
    let field = model.types[path.type].fields[path.field]
    return ([field] + (path.nested.map(field.way) ?? [])).map(\.name).joined(separator: ".")
  }

  package func edges(from id: RecordID) -> ArraySlice<Edge> { edges[outStarts[id.index]..<outStarts[id.index + 1]] }

  /// The edges from one entry of a record's field, in the order of its fields.
  package func edges(from id: RecordID, field: Int, entry: Int) -> ArraySlice<Edge> {
    let all = edges(from: id)
    func index(of entry: Int) -> Int {
      all.indices.partitionPoint { (all[$0].field.field, all[$0].entry ?? -1) >= (field, entry) }
    }
    return all[index(of: entry)..<index(of: entry + 1)]
  }

  package func edges(to id: RecordID) -> [Edge] { inEdges[inStarts[id.index]..<inStarts[id.index + 1]].map { edges[$0] } }

  package func mentions(of id: RecordID) -> [Mention] {
    mentionsByTarget[mentionStarts[id.index]..<mentionStarts[id.index + 1]].map { mentions[$0] }
  }

  /// The edges to the records that a field of this record names, in the author's order; for a
  /// symmetric field, also the edges from the records that name this one.
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

  /// The links that lead back to a record, under the name that the model gives them ("Cited by"),
  /// grouped by type.
  package struct Inverse: Sendable {
    package var name: String
    package var label: Labels
    package var placement: Placement
    /// The types in the model's order; the sources in the order of their ids, one edge for each
    /// source.
    package var groups: [(type: Int, edges: [Edge])]
  }

  package func inverses(of id: RecordID) -> [Inverse] {
    // A model has few inverses, and few fields name a record: a linear search is faster than
    // hashing.
    var found: [(inverse: Field.Inverse, saysMore: Bool, edges: [Edge])] = []
    var indexes: [(field: FieldPath, index: Int?)] = []
    func index(_ inverse: Field.Inverse) -> Int {
      if let known = found.firstIndex(where: { $0.inverse.name == inverse.name }) {
        // The first of its fields that says where to show the links decides for all.
        found[known].inverse.show = found[known].inverse.show ?? inverse.show
        return known
      }
      found.append((inverse, false, []))
      return found.count - 1
    }
    for edge in edges(to: id) {
      let known = indexes.firstIndex { $0.field == edge.field }
      if known == nil { indexes.append((edge.field, field(edge.field).inverse.map(index))) }
      guard let index = indexes[known ?? indexes.count - 1].index else { continue }
      found[index].edges.append(edge)
      if !edge.values.isEmpty { found[index].saysMore = true }
    }
    if let inverse = citationInverses[types[id.index]] {
      let citations = mentions(of: id).filter(\.isCitation)
      if !citations.isEmpty {
        let index = index(inverse)
        let known = Set(found[index].edges.map(\.source))
        for citation in citations where !known.contains(citation.source) {
          found[index].edges.append(
            Edge(
              source: citation.source, target: id, field: FieldPath(type: types[citation.source.index], field: -1),
              part: nil, entry: nil, values: []))
        }
      }
    }
    found.sort { a, b in
      (inverseRanks[a.inverse.name] ?? 0, a.inverse.name) < (inverseRanks[b.inverse.name] ?? 0, b.inverse.name)
    }
    return found.map { inverse, saysMore, edges in
      let edges = edges.sorted { ($0.source, $0.field, $0.entry ?? 0) < ($1.source, $1.field, $1.entry ?? 0) }
      let sources = edges.map { types[$0.source.index] }
      return Inverse(
        name: inverse.name, label: inverse.label, placement: inverse.placement(saysMore: saysMore),
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
