/// The offsets at which lines begin, to turn a byte offset into a line and a column when a message needs them.
///
/// A line ends at LF, at CRLF, or at a CR alone, as in CommonMark.
package struct LineTable: Sendable {
  private let starts: [UInt32]
  private let end: Int

  package init(_ bytes: [UInt8]) {
    let span = bytes.span
    var starts: [UInt32] = [0]
    starts.reserveCapacity(bytes.count / 32 + 2)
    for place in stride(from: 0, to: span.count, by: 8) {
      let eight = span.upToEight(at: place)
      // Most eights have no control character in them, and need no second look.
      if eight.bytes(below: 0x0E) == 0 { continue }
      var ends = eight.allBytes(equalTo: 0x0A) | eight.allBytes(equalTo: 0x0D)
      while ends != 0 {
        let next = place + ends.trailingZeroBitCount / 8 + 1
        ends &= ends - 1
        // A CR before an LF ends no line itself.
        if span[next - 1] == 0x0A || next == span.count || span[next] != 0x0A { starts.append(UInt32(next)) }
      }
    }
    // Kept for each file until all is written.
    self.starts = starts.exact
    self.end = bytes.count
  }

  /// - Complexity: O(log lines).
  package func position(atOffset offset: Int) -> SourcePosition {
    let offset = min(max(0, offset), end)
    let line = (1..<starts.count).firstPlace { Int(starts[$0]) > offset }
    return SourcePosition(line: line, column: offset - Int(starts[line - 1]) + 1)
  }

  /// The offset of a position, kept within the file.
  package func offset(of position: SourcePosition) -> Int {
    let line = min(max(1, position.line), starts.count)
    return min(Int(starts[line - 1]) + max(1, position.column) - 1, end)
  }
}
