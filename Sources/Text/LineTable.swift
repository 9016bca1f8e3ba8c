/// The offsets at which lines begin. It converts a byte offset to a line and a column when a
/// message needs them.
package struct LineTable: Sendable {
  private let starts: [UInt32]
  private let end: Int

  package init(_ bytes: [UInt8]) {
    let span = bytes.span
    var starts: [UInt32] = [0]
    starts.reserveCapacity(bytes.count / 32 + 2)
    for offset in stride(from: 0, to: span.count, by: 8) {
      let eight = span.upToEight(at: offset)
      // Most groups of eight bytes contain no control character, and need no further test.
      if eight.bytes(below: 0x0E) == 0 { continue }
      var ends = eight.allBytes(equalTo: 0x0A) | eight.allBytes(equalTo: 0x0D)
      while ends != 0 {
        let next = offset + ends.trailingZeroBitCount / 8 + 1
        ends &= ends - 1
        // A CR directly before an LF does not end a line; the LF does.
        if span[next - 1] == 0x0A || next == span.count || span[next] != 0x0A { starts.append(UInt32(next)) }
      }
    }
    // The table of each file is kept until the build ends.
    self.starts = starts.exact
    self.end = bytes.count
  }

  /// Converts a byte offset, limited to the file's length, to a line and a column.
  ///
  /// - Complexity: O(log lines).
  package func position(atOffset offset: Int) -> SourcePosition {
    let offset = min(max(0, offset), end)
    let line = (1..<starts.count).partitionPoint { Int(starts[$0]) > offset }
    return SourcePosition(line: line, column: offset - Int(starts[line - 1]) + 1)
  }

  /// The offset of a position, limited to the file's length.
  package func offset(of position: SourcePosition) -> Int {
    let line = min(max(1, position.line), starts.count)
    return min(Int(starts[line - 1]) + max(1, position.column) - 1, end)
  }
}
