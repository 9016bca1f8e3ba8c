/// Eight bytes of a text, compared together.
///
/// Each answer has the highest bit of a byte set where that byte is meant. The lowest one set is right; a borrow may set false
/// ones above it. (L. Lamport: Multiple byte processing with full-word instructions. Communications of the ACM 18, 1975.)
@usableFromInline
package struct EightBytes {
  @usableFromInline
  let word: UInt64

  @inlinable
  init(_ word: UInt64) { self.word = word }

  @inlinable
  static func each(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

  @inlinable
  package func are(_ byte: UInt8) -> UInt64 {
    let difference = word ^ Self.each(byte)
    return (difference &- Self.each(1)) & ~difference & Self.each(0x80)
  }

  /// - Parameter bound: at most 0x80.
  @inlinable
  package func areBelow(_ bound: UInt8) -> UInt64 { (word &- Self.each(bound)) & ~word & Self.each(0x80) }

  @inlinable
  package var areBeyondASCII: UInt64 { word & Self.each(0x80) }
}

extension Span<UInt8> {
  /// The offset of the first byte at or behind `start` that is wanted, or the count: eight bytes are looked at together.
  @inlinable
  package func firstOffset(from start: Int, where wanted: (EightBytes) -> UInt64) -> Int {
    var start = start
    while start + 8 <= count {
      let found = wanted(EightBytes(eightBytes(at: start)))
      if found != 0 { return start + found.trailingZeroBitCount / 8 }
      start += 8
    }
    var word: UInt64 = 0
    for place in stride(from: count - 1, through: start, by: -1) { word = word << 8 | UInt64(self[place]) }
    return Swift.min(count, start + wanted(EightBytes(word)).trailingZeroBitCount / 8)
  }

  /// The first of them lowest.
  @inlinable
  func eightBytes(at offset: Int) -> UInt64 {
    // A load of eight bytes has no safe name; the span checks that they are all there. Byte by byte, looking for a text's line
    // ends or for letters beyond ASCII takes 13 to 18 instructions each, and so 2.
    UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Whether these bytes stand before others in the order of their first difference; what is shorter stands first.
  package func precedes(_ other: Span<UInt8>) -> Bool {
    let common = Swift.min(count, other.count)
    var place = 0
    while place + 8 <= common {
      let (a, b) = (eightBytes(at: place), other.eightBytes(at: place))
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
