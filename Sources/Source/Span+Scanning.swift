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
      // A load of eight bytes has no safe name; the span checks that they are all there. Byte by byte, looking for a text's
      // line ends or for letters beyond ASCII takes 13 to 18 instructions each, and so 2.
      let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
      let found = wanted(EightBytes(UInt64(littleEndian: word)))
      if found != 0 { return start + found.trailingZeroBitCount / 8 }
      start += 8
    }
    var word: UInt64 = 0
    for place in stride(from: count - 1, through: start, by: -1) { word = word << 8 | UInt64(self[place]) }
    return Swift.min(count, start + wanted(EightBytes(word)).trailingZeroBitCount / 8)
  }
}
