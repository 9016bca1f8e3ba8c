internal import Text

/// The posting of a term in a record, packed:
///
///     | number of bytes that follow | weight in eighths | position | difference | difference ...
///
/// A number takes as few bytes as it needs, seven bits each, low bits first.
enum PackedPosting {
  /// The most bytes that a number takes.
  static let longestNumber = 5

  static func size(of number: UInt32) -> Int { 1 + (31 - (number | 1).leadingZeroBitCount) / 7 }

  /// The most bytes that this takes, and a few beyond it that may be written to.
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
    // Nearly all are short enough that a byte says how long.
    offset += 1
    append(weight, at: &offset)
    var last: UInt32 = 0
    for place in positions.indices {
      append(positions[place] - last, at: &offset)
      last = positions[place]
    }
    let count = offset - start - 1
    if count < 0x80 { return self[start] = UInt8(truncatingIfNeeded: count) }
    var end = start
    append(UInt32(count), at: &end, moving: offset)
    offset += end - start - 1
  }

  /// Writes a number of more than one byte where one byte is left for it, and moves what stands behind that, up to `end`.
  private mutating func append(_ number: UInt32, at offset: inout Int, moving end: Int) {
    let start = offset + 1
    let further = PackedPosting.size(of: number) - 1
    for place in (start..<end).reversed() { self[place + further] = self[place] }
    append(number, at: &offset)
  }

  /// Copies the ``PackedPosting`` at `start` and moves `offset` behind it. Up to seven bytes behind either are touched.
  @inline(__always)
  mutating func append(_ postings: Span<UInt8>, from start: Int, at offset: inout Int) {
    var end = start
    let count = Int(postings.variable(at: &end))
    end += count
    // Unsafe in general, since not all bytes are a value of each type; what is written is checked as any other.
    var bytes = unsafe mutableBytes
    var place = start
    while place < end {
      // Most are no longer than this.
      let word = postings.eight(at: place).littleEndian
      bytes.storeBytes(of: word, toByteOffset: offset + place - start, as: UInt64.self)
      place += 8
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
