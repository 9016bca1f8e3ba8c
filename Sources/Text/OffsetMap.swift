/// Maps offsets in a text to offsets in its file. It holds pieces in order, each with its offset in
/// the text and its offset in the file.
///
/// A body has one piece. A block scalar has one for each line, since its indentation is not part of
/// the text: with an indentation of 4, the lines "ab" and "cd" from offset 104 give (0, 104) and
/// (3, 111).
package struct OffsetMap: Sendable {
  private var start: Int
  /// The pieces; empty if the text is one piece, which begins at `start`.
  private var pieces: [(text: Int, file: Int)]

  package init(start: Int) { (self.start, pieces) = (start, []) }
  package init(pieces: [(text: Int, file: Int)]) { (start, self.pieces) = (0, pieces) }

  package func fileOffset(_ offset: Int) -> Int {
    guard !pieces.isEmpty else { return start + max(0, offset) }
    let piece = pieces[(1..<pieces.count).partitionPoint { pieces[$0].text > offset } - 1]
    return piece.file + max(0, offset - piece.text)
  }

  package func fileRange(_ range: Range<Int>) -> Range<Int> {
    let lower = fileOffset(range.lowerBound)
    return lower..<max(lower, fileOffset(range.upperBound))
  }
}
