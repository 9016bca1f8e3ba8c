/// The offsets at which lines begin, to turn a byte offset into a line and a column when a message needs them.
///
/// A line ends at LF, at CRLF, or at a CR alone, as in CommonMark.
package struct LineTable: Sendable {
  private let starts: [UInt32]
  private let end: Int

  package init(_ bytes: [UInt8]) {
    var starts: [UInt32] = []
    starts.reserveCapacity(bytes.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 })
    starts.append(0)
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if byte == 0x0A {
        starts.append(UInt32(i + 1))
      } else if byte == 0x0D {
        if i + 1 < bytes.count, bytes[i + 1] == 0x0A { i += 1 }
        starts.append(UInt32(i + 1))
      }
      i += 1
    }
    self.starts = starts
    self.end = bytes.count
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
