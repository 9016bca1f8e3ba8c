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
    let (terms, starts, places) = sorted(termCount)
    for (rank, term) in terms.enumerated() {
      var place = starts[rank]
      while place < starts[rank + 1] {
        var posting = occurrences[Int(places[place])]
        let end = endOfRecord(places, place, starts[rank + 1])
        if end == place + 1 {
          let own = positions.span.extracting(Int(posting.positions.lowerBound)..<Int(posting.positions.upperBound))
          run.append(record: posting.record, mask: posting.mask, weight: posting.weight, positions: own)
          note(term, posting.record, posting.weight, own)
        } else {
          merge(places[place..<end], into: &posting, &merged)
          run.append(record: posting.record, mask: posting.mask, weight: posting.weight, positions: merged.span)
          note(term, posting.record, posting.weight, merged.span)
        }
        place = end
      }
      run.endGroup(of: term)
    }
    return run
  }

  /// The end of the occurrences that are of one record with that at `start`.
  private func endOfRecord(_ places: [UInt32], _ start: Int, _ last: Int) -> Int {
    let record = occurrences[Int(places[start])].record
    var end = start + 1
    while end < last, occurrences[Int(places[end])].record == record { end += 1 }
    return end
  }

  /// Makes one posting of several forms of a stem.
  private func merge(_ forms: ArraySlice<UInt32>, into posting: inout Occurrence, _ merged: inout [UInt32]) {
    merged.removeAll(keepingCapacity: true)
    posting.weight = 0
    for place in forms {
      let form = occurrences[Int(place)]
      posting.mask |= form.mask
      posting.weight += form.weight
      merged += positions[Int(form.positions.lowerBound)..<Int(form.positions.upperBound)]
    }
    merged.sort()
  }

  /// Places in `occurrences` by term, and then as they came; those of `terms[n]` are `places[starts[n]..<starts[n + 1]]`.
  private func sorted(_ termCount: Int) -> (terms: [UInt32], starts: [Int], places: [UInt32]) {
    var terms: [UInt32] = []
    /// For each term one more than its place in `terms`, or zero.
    var ranks = [UInt32](repeating: 0, count: termCount)
    for occurrence in occurrences {
      guard ranks[Int(occurrence.term)] == 0 else { continue }
      terms.append(occurrence.term)
      ranks[Int(occurrence.term)] = UInt32(terms.count)
    }
    // A counting sort: each start moves to where its term ends, which is where the next one starts.
    var starts = [Int](repeating: 0, count: terms.count + 2)
    for occurrence in occurrences { starts[Int(ranks[Int(occurrence.term)]) + 1] += 1 }
    for rank in terms.indices { starts[rank + 2] += starts[rank + 1] }
    var places = [UInt32](repeating: 0, count: occurrences.count)
    for (place, occurrence) in occurrences.enumerated() {
      let rank = Int(ranks[Int(occurrence.term)])
      places[starts[rank]] = UInt32(place)
      starts[rank] += 1
    }
    return (terms, starts, places)
  }
}
