import Text

/// Iterates over lines without their ends, which are LF, CRLF or CR.
struct Lines {
  private let bytes: [UInt8]
  /// The offset of the next line.
  private(set) var position: Int

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    position = start
  }

  mutating func next() -> Range<Int>? {
    guard position < bytes.count else { return nil }
    let start = position
    let end = bytes.span.firstOffset(from: start) { $0.bytes(equalTo: 0x0A) | $0.bytes(equalTo: 0x0D) }
    var i = end
    if i < bytes.count { i += bytes[i] == 0x0D && i + 1 < bytes.count && bytes[i + 1] == 0x0A ? 2 : 1 }
    position = i
    return start..<end
  }
}
