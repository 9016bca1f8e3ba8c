/// What forms occur in the records that were added last, until there are enough of them for a ``PostingRun``.
///
/// The more records share a run, the fewer groups there are to find again, and the longer their words wait here.
struct PendingPostings: Sendable {
  /// Records of one run: 500 wait in 5 MB, and 10,000 of them have a quarter million groups.
  static let recordsOfRun = 512

  private let firstRecord: Int
  private var recordCount = 0
  private var batches: [Batch] = []
  private var positions: [UInt32] = []

  /// Records that came together.
  private struct Batch: Sendable {
    var occurrences: [AnalyzedRecords.Occurrence]
    var firstRecord: UInt32
    var firstPosition: UInt32
    /// By the records' own numbers of forms.
    var terms: [UInt32]
    /// Likewise, a bit for the form.
    var masks: [UInt32]
  }

  init(firstRecord: Int = 0) { self.firstRecord = firstRecord }

  var isFull: Bool { recordCount >= Self.recordsOfRun }

  /// - Parameters:
  ///   - terms: by the records' own numbers of forms.
  ///   - masks: likewise.
  mutating func append(_ records: AnalyzedRecords, terms: [UInt32], masks: [UInt32]) {
    batches.append(
      Batch(
        occurrences: records.occurrences, firstRecord: UInt32(firstRecord + recordCount),
        firstPosition: UInt32(positions.count), terms: terms, masks: masks))
    positions.append(contentsOf: records.positions)
    recordCount += records.records.count
  }

  /// What waits for the records after these, with the room that these took.
  func next() -> PendingPostings {
    var next = PendingPostings(firstRecord: firstRecord + recordCount)
    next.positions.reserveCapacity(positions.count)
    return next
  }

  /// A run of all that waits.
  ///
  /// - Parameters:
  ///   - termCount: Every term is below this.
  ///   - note: gets the postings of each term, and what their positions are in.
  func run(
    termCount: Int, noting note: (_ term: UInt32, _ postings: Span<Posting>, _ positions: Span<UInt32>) -> Void
  ) -> PostingRun {
    var run = PostingRun(firstRecord: firstRecord)
    var positions = positions
    var sorted = sorted(termCount)
    var start = 0
    for (term, end) in sorted.groups {
      let count = Self.merge(start..<end, of: &sorted.postings, &positions)
      let group = sorted.postings.span.extracting(start..<start + count)
      run.append(group, positions.span, of: term)
      note(term, group, positions.span)
      start = end
    }
    return run
  }

  /// Makes one posting of several forms of a stem in a record.
  ///
  /// - Returns: how many there are left at the beginning of `group`.
  private static func merge(_ group: Range<Int>, of postings: inout [Posting], _ positions: inout [UInt32]) -> Int {
    var end = group.lowerBound
    var place = group.lowerBound
    while place < group.upperBound {
      var next = place + 1
      while next < group.upperBound, postings[next].record == postings[place].record { next += 1 }
      if next > place + 1 {
        postings[end] = merged(postings[place..<next], &positions)
      } else if end < place {
        postings[end] = postings[place]
      }
      end += 1
      place = next
    }
    return end - group.lowerBound
  }

  private static func merged(_ forms: ArraySlice<Posting>, _ positions: inout [UInt32]) -> Posting {
    var merged = Posting(record: forms.first!.record, mask: 0, weight: 0, positions: 0..<0)
    var own: [UInt32] = []
    for form in forms {
      merged.mask |= form.mask
      merged.weight += form.weight
      for place in form.positions { own.append(positions[Int(place)]) }
    }
    own.sort()
    let start = UInt32(positions.count)
    positions.append(contentsOf: own)
    merged.positions = start..<UInt32(positions.count)
    return merged
  }

  private struct Sorted {
    /// By term, and then as they came.
    var postings: [Posting]
    /// The terms, and where the postings of each end.
    var groups: [(term: UInt32, end: Int)] = []
  }

  /// A posting for each occurrence: a counting sort. They are moved and not numbered, since each is read right after its neighbour
  /// then. Groups are by term, since who reads all terms later comes by the groups of each run in their order.
  private func sorted(_ termCount: Int) -> Sorted {
    var sorted = Sorted(postings: [])
    /// For each term one more than its place in the order, or zero.
    var ranks = [UInt32](repeating: 0, count: termCount)
    for batch in batches { for term in batch.terms { ranks[Int(term)] = 1 } }
    for term in ranks.indices where ranks[term] > 0 {
      sorted.groups.append((UInt32(term), 0))
      ranks[term] = UInt32(sorted.groups.count)
    }
    var next = [Int](repeating: 0, count: sorted.groups.count)
    for batch in batches { Self.count(batch, ranks.span, &next) }
    var sum = 0
    for rank in next.indices {
      (next[rank], sum) = (sum, sum + next[rank])
      sorted.groups[rank].end = sum
    }
    sorted.postings = Array(repeating: Posting(record: 0, mask: 0, weight: 0, positions: 0..<0), count: sum)
    for batch in batches { Self.sort(batch, ranks.span, &next, into: &sorted.postings) }
    return sorted
  }

  private static func count(_ batch: Batch, _ ranks: Span<UInt32>, _ counts: inout [Int]) {
    var counts = counts.mutableSpan
    let occurrences = batch.occurrences.span
    let terms = batch.terms.span
    for place in occurrences.indices { counts[Int(ranks[Int(terms[Int(occurrences[place].form)])]) - 1] += 1 }
  }

  private static func sort(_ batch: Batch, _ ranks: Span<UInt32>, _ next: inout [Int], into postings: inout [Posting]) {
    var next = next.mutableSpan
    var postings = postings.mutableSpan
    let occurrences = batch.occurrences.span
    let terms = batch.terms.span
    let masks = batch.masks.span
    for place in occurrences.indices {
      let occurrence = occurrences[place]
      let rank = Int(ranks[Int(terms[Int(occurrence.form)])]) - 1
      let positions = occurrence.positions
      postings[next[rank]] = Posting(
        record: batch.firstRecord + occurrence.record, mask: masks[Int(occurrence.form)], weight: occurrence.weight,
        positions: batch.firstPosition + positions.lowerBound..<batch.firstPosition + positions.upperBound)
      next[rank] += 1
    }
  }
}
