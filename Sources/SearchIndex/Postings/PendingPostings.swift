/// What forms occur in the records that were added last, until there are enough of them for a ``PostingRun``.
///
/// The more records share a run, the fewer groups there are to find again, and the longer their words wait here.
struct PendingPostings: Sendable {
  /// Records of one run: 500 wait in 5 MB, and 10,000 of them have a quarter million groups.
  static let recordsOfRun = 512

  /// A form in a record.
  struct Occurrence: Sendable {
    var term: UInt32
    /// A bit for the form.
    var mask: UInt32
    var record: UInt32
    var weight: UInt32
    var positions: Range<UInt32>
  }

  private let firstRecord: Int
  private var recordCount = 0
  private var occurrences: [Occurrence] = []
  private var positions: [UInt32] = []

  init(firstRecord: Int = 0) { self.firstRecord = firstRecord }

  var isFull: Bool { recordCount >= Self.recordsOfRun }

  /// - Parameters:
  ///   - terms: by the records' own numbers of forms.
  ///   - masks: likewise.
  mutating func append(_ records: AnalyzedRecords, terms: [UInt32], masks: [UInt32]) {
    let offset = UInt32(positions.count)
    let first = UInt32(firstRecord + recordCount)
    for occurrence in records.occurrences {
      occurrences.append(
        Occurrence(
          term: terms[Int(occurrence.form)], mask: masks[Int(occurrence.form)], record: first + occurrence.record,
          weight: occurrence.weight,
          positions: offset + occurrence.positions.lowerBound..<offset + occurrence.positions.upperBound))
    }
    positions.append(contentsOf: records.positions)
    recordCount += records.records.count
  }

  /// What waits for the records after these, with the room that these took.
  func next() -> PendingPostings {
    var next = PendingPostings(firstRecord: firstRecord + recordCount)
    next.occurrences.reserveCapacity(occurrences.count)
    next.positions.reserveCapacity(positions.count)
    return next
  }

  /// A run of all that waits.
  ///
  /// - Parameters:
  ///   - termCount: Every term is below this.
  ///   - note: gets each posting of it.
  func run(
    termCount: Int, noting note: (_ term: UInt32, _ record: UInt32, _ weight: UInt32, _ positions: Span<UInt32>) -> Void
  ) -> PostingRun {
    var run = PostingRun(firstRecord: firstRecord)
    var merged: [UInt32] = []
    let sorted = sorted(termCount)
    var place = 0
    while place < sorted.count {
      let term = sorted[place].term
      while place < sorted.count, sorted[place].term == term {
        var posting = sorted[place]
        var end = place + 1
        while end < sorted.count, sorted[end].record == posting.record, sorted[end].term == term { end += 1 }
        if end == place + 1 {
          let own = positions.span.extracting(Int(posting.positions.lowerBound)..<Int(posting.positions.upperBound))
          run.append(record: posting.record, mask: posting.mask, weight: posting.weight, positions: own)
          note(term, posting.record, posting.weight, own)
        } else {
          merge(sorted[place..<end], into: &posting, &merged)
          run.append(record: posting.record, mask: posting.mask, weight: posting.weight, positions: merged.span)
          note(term, posting.record, posting.weight, merged.span)
        }
        place = end
      }
      run.endGroup(of: term)
    }
    return run
  }

  /// Makes one posting of several forms of a stem.
  private func merge(_ forms: ArraySlice<Occurrence>, into posting: inout Occurrence, _ merged: inout [UInt32]) {
    merged.removeAll(keepingCapacity: true)
    posting.weight = 0
    for form in forms {
      posting.mask |= form.mask
      posting.weight += form.weight
      merged += positions[Int(form.positions.lowerBound)..<Int(form.positions.upperBound)]
    }
    merged.sort()
  }

  /// The occurrences by term, in the order in which terms first occur, and then as they came: a counting sort. They are moved and
  /// not numbered, since each is read right after its neighbour then.
  private func sorted(_ termCount: Int) -> [Occurrence] {
    /// For each term one more than its place in the order, or zero.
    var ranks = [UInt32](repeating: 0, count: termCount)
    var next: [Int] = []
    for occurrence in occurrences {
      if ranks[Int(occurrence.term)] == 0 {
        next.append(0)
        ranks[Int(occurrence.term)] = UInt32(next.count)
      }
      next[Int(ranks[Int(occurrence.term)]) - 1] += 1
    }
    var sum = 0
    for rank in next.indices { (next[rank], sum) = (sum, sum + next[rank]) }
    guard var sorted = occurrences.first.map({ [Occurrence](repeating: $0, count: occurrences.count) }) else { return [] }
    for occurrence in occurrences {
      let rank = Int(ranks[Int(occurrence.term)]) - 1
      sorted[next[rank]] = occurrence
      next[rank] += 1
    }
    return sorted
  }
}
