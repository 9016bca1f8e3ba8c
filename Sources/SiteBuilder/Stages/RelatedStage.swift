import Knowledge
import Rendering
import SearchIndex

/// Ranks the records that have something to do with each other: by what both name, what names both, the terms both have,
/// and the words that tell both from the rest.
struct RelatedStage {
  private enum Kind {
    static let shared: UInt8 = 1
    static let term: UInt8 = 2
    static let linked: UInt8 = 3
    static let words: UInt8 = 4
  }

  private let site: Site
  private let words: TellingWords
  /// Features of kind `shared`, by their id: what both lead to, or are led to from.
  private var shared: [SharedLink] = []
  private var sharedIDs: [SharedLink: UInt32] = [:]
  private var pairIDs: [UInt64: UInt32] = [:]
  private var terms: [TermLink] = []
  private var termIDs: [TermLink: UInt32] = [:]

  private struct SharedLink: Hashable {
    var field: FieldPath
    var record: RecordID
    var isInverse: Bool
  }

  private struct TermLink: Hashable {
    var field: FieldPath
    var term: TermID
  }

  /// - Parameter words: those of the default language, by record in the graph's order.
  static func rank(_ site: Site, _ words: TellingWords, width: Int) async -> [[RelatedEntry]] {
    var stage = RelatedStage(site: site, words: words)
    let sources = stage.sources()
    let related = RelatedRecords(sources)
    let ranges = stride(from: 0, to: sources.count, by: 256).map { $0..<min($0 + 256, sources.count) }
    let found = await concurrentMap(ranges, width: width, slice: 1) { related.related(to: $0) }.flatMap { $0 }
    return found.enumerated().map { record, list in list.map { stage.described($0, of: RecordID(record)) } }
  }

  private init(site: Site, words: TellingWords) {
    self.site = site
    self.words = words
  }

  private mutating func sources() -> [RelationSource] {
    let graph = site.graph
    var neighbours = [[Int]](repeating: [], count: graph.records.count)
    for mention in graph.mentions where !mention.isCitation {
      neighbours[mention.source.index].append(mention.target.index)
      neighbours[mention.target.index].append(mention.source.index)
    }
    return graph.records.indices.map { place in
      let id = RecordID(place)
      let record = graph[id]
      let type = graph.type(of: id)
      guard type.page == .own else { return RelationSource(features: [], group: nil) }
      var features: [RelationFeature] = []
      for edge in graph.edges(from: id) where !graph.field(edge.field).isCommon {
        features.append(
          RelationFeature(kind: Kind.shared, id: sharedID(SharedLink(field: edge.field, record: edge.target, isInverse: false)))
        )
      }
      for edge in graph.edges(to: id) where graph.field(edge.field).inverse != nil {
        features.append(
          RelationFeature(kind: Kind.shared, id: sharedID(SharedLink(field: edge.field, record: edge.source, isInverse: true))))
      }
      for (field, declared) in type.fields.enumerated() where declared.kind == .term && declared.isFacet && declared.many {
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
      return RelationSource(
        features: Array(Set(features)).sorted { ($0.kind, $0.id) < ($1.kind, $1.id) }, pinned: targets(.related),
        vetoed: targets(.unrelated),
        group: UInt32(record.type))
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

  private mutating func sharedID(_ link: SharedLink) -> UInt32 {
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

  private func described(_ related: RelatedRecord, of id: RecordID) -> RelatedEntry {
    var reasons: [RelatedEntry.Reason] = related.isPinned ? [.pinned] : []
    var similar: [String] = []
    for reason in related.reasons {
      switch reason.kind {
      case Kind.shared:
        let link = shared[Int(reason.id)]
        reasons.append(.sameLink(field: link.field, link.record, isInverse: link.isInverse))
      case Kind.term: reasons.append(.sameTerm(terms[Int(reason.id)].term))
      case Kind.linked: if !reasons.contains(.linked) { reasons.append(.linked) }
      default:
        let name = words.name(of: reason.id)
        if !name.isEmpty { similar.append(name) }
      }
    }
    if !similar.isEmpty { reasons.append(.similarWords(similar)) }
    return RelatedEntry(id: RecordID(Int(related.record)), reasons: reasons)
  }
}
