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
  /// A term, and where its group begins.
  struct Group: Sendable {
    var term: UInt32
    var start: UInt32
  }

  /// Those of synonym sets last, the others by term.
  private(set) var groups: [Group] = []
  /// A group is how many postings it has, and then each of them: the record as the difference to the one before, the mask of
  /// forms, the weight, how many bytes the positions take, and these as differences. What is beyond `count` is room for more.
  private var bytes: [UInt8] = []
  private var count = 0
  private let firstRecord: UInt32

  init(firstRecord: Int) { self.firstRecord = UInt32(firstRecord) }

  /// Appends the group of a term.
  ///
  /// - Parameters:
  ///   - postings: by record.
  ///   - positions: what theirs are in.
  mutating func append(_ postings: Span<Posting>, _ positions: Span<UInt32>, of term: UInt32) {
    groups.append(Group(term: term, start: UInt32(count)))
    makeRoom(for: postings)
    Self.write(postings, positions, after: firstRecord, to: &bytes, at: &count)
  }

  private static func write(
    _ postings: Span<Posting>, _ positions: Span<UInt32>, after firstRecord: UInt32, to bytes: inout [UInt8],
    at count: inout Int
  ) {
    var bytes = bytes.mutableSpan
    var end = count
    bytes.append(UInt32(postings.count), at: &end)
    var lastRecord = firstRecord
    for place in postings.indices {
      let posting = postings[place]
      bytes.append(posting.record - lastRecord, at: &end)
      bytes.append(posting.mask, at: &end)
      bytes.append(posting.weight, at: &end)
      let own = Int(posting.positions.lowerBound)..<Int(posting.positions.upperBound)
      bytes.append(size(of: own, in: positions), at: &end)
      var last: UInt32 = 0
      for place in own {
        bytes.append(positions[place] - last, at: &end)
        last = positions[place]
      }
      lastRecord = posting.record
    }
    count = end
  }

  /// Makes room for the most bytes that a group can take, once for all of it.
  private mutating func makeRoom(for postings: Span<Posting>) {
    let longest = 5
    var room = longest
    for place in postings.indices { room += (4 + postings[place].positions.count) * longest }
    if bytes.count < count + room { bytes.grow(to: max(count + room, bytes.count * 2), with: 0) }
  }

  /// How many bytes the positions take as differences.
  @inline(__always)
  private static func size(of own: Range<Int>, in positions: Span<UInt32>) -> UInt32 {
    var size: UInt32 = 0
    var last: UInt32 = 0
    for place in own {
      var rest = positions[place] - last
      last = positions[place]
      size += 1
      while rest >= 0x80 {
        size += 1
        rest >>= 7
      }
    }
    return size
  }

  /// Its postings alone.
  var packed: PackedPostings { PackedPostings(bytes: bytes, firstRecord: firstRecord) }

  /// Gives up room to grow.
  mutating func end() {
    bytes.removeSubrange(count...)
    (groups, bytes) = (groups.exact, bytes.exact)
  }
}

extension MutableSpan<UInt8> {
  /// Writes a number in as few bytes as it needs, seven bits each, low bits first, and moves `offset` behind it.
  @inline(__always)
  fileprivate mutating func append(_ number: UInt32, at offset: inout Int) {
    var rest = number
    while rest >= 0x80 {
      self[offset] = UInt8(truncatingIfNeeded: rest) | 0x80
      offset += 1
      rest >>= 7
    }
    self[offset] = UInt8(truncatingIfNeeded: rest)
    offset += 1
  }
}

extension Span<UInt8> {
  /// Reads a number written by ``PostingRun`` and moves `offset` behind it.
  @inline(__always)
  func variable(at offset: inout Int) -> UInt32 {
    let first = self[offset]
    offset += 1
    if first < 0x80 { return UInt32(first) }
    var result = UInt32(first & 0x7F)
    var shift: UInt32 = 7
    while true {
      let byte = self[offset]
      offset += 1
      result |= UInt32(byte & 0x7F) &<< shift
      if byte < 0x80 { return result }
      shift += 7
    }
  }
}

/// The postings of a run, for who knows where each group begins.
///
/// A class: as a structure each look at a group would retain what it holds.
final class PackedPostings: Sendable {
  let bytes: [UInt8]
  let firstRecord: UInt32

  init(bytes: [UInt8], firstRecord: UInt32) { (self.bytes, self.firstRecord) = (bytes, firstRecord) }

  /// How many postings the group has that begins at `start`.
  func postingCount(at start: Int) -> Int {
    var offset = start
    let packed = bytes
    return Int(packed.span.variable(at: &offset))
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

  /// Begins with the group at `start`; the first posting is still to be read.
  @inline(__always)
  init(_ bytes: Span<UInt8>, at start: Int, firstRecord: UInt32) {
    record = firstRecord
    var offset = start
    left = bytes.variable(at: &offset)
    positions = offset..<offset
  }

  /// Reads the next posting; false after the last one.
  @inline(__always)
  mutating func next(in bytes: Span<UInt8>) -> Bool {
    guard left > 0 else { return false }
    left -= 1
    var offset = positions.upperBound
    record += bytes.variable(at: &offset)
    mask = bytes.variable(at: &offset)
    weight = bytes.variable(at: &offset)
    let length = Int(bytes.variable(at: &offset))
    positions = offset..<offset + length
    return true
  }
}
