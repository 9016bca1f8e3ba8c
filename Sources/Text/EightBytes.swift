/// Reading a text eight bytes at a time, which is several times faster for most texts than reading
/// byte by byte.
extension Span<UInt8> {
  /// The eight bytes at `offset` as one number; the first byte is the lowest: `61 62 … 68` is
  /// `0x6867…6261`.
  @inlinable
  @inline(__always)
  package func eight(at offset: Int) -> UInt64 {
    // The load checks its bounds, as every access to a span does. It counts as unsafe because, for
    // some types, not all bytes are a valid value. Eight loads of single bytes take six times as
    // long.
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The eight bytes at `offset`, as ``eight(at:)`` returns them, with zeros for those after the
  /// end.
  @inlinable
  @inline(__always)
  package func upToEight(at offset: Int) -> UInt64 {
    if offset + 8 <= count { return eight(at: offset) }
    // Load the last eight bytes of the text, and shift out those before `offset`.
    if count >= 8 { return eight(at: count - 8) >> UInt64(8 * (offset + 8 - count)) }
    var word: UInt64 = 0
    for offset in (offset..<count).reversed() { word = word << 8 | UInt64(self[offset]) }
    return word
  }

  /// The offset of the first matching byte at or after `start`, or `count` if there is none.
  ///
  /// - Parameter wanted: Returns a mask for eight bytes: the highest bit of each matching byte is
  ///   set, as in ``Swift/UInt64/bytes(equalTo:)``.
  @inlinable
  package func firstOffset(from start: Int, where wanted: (UInt64) -> UInt64) -> Int {
    var start = start
    while start < count {
      let found = wanted(upToEight(at: start))
      if found != 0 { return Swift.min(count, start + found.trailingZeroBitCount / 8) }
      start += 8
    }
    return count
  }

  /// True if these bytes come first when bytes are compared as unsigned numbers; a prefix comes
  /// before the longer text.
  package func precedes(_ other: Span<UInt8>) -> Bool {
    let common = Swift.min(count, other.count)
    var offset = 0
    while offset + 8 <= common {
      let (a, b) = (eight(at: offset), other.eight(at: offset))
      if a != b { return a.byteSwapped < b.byteSwapped }
      offset += 8
    }
    while offset < common {
      if self[offset] != other[offset] { return self[offset] < other[offset] }
      offset += 1
    }
    return count < other.count
  }
}

extension String {
  /// True if the string comes before `other` in the order of their UTF-8 bytes. This is also the
  /// order of their Unicode scalars, and it is the same on every machine. Paths in one folder
  /// differ late, so eight bytes are compared at a time.
  package func precedesInBytes(_ other: String) -> Bool { utf8.span.precedes(other.utf8.span) }
}

/// Eight bytes of a text in one number, compared with one operation.
///
/// Each result is a mask: the highest bit of each matching byte is set. For example, a line feed at
/// offset 2, of the bytes `61 62 0A 63 …`, gives `0x0000_0000_0080_0000`; its 23 trailing zero
/// bits, divided by 8, are the offset.
///
/// The lowest set bit is always right. A borrow can set wrong bits above it: in `61 60`, the search
/// for `61` also marks `60`. (L. Lamport: Multiple byte processing with full-word instructions.
/// Communications of the ACM 18, 1975.)
extension UInt64 {
  /// A number that repeats one byte eight times.
  @inlinable
  @inline(__always)
  package static func eight(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

  @inlinable
  @inline(__always)
  package var zeroBytes: UInt64 { (self &- .eight(1)) & ~self & .eight(0x80) }

  @inlinable
  @inline(__always)
  package func bytes(equalTo byte: UInt8) -> UInt64 { (self ^ .eight(byte)).zeroBytes }

  /// A mask without wrong bits, for callers that read more than the lowest one.
  @inlinable
  @inline(__always)
  package func allBytes(equalTo byte: UInt8) -> UInt64 {
    let other = self ^ .eight(byte)
    return ~((other & .eight(0x7F)) &+ .eight(0x7F) | other | .eight(0x7F))
  }

  /// A mask of the bytes that are less than `bound`.
  ///
  /// - Parameter bound: at most 0x80.
  @inlinable
  @inline(__always)
  package func bytes(below bound: UInt8) -> UInt64 { (self &- .eight(bound)) & ~self & .eight(0x80) }

  @inlinable
  @inline(__always)
  package var bytesBeyondASCII: UInt64 { self & .eight(0x80) }
}
