internal import CCommonMark
import Text

/// Handles runs of literal text. Wiki links, citations and bare addresses are searched for when a
/// run is complete.
///
/// Example: `see [[a|b *c*]] now` arrives as two runs with an emphasis between them. The first run
/// opens the wiki link, and the second closes it (01 and 02 are shields):
///
///     "see 01 01 a | b "   emphasis(c)   "02 02 now"
extension TreeFlattener {
  /// Ends the current run; `next` is the inline that follows it, if there is one.
  mutating func flushRun(before next: TreeNode?) {
    guard var lower = run else { return }
    run = nil
    let upper = document.text.count
    if markWidth > 0 {
      lower = min(lower + (markWidth), upper)
      while lower < upper, [0x20, 0x09, 0x0A].contains(document.text[lower]) { lower += 1 }
      markWidth = 0
    }
    guard lower < upper else { return }
    if source.hasWikiLinks || source.hasCitations || source.hasExcess {
      addMarkup(lower..<upper, before: next)
    } else {
      addText(lower..<upper)
    }
  }

  /// Adds literal text, and makes links of the bare addresses in it.
  private mutating func addText(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    if source.hasLooseBrackets { reportLooseBrackets(range) }
    if source.hasFootnotes { reportUndefinedFootnotes(range) }
    guard source.hasAddresses && linkDepth == 0 && openWikiLink == nil else { return addPlain(range) }
    var start = range.lowerBound
    while let address = BareAddress.next(in: document.text, start..<range.upperBound) {
      addPlain(start..<address.range.lowerBound)
      let link = open(.link)
      let range = sourceRange(address.range)
      document.nodes[link].marks = .bare
      document.nodes[link].source = range
      document.nodes[link].targetSource = range
      addPlain(address.range)
      if address.prefix.isEmpty {
        document.nodes[link].text = TextRange(address.range)
      } else {
        let url = document.text.count
        document.text.append(contentsOf: address.prefix.utf8)
        // A slice would retain the text, so that appending to it would copy all of it.
        for i in address.range { document.text.append(document.text[i]) }
        document.nodes[link].text = TextRange(url..<document.text.count)
      }
      document.nodes[link].end = Int32(document.nodes.count)
      _ = parents.removeLast()
      _ = counted.removeLast()
      start = address.range.upperBound
    }
    addPlain(start..<range.upperBound)
  }

  private mutating func addPlain(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let index = add(.text)
    document.nodes[index].text = TextRange(range)
    document.nodes[index].source = sourceRange(range)
  }

  private func sourceRange(_ range: Range<Int>) -> Range<Int32> {
    guard !range.isEmpty else {
      let offset = Int32(document.origins.source(ofText: range.lowerBound))
      return offset..<offset
    }
    let lower = document.origins.source(ofText: range.lowerBound)
    let upper = document.origins.source(ofText: range.upperBound - 1) + 1
    return Int32(lower)..<Int32(max(lower, upper))
  }

  private func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
    range.first { document.text[$0] == byte }
  }
}

// MARK: - Wiki links and citations

