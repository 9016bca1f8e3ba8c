import Text

/// Converts tags and the text between them to nodes, by the specification's rules for lines.
struct TemplateParser {
  private let tags: [Tag]
  private let nesting: TagNesting
  private let bytes: [UInt8]
  private var template: Template
  /// The opening tags around the current tag, with their nodes.
  private var open: [(tag: Int, node: Int)] = []
  /// The offset up to which text has been converted.
  private var position = 0

  static func parse(_ source: SourceText) -> (Template, [Diagnostic]) {
    let scanner = TagScanner(source)
    let nesting = TagNesting(scanner.tags, in: source)
    var parser = TemplateParser(tags: scanner.tags, nesting: nesting, source: source)
    parser.run()
    return (parser.template, scanner.findings + nesting.findings)
  }

  private init(tags: [Tag], nesting: TagNesting, source: SourceText) {
    (self.tags, self.nesting, bytes, template) = (tags, nesting, source.bytes, Template(source: source))
  }

  private mutating func run() {
    for index in tags.indices {
      let tag = tags[index]
      switch tag.kind {
      case .parent where nesting.closes[index] != nil: parent(index)
      case .block where nesting.closes[index] != nil: block(index)
      case .close where isParent(open.last?.tag) && nesting.isClosing.contains(index): closeParent(index)
      case .close where isBlockInParent(open.last?.tag) && nesting.isClosing.contains(index): closeReplacement(index)
      default: plain(index)
      }
    }
    takeText(upTo: bytes.count, thenInline: false)
  }

  private mutating func plain(_ index: Int) {
    let tag = tags[index]
    let line = tag.kind.canStandAlone ? loneLine(of: tag.range) : nil
    takeText(upTo: line?.lowerBound ?? tag.range.lowerBound, thenInline: line == nil)
    position = line?.upperBound ?? tag.range.upperBound
    switch tag.kind {
    case .variable: append(.variable, tag)
    case .html: append(.html, tag)
    case .partial:
      append(.partial, tag)
      template.nodes[template.nodes.count - 1].indentation = line.map { $0.lowerBound..<tag.range.lowerBound }
    case .section: begin(.section, index)
    case .inverted: begin(.inverted, index)
    case .close: if nesting.isClosing.contains(index) { end() }
    case .comment, .delimiters, .parent, .block: break
    }
  }

  // MARK: - Inheritance

  /// Begins a parent. A parent and everything in it count as one tag: if nothing else is on its
  /// lines, the whole lines are removed.
  private mutating func parent(_ index: Int) {
    guard let line = loneLine(ofParent: index) else {
      takeText(upTo: tags[index].range.lowerBound, thenInline: true)
      position = tags[index].range.upperBound
      begin(.parent, index)
      return
    }
    takeText(upTo: line.lowerBound, thenInline: false)
    position = tags[index].range.upperBound
    begin(.parent, index)
    template.nodes[template.nodes.count - 1].indentation = line.lowerBound..<tags[index].range.lowerBound
  }

  private mutating func closeParent(_ index: Int) {
    takeText(upTo: tags[index].range.lowerBound, thenInline: false)
    let line = open.last.flatMap { loneLine(ofParent: $0.tag) }
    position = line?.upperBound ?? tags[index].range.upperBound
    end()
  }

  private mutating func block(_ index: Int) {
    let tag = tags[index]
    if isParent(open.last?.tag) {
      takeText(upTo: tag.range.lowerBound, thenInline: false)
      let lineEnd = restOfLine(after: tag.range.upperBound)
      position = lineEnd ?? tag.range.upperBound
      begin(.block, index)
      if lineEnd != nil { template.nodes[template.nodes.count - 1].ownIndentation = blanks(from: position) }
      return
    }
    let line = loneLine(of: tag.range)
    takeText(upTo: line?.lowerBound ?? tag.range.lowerBound, thenInline: line == nil)
    position = line?.upperBound ?? tag.range.upperBound
    begin(.block, index)
    let node = template.nodes.count - 1
    guard line != nil else {
      template.nodes[node].indentation = startOfLine(before: tag.range.lowerBound).map { $0..<tag.range.lowerBound }
      return
    }
    template.nodes[node].standsAlone = true
    let first = blanks(from: position)
    let isEmpty = nesting.closes[index].map { tags[$0].range.lowerBound == first.upperBound } ?? true
    template.nodes[node].indentation = isEmpty ? line.map { $0.lowerBound..<tag.range.lowerBound } : first
  }

