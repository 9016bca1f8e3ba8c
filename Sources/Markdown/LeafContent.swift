internal import CCommonMark

/// The text of one block as the parser saw it (its lines without their indentation and the marks of
/// quotes and lists), and the source offset of each of its bytes.
///
/// The parser's own columns are right only if each line of a block is indented like its first one.
/// So offsets are found from the text itself: each of its lines is the end of a line of the source.
///
/// Example: the quote `> one` / `> two` has the text `one\ntwo`. Byte 0 of it is byte 2 of the
/// source, and byte 4 is byte 8: the steps are `(0, 2)` and `(4, 8)`.
struct LeafContent {
  private(set) var text = Chunk.empty
  /// The offset in the content up to which inlines have been handled.
  var cursor = 0
  /// The offset in the content of the line from which the parser counts its columns.
  var lineStart = 0
  /// The number that the parser adds to an offset in a line to make a column.
  ///
  /// Example: in `> see [a](b)` the paragraph begins in column 3, so the number is 2, and the link,
  /// which ends at byte 10 of the content, has the end column 12. For a heading `## Words`, the
  /// internal offset is 3 and the start column 1, so the number is 3.
  private(set) var columnOffset = 0
  /// The pieces of the content: from each content offset on, content and source advance together.
  private var steps: [(content: Int32, source: Int32)] = []
  private var step = 0

  var count: Int { text.count }

  subscript(_ offset: Int) -> UInt8 { text[offset] }

  /// The offset of a literal in this content, if the literal points into it.
  func offset(of chunk: Chunk) -> Int? { chunk.offset(in: text) }

  /// Converts a content offset to a source offset.
  ///
  /// - Complexity: O(1) if the offsets are asked for in ascending order.
  mutating func source(of offset: Int) -> Int {
    guard !steps.isEmpty else { return 0 }
    if Int(steps[step].content) > offset { step = 0 }
    while step + 1 < steps.count, Int(steps[step + 1].content) <= offset { step += 1 }
    return Int(steps[step].source) + max(0, offset - Int(steps[step].content))
  }

  mutating func source(of range: Range<Int>) -> Range<Int32> {
    let lower = source(of: range.lowerBound)
    let upper = range.isEmpty ? lower : source(of: range.upperBound - 1) + 1
    return Int32(lower)..<Int32(max(lower, upper))
  }

  /// The first content offset after `offset` at which content and source stop advancing together.
  func nextStep(after offset: Int) -> Int? {
    var i = step
    while i < steps.count, Int(steps[i].content) <= offset { i += 1 }
    return i < steps.count ? Int(steps[i].content) : nil
  }

  private mutating func begin(_ node: TreeNode) {
    text = node.content
    columnOffset = node.startColumn - 1 + node.internalOffset
    cursor = 0
    lineStart = 0
    steps.removeAll(keepingCapacity: true)
    step = 0
  }
}

// MARK: - Lines of a block