extension TreeFlattener {
  private mutating func addMarkup(_ range: Range<Int>, before next: TreeNode?) {
    var start = range.lowerBound
    var i = start
    while true {
      i = document.text.span.extracting(..<range.upperBound).firstOffset(from: i) { $0.bytes(below: 0x20) }
      guard i < range.upperBound else { break }
      let byte = document.text[i]
      switch byte {
      case Shield.wikiOpen where linkDepth == 0 && openWikiLink == nil:
        let isEmbed = i > start && document.text[i - 1] == UInt8(ascii: "!") && !isEscaped(i - 1)
        addText(start..<(isEmbed ? i - 1 : i))
        start = i
        let before = document.nodes.count
        i = addWikiLink(at: i, in: range, before: next)
        if isEmbed { noteEmbed(before) }
        if i > start + 2 || openWikiLink != nil { start = i }
      case Shield.wikiClose:
        if openWikiLink != nil, openWikiLink?.level == parents.count {
          addText(start..<i)
          extendWikiLink(to: i + 2)
          closeWikiLink()
          start = i + 2
        }
        i += 2
      case Shield.citationOpen where linkDepth == 0 && openWikiLink == nil:
        guard let close = first(Shield.citationClose, in: i..<range.upperBound) else {
          let offset = document.origins.source(ofText: i)
          document.problems.append(Problem(kind: .unclosedCitation, source: offset..<offset + 2))
          i += 1
          continue
        }
        let items = citationItems(i + 1..<close)
        if !items.isEmpty {
          addText(start..<i)
          for item in items { addCitation(item) }
          start = close + 1
        }
        i = close + 1
      case Shield.firstExcess..<Shield.control:
        reportExcess(byte, at: i)
        i += 1
      default: i += 1
      }
    }
    addText(start..<range.upperBound)
  }

  /// Adds the wiki link that begins at `start`.
  ///
  /// - Returns: the offset at which to continue: after the link, at its words if they extend beyond
  ///   this run, or after its brackets if it is not a link.
  private mutating func addWikiLink(at start: Int, in range: Range<Int>, before next: TreeNode?) -> Int {
    let name = start + 2
    var end = name
    while end < range.upperBound, document.text[end] != UInt8(ascii: "|"),
      document.text[end] != Shield.wikiClose
    { end += 1 }
    let hasWords = end < range.upperBound && document.text[end] == UInt8(ascii: "|")
    let close = first(Shield.wikiClose, in: end..<range.upperBound)
    guard close != nil || (hasWords && closes(next)) else {
      reportUnclosed(start, in: range)
      return start + 2
    }
    let node = open(.wikiLink)
    fillTarget(of: node, from: name, to: end, opening: start)
    if hasWords { document.nodes[node].marks.insert(.words) }
    openWikiLink = (Int32(node), parents.count)
    guard let close else { return end + 1 }
    if hasWords { addText(end + 1..<close) }
    extendWikiLink(to: close + 2)
    closeWikiLink()
    return close + 2
  }

  /// Marks the wiki link that was just added as one after a `!`. If it was not a link after all,
  /// adds the `!` as text.
  private mutating func noteEmbed(_ index: Int) {
    guard index < document.nodes.count, document.nodes[index].kind == .wikiLink else {
      document.text.append(UInt8(ascii: "!"))
      addPlain(document.text.count - 1..<document.text.count)
      return
    }
    document.nodes[index].marks.insert(.embed)
  }

  private func isEscaped(_ offset: Int) -> Bool {
    let sourceOffset = document.sourceOffset(ofText: offset)
    return sourceOffset > 0 && source.byte(sourceOffset - 1) == UInt8(ascii: "\\")
  }

  /// True if one of the inlines from `next` on closes the open wiki link before another one begins.
  private func closes(_ next: TreeNode?) -> Bool {
    var node = next
    while let current = node {
      if current.type == CMARK_NODE_TEXT.rawValue {
        let chunk = current.literal
        for i in 0..<chunk.count {
          if chunk[i] == Shield.wikiClose { return true }
          if chunk[i] == Shield.wikiOpen { return false }
        }
      }
      node = current.next
    }
    return false
  }

  private mutating func fillTarget(of node: Int, from lower: Int, to upper: Int, opening: Int) {
    var name = trimmed(lower..<upper)
    if let hash = first(UInt8(ascii: "#"), in: name) {
      document.nodes[node].detail = TextRange(trimmed(hash + 1..<name.upperBound))
      document.nodes[node].marks.insert(.part)
      name = trimmed(name.lowerBound..<hash)
    }
    document.nodes[node].text = TextRange(name)
    document.nodes[node].targetSource = sourceRange(name)
    document.nodes[node].source = sourceRange(opening..<upper)
  }

