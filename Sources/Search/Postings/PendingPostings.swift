internal import Text

/// What forms occur in the records that were added last, until there are enough of them for a ``PostingRun``.
///
/// The more records share a run, the fewer groups there are to find again, and the longer their words wait here.
struct PendingPostings: Sendable {
  /// Records of one run: so many wait in 6 MB.
  static let recordsOfRun = 1024

  private let firstRecord: Int
  private var recordCount = 0
  private var batches: [Batch] = []
  /// Of all of them, one after the other: each a ``PackedPosting``. Then eight bytes more, since eight are copied at a time.
  private var postings = [UInt8](repeating: 0, count: 8)

  /// Records that came together.
  private struct Batch: Sendable {
    var occurrences: [AnalyzedRecords.Occurrence]
    /// By record, where its occurrences end.
    var ends: [Int]
    /// Among those of the run.
    var firstRecord: UInt32
    var firstPosting: UInt32
    /// By the records' own numbers of forms.
    var terms: [UInt32]
    /// Likewise, the place among the forms of the term.
    var ordinals: [UInt8]
    /// Likewise, how many records have it.
    var recordCounts: [UInt32]
  }

  init(firstRecord: Int = 0) { self.firstRecord = firstRecord }

  var isFull: Bool { recordCount >= Self.recordsOfRun }

  /// - Parameters:
  ///   - terms: by the records' own numbers of forms.
  ///   - ordinals: likewise.
  mutating func append(_ records: AnalyzedRecords, terms: [UInt32], ordinals: [UInt8]) {
    batches.append(
      Batch(
        occurrences: records.occurrences, ends: records.occurrenceEnds, firstRecord: UInt32(recordCount),
        firstPosting: UInt32(postings.count - 8), terms: terms, ordinals: ordinals, recordCounts: records.recordCounts))
    postings.removeLast(8)
    postings.append(records.postings.span, 0..<records.postingSize)
    postings.append(contentsOf: repeatElement(0, count: 8))
    recordCount += records.records.count
  }

  /// What waits for the records after these, with the room that these took.
  func next() -> PendingPostings {
    var next = PendingPostings(firstRecord: firstRecord + recordCount)
    next.postings.reserveCapacity(postings.count)
    return next
  }

  /// A run of all that waits.
  ///
  /// - Parameters:
  ///   - termCount: Every term is below this.
  ///   - note: gets the postings of each term.
  func run(termCount: Int, noting note: (_ term: UInt32, _ postings: PostingReader, _ bytes: Span<UInt8>) -> Void) -> PostingRun
  {
    let sorted = sorted(termCount)
    var run = PostingRun(firstRecord: firstRecord, room: postings.count + sorted.room)
    run.groups.reserveCapacity(sorted.groups.count)
    var positions: [UInt32] = []
    var start = 0
    for (term, end) in sorted.groups {
      let begin = run.count
      let count = Self.write(sorted.occurrences, start..<end, postings, &positions, to: &run.bytes, at: &run.count)
      run.groups.append(PostingRun.Group(term: term, start: UInt32(begin), count: count))
      note(term, PostingReader(at: begin, count: count, firstRecord: run.firstRecord), run.bytes.span)
      start = end
    }
    return run
  }

  /// Writes the group of a term.
  ///
  /// - Returns: how many postings it has.
  private static func write(
    _ occurrences: [Occurrence], _ group: Range<Int>, _ postings: [UInt8], _ positions: inout [UInt32],
    to bytes: inout [UInt8], at count: inout Int
  ) -> UInt32 {
    let occurrences = occurrences.span.extracting(group)
    let postings = postings.span
    var bytes = bytes.mutableSpan
    var end = count
    var written: UInt32 = 0
    var lastRecord: UInt32 = 0
    var place = 0
    while place < occurrences.count {
      let first = occurrences[place]
      bytes.append(first.record - lastRecord, at: &end)
      lastRecord = first.record
      var next = place + 1
      while next < occurrences.count, occurrences[next].record == first.record { next += 1 }
      if next == place + 1 {
        bytes.append(first.mask, at: &end)
        bytes.append(postings, from: Int(first.start), at: &end)
      } else {
        write(merging: occurrences.extracting(place..<next), postings, &positions, to: &bytes, at: &end)
      }
      place = next
      written += 1
    }
    count = end
    return written
  }

