/// The postings of records that were added together, grouped by term.
struct PostingRun: Sendable {
  /// A term, and where its group begins.
  struct Group: Sendable {
    var term: UInt32
    var start: UInt32
  }

  /// In no order.
  private(set) var groups: [Group] = []
  /// A group is how many postings it has, and then each of them: the record as the difference to the one before, the mask of
  /// forms, the weight, how many bytes the positions take, and these as differences.
  private(set) var bytes: [UInt8] = []
  private let firstRecord: UInt32

  /// The group being written.
  private var postings: [UInt8] = []
  private var count: UInt32 = 0
  private var lastRecord: UInt32
  private var differences: [UInt8] = []

  init(firstRecord: Int) {
    self.firstRecord = UInt32(firstRecord)
    lastRecord = self.firstRecord
  }

  /// Adds a posting to the group at hand. Records ascend, and so do positions.
  mutating func append(record: UInt32, mask: UInt32, weight: UInt32, positions: Span<UInt32>) {
    postings.appendVariable(record - lastRecord)
    postings.appendVariable(mask)
    postings.appendVariable(weight)
    differences.removeAll(keepingCapacity: true)
    var last: UInt32 = 0
    for place in 0..<positions.count {
      differences.appendVariable(positions[place] - last)
      last = positions[place]
    }
    postings.appendVariable(UInt32(differences.count))
    postings.append(contentsOf: differences)
    lastRecord = record
    count += 1
  }

  /// Ends the group at hand, which is of `term`.
  mutating func endGroup(of term: UInt32) {
    groups.append(Group(term: term, start: UInt32(bytes.count)))
    bytes.appendVariable(count)
    bytes.append(contentsOf: postings)
    postings.removeAll(keepingCapacity: true)
    lastRecord = firstRecord
    count = 0
  }

  /// Gives up what was needed to write it, and room to grow.
  mutating func end() {
    (postings, differences) = ([], [])
    (groups, bytes) = (groups.exact, bytes.exact)
  }

  /// Its postings alone.
  var packed: PackedPostings { PackedPostings(bytes: bytes, firstRecord: firstRecord) }
}

/// The postings of a run, for who knows where each group begins.
///
/// A class: as a structure each look at a group would retain what it holds.
final class PackedPostings: Sendable {
  let bytes: [UInt8]
  private let firstRecord: UInt32

  init(bytes: [UInt8], firstRecord: UInt32) { (self.bytes, self.firstRecord) = (bytes, firstRecord) }

  /// How many postings the group has that begins at `start`.
  func postingCount(at start: Int) -> Int {
    let packed = bytes
    let bytes = packed.span
    var offset = start
    return Int(bytes.variable(at: &offset))
  }

  /// Reads the group that begins at `start`.
  ///
  /// - Parameter use: gets the positions as differences, packed.
  func forEachPosting(
    from start: Int, _ use: (_ record: Int, _ mask: UInt32, _ weight: UInt32, _ positions: Span<UInt8>) -> Void
  ) {
    let packed = bytes
    let bytes = packed.span
    var offset = start
    var record = firstRecord
    for _ in 0..<bytes.variable(at: &offset) {
      record += bytes.variable(at: &offset)
      let mask = bytes.variable(at: &offset)
      let weight = bytes.variable(at: &offset)
      let length = Int(bytes.variable(at: &offset))
      let positions = bytes.extracting(offset..<offset + length)
      use(Int(record), mask, weight, positions)
      offset += length
    }
  }
}
