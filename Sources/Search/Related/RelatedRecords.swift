/// Something that records can share: the target of a relation, a term, a link or a telling word.
package struct RelationFeature: Sendable, Hashable {
  /// The kind of the feature. The caller chooses the numbers and reads them again in
  /// ``RelatedRecord/reasons``.
  package var kind: UInt8
  /// The number of the feature within its kind, from 0.
  package var id: UInt32
  package var weight: Float

  package init(kind: UInt8, id: UInt32, weight: Float = 1) {
    self.kind = kind
    self.id = id
    self.weight = weight
  }

  /// The sort key of features: kind, then id.
  ///
  ///     bit 39 ... 32 | 31 ... 0
  ///     kind          | id
  fileprivate var order: UInt64 { UInt64(kind) << 32 | UInt64(id) }
}

/// All that the search for related records needs of one record.
package struct RelationSource: Sendable {
  /// The features in order of kind and id, each once.
  package let features: [RelationFeature]
  /// The records that are always shown, in this order; and the records that are never shown.
  package var pinned: [UInt32]
  package var vetoed: [UInt32]
  /// The group of the record. Records are compared within their group only; nil excludes the
  /// record.
  package var group: UInt32?

  package init(features: [RelationFeature], pinned: [UInt32] = [], vetoed: [UInt32] = [], group: UInt32? = 0) {
    var unique: [RelationFeature] = []
    unique.reserveCapacity(features.count)
    for feature in features.sorted(by: { $0.order < $1.order }) where unique.last != feature { unique.append(feature) }
    self.features = unique
    self.pinned = pinned
    self.vetoed = vetoed
    self.group = group
  }
}

/// A record that is related to another one, with the reasons.
package struct RelatedRecord: Sendable, Hashable {
  package struct Reason: Sendable, Hashable {
    package var kind: UInt8
    package var id: UInt32
    package var score: Float
  }

  package var record: UInt32
  package var score: Float
  /// The shared features, the strongest first.
  package var reasons: [Reason]
  package var isPinned: Bool
}

