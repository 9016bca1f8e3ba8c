internal import CCommonMark

extension TreeFlattener {
  mutating func enterInline(_ node: TreeNode, _ type: UInt32) -> Bool {
    switch type {
    case CMARK_NODE_TEXT.rawValue:
      appendLiteral(node.literal)
      return false
    case CMARK_NODE_SOFTBREAK.rawValue:
      appendLineBreak()
      return false
    default: break
    }
    let isMarkAlone = markWidth > 0
    flushRun(before: node)
    let start = content.cursor
    switch type {
    case CMARK_NODE_LINEBREAK.rawValue:
      skipHardBreak()
      // After `[!NOTE]` it ends a line that is not text.
      if !isMarkAlone { leaf(.lineBreak, from: start) }
      return false
    case CMARK_NODE_CODE.rawValue:
      skipCode()
      let index = leaf(.code, from: start)
      document.nodes[index].text = append(node.literal)
      return false
    case CMARK_NODE_HTML_INLINE.rawValue:
      let chunk = node.literal
      content.cursor = (content.offset(of: chunk) ?? start) + chunk.count
      let index = leaf(.htmlInline, from: start)
      document.nodes[index].text = append(chunk)
      return false
    case CMARK_NODE_FOOTNOTE_REFERENCE.rawValue:
      enterFootnoteReference(node, from: start)
      return false
    case CMARK_NODE_EMPH.rawValue:
      enterSpan(.emphasis, width: 1)
    case CMARK_NODE_STRONG.rawValue:
      enterSpan(.strong, width: 2)
    case CMARK_NODE_LINK.rawValue, CMARK_NODE_IMAGE.rawValue:
      enterLink(node, isImage: type == CMARK_NODE_IMAGE.rawValue)
    default:
      if type == strikethrough {
        enterSpan(.strikethrough, width: tildes())
      } else {
        openNothing(at: 0, tooDeep: false)
      }
    }
    return true
  }

  mutating func leaveInline(_ node: TreeNode, _ type: UInt32, _ index: Int?) {
    switch type {
    case CMARK_NODE_EMPH.rawValue: content.cursor += 1
    case CMARK_NODE_STRONG.rawValue: content.cursor += 2
    case CMARK_NODE_LINK.rawValue, CMARK_NODE_IMAGE.rawValue:
      leaveLink(node, index)
    default:
      if type == strikethrough { content.cursor += tildes() }
    }
    guard let index else { return }
    document.nodes[index].end = Int32(document.nodes.count)
    let lower = document.nodes[index].source.lowerBound
    let upper = content.cursor > 0 ? Int32(content.source(of: content.cursor - 1) + 1) : lower
    document.nodes[index].source = lower..<max(lower, upper)
  }

  @discardableResult
  private mutating func leaf(_ kind: Node.Kind, from start: Int) -> Int {
    let index = add(kind)
    document.nodes[index].source = content.source(of: start..<max(start, content.cursor))
    return index
  }

  private mutating func enterSpan(_ kind: Node.Kind, width: Int) {
    let offset = content.source(of: content.cursor)
    content.cursor += width
    if depth < Document.nestingLimit {
      let index = open(kind, counts: true)
      document.nodes[index].source = Int32(offset)..<Int32(offset)
    } else {
      openNothing(at: offset)
    }
  }

  private func tildes() -> Int {
    content[content.cursor + 1] == UInt8(ascii: "~") ? 2 : 1
  }

  private mutating func skipHardBreak() {
    while content[content.cursor] == 0x20 || content[content.cursor] == 0x09 { content.cursor += 1 }
    if content[content.cursor] == UInt8(ascii: "\\") {
      content.cursor += 2
    } else {
      skipLineEnd()
    }
  }

