import Markdown
import Text

extension HTMLWriter {
  mutating func enterInline(_ index: Int) -> Bool {
    let node = document.nodes[index]
    switch node.kind {
    case .text:
      appendPlain(node.text.range)
      if let autolinks, quietDepth == 0 {
        writeText(node, with: autolinks)
      } else {
        html.appendEscaped(document.text, node.text.range)
      }
    case .lineBreak:
      html.append("<br />\n")
      separatePlain()
    case .code:
      html.append("<code>")
      html.appendEscaped(document.text, node.text.range)
      html.append("</code>")
      appendPlain(node.text.range)
    case .htmlInline:
      // A pair of tags gets one finding, so closing tags get none.
      if document.text[node.text.range].dropFirst().first != UInt8(ascii: "/") { report(.rawHTML, node.sourceRange) }
      html.appendEscaped(document.text, node.text.range)
      appendPlain(node.text.range)
    case .emphasis: html.append("<em>")
    case .strong: html.append("<strong>")
    case .strikethrough: html.append("<del>")
    case .link: enterLink(index)
    case .image:
      writeImage(index)
      return false
    case .footnoteReference: writeFootnoteReference(node)
    case .wikiLink: return enterWikiLink(index)
    case .citation: writeCitation(node)
    default: break
    }
    return true
  }

  mutating func leaveInline(_ index: Int) {
    switch document.nodes[index].kind {
    case .emphasis: html.append("</em>")
    case .strong: html.append("</strong>")
    case .strikethrough: html.append("</del>")
    case .link, .wikiLink:
      quietDepth -= 1
      switch linkEnds.removeLast() {
      case .none: break
      case .element: html.append("</a>")
      case .hole(let kind): hole(kind)
      }
    default: break
    }
  }

  /// Writes literal text, and makes the first use of each record's name a link to the record.
  private mutating func writeText(_ node: Node, with autolinks: AutolinkTable) {
    var start = node.text.range.lowerBound
    autolinks.forEachMatch(in: document.text, node.text.range) { range, record in
      let name = autolinks.records[Int(record)]
      guard name != owner, used.insert(record).inserted else { return }
      html.appendEscaped(document.text, start..<range.lowerBound)
      let source = document.sourceOffset(ofText: range.lowerBound)..<document.sourceOffset(ofText: range.upperBound - 1) + 1
      let reference = body.references.count
      body.references.append(BodyReference(kind: .autolink, target: name, range: source))
      hole(.linkStart(reference))
      html.appendEscaped(document.text, range)
      hole(.linkEnd(reference))
      start = range.upperBound
    }
    html.appendEscaped(document.text, start..<node.text.range.upperBound)
  }

  // MARK: - Links

  private mutating func enterLink(_ index: Int) {
    let node = document.nodes[index]
    quietDepth += 1
    guard style == .page else {
      openAnchor(node, isWeb: false)
      return linkEnds.append(.element)
    }
    let isEmpty = Int(node.end) == index + 1
    switch LinkTarget(document.text[node.text.range]) {
    case .external(let isWeb):
      openAnchor(node, isWeb: isWeb)
      linkEnds.append(.element)
      if isEmpty {
        report(.emptyLink, node.sourceRange)
        html.appendEscaped(document.text, node.text.range)
      }
    case .fragment(let fragment):
      openFragment(fragment, at: partRange(of: node))
      if isEmpty {
        report(.emptyLink, node.sourceRange)
        html.appendEscaped(fragment)
      }
    case .record(let path, let fragment):
      openReference(
        BodyReference(
          kind: .markdownLink, target: path, part: fragment, range: node.targetRange,
          partRange: fragment == nil ? nil : partRange(of: node)),
        hasWords: !isEmpty)
    case .file(let path):
      let file = body.files.count
      body.files.append(
        BodyFile(
          path: path, alternative: document.plainText(of: index), title: document.string(node.detail), isImage: false,
          range: node.targetRange))
      hole(.fileStart(file))
      linkEnds.append(.hole(.fileEnd(file)))
      if isEmpty {
        report(.emptyLink, node.sourceRange)
        html.appendEscaped(path)
      }
    case .unsafe(let start):
      report(.unsafeLink(start: start), node.targetRange)
      linkEnds.append(.none)
    case .empty:
      report(.emptyLink, node.sourceRange)
      linkEnds.append(.none)
    }
  }

  private mutating func openAnchor(_ node: Node, isWeb: Bool) {
    html.append("<a href=\"")
    html.appendAddress(document.text, node.text.range)
    html.append("\"")
    appendTitle(node)
    html.append(isWeb ? " rel=\"noopener noreferrer\">" : ">")
  }

  private mutating func appendTitle(_ node: Node) {
    guard !node.detail.isEmpty else { return }
    html.append(" title=\"")
    html.appendEscaped(document.text, node.detail.range)
    html.append("\"")
  }

  /// The range of an address's fragment in the source, if the source writes it without escapes.
  private func partRange(of node: Node) -> Range<Int>? {
    let address = document.text[node.text.range]
    guard node.targetRange.count == address.count, let hash = address.firstIndex(of: UInt8(ascii: "#")) else { return nil }
    return node.targetRange.lowerBound + (hash - address.startIndex) + 1..<node.targetRange.upperBound
  }

