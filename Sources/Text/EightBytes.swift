/// Bytes of a text looked at eight at a time: most texts are gone through faster than byte by byte, by several times.
extension Span<UInt8> {
  /// The eight bytes from `place` on as one number, the first one lowest.
  @inlinable
  @inline(__always)
  package func eight(at place: Int) -> UInt64 {
    // Checked, as any look at a span: what is unsafe in general is to take bytes for a type that not all bytes are a value of. Eight
    // looks at single bytes take six times as long.
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  /// Likewise, with zeros for what is beyond the end.
  @inlinable
  @inline(__always)
  package func upToEight(at place: Int) -> UInt64 {
    if place + 8 <= count { return eight(at: place) }
    // The last eight, without those that stand before the place.
    if count >= 8 { return eight(at: count - 8) >> UInt64(8 * (place + 8 - count)) }
    var word: UInt64 = 0
    for place in (place..<count).reversed() { word = word << 8 | UInt64(self[place]) }
    return word
  }

  /// The offset of the first byte at or behind `start` that is wanted, or the count.
  ///
  /// - Parameter wanted: of eight bytes, those that are wanted: as ``Swift/UInt64/bytes(equalTo:)`` says them.
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

  /// Whether these bytes stand before others in the order of their first difference; what is shorter stands first.
  package func precedes(_ other: Span<UInt8>) -> Bool {
    let common = Swift.min(count, other.count)
    var place = 0
    while place + 8 <= common {
      let (a, b) = (eight(at: place), other.eight(at: place))
      if a != b { return a.byteSwapped < b.byteSwapped }
      place += 8
    }
    while place < common {
      if self[place] != other[place] { return self[place] < other[place] }
      place += 1
    }
    return count < other.count
  }
}

extension String {
  /// Whether it stands before another in the order of their bytes, which is that of their Unicode scalars: it is the same on every
  /// machine. Paths of one folder differ late, so eight bytes are compared together.
  package func precedesInBytes(_ other: String) -> Bool { utf8.span.precedes(other.utf8.span) }
}

/// Eight bytes of a text in one number, compared together.
///
/// Each answer has the highest bit of a byte set where that byte is meant. The lowest one set is right; a borrow may set false
/// ones above it. (L. Lamport: Multiple byte processing with full-word instructions. Communications of the ACM 18, 1975.)
extension UInt64 {
  /// Eight times the same byte.
  @inlinable
  @inline(__always)
  package static func eight(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

  @inlinable
  @inline(__always)
  package var zeroBytes: UInt64 { (self &- .eight(1)) & ~self & .eight(0x80) }

  @inlinable
  @inline(__always)
  package func bytes(equalTo byte: UInt8) -> UInt64 { (self ^ .eight(byte)).zeroBytes }

  /// The same without false ones: for who looks at more than the first.
  @inlinable
  @inline(__always)
  package func allBytes(equalTo byte: UInt8) -> UInt64 {
    let other = self ^ .eight(byte)
    return ~((other & .eight(0x7F)) &+ .eight(0x7F) | other | .eight(0x7F))
  }

  /// - Parameter bound: at most 0x80.
  @inlinable
  @inline(__always)
  package func bytes(below bound: UInt8) -> UInt64 { (self &- .eight(bound)) & ~self & .eight(0x80) }

  @inlinable
  @inline(__always)
  package var bytesBeyondASCII: UInt64 { self & .eight(0x80) }
}