  /// Ends the open wiki link: the nodes that follow become children of its parent again.
  mutating func closeWikiLink() {
    guard let link = openWikiLink, link.level == parents.count else { return }
    openWikiLink = nil
    _ = parents.removeLast()
    _ = counted.removeLast()
    document.nodes[Int(link.node)].end = Int32(document.nodes.count)
  }

  private mutating func extendWikiLink(to end: Int) {
    guard let index = openWikiLink.map({ Int($0.node) }) else { return }
    let lower = document.nodes[index].source.lowerBound
    document.nodes[index].source = lower..<max(lower, Int32(document.origins.source(ofText: end - 1) + 1))
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, [0x20, 0x09, 0x0A].contains(document.text[lower]) { lower += 1 }
    while upper > lower, [0x20, 0x09, 0x0A].contains(document.text[upper - 1]) { upper -= 1 }
    return lower..<upper
  }

  private struct CitationItem {
    var name: Range<Int>
    var locator: Range<Int>
  }

  /// The sources between the brackets of a citation. Empty if one of them has no name.
  private func citationItems(_ range: Range<Int>) -> [CitationItem] {
    var items: [CitationItem] = []
    var i = range.lowerBound
    while i < range.upperBound {
      guard document.text[i] == UInt8(ascii: "@") else { return [] }
      let name = i + 1
      i = name
      while i < range.upperBound, ![0x20, 0x09, 0x0A, UInt8(ascii: ","), UInt8(ascii: ";")].contains(document.text[i]) {
        i += 1
      }
      guard i > name else { return [] }
      let end = i
      // A `;` ends a locator only before another `@`.
      var next = range.upperBound
      while i < range.upperBound {
        if document.text[i] == UInt8(ascii: ";") {
          var after = i + 1
          while after < range.upperBound, [0x20, 0x09, 0x0A].contains(document.text[after]) { after += 1 }
          if after < range.upperBound, document.text[after] == UInt8(ascii: "@") {
            next = after
            break
          }
        }
        i += 1
      }
      var locator = trimmed(end..<i)
      if let first = locator.first, document.text[first] == UInt8(ascii: ",") {
        locator = trimmed(first + 1..<locator.upperBound)
      }
      items.append(CitationItem(name: name..<end, locator: locator))
      i = next
    }
    return items
  }

  private mutating func addCitation(_ item: CitationItem) {
    for i in item.locator where document.text[i] == 0x0A { document.text[i] = 0x20 }
    let index = add(.citation)
    document.nodes[index].text = TextRange(item.name)
    document.nodes[index].detail = TextRange(item.locator)
    document.nodes[index].targetSource = sourceRange(item.name)
    let whole = item.name.lowerBound - 1..<max(item.name.upperBound, item.locator.upperBound)
    document.nodes[index].source = sourceRange(whole)
  }
}

// MARK: - Problems in the markup

extension TreeFlattener {
  /// Reports a marker that was hidden from the parser because there were too many, once per
  /// document.
  private mutating func reportExcess(_ byte: UInt8, at offset: Int) {
    let sourceOffset = document.origins.source(ofText: offset)
    if byte == Shield.excessPipe || byte == Shield.excessColon {
      if !hasReportedTable { document.problems.append(Problem(kind: .tableTooLarge, source: sourceOffset..<sourceOffset + 1)) }
      hasReportedTable = true
    } else {
      if !hasReportedDepth { document.problems.append(Problem(kind: .nestingTooDeep, source: sourceOffset..<sourceOffset + 1)) }
      hasReportedDepth = true
    }
  }