  /// - Parameter range: the range of the fragment in the source.
  /// - Returns: false if this edition does not show the target of the link.
  @discardableResult
  private mutating func openFragment(_ fragment: String, at range: Range<Int>?, hasWords: Bool = true) -> Bool {
    let anchor = outline.anchor(for: fragment)
    if [anchor ?? fragment, AnchorNames.anchor(for: fragment)].contains(where: body.withheldAnchors.contains) {
      linkEnds.append(.none)
      return false
    }
    guard let anchor else {
      // The anchor may be in another text of the page, or not exist.
      openReference(
        BodyReference(kind: .fragment, target: "", part: fragment, range: range ?? 0..<0, partRange: range), hasWords: hasWords)
      return false
    }
    html.append("<a href=\"#")
    hole(.anchorPrefix)
    html.appendEscaped(anchor)
    html.append("\">")
    linkEnds.append(.element)
    return true
  }

  private mutating func openReference(_ reference: BodyReference, hasWords: Bool) {
    let number = body.references.count
    body.references.append(reference)
    hole(.linkStart(number))
    if !hasWords {
      hole(.linkText(number))
      noteName(ofReference: number)
    }
    linkEnds.append(.hole(.linkEnd(number)))
  }

  /// Notes that a title appears here: in a heading, it is a part of the heading's text.
  private mutating func noteName(ofReference number: Int) {
    guard isInHeading, body.references[number].kind != .fragment else { return }
    body.headings[heading].named.append(number)
  }

  private mutating func enterWikiLink(_ index: Int) -> Bool {
    let node = document.nodes[index]
    let hasWords = Int(node.end) > index + 1
    let part = node.marks.contains(.part) && !node.detail.isEmpty ? document.string(node.detail) : nil
    let partRange = part == nil ? nil : partSource(of: node)
    if node.marks.contains(.embed), style == .page, BodyFile.isPicture(document.string(node.text)) {
      writeEmbed(index)
      return false
    }
    guard !node.text.isEmpty else {
      quietDepth += 1
      guard let part else {
        report(.emptyLink, node.sourceRange)
        linkEnds.append(.none)
        return true
      }
      if openFragment(part, at: partRange, hasWords: hasWords), !hasWords {
        html.appendEscaped(document.text, node.detail.range)
        appendPlain(node.detail.range)
      }
      return true
    }
    quietDepth += 1
    openReference(
      BodyReference(
        kind: .wikiLink, target: document.string(node.text), part: part, range: node.targetRange, partRange: partRange),
      hasWords: hasWords)
    if !hasWords { appendName(ofReference: body.references.count - 1) }
    return true
  }

  /// Writes an embed: `![[map.png]]` is a picture. Words that give a size are not its caption.
  private mutating func writeEmbed(_ index: Int) {
    let node = document.nodes[index]
    let words = document.plainText(of: index)
    let alternative = words.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "x") } ? "" : words
    appendPlain(Array(alternative.utf8))
    let file = body.files.count
    body.files.append(
      BodyFile(
        path: document.string(node.text), alternative: alternative, title: "", isImage: true, range: node.targetRange))
    hole(.image(file))
  }

  private func partSource(of node: Node) -> Range<Int> {
    let range = node.detail.range
    return document.sourceOffset(ofText: range.lowerBound)..<document.sourceOffset(ofText: range.upperBound - 1) + 1
  }

  private mutating func writeCitation(_ node: Node) {
    let number = body.references.count
    let locator = node.detail.isEmpty ? nil : document.string(node.detail)
    let (target, part) = document.string(node.text).splitOnce(at: "#")
    body.references.append(
      BodyReference(kind: .citation, target: target, part: part, locator: locator, range: node.targetRange))
    hole(.citation(number))
    noteName(ofReference: number)
  }

  // MARK: - Images

  private mutating func writeImage(_ index: Int) {
    let node = document.nodes[index]
    let alternative = document.plainText(of: index)
    appendPlain(Array(alternative.utf8))
    guard style == .page else {
      html.append("<img src=\"")
      html.appendAddress(document.text, node.text.range)
      html.append("\" alt=\"")
      html.appendEscaped(alternative)
      html.append("\"")
      appendTitle(node)
      return html.append(" />")
    }
    switch LinkTarget(document.text[node.text.range]) {
    case .file(let path), .record(let path, _):
      let file = body.files.count
      body.files.append(
        BodyFile(
          path: path, alternative: alternative, title: document.string(node.detail), isImage: true, range: node.targetRange))
      hole(.image(file))
    case .external(isWeb: true):
      // A page loads nothing from another host; a reader may follow a link there.
      report(.externalImage, node.targetRange)
      if quietDepth == 0 { openAnchor(node, isWeb: true) }
      if alternative.isEmpty {
        html.appendEscaped(document.text, node.text.range)
      } else {
        html.appendEscaped(alternative)
      }
      if quietDepth == 0 { html.append("</a>") }
    case .unsafe(let start):
      report(.unsafeLink(start: start), node.targetRange)
      html.appendEscaped(alternative)
    case .external(isWeb: false), .fragment, .empty:
      report(.emptyLink, node.sourceRange)
      html.appendEscaped(alternative)
    }
  }
}

extension String {
  fileprivate func splitOnce(at separator: Character) -> (String, String?) {
    guard let end = firstIndex(of: separator) else { return (self, nil) }
    return (String(self[..<end]), String(self[index(after: end)...]))
  }
}
