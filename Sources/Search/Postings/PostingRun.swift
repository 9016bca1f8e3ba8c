internal import Text

/// A term in a record.
struct Posting: Sendable {
  var record: UInt32
  /// A bit for each of its forms that occur.
  var mask: UInt32
  var weight: UInt32
  /// Where its positions stand among all, ascending.
  var positions: Range<UInt32>
}

/// The postings of records that were added together, grouped by term.
struct PostingRun: Sendable {
  /// A term, where its group begins, and how many postings that has.
  struct Group: Sendable {
    var term: UInt32
    var start: UInt32
    var count: UInt32
  }

  /// By term, but that those of synonym sets are last: these have lower numbers.
  var groups: [Group] = []
  /// A group is its postings: of each the record as the difference to the one before, the mask of forms, and a
  /// ``PackedPosting``. What is beyond `count` is room for more.
  var bytes: [UInt8]
  var count = 0
  let firstRecord: UInt32

  /// - Parameter room: for so many bytes.
  init(firstRecord: Int, room: Int) {
    self.firstRecord = UInt32(firstRecord)
    bytes = Array(repeating: 0, count: room)
  }

  /// Appends the group of a synonym set: it has no positions.
  ///
  /// - Parameter postings: by record.
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

  /// Its postings, without room to grow, and put away if there is a store that has room for them.
  consuming func packed(in store: (any ByteStore)?) -> PackedPostings {
    bytes.removeSubrange(count...)
    return PackedPostings(bytes: StoredBytes(bytes, in: store), groups: groups.exact, firstRecord: firstRecord)
  }
}

/// The postings of a run.
///
/// A class: as a structure each look at it would retain what it holds.
final class PackedPostings: Sendable {
  let bytes: StoredBytes
  let groups: [PostingRun.Group]
  let firstRecord: UInt32
  /// The place of the first group of a synonym set.
  private let firstConcept: Int

  init(bytes: StoredBytes, groups: [PostingRun.Group], firstRecord: UInt32) {
    (self.bytes, self.groups, self.firstRecord) = (bytes, groups, firstRecord)
    firstConcept = groups.indices.dropFirst().first { groups[$0].term < groups[$0 - 1].term } ?? groups.count
  }

  /// The places of the groups of a range of terms, which may be apart where some of these are synonym sets.
  func stretches(of terms: Range<Int>) -> [Range<Int>] {
    [0..<firstConcept, firstConcept..<groups.count].map { part in
      place(of: terms.lowerBound, in: part)..<place(of: terms.upperBound, in: part)
    }.filter { !$0.isEmpty }
  }

  /// Where the first group is of which the term is not below `term`.
  private func place(of term: Int, in part: Range<Int>) -> Int {
    part.firstPlace { Int(groups[$0].term) >= term }
  }

  /// Where neighbouring groups stand.
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
  /// Where its positions stand as differences, packed.
  private(set) var positions = 0..<0
  private var left: UInt32 = 0

  /// Begins with the group of `count` postings at `start`; the first one is still to be read.
  @inline(__always)
  init(at start: Int, count: UInt32, firstRecord: UInt32) {
    record = firstRecord
    left = count
    positions = start..<start
  }

  /// Reads the next posting; false after the last one.
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