  /// Makes one posting of several forms of a stem in a record.
  ///
  /// - Parameter positions: kept from one to the next for the memory.
  private static func write(
    merging forms: Span<Occurrence>, _ postings: Span<UInt8>, _ positions: inout [UInt32],
    to bytes: inout MutableSpan<UInt8>, at end: inout Int
  ) {
    positions.removeAll(keepingCapacity: true)
    var mask: UInt32 = 0
    var weight: UInt32 = 0
    for place in forms.indices {
      mask |= forms[place].mask
      var offset = Int(forms[place].start)
      let count = Int(postings.variable(at: &offset))
      let end = offset + count
      weight += postings.variable(at: &offset)
      var position: UInt32 = 0
      while offset < end {
        position += postings.variable(at: &offset)
        positions.append(position)
      }
    }
    positions.sort()
    bytes.append(mask, at: &end)
    bytes.append(weight: weight, positions: positions.span, at: &end)
  }

  /// A form of a term in a record of the run.
  private struct Occurrence {
    /// The record, and in the lowest bits the place of the form among those of the term.
    private var key: UInt32
    /// Of its posting.
    var start: UInt32

    static let none = Occurrence(record: 0, ordinal: 0, start: 0)

    init(record: UInt32, ordinal: UInt32, start: UInt32) { (key, self.start) = (record << 5 | ordinal, start) }

    var record: UInt32 { key >> 5 }
    var mask: UInt32 { 1 &<< (key & 31) }
  }

  private struct Sorted {
    /// By term, and then as they came.
    var occurrences: [Occurrence]
    /// The terms, and where the occurrences of each end.
    var groups: [(term: UInt32, end: Int)] = []
    /// The most bytes that counts, records and masks take.
    var room = 0
  }

  /// A counting sort. Groups are by term, since who reads all terms later comes by the groups of each run in their order.
  private func sorted(_ termCount: Int) -> Sorted {
    var sorted = Sorted(occurrences: [])
    /// For each term how many occurrences it has, and then its place in the order.
    var ranks = [UInt32](repeating: 0, count: termCount)
    let recordSize = PackedPosting.size(of: UInt32(recordCount))
    for batch in batches {
      for (form, count) in batch.recordCounts.enumerated() {
        ranks[Int(batch.terms[form])] += count
        sorted.room += Int(count) * (recordSize + PackedPosting.size(of: 1 << UInt32(batch.ordinals[form])))
      }
    }
    var next: [UInt32] = []
    var sum = 0
    for term in ranks.indices where ranks[term] > 0 {
      next.append(UInt32(sum))
      sum += Int(ranks[term])
      ranks[term] = UInt32(sorted.groups.count)
      sorted.groups.append((UInt32(term), sum))
    }
    sorted.occurrences = Array(repeating: .none, count: sum)
    for batch in batches {
      // Of a form all that its occurrences ask for in one place: rank and ordinal.
      let forms = zip(batch.terms, batch.ordinals).map { ranks[Int($0)] << 5 | UInt32($1) }
      Self.sort(batch, forms, &next, into: &sorted.occurrences)
    }
    return sorted
  }

  private static func sort(_ batch: Batch, _ forms: [UInt32], _ next: inout [UInt32], into sorted: inout [Occurrence]) {
    var next = next.mutableSpan
    var sorted = sorted.mutableSpan
    let occurrences = batch.occurrences.span
    let forms = forms.span
    var place = 0
    for (record, end) in batch.ends.enumerated() {
      while place < end {
        let occurrence = occurrences[place]
        let form = forms[Int(occurrence.form)]
        let rank = Int(form >> 5)
        sorted[Int(next[rank])] = Occurrence(
          record: batch.firstRecord + UInt32(record), ordinal: form & 31, start: batch.firstPosting + occurrence.start)
        next[rank] += 1
        place += 1
      }
    }
  }
}
