internal import Text

/// The occurrence of a term in a record.
struct Posting: Sendable {
  var record: UInt32
  /// The forms of the term that occur: bit `n` stands for form `n`.
  var mask: UInt32
  var weight: UInt32
  /// The range of its positions in an array of the positions of all postings; ascending.
  var positions: Range<UInt32>
}

/// The postings of records that were added together, grouped by term.
struct PostingRun: Sendable {
  /// The postings of one term: the start of their bytes and their number.
  struct Group: Sendable {
    var term: UInt32
    var start: UInt32
    var count: UInt32
  }

  /// Ordered by term, except that the groups of synonym sets come last although their numbers are
  /// lower.
  var groups: [Group] = []
  /// The packed postings, and after the first `count` bytes room for more. A group is a sequence of
  /// postings, each
  ///
  ///     | record − record before | mask of forms | ``PackedPosting`` |
  ///
  /// The first difference of a group is the number of the record within the run.
  var bytes: [UInt8]
  var count = 0
  let firstRecord: UInt32

  /// - Parameter room: the number of bytes to make room for.
  init(firstRecord: Int, room: Int) {
    self.firstRecord = UInt32(firstRecord)
    bytes = Array(repeating: 0, count: room)
  }

  /// Appends the group of a synonym set. It has no positions.
  ///
  /// - Parameter postings: the postings, ordered by record.
  mutating func append(_ postings: [Posting], of concept: UInt32) {
    groups.append(Group(term: concept, start: UInt32(count), count: UInt32(postings.count)))
    let room = (PackedPosting.longestNumber * 2 + PackedPosting.room(positions: 0)) * postings.count
    if bytes.count < count + room { bytes.grow(to: max(count + room, bytes.count * 2), with: 0) }
    Self.write(postings, after: firstRecord, to: &bytes, at: &count)
  }

  private static func write(_ postings: [Posting], after firstRecord: UInt32, to bytes: inout [UInt8], at count: inout Int) {
    var bytes = bytes.mutableSpan
    var lastRecord = firstRecord
    for posting in postings {
      bytes.append(posting.record - lastRecord, at: &count)
      bytes.append(posting.mask, at: &count)
      bytes.append(weight: posting.weight, positions: Span(), at: &count)
      lastRecord = posting.record
    }
  }

  /// Returns the postings without spare capacity. Their bytes move to `store` if it is given and
  /// has room.
  consuming func packed(in store: (any ByteStore)?) -> PackedPostings {
    bytes.removeSubrange(count...)
    return PackedPostings(bytes: StoredBytes(bytes, in: store), groups: groups.exact, firstRecord: firstRecord)
  }
}

/// The finished postings of a run.
///
/// A class, because reading a structure would retain its arrays each time.
final class PackedPostings: Sendable {
  let bytes: StoredBytes
  let groups: [PostingRun.Group]
  let firstRecord: UInt32
  /// The index of the first group of a synonym set.
  private let firstConcept: Int

  init(bytes: StoredBytes, groups: [PostingRun.Group], firstRecord: UInt32) {
    (self.bytes, self.groups, self.firstRecord) = (bytes, groups, firstRecord)
    firstConcept = groups.indices.dropFirst().first { groups[$0].term < groups[$0 - 1].term } ?? groups.count
  }

  /// Returns the indices of the groups of a range of terms: one or two ranges, because synonym sets
  /// stand apart from the other terms.
  func stretches(of terms: Range<Int>) -> [Range<Int>] {
    [0..<firstConcept, firstConcept..<groups.count].map { part in
      index(of: terms.lowerBound, in: part)..<index(of: terms.upperBound, in: part)
    }.filter { !$0.isEmpty }
  }

  /// Returns the index of the first group in `part` whose term is `term` or higher.
  private func index(of term: Int, in part: Range<Int>) -> Int {
    part.partitionPoint { Int(groups[$0].term) >= term }
  }

  /// Returns the range of the bytes of neighbouring groups.
  func bytes(of stretch: Range<Int>) -> Range<Int> {
    let end = stretch.upperBound < groups.count ? Int(groups[stretch.upperBound].start) : bytes.count
    return Int(groups[stretch.lowerBound].start)..<end
  }
}

/// Reads the postings of a group one after the other.
struct PostingReader {
  private(set) var record: UInt32
  private(set) var mask: UInt32 = 0
  private(set) var weight: UInt32 = 0
  /// The bytes of the positions: packed differences.
  private(set) var positions = 0..<0
  private var left: UInt32 = 0

  /// Prepares to read the group of `count` postings at `start`. Call ``next(in:)`` to read the
  /// first one.
  @inline(__always)
  init(at start: Int, count: UInt32, firstRecord: UInt32) {
    record = firstRecord
    left = count
    positions = start..<start
  }

  /// Reads the next posting. Returns false after the last one.
  @inline(__always)
  mutating func next(in bytes: Span<UInt8>) -> Bool {
    guard left > 0 else { return false }
    left -= 1
    var offset = positions.upperBound
    record += bytes.variable(at: &offset)
    mask = bytes.variable(at: &offset)
    let count = Int(bytes.variable(at: &offset))
    let end = offset + count
    weight = bytes.variable(at: &offset)
    positions = offset..<end
    return true
  }
}
