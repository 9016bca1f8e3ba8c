internal import Text

/// A posting says how one term occurs in one record. Packed, it is a sequence of numbers:
///
///     | number of bytes that follow | weight in eighths | position | difference | difference ...
///
/// A number takes as few bytes as it needs, seven bits in each, low bits first; the highest bit
/// says that another byte follows. A word of weight 1 at the positions 3 and 200 (that is 3 + 197)
/// packs as
///
///     04 | 08 | 03 | C5 01        0xC5 01: 0x45 + (1 << 7) = 197
enum PackedPosting {
  /// The most bytes that a number of 32 bits takes.
  static let longestNumber = 5

  static func size(of number: UInt32) -> Int { 1 + (31 - (number | 1).leadingZeroBitCount) / 7 }

  /// The most bytes that a posting takes, and eight more, because writers may touch bytes after its
  /// end.
  static func room(positions: Int) -> Int { (2 + positions) * longestNumber + 8 }
}

extension MutableSpan<UInt8> {
  /// Writes a number and moves `offset` to its end.
  @inline(__always)
  mutating func append(_ number: UInt32, at offset: inout Int) {
    var rest = number
    while rest >= 0x80 {
      self[offset] = UInt8(truncatingIfNeeded: rest) | 0x80
      offset += 1
      rest >>= 7
    }
    self[offset] = UInt8(truncatingIfNeeded: rest)
    offset += 1
  }

  /// Writes a ``PackedPosting`` and moves `offset` to its end.
  @inline(__always)
  mutating func append(weight: UInt32, positions: Span<UInt32>, at offset: inout Int) {
    let start = offset
    // Leave one byte for the length: nearly all postings are short enough for it.
    offset += 1
    append(weight, at: &offset)
    var last: UInt32 = 0
    for index in positions.indices {
      append(positions[index] - last, at: &offset)
      last = positions[index]
    }
    let count = offset - start - 1
    if count < 0x80 { return self[start] = UInt8(truncatingIfNeeded: count) }
    var end = start
    append(UInt32(count), at: &end, moving: offset)
    offset += end - start - 1
  }

  /// Writes a number of more than one byte into a gap of one byte. Moves the bytes after the gap,
  /// up to `end`, to make room.
  private mutating func append(_ number: UInt32, at offset: inout Int, moving end: Int) {
    let start = offset + 1
    let further = PackedPosting.size(of: number) - 1
    for index in (start..<end).reversed() { self[index + further] = self[index] }
    append(number, at: &offset)
  }

  /// Copies the ``PackedPosting`` at `start` and moves `offset` to its end. May read and write up
  /// to seven bytes after the posting.
  @inline(__always)
  mutating func append(_ postings: Span<UInt8>, from start: Int, at offset: inout Int) {
    var end = start
    let count = Int(postings.variable(at: &end))
    end += count
    // Swift calls this access unsafe because, for some types, not all bytes are a valid value.
    // Writing integers is safe, and their bounds are checked.
    var bytes = unsafe mutableBytes
    var index = start
    while index < end {
      // Most postings take one step.
      let word = postings.eight(at: index).littleEndian
      bytes.storeBytes(of: word, toByteOffset: offset + index - start, as: UInt64.self)
      index += 8
    }
    offset += end - start
  }
}

extension Span<UInt8> {
  /// Reads a number and moves `offset` to its end.
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