  /// Ends a block that replaces another. The spaces before its closing tag are not part of the
  /// content.
  private mutating func closeReplacement(_ index: Int) {
    let tag = tags[index]
    let line = startOfLine(before: tag.range.lowerBound)
    takeText(upTo: line ?? tag.range.lowerBound, thenInline: false)
    position = tag.range.upperBound
    end()
  }

  private func isParent(_ index: Int?) -> Bool { index.map { tags[$0].kind == .parent } ?? false }

  private func isBlockInParent(_ index: Int?) -> Bool {
    guard let index, tags[index].kind == .block, open.count > 1 else { return false }
    return isParent(open[open.count - 2].tag)
  }

  // MARK: - Nodes

  private mutating func append(_ kind: Node.Kind, _ tag: Tag) {
    template.nodes.append(Node(kind: kind, range: tag.range, name: tag.name, end: template.nodes.count + 1))
  }

  private mutating func begin(_ kind: Node.Kind, _ index: Int) {
    guard nesting.closes[index] != nil else { return }
    open.append((index, template.nodes.count))
    append(kind, tags[index])
  }

  private mutating func end() {
    guard let (_, node) = open.popLast() else { return }
    template.nodes[node].end = template.nodes.count
  }

  /// Converts the text up to `end`, line by line. `thenInline` is true if a tag follows on the last
  /// line.
  private mutating func takeText(upTo end: Int, thenInline: Bool) {
    while position < end {
      let start = position
      while position < end, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      if position < end { position += 1 }
      if !bytes[start].isNewline { markLineStart(at: start) }
      template.nodes.append(Node(kind: .text, range: start..<position, end: template.nodes.count + 1))
    }
    if thenInline { markLineStart(at: end) }
  }

  private mutating func markLineStart(at offset: Int) {
    guard offset == 0 || bytes[offset - 1] == UInt8(ascii: "\n") else { return }
    template.nodes.append(Node(kind: .lineStart, range: offset..<offset, end: template.nodes.count + 1))
  }

  // MARK: - Lines

  /// The whole line, or lines, of a tag; nil if there is anything else on them.
  private func loneLine(of range: Range<Int>) -> Range<Int>? {
    guard let start = startOfLine(before: range.lowerBound), let end = restOfLine(after: range.upperBound) else { return nil }
    return start..<end
  }

  private func loneLine(ofParent index: Int) -> Range<Int>? {
    guard let close = nesting.closes[index] else { return nil }
    return loneLine(of: tags[index].range.lowerBound..<tags[close].range.upperBound)
  }

  private func startOfLine(before offset: Int) -> Int? {
    var start = offset
    while start > 0, bytes[start - 1].isBlank { start -= 1 }
    return start == 0 || bytes[start - 1] == UInt8(ascii: "\n") ? start : nil
  }

  private func restOfLine(after offset: Int) -> Int? {
    let end = blanks(from: offset).upperBound
    if end == bytes.count { return end }
    if bytes[end] == UInt8(ascii: "\n") { return end + 1 }
    return end + 1 < bytes.count && bytes[end] == UInt8(ascii: "\r") && bytes[end + 1] == UInt8(ascii: "\n") ? end + 2 : nil
  }

  private func blanks(from offset: Int) -> Range<Int> {
    var end = offset
    while end < bytes.count, bytes[end].isBlank { end += 1 }
    return offset..<end
  }
}
