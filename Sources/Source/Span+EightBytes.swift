extension Span<UInt8> {
  /// The eight bytes from `place`, to be looked at all at once: byte by byte, looking for what is to be escaped took a fiftieth of
  /// a build.
  @inlinable
  package func eight(at place: Int) -> UInt64 {
    precondition(place >= 0 && place <= count - 8)
    return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
  }
}

extension UInt64 {
  /// Whether one of its eight bytes is this one.
  @inlinable
  package func hasByte(_ byte: UInt8) -> Bool { (self ^ 0x0101_0101_0101_0101 &* UInt64(byte)).hasByte(below: 1) }

  /// Whether one of its eight bytes is less than `limit`, which is at most 128.
  @inlinable
  package func hasByte(below limit: UInt8) -> Bool {
    (self &- 0x0101_0101_0101_0101 &* UInt64(limit)) & ~self & 0x8080_8080_8080_8080 != 0
  }
}
