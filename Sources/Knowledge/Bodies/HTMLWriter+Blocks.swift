import Markdown
import Text

extension HTMLWriter {
  /// Writes the start of a node; returns true if its children are to be written too.
  mutating func enter(_ index: Int) -> Bool {
    let node = document.nodes[index]
    switch node.kind {
    case .document: break
    case .paragraph:
      guard !isTight(index) else { return true }
      html.endLine()
      html.append("<p>")
    case .heading: return enterHeading(index)
    case .blockQuote:
      html.endLine()
      html.append("<blockquote>\n")
    case .alert: enterAlert(node)
    case .list: enterList(node)
    case .item: enterItem(node)
    case .codeBlock: writeCode(node)
    case .htmlBlock: writeRawBlock(node)
    case .thematicBreak:
      html.endLine()
      html.append("<hr />\n")
    case .footnoteDefinition: enterFootnote()
    case .table, .tableRow, .tableCell: enterTable(index)
    default: return enterInline(index)
    }
    return true
  }

  mutating func leave(_ index: Int) {
    let node = document.nodes[index]
    switch node.kind {
    case .paragraph:
      separatePlain()
      guard !isTight(index) else { return }
      if style == .page, isLast(index, of: .footnoteDefinition) { writeBackReferences(of: Int(node.parent)) }
      html.append("</p>\n")
    case .heading:
      quietDepth -= 1
      isInHeading = false
      discardPlain()
      html.append("</h")
      html.append(number: level(of: node))
      html.append(">\n")
    case .blockQuote:
      html.endLine()
      html.append("</blockquote>\n")
    case .alert:
      html.endLine()
      html.append("</aside>\n")
    case .list:
      html.append(node.marks.contains(.ordered) ? "</ol>\n" : "</ul>\n")
    case .item:
      separatePlain()
      html.append("</li>\n")
    case .footnoteDefinition:
      if let last = lastChild(of: index), document.nodes[last].kind != .paragraph { writeBackReferences(of: index) }
      html.endLine()
      html.append("</li>\n")
    case .table, .tableRow, .tableCell: leaveTable(index)
    default: leaveInline(index)
    }
  }

  private func level(of node: Node) -> Int32 { style == .page ? max(2, node.number) : node.number }

  /// True for a paragraph of a tight list, whose items have no blank lines between them.
  private func isTight(_ index: Int) -> Bool {
    let parent = document.nodes[Int(document.nodes[index].parent)]
    return parent.kind == .item && document.nodes[Int(parent.parent)].marks.contains(.tight)
  }

  private func isLast(_ index: Int, of kind: Node.Kind) -> Bool {
    let parent = document.nodes[Int(document.nodes[index].parent)]
    return parent.kind == kind && parent.end == document.nodes[index].end
  }

  private func lastChild(of index: Int) -> Int? {
    var child = index + 1
    var last: Int?
    while child < Int(document.nodes[index].end) {
      last = child
      child = Int(document.nodes[child].end)
    }
    return last
  }

  // MARK: - Headings, alerts, lists

  /// - Returns: false for a heading in which a reader would see nothing.
  private mutating func enterHeading(_ index: Int) -> Bool {
    let node = document.nodes[index]
    if style == .page {
      guard heading + 1 < outline.entries.count, outline.entries[heading + 1].node == index else { return false }
    }
    endSection()
    heading += 1
    quietDepth += 1
    isInHeading = true
    html.endLine()
    html.append("<h")
    html.append(number: level(of: node))
    if style == .page {
      html.append(" id=\"")
      appendAnchor(ofHeading: heading)
      html.append("\"")
    }
    html.append(">")
    return true
  }

  private mutating func enterAlert(_ node: Node) {
    html.endLine()
    html.append("<aside class=\"alert alert-")
    html.append(contentsOf: node.alert.name.utf8)
    html.append("\" role=\"note\">\n<p class=\"alert-title\">")
    if !node.text.isEmpty {
      html.appendEscaped(document.text, node.text.range)
      appendPlain(node.text.range)
      separatePlain()
    } else if !node.detail.isEmpty {
      // The writer's own word becomes the title.
      let word = document.string(node.detail).replacing("-", with: " ").replacing("_", with: " ")
      html.appendEscaped(word.prefix(1).uppercased() + word.dropFirst())
    } else {
      html.appendEscaped(labels.alerts[node.alert] ?? node.alert.name)
    }
    html.append("</p>\n")
  }

  private mutating func enterList(_ node: Node) {
    html.endLine()
    guard node.marks.contains(.ordered) else { return html.append("<ul>\n") }
    html.append("<ol")
    if node.number != 1 {
      html.append(" start=\"")
      html.append(number: node.number)
      html.append("\"")
    }
    html.append(">\n")
  }

  private mutating func enterItem(_ node: Node) {
    html.endLine()
    guard node.marks.contains(.task) else { return html.append("<li>") }
    let isDone = node.marks.contains(.done)
    switch style {
    case .page:
      html.append("<li class=\"task\"><input type=\"checkbox\" disabled=\"disabled\"")
      html.append(isDone ? " checked=\"checked\" /> " : " /> ")
    case .specification:
      html.append("<li><input ")
      html.append(isDone ? "checked=\"\" disabled=\"\" type=\"checkbox\"> " : "disabled=\"\" type=\"checkbox\"> ")
    }
  }

