/// The postings of each term, by record number: places in the bytes of a ``RecordStore``.
struct PostingLists: Sendable {
  /// Postings of term `n` are those at `starts[n]..<starts[n + 1]`.
  private(set) var starts: [Int]
  private(set) var records: [UInt32]
  /// From the start of the record's bytes to its mask of forms for this term.
  private(set) var offsets: [UInt32]

  init(_ store: RecordStore, order: [UInt32], terms: Int) {
    var counts = [Int](repeating: 0, count: terms + 1)
    let bytes = store.postings
    for record in 0..<store.count {
      var offset = store.postingStarts[record]
      let end = store.postingStarts[record + 1]
      while offset < end {
        counts[Int(bytes.variable(at: &offset)) + 1] += 1
        Self.skip(bytes, &offset)
      }
    }
    for term in 0..<terms { counts[term + 1] += counts[term] }
    starts = counts
    records = Array(repeating: 0, count: counts[terms])
    offsets = Array(repeating: 0, count: counts[terms])
    for (number, record) in order.enumerated() {
      let start = store.postingStarts[Int(record)]
      let end = store.postingStarts[Int(record) + 1]
      var offset = start
      while offset < end {
        let term = Int(bytes.variable(at: &offset))
        records[counts[term]] = UInt32(number)
        offsets[counts[term]] = UInt32(offset - start)
        counts[term] += 1
        Self.skip(bytes, &offset)
      }
    }
  }

  func count(of term: Int) -> Int { starts[term + 1] - starts[term] }

  /// Moves from the mask of forms behind the positions.
  private static func skip(_ bytes: [UInt8], _ offset: inout Int) {
    _ = bytes.variable(at: &offset)
    _ = bytes.variable(at: &offset)
    let length = Int(bytes.variable(at: &offset))
    offset += length
  }
}
