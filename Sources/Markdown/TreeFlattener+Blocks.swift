internal import CCommonMark

extension TreeFlattener {
  mutating func enterBlock(_ node: TreeNode, _ type: UInt32) -> Bool {
    let start = start(of: node)
    switch type {
    case CMARK_NODE_DOCUMENT.rawValue:
      _ = open(.document)
    case CMARK_NODE_PARAGRAPH.rawValue:
      return enterParagraph(node)
    case CMARK_NODE_HEADING.rawValue:
      let index = open(.heading)
      document.nodes[index].number = node.headingLevel
      if node.isUnderlined {
        content.begin(paragraph: node, in: source)
      } else {
        content.begin(heading: node, in: source)
      }
      document.nodes[index].source = Int32(start)..<Int32(start)
    case CMARK_NODE_BLOCK_QUOTE.rawValue:
      guard depth < Document.nestingLimit else {
        openNothing(at: start)
        return true
      }
      let callout = callout(of: node)
      let index = open(callout == nil ? .blockQuote : .alert, counts: true)
      if let (callout, text) = callout {
        document.nodes[index].number = callout.kind.rawValue
        document.nodes[index].text = append(text, callout.title)
        if let word = callout.word { document.nodes[index].detail = append(text, word) }
      }
      document.nodes[index].source = Int32(start)..<Int32(start)
    case CMARK_NODE_LIST.rawValue:
      guard depth < Document.nestingLimit else {
        openNothing(at: start)
        return true
      }
      let index = open(.list, counts: true)
      if node.isOrdered { document.nodes[index].marks.insert(.ordered) }
      if node.isTight { document.nodes[index].marks.insert(.tight) }
      document.nodes[index].number = node.listStart
      document.nodes[index].source = Int32(start)..<Int32(start)
    case CMARK_NODE_ITEM.rawValue:
      guard let parent = parents.last, document.nodes[Int(parent)].kind == .list else {
        openNothing(at: start, tooDeep: false)
        return true
      }
      let index = open(.item)
      document.nodes[index].source = Int32(start)..<Int32(start)
      if let isDone = taskState(of: node) {
        document.nodes[index].marks.formUnion(isDone ? [.task, .done] : .task)
      }
    case CMARK_NODE_FOOTNOTE_DEFINITION.rawValue:
      let index = open(.footnoteDefinition)
      document.nodes[index].use = node.definitionUses
      document.nodes[index].text = append(node.literal)
      document.nodes[index].source = Int32(start)..<Int32(start)
    case CMARK_NODE_CODE_BLOCK.rawValue:
      let index = add(.codeBlock)
      document.nodes[index].text = append(node.code)
      document.nodes[index].detail = append(node.codeInfo)
      let isFenced = node.isFenced
      document.nodes[index].source = lines(of: node, index, from: start, extra: isFenced ? 1 : 0)
      return false
    case CMARK_NODE_HTML_BLOCK.rawValue:
      let index = add(.htmlBlock)
      document.nodes[index].text = append(node.literal)
      document.nodes[index].source = lines(of: node, index, from: start, extra: 0)
      return false
    case CMARK_NODE_THEMATIC_BREAK.rawValue:
      let index = add(.thematicBreak)
      let end = source.line(node.startLine - 1)?.end ?? Int32(start)
      document.nodes[index].source = Int32(start)..<max(Int32(start), end)
      return false
    default:
      return enterTable(node, type)
    }
    return true
  }

  mutating func leaveBlock(_ node: TreeNode, _ index: Int) {
    if document.nodes[index].kind == .heading { takeID(ofHeading: index) }
    let end = document.nodes.count
    document.nodes[index].end = Int32(end)
    let lower = document.nodes[index].source.lowerBound
    var upper = document.nodes[index].source.upperBound
    var child = index + 1
    while child < end {
      upper = max(upper, document.nodes[child].source.upperBound)
      child = Int(document.nodes[child].end)
    }
    document.nodes[index].source = lower..<max(lower, upper)
  }

  /// The source offset at which a block begins.
  private func start(of node: TreeNode) -> Int {
    guard let line = source.line(node.startLine - 1) else { return 0 }
    return min(source.bytes.count, Int(line.start) + max(0, node.startColumn - 1))
  }

