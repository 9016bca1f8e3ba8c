/// The offsets at which lines begin, to turn a byte offset into a line and a column when a message needs them.
///
/// A line ends at LF, at CRLF, or at a CR alone, as in CommonMark.
package struct LineTable: Sendable {
  private let starts: [UInt32]
  private let end: Int

  package init(_ bytes: [UInt8]) {
    var count = 1
    Self.eachEnd(of: bytes.span) { _ in count += 1 }
    var starts: [UInt32] = []
    starts.reserveCapacity(count)
    starts.append(0)
    Self.eachEnd(of: bytes.span) { starts.append(UInt32($0)) }
    self.starts = starts
    self.end = bytes.count
  }

  /// Hands on the offset behind each line ending.
  private static func eachEnd(of bytes: Span<UInt8>, _ use: (Int) -> Void) {
    var i = 0
    while true {
      i = bytes.firstOffset(from: i) { $0.bytes(equalTo: 0x0A) | $0.bytes(equalTo: 0x0D) }
      guard i < bytes.count else { return }
      i += bytes[i] == 0x0D && i + 1 < bytes.count && bytes[i + 1] == 0x0A ? 2 : 1
      use(i)
    }
  }

  /// - Complexity: O(log lines).
  package func position(atOffset offset: Int) -> SourcePosition {
    let offset = min(max(0, offset), end)
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    return SourcePosition(line: low + 1, column: offset - Int(starts[low]) + 1)
  }

  /// The offset of a position, kept within the file.
  package func offset(of position: SourcePosition) -> Int {
    let line = min(max(1, position.line), starts.count)
    return min(Int(starts[line - 1]) + max(1, position.column) - 1, end)
  }
}
