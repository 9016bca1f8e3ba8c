import Knowledge
package import Search
import Text

/// The stage Relating. It ranks the records that are related to each other: by the records that
/// both name, the records that name both, their common terms, and the words that distinguish both
/// from the rest.
package struct Relating: Sendable {
  private enum Kind {
    static let target: UInt8 = 1
    static let term: UInt8 = 2
    static let linked: UInt8 = 3
    static let words: UInt8 = 4
  }

  private let names: [String]
  private var related = RelatedRecords([])
  /// Features of kind `target`, by their id: common targets of two records, or common sources.
  private var targets: [RelatedEntry.Link] = []
  private var terms: [TermLink] = []
  private var termIDs: [TermLink: UInt32] = [:]

  /// The model's settings for a type's fields, by position: they are needed for every edge.
  private struct TypeFields {
    let hasPages: Bool
    private let isCommon: [Bool]
    private let hasInverse: [Bool]
    /// The indexes of the fields whose terms records may share.
    let terms: [Int]

    init(_ type: RecordType) {
      hasPages = type.page == .own
      isCommon = type.fields.map(\.isCommon)
      hasInverse = type.fields.map { $0.inverse != nil }
      terms = type.fields.indices.filter { index in
        let field = type.fields[index]
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

  /// Gathers the features that each record shares with others.
  ///
  /// - Parameter words: the words of the default language, by record in the graph's order.
  package init(_ site: Site, _ words: TellingWords) {
    names = words.names
    related = RelatedRecords(sources(site.graph, words))
  }

  /// Ranks the records related to each record.
  package func rank(width: Int) async -> RelatedEntries {
    // Each slice has a score for every record.
    let size = max(256, related.recordCount / 64)
    let slices = stride(from: 0, to: related.recordCount, by: size).map { $0..<min($0 + size, related.recordCount) }
    var entries = RelatedEntries(links: targets, terms: terms.map(\.term), words: names)
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
    var links = NumberedLinks(records: graph.records.count)
    var pairs = NumberedPairs(records: graph.records.count)
    defer { targets = links.all }
    return graph.records.indices.map { index in
      let id = RecordID(index)
      let record = graph[id]
      let type = types[record.type]
      guard type.hasPages else { return RelationSource(features: [], group: nil) }
      var features: [RelationFeature] = []
      features.reserveCapacity(
        graph.edges(from: id).count + graph.edges(to: id).count + neighbours[index].count + words.words(of: index).count)
      for edge in graph.edges(from: id) where !types[edge.field.type].isCommon(edge.field, in: graph) {
        features.append(
          RelationFeature(
            kind: Kind.target, id: links.number(of: RelatedEntry.Link(field: edge.field, record: edge.target, isInverse: false))
          )
        )
      }
      for edge in graph.edges(to: id) where types[edge.field.type].hasInverse(edge.field, in: graph) {
        features.append(
          RelationFeature(
            kind: Kind.target, id: links.number(of: RelatedEntry.Link(field: edge.field, record: edge.source, isInverse: true)))
        )
      }
      for field in type.terms {
        for case .term(let term) in record.values[field]?.elements ?? [] {
          features.append(
            RelationFeature(
              kind: Kind.term, id: termID(TermLink(field: FieldPath(type: record.type, field: field), term: term)), weight: 0.6)
          )
        }
      }
      pairs.begin(index)
      for other in neighbours[index] {
        features.append(RelationFeature(kind: Kind.linked, id: pairs.number(with: other), weight: 1.5))
      }
      for word in words.words(of: index) {
        features.append(RelationFeature(kind: Kind.words, id: word.term, weight: 0.3 * word.weight))
      }
      func targets(_ field: CommonField) -> [UInt32] {
        graph.links(of: id, field: field.rawValue).map { UInt32($0.target.index) }
      }
      return RelationSource(
        features: features,
        pinned: targets(.related), vetoed: targets(.unrelated), group: UInt32(record.type))
    }
  }

  private mutating func termID(_ link: TermLink) -> UInt32 {
    if let id = termIDs[link] { return id }
    let id = UInt32(terms.count)
    terms.append(link)
    termIDs[link] = id
    return id
  }

  private func reasons(of related: RelatedRecord) -> [RelatedEntries.NumberedReason] {
    var reasons: [RelatedEntries.NumberedReason] = []
    reasons.reserveCapacity(related.reasons.count + 1)
    if related.isPinned { reasons.append(.pinned) }
    for reason in related.reasons {
      switch reason.kind {
      case Kind.target: reasons.append(.link(reason.id))
      case Kind.term: reasons.append(.term(reason.id))
      case Kind.linked: reasons.append(.linked)
      default: reasons.append(.word(reason.id))
      }
    }
    return reasons
  }
}

/// Links in the order in which they are added, each with a number.
private struct NumberedLinks {
  private(set) var all: [RelatedEntry.Link] = []
  /// By record, one more than the number of the latest link that names it; zero before there is
  /// one.
  private var latest: [UInt32]
  /// By link, one more than the number of the link before it that names the same record. Such a
  /// chain is no longer than the number of fields that lead to the record.
  private var previous: [UInt32] = []

  init(records: Int) { latest = Array(repeating: 0, count: records) }

  mutating func number(of link: RelatedEntry.Link) -> UInt32 {
    var next = latest[link.record.index]
    while next > 0 {
      if all[Int(next) - 1] == link { return next - 1 }
      next = previous[Int(next) - 1]
    }
    all.append(link)
    previous.append(latest[link.record.index])
    latest[link.record.index] = UInt32(all.count)
    return UInt32(all.count - 1)
  }
}

/// Pairs of records that mention each other, each with a number: a feature that no other record
/// has. They are read record by record.
private struct NumberedPairs {
  private var count: UInt32 = 0
  private var record = 0
  /// By record, its latest pair: the other record, and the number.
  private var latest: [(other: Int, number: UInt32)]
  /// By record, its pairs with earlier records.
  private var waiting: [[(other: Int, number: UInt32)]]

  init(records: Int) {
    latest = Array(repeating: (-1, 0), count: records)
    waiting = Array(repeating: [], count: records)
  }

  /// Starts with the pairs of a record.
  mutating func begin(_ record: Int) {
    self.record = record
    for (other, number) in waiting[record] { latest[other] = (record, number) }
    waiting[record] = []
  }

  /// Returns the number of the pair with another record.
  mutating func number(with other: Int) -> UInt32 {
    if latest[other].other == record { return latest[other].number }
    let number = count
    count += 1
    latest[other] = (record, number)
    if other > record { waiting[other].append((record, number)) }
    return number
  }
}