extension LeafContent {
  /// Begins a paragraph or an underlined heading.
  mutating func begin(paragraph node: TreeNode, in source: borrowing ShieldedSource) {
    begin(node)
    let starts = lineStarts()
    let isHeading = node.type == CMARK_NODE_HEADING.rawValue
    var last = node.endLine - 1
    if isHeading {
      // The underline is the last line, but the parser often counts the line after it too. If both
      // fit, the text must begin where the heading begins, because hardly any heading has lost
      // definitions.
      let start = starts[starts.count - 1]
      last -= 1
      let isLast = ends(last, of: source, with: start) && isUnderline(last + 1, of: source)
      let isOneBefore = ends(last - 1, of: source, with: start) && isUnderline(last, of: source)
      if !isLast || isOneBefore && last - starts.count == node.startLine - 1 { last -= 1 }
    }
    let first = last - (starts.count - 1)
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1] - 1 : endOfLastLine()
      guard let line = source.line(first + number) else { continue }
      // A lazy line keeps its blanks, and the parser writes the rest of a split tab as spaces.
      var text = start
      while text < end, self[text] == 0x20 || self[text] == 0x09 { text += 1 }
      let offset = max(line.start, line.end - Int32(end - text))
      if text > start { steps.append((Int32(start), max(line.start, offset - Int32(text - start)))) }
      steps.append((Int32(text), offset))
    }
  }

  /// Begins a heading that is written with `#`.
  mutating func begin(heading node: TreeNode, in source: borrowing ShieldedSource) {
    begin(node)
    let line = source.line(node.startLine - 1)?.start ?? 0
    steps.append((0, line + Int32(columnOffset)))
  }

  /// Begins a paragraph that is made of the lines above a table's head, from line `first` on.
  /// `table` still has these lines as they were written, and `node` has them without the
  /// backslashes before `|`.
  ///
  /// Example: the line `x \| y` is the content `x | y`. Bytes 0 and 1 advance together with the
  /// source, and byte 2, the `|`, is byte 3 of the line.
  mutating func begin(
    paragraph node: TreeNode, before table: TreeNode, _ first: Int, in source: borrowing ShieldedSource
  ) {
    begin(node)
    let whole = table.content
    var number = first
    var start = 0
    var offset = 0
    while offset < count, start < whole.count, let line = source.line(number) {
      var end = start
      while end < whole.count, whole[end] != 0x0A { end += 1 }
      var sourceOffset = max(line.start, line.end - Int32(end - start))
      steps.append((Int32(offset), sourceOffset))
      for i in start..<end {
        if whole[i] == UInt8(ascii: "\\"), whole[i + 1] == UInt8(ascii: "|") {
          steps.append((Int32(offset), sourceOffset + 1))
        } else {
          offset += 1
        }
        sourceOffset += 1
      }
      offset += 1
      start = end + 1
      number += 1
    }
  }

  /// Begins a cell of a table. Its text begins at or after `start` in the source, and has no
  /// backslash before its `|`: `x \| y` is the content `x | y`.
  mutating func begin(
    cell node: TreeNode, from start: Int, in source: borrowing ShieldedSource
  ) {
    begin(node)
    var sourceOffset = start
    while source.byte(sourceOffset) == 0x20 || source.byte(sourceOffset) == 0x09 { sourceOffset += 1 }
    steps.append((0, Int32(sourceOffset)))
    for offset in 0..<count {
      if self[offset] == UInt8(ascii: "|"), source.byte(sourceOffset) == UInt8(ascii: "\\") {
        sourceOffset += 1
        steps.append((Int32(offset), Int32(sourceOffset)))
      }
      sourceOffset += 1
    }
  }

  private func lineStarts() -> [Int] {
    var starts = [0]
    text.eachOffset(of: 0x0A) { if $0 < count - 1 { starts.append($0 + 1) } }
    return starts
  }

  private func endOfLastLine() -> Int { count > 0 && self[count - 1] == 0x0A ? count - 1 : count }

  /// True if a line of the source ends with the last line of the content, which begins at `start`.
  private func ends(_ number: Int, of source: borrowing ShieldedSource, with start: Int) -> Bool {
    guard let line = source.line(number) else { return false }
    let length = endOfLastLine() - start
    guard Int(line.end - line.start) >= length else { return false }
    for i in 0..<length where source.byte(Int(line.end) - length + i) != self[start + i] { return false }
    return true
  }

  private func isUnderline(_ number: Int, of source: borrowing ShieldedSource) -> Bool {
    guard let line = source.line(number) else { return false }
    var end = Int(line.end)
    while end > Int(line.start), source.byte(end - 1) == 0x20 || source.byte(end - 1) == 0x09 { end -= 1 }
    return end > Int(line.start) && (source.byte(end - 1) == UInt8(ascii: "=") || source.byte(end - 1) == UInt8(ascii: "-"))
  }
}

extension ShieldedSource {
  /// The start and the end of a line, by its number from 0.
  borrowing func line(_ number: Int) -> (start: Int32, end: Int32)? { lines.indices.contains(number) ? lines[number] : nil }

  /// The byte at an offset, or 0 outside the source.
  borrowing func byte(_ offset: Int) -> UInt8 { bytes.indices.contains(offset) ? bytes[offset] : 0 }

  /// The offset after the blanks and the marks of quotes with which a line begins.
  borrowing func startOfText(in line: (start: Int32, end: Int32)) -> Int {
    var offset = Int(line.start)
    while offset < Int(line.end), [0x20, 0x09, UInt8(ascii: ">")].contains(bytes[offset]) { offset += 1 }
    return offset
  }
}