  private mutating func skipLineEnd() {
    while content.cursor < content.count, content[content.cursor] != 0x0A { content.cursor += 1 }
    content.cursor = min(content.cursor + 1, content.count)
    content.lineStart = content.cursor
    while content[content.cursor] == 0x20 || content[content.cursor] == 0x09 { content.cursor += 1 }
  }

  /// Moves the cursor from the first backtick of a code span to the offset after its last one.
  private mutating func skipCode() {
    var width = 0
    while content[content.cursor + width] == UInt8(ascii: "`") { width += 1 }
    var i = content.cursor + width
    while i < content.count {
      guard content[i] == UInt8(ascii: "`") else {
        i += 1
        continue
      }
      var closing = 0
      while content[i + closing] == UInt8(ascii: "`") { closing += 1 }
      i += closing
      if closing == width { break }
    }
    content.cursor = i
  }

  private mutating func enterFootnoteReference(_ node: TreeNode, from start: Int) {
    var i = start
    while i < content.count, content[i] != UInt8(ascii: "]") { i += 1 }
    content.cursor = min(i + 1, content.count)
    let index = leaf(.footnoteReference, from: start)
    document.nodes[index].use = node.referenceUse
    if let definition = node.definition {
      document.nodes[index].text = append(definition.literal)
    }
    let digits = node.literal
    var number: Int32 = 0
    for i in 0..<digits.count { number = number * 10 + Int32(digits[i]) - 0x30 }
    document.nodes[index].number = number
  }
}

// MARK: - Literal text

extension TreeFlattener {
  private mutating func appendLiteral(_ chunk: Chunk) {
    guard chunk.count > 0 else { return }
    let start = document.text.count
    if run == nil { run = start }
    let length = chunk.count
    chunk.append(to: &document.text)
    if var offset = content.offset(of: chunk) {
      // In `*a***`, the first `*` of the closing row ends the emphasis, but the library's literal
      // `**` also points to the beginning of the row (offset 2). The cursor is already at 3, and
      // the literal begins there.
      if offset < content.cursor, content.cursor + length <= content.count { offset = content.cursor }
      document.origins.mark(text: start, source: content.source(of: offset))
      while let next = content.nextStep(after: content.cursor), next < offset + length {
        content.cursor = max(next, offset)
        if next > offset { document.origins.mark(text: start + next - offset, source: content.source(of: next)) }
      }
      content.cursor = offset + length
    } else {
      align(from: start, length)
    }
  }

  /// Maps literal text that the parser joined from pieces to the content. Each byte is a byte of
  /// the content, except for escapes and entities.
  ///
  ///     content  a \ * b & a m p ; c        text  a * b & c
  ///     offset   0 1 2 3 4       8 9        from  0 2 3 4 9
  private mutating func align(from start: Int, _ length: Int) {
    var i = 0
    var isInStep = false
    while i < length {
      let offset = content.cursor
      let byte = document.text[start + i]
      let written = content[offset]
      if written == UInt8(ascii: "\\"), byte == content[offset + 1], Self.isPunctuation(byte) {
        document.origins.mark(text: start + i, source: content.source(of: offset + 1))
        i += 1
        content.cursor += 2
        isInStep = false
        continue
      }
      if written == UInt8(ascii: "&"), let entity = content.text.entity(at: offset) {
        document.origins.mark(text: start + i, source: content.source(of: offset))
        i += entity.decoded
        content.cursor += entity.written
        isInStep = false
        continue
      }
      if !isInStep || content.nextStep(after: offset - 1) == offset {
        document.origins.mark(text: start + i, source: content.source(of: offset))
        isInStep = true
      }
      i += 1
      content.cursor += 1
    }
    content.cursor = min(content.cursor, content.count)
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  private mutating func appendLineBreak() {
    let start = document.text.count
    if run == nil { run = start }
    while content.cursor < content.count, content[content.cursor] != 0x0A { content.cursor += 1 }
    document.origins.mark(text: start, source: content.source(of: content.cursor))
    document.text.append(0x0A)
    skipLineEnd()
  }
}