/// Finds the records that share most with a given record; rare features count more than common
/// ones.
///
/// Two limits keep the cost of a record independent of the size of the collection: a feature of
/// more than `mostCommon` records is skipped, and at most `mostCandidates` postings are read, those
/// of the rarest features first.
package struct RelatedRecords: Sendable {
  private let sources: [RelationSource]
  /// For each record, its group, or ``noGroup``.
  private let groups: [UInt32]
  /// For each kind, the number of its first feature among all features: feature `n` overall is
  /// `bases[kind] + id`.
  private var bases: [Int]
  /// The postings of feature `n` are `postings[starts[n]..<starts[n + 1]]`.
  private var starts: [Int]
  private var postings: [Posting]

  /// A record that has the feature, and the weight of the feature in it.
  private struct Posting {
    var record: UInt32 = 0
    var weight: Float = 0
  }

  package var mostCommon = 400
  package var mostCandidates = 4000
  package var count = 6

  package var recordCount: Int { sources.count }
  package var mostReasons = 4

  package init(_ sources: [RelationSource]) {
    self.sources = sources
    groups = sources.map { $0.group ?? Self.noGroup }
    bases = Array(repeating: 0, count: 257)
    for source in sources {
      for feature in source.features { bases[Int(feature.kind) + 1] = max(bases[Int(feature.kind) + 1], Int(feature.id) + 1) }
    }
    for kind in 0..<256 { bases[kind + 1] += bases[kind] }
    starts = Array(repeating: 0, count: bases[256] + 1)
    postings = []
    for source in sources { for feature in source.features { starts[number(feature) + 1] += 1 } }
    for feature in 0..<bases[256] { starts[feature + 1] += starts[feature] }
    var next = starts
    postings = Array(repeating: Posting(), count: starts[bases[256]])
    for (record, source) in sources.enumerated() {
      for feature in source.features {
        let index = next[number(feature)]
        next[number(feature)] += 1
        postings[index] = Posting(record: UInt32(record), weight: feature.weight)
      }
    }
  }

  private static let noGroup = UInt32.max

  private func number(_ feature: RelationFeature) -> Int { bases[Int(feature.kind)] + Int(feature.id) }

  /// Returns the records related to each record of `range`, in order. Ranges are independent, so
  /// several tasks can share the work.
  package func related(to range: Range<Int>) -> [[RelatedRecord]] {
    var candidates = Candidates(groups)
    return range.map { related(to: $0, &candidates) }
  }

  /// The other records while one record is compared with them; reused from record to record, to
  /// keep its memory.
  private struct Candidates {
    /// The group and the score of each record.
    var others: [Other]
    /// The records that share a feature with the current one: the first `count` elements.
    var records: [UInt32] = []
    var count = 0

    /// Group and score stand together because both are read for each posting.
    struct Other {
      let group: UInt32
      /// The sum of the shared features; zero for a record that is no candidate.
      var score: Float = 0
    }

    init(_ groups: [UInt32]) { others = groups.map { Other(group: $0) } }

    mutating func clear() {
      Self.clear(&others, records[..<count])
      count = 0
    }

    private static func clear(_ others: inout [Other], _ records: ArraySlice<UInt32>) {
      var others = others.mutableSpan
      for record in records { others[Int(record)].score = 0 }
    }
  }

  private func related(to record: Int, _ candidates: inout Candidates) -> [RelatedRecord] {
    let source = sources[record]
    let pins = source.pinned.filter { Int($0) < sources.count && Int($0) != record }
    let (lists, gains) = telling(source)
    candidates.records.grow(to: lists.reduce(0) { $0 + $1.range.count }, with: 0)
    if groups[record] != Self.noGroup {
      score(lists, for: record, &candidates.others, &candidates.records, &candidates.count)
    }
    defer { candidates.clear() }
    let best = best(candidates, count: max(0, count - pins.count)) { other in
      !source.vetoed.contains(other) && !pins.contains(other) && !sources[Int(other)].vetoed.contains(UInt32(record))
    }
    var related: [RelatedRecord] = []
    related.reserveCapacity(count)
    func add(_ other: UInt32, isPinned: Bool) {
      related.append(
        RelatedRecord(
          record: other, score: candidates.others[Int(other)].score,
          reasons: reasons(source.features, gains, sources[Int(other)].features), isPinned: isPinned))
    }
    for other in pins.prefix(count) { add(other, isPinned: true) }
    for other in best { add(other, isPinned: false) }
    return related
  }

  /// Adds up the features that each other record of the group shares with `record`.
  private func score(
    _ lists: [List], for record: Int, _ others: inout [Candidates.Other], _ touched: inout [UInt32], _ touchedCount: inout Int
  ) {
    let postings = postings.span
    var others = others.mutableSpan
    var touched = touched.mutableSpan
    var count = touchedCount
    let group = groups[record]
    for list in lists {
      for index in list.range {
        let other = Int(postings[index].record)
        guard others[other].group == group, other != record else { continue }
        if others[other].score == 0 {
          touched[count] = UInt32(other)
          count += 1
        }
        others[other].score += list.gain * postings[index].weight
      }
    }
    touchedCount = count
  }

  /// The postings of one feature of the current record.
  private struct List {
    /// The index of the feature among the features of the record.
    var index: Int
    var range: Range<Int>
    /// The factor for the weight of the feature in another record.
    var gain: Float
    /// The sort key: the number of postings, then kind and id.
    ///
    ///     bit 63 ........... 40 | 39 ... 32 | 31 ... 0
    ///     number of postings    | kind      | id
    var order: UInt64
  }

  /// Returns the postings of the features, the rarest first, within the two limits; and for each
  /// feature its gain, or nil if it is skipped.
  private func telling(_ source: RelationSource) -> (lists: [List], gains: [Float?]) {
    var lists: [List] = []
    lists.reserveCapacity(source.features.count)
    for (index, feature) in source.features.enumerated() {
      let number = number(feature)
      let range = starts[number]..<starts[number + 1]
      guard range.count > 1, range.count <= mostCommon else { continue }
      lists.append(
        List(
          index: index, range: range, gain: feature.weight * Self.rarity(range.count, of: sources.count),
          order: UInt64(range.count) << 40 | feature.order))
    }
    lists.sort { $0.order < $1.order }
    var left = mostCandidates
    let end = lists.firstIndex { list in
      left -= list.range.count
      return left < 0
    }
    if let end { lists.removeSubrange(end...) }
    var gains = [Float?](repeating: nil, count: source.features.count)
    for list in lists { gains[list.index] = list.gain }
    return (lists, gains)
  }

  /// Returns the binary logarithm of `total ÷ count`, with straight lines between powers of two,
  /// plus 0.1. The result is the same on every machine. For a ratio of 6 it is 2 + 6 ÷ 4 − 1 + 0.1
  /// = 2.6.
  private static func rarity(_ count: Int, of total: Int) -> Float {
    var ratio = Float(total) / Float(count)
    var result: Float = 0
    while ratio >= 2 {
      ratio /= 2
      result += 1
    }
    return result + ratio - 1 + 0.1
  }

  /// Returns the candidates with the highest scores among those that are allowed; equal scores in
  /// the order of the records.
  private func best(_ candidates: borrowing Candidates, count: Int, isAllowed: (UInt32) -> Bool) -> [UInt32] {
    var best: [UInt32] = []
    guard count > 0 else { return best }
    best.reserveCapacity(count + 1)
    let others = candidates.others.span
    let records = candidates.records.span
    // The rank of the last of the best, once there are enough: nearly all other candidates come
    // after it.
    var (last, lowest) = (UInt32.max, -Float.infinity)
    for index in 0..<candidates.count {
      let candidate = records[index]
      let score = others[Int(candidate)].score
      guard Self.precedes(candidate, score, last, lowest), isAllowed(candidate) else { continue }
      var index = best.count
      while index > 0, Self.precedes(candidate, score, best[index - 1], others[Int(best[index - 1])].score) { index -= 1 }
      best.insert(candidate, at: index)
      if best.count > count { best.removeLast() }
      if best.count == count { (last, lowest) = (best[count - 1], others[Int(best[count - 1])].score) }
    }
    return best
  }

  private static func precedes(_ a: UInt32, _ scoreOfA: Float, _ b: UInt32, _ scoreOfB: Float) -> Bool {
    scoreOfA == scoreOfB ? a < b : scoreOfA > scoreOfB
  }

  /// Returns the features that two records share, the strongest first.
  ///
  /// - Parameter gains: the gain of each feature of the first record; nil if the feature is
  ///   skipped.
  private func reasons(_ own: [RelationFeature], _ gains: [Float?], _ other: [RelationFeature]) -> [RelatedRecord.Reason] {
    var reasons: [RelatedRecord.Reason] = []
    reasons.reserveCapacity(2 * mostReasons)
    var index = 0
    for (number, feature) in own.enumerated() {
      while index < other.count, other[index].order < feature.order { index += 1 }
      guard index < other.count else { break }
      guard other[index].order == feature.order, let gain = gains[number] else { continue }
      reasons.append(RelatedRecord.Reason(kind: feature.kind, id: feature.id, score: gain * other[index].weight))
    }
    reasons.sort { ($1.score, $0.kind, $0.id) < ($0.score, $1.kind, $1.id) }
    if reasons.count > mostReasons { reasons.removeSubrange(mostReasons...) }
    return reasons
  }
}
