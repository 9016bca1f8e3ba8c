internal import Text

/// The postings of the records that were added last. They wait here until there are enough of them
/// for a ``PostingRun``.
///
/// The more records share a run, the fewer groups have to be found again later, and the more memory
/// the postings take here.
struct PendingPostings: Sendable {
  /// The number of records in a run; their postings take about 6 MB.
  static let recordsOfRun = 1024

  private let firstRecord: Int
  private var recordCount = 0
  private var batches: [Batch] = []
  /// The ``PackedPosting``s of all batches, one after the other. Eight zero bytes follow, because
  /// postings are copied eight bytes at a time.
  private var postings = [UInt8](repeating: 0, count: 8)

  /// The records of one call of ``append(_:terms:ordinals:)``.
  private struct Batch: Sendable {
    var occurrences: [AnalyzedRecords.Occurrence]
    /// For each record, the end of its part of ``occurrences``.
    var ends: [Int]
    /// The number of the batch's first record within the run.
    var firstRecord: UInt32
    var firstPosting: UInt32
    /// The term of each form; the forms are numbered as in ``AnalyzedRecords``.
    var terms: [UInt32]
    /// For each form, its number among the forms of its term.
    var ordinals: [UInt8]
    /// For each form, the number of records that have it.
    var recordCounts: [UInt32]
  }

  init(firstRecord: Int = 0) { self.firstRecord = firstRecord }

  var isFull: Bool { recordCount >= Self.recordsOfRun }

  /// Adds records.
  ///
  /// - Parameters:
  ///   - terms: the term of each form of `records`.
  ///   - ordinals: for each form, its number among the forms of its term.
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

  /// Returns an empty value for the records that follow, with as much reserved memory as this one
  /// uses.
  func next() -> PendingPostings {
    var next = PendingPostings(firstRecord: firstRecord + recordCount)
    next.postings.reserveCapacity(postings.count)
    return next
  }

  /// Returns a run of all postings that wait.
  ///
  /// - Parameters:
  ///   - termCount: a bound; every term is below it.
  ///   - note: receives the postings of each term.
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

  /// Writes the group of one term.
  ///
  /// - Returns: the number of postings in it.
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
    var index = 0
    while index < occurrences.count {
      let first = occurrences[index]
      bytes.append(first.record - lastRecord, at: &end)
      lastRecord = first.record
      var next = index + 1
      while next < occurrences.count, occurrences[next].record == first.record { next += 1 }
      if next == index + 1 {
        bytes.append(first.mask, at: &end)
        bytes.append(postings, from: Int(first.start), at: &end)
      } else {
        write(merging: occurrences.extracting(index..<next), postings, &positions, to: &bytes, at: &end)
      }
      index = next
      written += 1
    }
    count = end
    return written
  }

  /// Merges the postings of several forms of one term in one record into one posting.
  ///
  /// - Parameter positions: a buffer, reused from call to call.
  private static func write(
    merging forms: Span<Occurrence>, _ postings: Span<UInt8>, _ positions: inout [UInt32],
    to bytes: inout MutableSpan<UInt8>, at end: inout Int
  ) {
    positions.removeAll(keepingCapacity: true)
    var mask: UInt32 = 0
    var weight: UInt32 = 0
    for index in forms.indices {
      mask |= forms[index].mask
      var offset = Int(forms[index].start)
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
    /// The number of the record within the run, and in the lowest five bits the number of the form
    /// among the forms of its term:
    ///
    ///     bit 31 ............. 5 | 4 ............ 0
    ///     record                 | number of the form
    private var key: UInt32
    /// The start of its posting in ``postings``.
    var start: UInt32

    static let none = Occurrence(record: 0, ordinal: 0, start: 0)

    init(record: UInt32, ordinal: UInt32, start: UInt32) { (key, self.start) = (record << 5 | ordinal, start) }

    var record: UInt32 { key >> 5 }
    var mask: UInt32 { 1 &<< (key & 31) }
  }

  private struct Sorted {
    /// The occurrences, ordered by term; those of one term are in the order of their records.
    var occurrences: [Occurrence]
    /// The terms in order, and for each the end of its part of ``occurrences``.
    var groups: [(term: UInt32, end: Int)] = []
    /// An upper bound of the bytes that records and masks take in the run.
    var room = 0
  }

  /// Sorts all occurrences by term, with a counting sort. A reader that goes through all terms in
  /// order later finds the groups of each run in that order.
  private func sorted(_ termCount: Int) -> Sorted {
    var sorted = Sorted(occurrences: [])
    /// First the number of occurrences of each term; later the number of its group.
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
      // For each form, the number of its group and its ordinal in one number, so that the loop
      // below reads one index for each occurrence.
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
    var index = 0
    for (record, end) in batch.ends.enumerated() {
      while index < end {
        let occurrence = occurrences[index]
        let form = forms[Int(occurrence.form)]
        let rank = Int(form >> 5)
        sorted[Int(next[rank])] = Occurrence(
          record: batch.firstRecord + UInt32(record), ordinal: form & 31, start: batch.firstPosting + occurrence.start)
        next[rank] += 1
        index += 1
      }
    }
  }
}
