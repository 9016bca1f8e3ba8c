extension [UInt8] {
  /// Appends a number, the lowest byte first.
  mutating func append<Number: FixedWidthInteger>(littleEndian number: Number) {
    for index in 0..<MemoryLayout<Number>.size { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
  }

  /// Reads a number, the lowest byte first; nil if the bytes end before it does.
  func littleEndian<Number: FixedWidthInteger>(_ type: Number.Type, at offset: Int) -> Number? {
    let size = MemoryLayout<Number>.size
    guard offset >= 0, offset <= count - size else { return nil }
    return (0..<size).reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: self[offset + $1]) }
  }
}
