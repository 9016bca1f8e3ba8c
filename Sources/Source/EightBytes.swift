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
    var word: UInt64 = 0
    for place in (place..<count).reversed() { word = word << 8 | UInt64(self[place]) }
    return word
  }
}

extension UInt64 {
  /// Eight times the same byte.
  @inlinable
  @inline(__always)
  package static func eight(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

  /// The lowest bit that is set is the highest of the first of eight bytes that is zero; none where none is.
  @inlinable
  @inline(__always)
  package var zeroBytes: UInt64 { (self &- .eight(1)) & ~self & .eight(0x80) }
}
