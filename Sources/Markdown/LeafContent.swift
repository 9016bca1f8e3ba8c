internal import CCommonMark

/// The text of one block as the parser saw it, its lines without their indentation and the marks of quotes and lists,
/// and where in the source each byte of it stands.
///
/// The parser's own columns are right only where each line of a block is indented as its first one. So places are found
/// by following the text itself: each line of it is the end of a line of the source.
struct LeafContent {
  private(set) var text = Chunk.empty
  /// Up to here the inlines are done.
  var cursor = 0
  /// Where the line began that the parser counted its columns from.
  var lineStart = 0
  /// What the parser added to a byte's place in its line to make a column.
  private(set) var columnOffset = 0
  /// From each content offset on, content and source run in step.
  private var steps: [(content: Int32, source: Int32)] = []
  private var step = 0

  var count: Int { text.count }

  subscript(_ offset: Int) -> UInt8 { text[offset] }

  /// The place of a literal in this content, if it points into it.
  func offset(of chunk: Chunk) -> Int? { chunk.offset(in: text) }

  /// - Complexity: O(1) for places in order.
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

  /// The next place behind `offset` where content and source fall out of step.
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

// MARK: - Which lines a block has

extension LeafContent {
  /// A paragraph, or a heading that is underlined.
  mutating func begin(paragraph node: TreeNode, in source: borrowing ShieldedSource) {
    begin(node)
    let starts = lineStarts()
    let isHeading = node.type == CMARK_NODE_HEADING.rawValue
    var last = node.endLine - 1
    if isHeading {
      // The underline is the last line; the parser often counts the one behind it too. Where both look right, the text
      // begins where the heading does, as hardly any has lost definitions.
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
      // A lazy line keeps its blanks, and the parser writes what is left of a tab as spaces.
      var text = start
      while text < end, self[text] == 0x20 || self[text] == 0x09 { text += 1 }
      let place = max(line.start, line.end - Int32(end - text))
      if text > start { steps.append((Int32(start), max(line.start, place - Int32(text - start)))) }
      steps.append((Int32(text), place))
    }
  }

  /// A heading behind `#`.
  mutating func begin(heading node: TreeNode, in source: borrowing ShieldedSource) {
    begin(node)
    let line = source.line(node.startLine - 1)?.start ?? 0
    steps.append((0, line + Int32(columnOffset)))
  }

  /// The lines above a table's head that belong to a paragraph, from line `first` on: `table` still has them as they were,
  /// and they have lost the backslashes before their `|`.
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
      var place = max(line.start, line.end - Int32(end - start))
      steps.append((Int32(offset), place))
      for i in start..<end {
        if whole[i] == UInt8(ascii: "\\"), whole[i + 1] == UInt8(ascii: "|") {
          steps.append((Int32(offset), place + 1))
        } else {
          offset += 1
        }
        place += 1
      }
      offset += 1
      start = end + 1
      number += 1
    }
  }

  /// A table's cell, whose text begins at or behind `start` in the source and has lost the backslashes before its `|`.
  mutating func begin(
    cell node: TreeNode, from start: Int, in source: borrowing ShieldedSource
  ) {
    begin(node)
    var place = start
    while source.byte(place) == 0x20 || source.byte(place) == 0x09 { place += 1 }
    steps.append((0, Int32(place)))
    for offset in 0..<count {
      if self[offset] == UInt8(ascii: "|"), source.byte(place) == UInt8(ascii: "\\") {
        place += 1
        steps.append((Int32(offset), Int32(place)))
      }
      place += 1
    }
  }

  private func lineStarts() -> [Int] {
    var starts = [0]
    text.eachOffset(of: 0x0A) { if $0 < count - 1 { starts.append($0 + 1) } }
    return starts
  }

  private func endOfLastLine() -> Int { count > 0 && self[count - 1] == 0x0A ? count - 1 : count }

  /// Whether a line of the source ends as the last line of the content, which begins at `start`, does.
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
  /// A line by its number from 0.
  borrowing func line(_ number: Int) -> (start: Int32, end: Int32)? { lines.indices.contains(number) ? lines[number] : nil }

  /// A byte, or 0 outside.
  borrowing func byte(_ offset: Int) -> UInt8 { bytes.indices.contains(offset) ? bytes[offset] : 0 }

  /// Behind the blanks and the marks of quotes with which a line begins.
  borrowing func startOfText(in line: (start: Int32, end: Int32)) -> Int {
    var place = Int(line.start)
    while place < Int(line.end), [0x20, 0x09, UInt8(ascii: ">")].contains(bytes[place]) { place += 1 }
    return place
  }
}