  // MARK: - Code and HTML

  private mutating func writeCode(_ node: Node) {
    html.endLine()
    let info = document.text[node.detail.range]
    let language = info.prefix { $0 > 0x20 }
    if language.isEmpty {
      html.append("<pre><code>")
    } else {
      html.append("<pre><code class=\"language-")
      html.appendEscaped(document.text, language.indices)
      html.append("\">")
    }
    html.appendEscaped(document.text, node.text.range)
    html.append("</code></pre>\n")
    appendPlain(node.text.range)
    separatePlain()
  }

  private mutating func writeRawBlock(_ node: Node) {
    report(.rawHTML, node.sourceRange)
    var range = node.text.range
    while let last = range.last, document.text[last] == 0x0A { range.removeLast() }
    html.endLine()
    html.append("<p>")
    html.appendEscaped(document.text, range)
    html.append("</p>\n")
    appendPlain(range)
    separatePlain()
  }
}

extension Range<Int> {
  fileprivate mutating func removeLast() { self = lowerBound..<upperBound - 1 }
}

// MARK: - Tables

extension HTMLWriter {
  private mutating func enterTable(_ index: Int) {
    let node = document.nodes[index]
    switch node.kind {
    case .table:
      html.endLine()
      if style == .page {
        html.append("<div class=\"table\" role=\"region\" tabindex=\"0\"")
        if heading >= 0 {
          // A region needs a name; the nearest one is that of the heading.
          html.append(" aria-labelledby=\"")
          appendAnchor(ofHeading: heading)
          html.append("\"")
        }
        html.append(">")
      }
      html.append("<table>\n")
    case .tableRow:
      if node.marks.contains(.header) {
        html.append("<thead>\n")
      } else if isFirstOfBody(index) {
        html.append("<tbody>\n")
      }
      html.append("<tr>\n")
    default:
      html.append(isHeading(index) ? "<th" : "<td")
      if style == .page, isHeading(index) { html.append(" scope=\"col\"") }
      switch node.alignment {
      case .none: break
      case .left: appendAlignment("left")
      case .center: appendAlignment("center")
      case .right: appendAlignment("right")
      }
      html.append(">")
    }
  }

  private mutating func leaveTable(_ index: Int) {
    let node = document.nodes[index]
    switch node.kind {
    case .table:
      if hasBody(index) { html.append("</tbody>\n") }
      html.append(style == .page ? "</table></div>\n" : "</table>\n")
    case .tableRow:
      html.append("</tr>\n")
      if node.marks.contains(.header) { html.append("</thead>\n") }
    default:
      html.append(isHeading(index) ? "</th>\n" : "</td>\n")
      separatePlain()
    }
  }

  /// True for a cell of the head with text: an empty cell names nothing.
  private func isHeading(_ index: Int) -> Bool {
    let node = document.nodes[index]
    return node.marks.contains(.header) && (style == .specification || Int(node.end) > index + 1)
  }

  private func isFirstOfBody(_ index: Int) -> Bool {
    let head = Int(document.nodes[index].parent) + 1
    return Int(document.nodes[head].end) == index
  }

  private func hasBody(_ table: Int) -> Bool {
    let head = table + 1
    return head < Int(document.nodes[table].end) && document.nodes[head].end < document.nodes[table].end
  }

  private mutating func appendAlignment(_ side: StaticString) {
    html.append(style == .page ? " class=\"align-" : " align=\"")
    html.append(side)
    html.append("\"")
  }
}

// MARK: - Footnotes

extension HTMLWriter {
  private mutating func enterFootnote() {
    if footnotes == 0 {
      html.endLine()
      html.append("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"")
      html.appendEscaped(labels.footnotes)
      html.append("\">\n<ol>\n")
    }
    footnotes += 1
    html.append("<li id=\"")
    appendAnchor("_fn-\(footnotes)")
    html.append("\">\n")
  }

  mutating func writeFootnoteReference(_ node: Node) {
    html.append("<sup class=\"footnote-ref\"><a href=\"#")
    appendAnchor("_fn-\(node.number)")
    html.append("\" id=\"")
    appendAnchor("_fnref-\(node.number)")
    if node.use > 1 {
      html.append("-")
      html.append(number: node.use)
    }
    html.append("\" role=\"doc-noteref\">")
    html.append(number: node.number)
    html.append("</a></sup>")
  }

  private mutating func writeBackReferences(of index: Int) {
    for use in 1...max(1, document.nodes[index].use) {
      html.append(" <a href=\"#")
      appendAnchor("_fnref-\(footnotes)")
      if use > 1 {
        html.append("-")
        html.append(number: use)
      }
      html.append("\" class=\"footnote-backref\" role=\"doc-backlink\" aria-label=\"")
      html.appendEscaped(labels.backToText)
      if use > 1 {
        html.append(" ")
        html.append(number: use)
      }
      html.append("\">\u{21A9}")
      if use > 1 {
        html.append("<sup>")
        html.append(number: use)
        html.append("</sup>")
      }
      html.append("</a>")
    }
  }
}
