/// What a record shares with others: targets of relations, terms, links, and its telling words.
package struct RelationFeature: Sendable, Hashable {
  /// What sort of thing it is; the caller gives the numbers, and reads them in ``RelatedRecord/reasons``.
  package var kind: UInt8
  /// Among those of its kind, from 0.
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
  /// By record; no other has the group of one that is compared with none.
  private let groups: [Int64]
  /// Where the features of a kind begin among all.
  private var bases: [Int]
  /// Postings of feature `n` are `records[starts[n]..<starts[n + 1]]`, and their weights.
  private var starts: [Int]
  private var records: [UInt32]
  private var weights: [Float]

  package var mostCommon = 400
  package var mostCandidates = 4000
  package var count = 6

  package var recordCount: Int { sources.count }
  package var mostReasons = 4

  package init(_ sources: [RelationSource]) {
    self.sources = sources
    groups = sources.enumerated().map { place, source in source.group.map(Int64.init) ?? -1 - Int64(place) }
    bases = Array(repeating: 0, count: 257)
    for source in sources {
      for feature in source.features { bases[Int(feature.kind) + 1] = max(bases[Int(feature.kind) + 1], Int(feature.id) + 1) }
    }
    for kind in 0..<256 { bases[kind + 1] += bases[kind] }
    starts = Array(repeating: 0, count: bases[256] + 1)
    records = []
    weights = []
    for source in sources { for feature in source.features { starts[number(feature) + 1] += 1 } }
    for feature in 0..<bases[256] { starts[feature + 1] += starts[feature] }
    var next = starts
    records = Array(repeating: 0, count: starts[bases[256]])
    weights = Array(repeating: 0, count: starts[bases[256]])
    for (record, source) in sources.enumerated() {
      for feature in source.features {
        let place = next[number(feature)]
        next[number(feature)] += 1
        records[place] = UInt32(record)
        weights[place] = feature.weight
      }
    }
  }

  private func number(_ feature: RelationFeature) -> Int { bases[Int(feature.kind)] + Int(feature.id) }

  /// Records like each of `range`, in order. Ranges are independent of each other, so that several tasks can share the work.
  package func related(to range: Range<Int>) -> [[RelatedRecord]] {
    var candidates = Candidates(records: sources.count)
    return range.map { related(to: $0, &candidates) }
  }

  /// What is known of the other records while one is looked at; kept from one to the next for the memory.
  private struct Candidates {
    /// By record; zero for all that are not among `records`.
    var scores: [Float]
    /// The first `count` are those that share anything with the one looked at.
    var records: [UInt32] = []
    var count = 0

    init(records: Int) { scores = Array(repeating: 0, count: records) }

    mutating func clear() {
      Self.clear(&scores, records[..<count])
      count = 0
    }

    private static func clear(_ scores: inout [Float], _ records: ArraySlice<UInt32>) {
      var scores = scores.mutableSpan
      for record in records { scores[Int(record)] = 0 }
    }
  }

  private func related(to record: Int, _ candidates: inout Candidates) -> [RelatedRecord] {
    let source = sources[record]
    let pins = source.pinned.filter { Int($0) < sources.count && Int($0) != record }
    let lists = telling(source)
    candidates.records.grow(to: lists.reduce(0) { $0 + $1.range.count }, with: 0)
    score(lists, for: record, &candidates.scores, &candidates.records, &candidates.count)
    defer { candidates.clear() }
    let best = best(candidates, count: max(0, count - pins.count)) { other in
      !source.vetoed.contains(other) && !pins.contains(other) && !sources[Int(other)].vetoed.contains(UInt32(record))
    }
    return (pins.prefix(count).map { ($0, true) } + best.map { ($0, false) }).map { other, isPinned in
      RelatedRecord(record: other, score: candidates.scores[Int(other)], reasons: reasons(other, lists), isPinned: isPinned)
    }
  }

  /// Adds up what each other record of the group shares with one.
  private func score(
    _ lists: [List], for record: Int, _ scores: inout [Float], _ touched: inout [UInt32], _ touchedCount: inout Int
  ) {
    let records = records.span
    let weights = weights.span
    let groups = groups.span
    var scores = scores.mutableSpan
    var touched = touched.mutableSpan
    let group = groups[record]
    for list in lists {
      for place in list.range {
        let other = Int(records[place])
        guard groups[other] == group, other != record else { continue }
        if scores[other] == 0 {
          touched[touchedCount] = UInt32(other)
          touchedCount += 1
        }
        scores[other] += list.gain * weights[place]
      }
    }
  }

  /// The postings of a feature.
  private struct List {
    var feature: RelationFeature
    var range: Range<Int>
    /// What its weight in a record is multiplied by.
    var gain: Float
  }

  /// The lists of a record's features, the rarest first, as far as they may be followed.
  private func telling(_ source: RelationSource) -> [List] {
    var lists: [List] = []
    for feature in source.features {
      let number = number(feature)
      let range = starts[number]..<starts[number + 1]
      guard range.count > 1, range.count <= mostCommon else { continue }
      lists.append(List(feature: feature, range: range, gain: feature.weight * Self.rarity(range.count, of: sources.count)))
    }
    lists.sort {
      ($0.range.count, $0.feature.kind, $0.feature.id) < ($1.range.count, $1.feature.kind, $1.feature.id)
    }
    var left = mostCandidates
    let end = lists.firstIndex { list in
      left -= list.range.count
      return left < 0
    }
    return Array(lists[..<(end ?? lists.count)])
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

  /// The best of those that are allowed, in order; equal ones as the records stand.
  private func best(_ candidates: borrowing Candidates, count: Int, isAllowed: (UInt32) -> Bool) -> [UInt32] {
    var best: [UInt32] = []
    guard count > 0 else { return best }
    let scores = candidates.scores.span
    for place in 0..<candidates.count {
      let candidate = candidates.records[place]
      let score = scores[Int(candidate)]
      if best.count == count, let last = best.last, !Self.precedes(candidate, score, last, scores[Int(last)]) { continue }
      guard isAllowed(candidate) else { continue }
      var place = best.count
      while place > 0, Self.precedes(candidate, score, best[place - 1], scores[Int(best[place - 1])]) { place -= 1 }
      best.insert(candidate, at: place)
      if best.count > count { best.removeLast() }
    }
    return best
  }

  private static func precedes(_ a: UInt32, _ scoreOfA: Float, _ b: UInt32, _ scoreOfB: Float) -> Bool {
    scoreOfA == scoreOfB ? a < b : scoreOfA > scoreOfB
  }

  private func reasons(_ other: UInt32, _ lists: [List]) -> [RelatedRecord.Reason] {
    var reasons: [RelatedRecord.Reason] = []
    for list in lists {
      var low = list.range.lowerBound
      var high = list.range.upperBound
      while low < high {
        let middle = (low + high) / 2
        if records[middle] < other { low = middle + 1 } else { high = middle }
      }
      guard low < list.range.upperBound, records[low] == other else { continue }
      reasons.append(
        RelatedRecord.Reason(kind: list.feature.kind, id: list.feature.id, score: list.gain * weights[low]))
    }
    reasons.sort { ($1.score, $0.kind, $0.id) < ($0.score, $1.kind, $1.id) }
    return Array(reasons.prefix(mostReasons))
  }
}