  /// The source range of a code or HTML block, computed from the number of lines in its text,
  /// because the parser's own end is often wrong by one line.
  ///
  /// Example: a fence on line 3, two lines of code, and the closing fence on line 6. The last line
  /// of code, counted from 0, is 3 - 2 + 1 (for the opening fence, `extra`) + 2 (line feeds) = 4;
  /// the line after it begins with a fence, so the block ends with line 5, which is line 6 counted
  /// from 1.
  private func lines(of node: TreeNode, _ index: Int, from start: Int, extra: Int) -> Range<Int32> {
    let text = document.nodes[index].text.range
    var last = node.startLine - 2 + extra
    for i in text where document.text[i] == 0x0A { last += 1 }
    if extra > 0, node.endLine - 1 > last, let line = source.line(last + 1) {
      let fence = source.byte(source.startOfText(in: line))
      if fence == UInt8(ascii: "`") || fence == UInt8(ascii: "~") { last += 1 }
    }
    let end = source.line(last)?.end ?? Int32(start)
    return Int32(start)..<max(Int32(start), end)
  }

  private mutating func enterParagraph(_ node: TreeNode) -> Bool {
    if isAlertMark(node), node.firstChild?.next == nil {
      markWidth = 0
      return false
    }
    if node.startLine == 0, let next = node.next, next.type == table {
      content.begin(paragraph: node, before: next, headLine(of: next) - headOffset(in: next).line, in: source)
    } else {
      content.begin(paragraph: node, in: source)
    }
    let index = open(.paragraph)
    let start = Int32(content.source(of: 0))
    document.nodes[index].source = start..<start
    if markWidth > 0 {
      // The text begins after the mark, so the rest of the mark's line is dropped.
      document.nodes[index].source = start + Int32(markWidth)..<start + Int32(markWidth)
    }
    return true
  }
}

// MARK: - Tasks and alerts

extension TreeFlattener {
  /// Reads `[ ]` or `[x]` at the beginning of an item's first paragraph, and sets ``markWidth`` so
  /// that the text does not contain it.
  ///
  /// - Returns: true if the task is done; nil if the item is not a task.
  private mutating func taskState(of item: TreeNode) -> Bool? {
    guard let paragraph = item.firstChild, paragraph.type == CMARK_NODE_PARAGRAPH.rawValue,
      let text = literal(firstIn: paragraph), text.count > 3, text[0] == UInt8(ascii: "["),
      text[2] == UInt8(ascii: "]"), text[3] == 0x20 || text[3] == 0x09
    else { return nil }
    let isDone: Bool
    switch text[1] {
    case 0x20: isDone = false
    case UInt8(ascii: "x"), UInt8(ascii: "X"): isDone = true
    default: return nil
    }
    markWidth = 4
    return isDone
  }

  /// Reads the first line of a quote as a callout, and sets ``markWidth`` so that the text does not
  /// contain this line. A quote that holds only a kind is not a callout.
  private mutating func callout(of quote: TreeNode) -> (Callout, Chunk)? {
    guard let paragraph = quote.firstChild, paragraph.type == CMARK_NODE_PARAGRAPH.rawValue,
      let first = paragraph.firstChild, let text = literal(firstIn: paragraph),
      var callout = Callout(count: text.count, { text[$0] })
    else { return nil }
    var isWhole = true
    if let next = first.next {
      let type = UInt32(next.type)
      isWhole = type == CMARK_NODE_SOFTBREAK.rawValue || type == CMARK_NODE_LINEBREAK.rawValue
    } else if paragraph.next == nil, callout.title.isEmpty {
      return nil
    }
    // If the title contains markup, the title becomes the first words of the text.
    if !isWhole || callout.title.contains(where: { text[$0] < 0x20 }) {
      callout.title = 0..<0
      markWidth = callout.markEnd
    } else {
      markWidth = text.count
    }
    return (callout, text)
  }

  private mutating func append(_ chunk: Chunk, _ range: Range<Int>) -> TextRange {
    let start = document.text.count
    for i in range { document.text.append(chunk[i]) }
    return TextRange(start..<document.text.count)
  }