  /// Reports a wiki link that is not closed. In a table, the `|` after this run has cut it off.
  private mutating func reportUnclosed(_ start: Int, in range: Range<Int>) {
    let offset = document.origins.source(ofText: start)
    var kind = Problem.Kind.unclosedWikiLink
    let isInCell = parents.contains { document.nodes[Int($0)].kind == .tableCell }
    if isInCell {
      var pipe = document.origins.source(ofText: range.upperBound - 1) + 1
      while source.byte(pipe) == 0x20 || source.byte(pipe) == 0x09 { pipe += 1 }
      if source.byte(pipe) == UInt8(ascii: "|") { kind = .unescapedPipe(at: pipe) }
    }
    document.problems.append(Problem(kind: kind, source: offset..<offset + 2))
  }

  /// Reports each `[[` and `[@` in literal text that is not escaped and not closed.
  private mutating func reportLooseBrackets(_ range: Range<Int>) {
    var i = range.lowerBound
    while i + 1 < range.upperBound {
      let second = document.text[i + 1]
      guard document.text[i] == UInt8(ascii: "["), second == UInt8(ascii: "[") || second == UInt8(ascii: "@") else {
        i += 1
        continue
      }
      let offset = document.origins.source(ofText: i)
      let isLiteral = source.byte(offset) == UInt8(ascii: "[") && source.byte(offset + 1) == second
      let isEscaped = offset > 0 && source.byte(offset - 1) == UInt8(ascii: "\\")
      let isClosed = first(UInt8(ascii: "]"), in: i..<range.upperBound) != nil
      if isLiteral, !isEscaped, !isClosed {
        let kind: Problem.Kind = second == UInt8(ascii: "@") ? .unclosedCitation : .unclosedWikiLink
        document.problems.append(Problem(kind: kind, source: offset..<offset + 2))
      }
      // One report is enough for a row of brackets, and each byte is read once.
      if !isClosed { return }
      i += 2
      while i < range.upperBound, document.text[i] == UInt8(ascii: "[") { i += 1 }
    }
  }

  /// Reports each `[^name]` that is still literal text.
  private mutating func reportUndefinedFootnotes(_ range: Range<Int>) {
    var i = range.lowerBound
    while i + 2 < range.upperBound {
      defer { i += 1 }
      guard document.text[i] == UInt8(ascii: "["), document.text[i + 1] == UInt8(ascii: "^") else { continue }
      var end = i + 2
      while end < range.upperBound, document.text[end] > 0x20, document.text[end] != UInt8(ascii: "["),
        document.text[end] != UInt8(ascii: "]")
      { end += 1 }
      let isClosed = end > i + 2 && end < range.upperBound && document.text[end] == UInt8(ascii: "]")
      let offset = document.origins.source(ofText: i)
      let isEscaped = offset > 0 && source.byte(offset - 1) == UInt8(ascii: "\\")
      i = end - 1
      guard isClosed, !isEscaped, source.byte(offset) == UInt8(ascii: "["), source.byte(offset + 1) == UInt8(ascii: "^")
      else { continue }
      let last = document.origins.source(ofText: end)
      document.problems.append(Problem(kind: .undefinedFootnote, source: offset..<max(offset, last) + 1))
    }
  }

  /// Reports lines that look like a footnote, but became neither a footnote nor code or HTML.
  mutating func reportUnusedFootnotes() {
    var taken: [Range<Int>] = []
    for node in document.nodes {
      switch node.kind {
      case .footnoteDefinition, .codeBlock, .htmlBlock, .paragraph, .table: taken.append(node.sourceRange)
      default: break
      }
    }
    taken.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    var i = 0
    for start in source.footnotes {
      var end = start
      while end < source.bytes.count, source.bytes[end] != UInt8(ascii: "]") { end += 1 }
      // The source range of a footnote begins after its name. Any other block with this line covers
      // the beginning of the line.
      while i < taken.count, taken[i].upperBound <= start { i += 1 }
      let isTaken = taken[i...].prefix { $0.lowerBound <= end + 8 }
        .contains { $0.contains(start) || (start...end + 8).contains($0.lowerBound) }
      if !isTaken { document.problems.append(Problem(kind: .unusedFootnote, source: start..<min(end + 2, source.bytes.count))) }
    }
  }
}
