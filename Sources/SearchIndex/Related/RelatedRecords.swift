/// What a record shares with others: targets of relations, terms, links, and its telling words.
package struct RelationFeature: Sendable, Hashable {
  /// What sort of thing it is; the caller gives the numbers, and reads them in ``RelatedRecord/reasons``.
  package var kind: UInt8
  package var id: UInt32
  package var weight: Float

  package init(kind: UInt8, id: UInt32, weight: Float = 1) {
    self.kind = kind
    self.id = id
    self.weight = weight
  }
}

/// All that the search for related records knows of one.
package struct RelationSource: Sendable {
  package var features: [RelationFeature]
  /// Records that are always shown, in order, and such as never are.
  package var pinned: [UInt32]
  package var vetoed: [UInt32]
  /// Only records of the same group are compared with another; nil is compared with none.
  package var group: UInt32?

  package init(features: [RelationFeature], pinned: [UInt32] = [], vetoed: [UInt32] = [], group: UInt32? = 0) {
    self.features = features
    self.pinned = pinned
    self.vetoed = vetoed
    self.group = group
  }
}

/// A record near another one, and what makes it so.
package struct RelatedRecord: Sendable, Hashable {
  package struct Reason: Sendable, Hashable {
    package var kind: UInt8
    package var id: UInt32
    package var score: Float
  }

  package var record: UInt32
  package var score: Float
  /// The strongest first.
  package var reasons: [Reason]
  package var isPinned: Bool
}

/// Finds the records most like each one by what they share, rarer things counting for more.
///
/// A thing that more records have than `mostCommon` tells nothing and is passed over, and a record looks at no more than
/// `mostCandidates` postings, its rarest features first: the cost of a record does not grow with the collection.
package struct RelatedRecords: Sendable {
  private let sources: [RelationSource]
  /// By feature in order: `lists[feature]` is a range of `records`.
  private var features: [UInt64: Range<Int>] = [:]
  private var records: [UInt32] = []
  private var weights: [Float] = []

  package var mostCommon = 400
  package var mostCandidates = 4000
  package var count = 6
  package var mostReasons = 4

  package init(_ sources: [RelationSource]) {
    self.sources = sources
    var counts: [UInt64: Int] = [:]
    for source in sources { for feature in source.features { counts[Self.key(feature), default: 0] += 1 } }
    var start = 0
    for key in counts.keys.sorted() {
      let size = counts[key] ?? 0
      features[key] = start..<start
      start += size
    }
    records = Array(repeating: 0, count: start)
    weights = Array(repeating: 0, count: start)
    for (record, source) in sources.enumerated() {
      for feature in source.features {
        guard let range = features[Self.key(feature)] else { continue }
        records[range.upperBound] = UInt32(record)
        weights[range.upperBound] = feature.weight
        features[Self.key(feature)] = range.lowerBound..<range.upperBound + 1
      }
    }
  }

  private static func key(_ feature: RelationFeature) -> UInt64 { UInt64(feature.kind) << 32 | UInt64(feature.id) }

  /// Records like each of `range`, in order. Ranges are independent of each other, so that several tasks can share the work.
  package func related(to range: Range<Int>) -> [[RelatedRecord]] {
    var scores = [Float](repeating: 0, count: sources.count)
    return range.map { related(to: $0, &scores) }
  }

  private func related(to record: Int, _ scores: inout [Float]) -> [RelatedRecord] {
    let source = sources[record]
    let pins = source.pinned.filter { Int($0) < sources.count && Int($0) != record }
    var touched: [UInt32] = []
    let lists = telling(source)
    for (_, range, gain) in lists {
      for place in range {
        let other = Int(records[place])
        guard other != record, let group = source.group, sources[other].group == group else { continue }
        if scores[other] == 0 { touched.append(UInt32(other)) }
        scores[other] += gain * weights[place]
      }
    }
    defer { for other in touched { scores[Int(other)] = 0 } }
    let vetoed = Set(source.vetoed + pins)
    let candidates = touched.filter { !vetoed.contains($0) && !sources[Int($0)].vetoed.contains(UInt32(record)) }
    let best = Self.best(candidates, count: max(0, count - pins.count), scores)
    return (pins.prefix(count).map { ($0, true) } + best.map { ($0, false) }).map { other, isPinned in
      RelatedRecord(record: other, score: scores[Int(other)], reasons: reasons(other, lists), isPinned: isPinned)
    }
  }

  /// The lists of a record's features, the rarest first, as far as they may be followed.
  private func telling(_ source: RelationSource) -> [(feature: RelationFeature, range: Range<Int>, gain: Float)] {
    var left = mostCandidates
    return source.features.compactMap { feature -> (feature: RelationFeature, range: Range<Int>, gain: Float)? in
      guard let range = features[Self.key(feature)], range.count > 1, range.count <= mostCommon else { return nil }
      return (feature, range, feature.weight * Self.rarity(range.count, of: sources.count))
    }
    .sorted { ($0.range.count, Self.key($0.feature)) < ($1.range.count, Self.key($1.feature)) }
    .prefix { list in
      left -= list.range.count
      return left >= 0
    }
  }

  /// The binary logarithm of `total ÷ count`, straight between powers of two: the same on any machine.
  private static func rarity(_ count: Int, of total: Int) -> Float {
    var ratio = Float(total) / Float(count)
    var result: Float = 0
    while ratio >= 2 {
      ratio /= 2
      result += 1
    }
    return result + ratio - 1 + 0.1
  }

  /// The best in order; equal ones as the records stand.
  private static func best(_ candidates: [UInt32], count: Int, _ scores: [Float]) -> [UInt32] {
    var best: [UInt32] = []
    guard count > 0 else { return best }
    for candidate in candidates {
      let score = scores[Int(candidate)]
      if best.count == count, let last = best.last, !precedes(candidate, score, last, scores[Int(last)]) { continue }
      let place = best.firstIndex { precedes(candidate, score, $0, scores[Int($0)]) } ?? best.count
      best.insert(candidate, at: place)
      if best.count > count { best.removeLast() }
    }
    return best
  }

  private static func precedes(_ a: UInt32, _ scoreOfA: Float, _ b: UInt32, _ scoreOfB: Float) -> Bool {
    scoreOfA == scoreOfB ? a < b : scoreOfA > scoreOfB
  }

  private func reasons(
    _ other: UInt32, _ lists: [(feature: RelationFeature, range: Range<Int>, gain: Float)]
  ) -> [RelatedRecord.Reason] {
    var reasons: [RelatedRecord.Reason] = []
    for (feature, range, gain) in lists {
      var low = range.lowerBound
      var high = range.upperBound
      while low < high {
        let middle = (low + high) / 2
        if records[middle] < other { low = middle + 1 } else { high = middle }
      }
      guard low < range.upperBound, records[low] == other else { continue }
      reasons.append(RelatedRecord.Reason(kind: feature.kind, id: feature.id, score: gain * weights[low]))
    }
    reasons.sort { ($1.score, $0.kind, $0.id) < ($0.score, $1.kind, $1.id) }
    return Array(reasons.prefix(mostReasons))
  }
}
