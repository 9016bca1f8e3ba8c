internal import CCommonMark

extension TreeFlattener {
  mutating func enterLink(_ node: TreeNode, isImage: Bool) {
    let start = content.cursor
    let offset = content.source(of: start)
    linkStarts.append(start)
    linkDepth += 1
    var isBare = false
    switch content[start] {
    case UInt8(ascii: "["): content.cursor += 1
    case UInt8(ascii: "!"): content.cursor += 2
    case UInt8(ascii: "<"):
      content.cursor += 1
      isBare = true
    default: isBare = true
    }
    guard !isImage || depth < Document.nestingLimit else { return openNothing(at: offset) }
    let index = open(isImage ? .image : .link, counts: isImage)
    document.nodes[index].source = Int32(offset)..<Int32(offset)
    document.nodes[index].text = append(node.url)
    document.nodes[index].detail = append(node.title)
    if isBare { document.nodes[index].marks.insert(.bare) }
  }

  mutating func leaveLink(_ node: TreeNode, _ index: Int?) {
    let start = linkStarts.removeLast()
    linkDepth -= 1
    let text = content.cursor
    switch content[start] {
    case UInt8(ascii: "["), UInt8(ascii: "!"):
      // The parser counts the end column from the last line break that it handled, which is also
      // the last one handled here. Example: for `> see` / `> [a](b)` the content is `see\n[a](b)`,
      // the line starts at byte 4, the column offset is 2, and the end column is 8. The link ends
      // at byte 8 + 4 - 2 = 10.
      let end = node.endColumn + content.lineStart - content.columnOffset
      content.cursor = end > text && end <= content.count ? end : min(text + 1, content.count)
      guard let index else { return }
      document.nodes[index].targetSource = target(from: text + 1, to: content.cursor, of: index)
    case UInt8(ascii: "<"):
      while content.cursor < content.count, content[content.cursor] != UInt8(ascii: ">") {
        content.cursor += 1
      }
      if let index { document.nodes[index].targetSource = content.source(of: start + 1..<max(start + 1, content.cursor)) }
      content.cursor = min(content.cursor + 1, content.count)
    default:
      if let index { document.nodes[index].targetSource = content.source(of: start..<max(start, text)) }
    }
  }

  /// The source range of a link's address: after the link's text, or in the definition that the
  /// link refers to.
  private mutating func target(from start: Int, to end: Int, of index: Int) -> Range<Int32> {
    if content[start] == UInt8(ascii: "("), content[end - 1] == UInt8(ascii: ")") {
      let range = Destination.range(in: start + 1..<end - 1) { content[$0] }
      return content.source(of: range)
    }
    if definitions == nil { definitions = DefinitionTable(source) }
    let address = document.text[document.nodes[index].text.range]
    if let range = definitions?.address(address) { return Int32(range.lowerBound)..<Int32(range.upperBound) }
    return content.source(of: max(0, start - 1)..<max(end, start))
  }
}
