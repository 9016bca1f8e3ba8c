import Knowledge
import Rendering
import SearchIndex

/// Ranks the records that have something to do with each other: by what both name, what names both, the terms both have,
/// and the words that tell both from the rest.
struct RelatedStage: Sendable {
  private enum Kind {
    static let shared: UInt8 = 1
    static let term: UInt8 = 2
    static let linked: UInt8 = 3
    static let words: UInt8 = 4
  }

  private let names: [String]
  private var related = RelatedRecords([])
  /// Features of kind `shared`, by their id: what both lead to, or are led to from.
  private var shared: [RelatedEntry.Link] = []
  private var sharedIDs: [RelatedEntry.Link: UInt32] = [:]
  private var pairIDs: [UInt64: UInt32] = [:]
  private var terms: [TermLink] = []
  private var termIDs: [TermLink: UInt32] = [:]

  /// What the model says of a type's fields, by place: asked for every edge.
  private struct TypeFields {
    let hasPages: Bool
    private let isCommon: [Bool]
    private let hasInverse: [Bool]
    /// Places of the fields whose terms records may share.
    let terms: [Int]

    init(_ type: RecordType) {
      hasPages = type.page == .own
      isCommon = type.fields.map(\.isCommon)
      hasInverse = type.fields.map { $0.inverse != nil }
      terms = type.fields.indices.filter { place in
        let field = type.fields[place]
        return field.kind == .term && field.isFacet && field.many
      }
    }

    func isCommon(_ path: FieldPath, in graph: ContentGraph) -> Bool {
      path.nested == nil ? isCommon[path.field] : graph.field(path).isCommon
    }

    func hasInverse(_ path: FieldPath, in graph: ContentGraph) -> Bool {
      path.nested == nil ? hasInverse[path.field] : graph.field(path).inverse != nil
    }
  }

  private struct TermLink: Hashable {
    var field: FieldPath
    var term: TermID
  }

  /// Gathers what each record has in common with others; all that is left to do is ``rank(width:)``.
  ///
  /// - Parameter words: those of the default language, by record in the graph's order.
  init(_ site: Site, _ words: TellingWords) {
    names = words.names
    related = RelatedRecords(sources(site.graph, words))
  }

  func rank(width: Int) async -> RelatedEntries {
    // Each slice has a score for every record.
    let size = max(256, related.recordCount / 64)
    let slices = stride(from: 0, to: related.recordCount, by: size).map { $0..<min($0 + size, related.recordCount) }
    var entries = RelatedEntries(links: shared, terms: terms.map(\.term), words: names)
    await inOrder(slices, width: width) { [related] in
      related.related(to: $0)
    } use: { found in
      for list in found { entries.append(list.map { (RecordID(Int($0.record)), reasons(of: $0)) }) }
    }
    return entries
  }

  private mutating func sources(_ graph: ContentGraph, _ words: TellingWords) -> [RelationSource] {
    var neighbours = [[Int]](repeating: [], count: graph.records.count)
    for mention in graph.mentions where !mention.isCitation {
      neighbours[mention.source.index].append(mention.target.index)
      neighbours[mention.target.index].append(mention.source.index)
    }
    let types = graph.model.types.map(TypeFields.init)
    return graph.records.indices.map { place in
      let id = RecordID(place)
      let record = graph[id]
      let type = types[record.type]
      guard type.hasPages else { return RelationSource(features: [], group: nil) }
      var features: [RelationFeature] = []
      for edge in graph.edges(from: id) where !types[edge.field.type].isCommon(edge.field, in: graph) {
        features.append(
          RelationFeature(
            kind: Kind.shared, id: sharedID(RelatedEntry.Link(field: edge.field, record: edge.target, isInverse: false)))
        )
      }
      for edge in graph.edges(to: id) where types[edge.field.type].hasInverse(edge.field, in: graph) {
        features.append(
          RelationFeature(
            kind: Kind.shared, id: sharedID(RelatedEntry.Link(field: edge.field, record: edge.source, isInverse: true))))
      }
      for field in type.terms {
        for case .term(let term) in record.values[field]?.elements ?? [] {
          features.append(
            RelationFeature(
              kind: Kind.term, id: termID(TermLink(field: FieldPath(type: record.type, field: field), term: term)), weight: 0.6)
          )
        }
      }
      for other in neighbours[place] {
        features.append(RelationFeature(kind: Kind.linked, id: pairID(place, other), weight: 1.5))
      }
      for word in words.words(of: place) {
        features.append(RelationFeature(kind: Kind.words, id: word.term, weight: 0.3 * word.weight))
      }
      func targets(_ field: CommonField) -> [UInt32] {
        graph.links(of: id, field: field.rawValue).map { UInt32($0.target.index) }
      }
      features.sort { $0.kind == $1.kind ? $0.id < $1.id : $0.kind < $1.kind }
      return RelationSource(
        features: features.indices.filter { $0 == 0 || features[$0] != features[$0 - 1] }.map { features[$0] },
        pinned: targets(.related), vetoed: targets(.unrelated), group: UInt32(record.type))
    }
  }

  /// Two records that mention each other share a feature that nobody else has.
  private mutating func pairID(_ a: Int, _ b: Int) -> UInt32 {
    let pair = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
    if let id = pairIDs[pair] { return id }
    let id = UInt32(pairIDs.count)
    pairIDs[pair] = id
    return id
  }

  private mutating func sharedID(_ link: RelatedEntry.Link) -> UInt32 {
    if let id = sharedIDs[link] { return id }
    let id = UInt32(shared.count)
    shared.append(link)
    sharedIDs[link] = id
    return id
  }

  private mutating func termID(_ link: TermLink) -> UInt32 {
    if let id = termIDs[link] { return id }
    let id = UInt32(terms.count)
    terms.append(link)
    termIDs[link] = id
    return id
  }

  private func reasons(of related: RelatedRecord) -> [RelatedEntries.NumberedReason] {
    var reasons: [RelatedEntries.NumberedReason] = related.isPinned ? [.pinned] : []
    for reason in related.reasons {
      switch reason.kind {
      case Kind.shared: reasons.append(.link(reason.id))
      case Kind.term: reasons.append(.term(reason.id))
      case Kind.linked: reasons.append(.linked)
      default: reasons.append(.word(reason.id))
      }
    }
    return reasons
  }
}