  /// True if this paragraph begins with the mark of an alert, which was found when the alert was
  /// entered.
  private func isAlertMark(_ paragraph: TreeNode) -> Bool {
    guard markWidth > 0, let parent = parents.last else { return false }
    return document.nodes[Int(parent)].kind == .alert
  }

  private func literal(firstIn paragraph: TreeNode) -> Chunk? {
    guard let text = paragraph.firstChild, text.type == CMARK_NODE_TEXT.rawValue
    else { return nil }
    return text.literal
  }
}

// MARK: - Tables

extension TreeFlattener {
  private mutating func enterTable(_ node: TreeNode, _ type: UInt32) -> Bool {
    if type == table {
      let index = open(.table)
      let line = source.line(headLine(of: node))
      let start = line.map { Int32(source.startOfText(in: $0)) } ?? 0
      document.nodes[index].source = start..<start
    } else if type == tableRow {
      enterRow(node)
    } else if type == tableCell {
      enterCell(node)
    } else {
      // This version of the library does not have such a kind of block. Its content is kept.
      openNothing(at: 0, tooDeep: false)
    }
    return true
  }

  /// The line of a table's head, counted from 0. The parser keeps only the first line of the
  /// paragraph from which the head was taken, so the head is found from the lines after it, counted
  /// from 1:
  ///
  ///     5  | a | b |    head: start line of the second row, 7 - 3 = 4
  ///     6  |---|---|
  ///     7  | 1 | 2 |    without this row the table ends on line 6: 6 - 2 = 4
  private func headLine(of table: TreeNode) -> Int {
    if let second = table.firstChild?.next { return second.startLine - 3 }
    return table.endLine - 2
  }

  /// The byte offset and the line of the head in the paragraph from which the table was made.
  /// Example: `words\n| a | b |` has the head at byte 6, in line 1.
  private func headOffset(in table: TreeNode) -> (byte: Int, line: Int) {
    let content = table.content
    var offset = (byte: 0, line: 0)
    for i in 0..<max(0, content.count - 1) where content[i] == 0x0A {
      offset = (i + 1, offset.line + 1)
    }
    return offset
  }

  private mutating func enterRow(_ node: TreeNode) {
    let index = open(.tableRow)
    column = 0
    guard let table = node.parent else { return }
    var line = node.startLine - 1
    var base = table.startColumn
    let isHead = node == table.firstChild
    let head = headOffset(in: table)
    if isHead {
      document.nodes[index].marks.insert(.header)
      line = headLine(of: table)
      base += head.byte
    }
    guard let lineRange = source.line(line) else { return }
    // The head was a line of a paragraph, so it is the end of a line of the source.
    let length = table.content.count - head.byte - (table.content[table.content.count - 1] == 0x0A ? 1 : 0)
    let start = isHead ? max(Int(lineRange.start), Int(lineRange.end) - length) : source.startOfText(in: lineRange)
    row = (start, base)
    document.nodes[index].source = Int32(start)..<max(Int32(start), lineRange.end)
  }

  private mutating func enterCell(_ node: TreeNode) {
    let index = open(.tableCell)
    let parent = Int(document.nodes[index].parent)
    document.nodes[index].marks = document.nodes[parent].marks
    let alignment: Node.Alignment =
      switch node.parent?.parent?.alignment(ofColumn: column) {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .none
      }
    document.nodes[index].number = alignment.rawValue
    column += 1
    // A cell that was added to fill a short row has no position of its own; it gets the end of the
    // row.
    //
    // The library's start column of a cell is the table's start column plus the offset after the
    // cell's `|`; the internal offset is the number of blanks that follow. For a head under another
    // line, the offset counts from the beginning of the paragraph. Both `b` below are at offset 6
    // of their row:
    //
    //     | a | b |            start column 1 +  5 =  6, blanks 1, base 1:      6 + 1 - 1 = 6
    //     words\n| a | b |     start column 1 + 11 = 12, blanks 1, base 1 + 6: 12 + 1 - 7 = 6
    let isWritten = node.startColumn > 0
    let offset = node.startColumn + node.internalOffset - row.column
    let start = isWritten ? row.start + max(0, offset) : Int(document.nodes[parent].source.upperBound)
    content.begin(cell: node, from: start, in: source)
    let lower = Int32(content.source(of: 0))
    document.nodes[index].source = lower..<lower
  }
}
