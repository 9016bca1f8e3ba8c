import Markdown
import Text

/// A name or a path by which a text leads to a record.
package enum LinkedName: Hashable, Sendable {
  /// `[[name]]`.
  case wiki(String)
  /// `[@name]`.
  case citation(String)
  /// A relative path to a `.md` file.
  case path(String)
  /// A relative path to any other file.
  case file(String)
}

/// The answer to the question if an edition hides what a name leads to.
package enum Hiding: Hashable, Sendable {
  case shown, hidden
  /// Hidden because the record with this id was withdrawn.
  case withdrawn(String)
}

/// Removes from a parsed text the references to what an edition hides, and everything of which
/// nothing is left without them: an emphasis, a link, an item, a paragraph, a heading, a footnote
/// with its numbers in the text. Readers would see that something stood there.
///
/// A reference with words of its own keeps its words. A name in brackets where Markdown knows no
/// reference, as in a title or in the words of a link, is removed too.
struct HiddenReferences {
  private(set) var document: Document
  /// The references to withdrawn records that are removed, by their ids.
  private(set) var withdrawn: [(id: String, range: Range<Int>)] = []

  private let hides: (LinkedName) -> Hiding
  private var isDropped: [Bool] = []

  init(in document: Document, _ source: [UInt8], hides: @escaping (LinkedName) -> Hiding) {
    self.document = document
    self.hides = hides
    guard document.nodes.contains(where: Self.mayRefer) else { return }
    isDropped = Array(repeating: false, count: document.nodes.count)
    var isChanged = false
    for index in document.nodes.indices {
      if drop(index) { isChanged = true }
      if cutTexts(of: index, source) { isChanged = true }
    }
    guard isChanged else { return }
    dropEmptied()
    trimNeighbours()
    self.document = self.document.without(isDropped)
  }

  private static func mayRefer(_ node: Node) -> Bool {
    switch node.kind {
    case .wikiLink, .citation, .link, .image, .text, .htmlInline, .htmlBlock, .alert: true
    default: false
    }
  }

  // MARK: - References

  /// Drops a node that is a reference without words to something hidden.
  private mutating func drop(_ index: Int) -> Bool {
    let node = document.nodes[index]
    guard Int(node.end) == index + 1, let name = name(of: node) else { return false }
    switch hides(name) {
    case .shown: return false
    case .hidden: break
    case .withdrawn(let id): withdrawn.append((id, node.targetRange))
    }
    isDropped[index] = true
    return true
  }

  private func name(of node: Node) -> LinkedName? {
    switch node.kind {
    case .wikiLink where !node.text.isEmpty:
      let name = document.string(node.text)
      return node.marks.contains(.embed) && BodyFile.isPicture(name) ? nil : .wiki(name)
    case .citation: return .citation(document.string(node.text).prefix { $0 != "#" }.description)
    case .link:
      switch LinkTarget(document.text[node.text.range]) {
      case .record(let path, _): return .path(path)
      case .file(let path): return .file(path)
      default: return nil
      }
    default: return nil
    }
  }

  /// Cuts the names of hidden records in brackets out of texts in which Markdown knows none.
  private mutating func cutTexts(of index: Int, _ source: [UInt8]) -> Bool {
    switch document.nodes[index].kind {
    case .text, .htmlInline, .htmlBlock, .alert: cut(\.text, of: index, source)
    case .link, .image: cut(\.detail, of: index, source)
    default: false
    }
  }

  private mutating func cut(_ field: WritableKeyPath<Node, TextRange>, of index: Int, _ source: [UInt8]) -> Bool {
    let range = document.nodes[index][keyPath: field].range
    guard
      let left = LooseReferences.cut(
        document.text, range, hides: hides,
        isEscaped: { [document] offset in
          let start = document.sourceOffset(ofText: offset)
          return field == \.text && start > 0 && start <= source.count && source[start - 1] == UInt8(ascii: "\\")
        })
    else { return false }
    let isTitle = document.nodes[index].kind == .alert
    document.replace(field, of: index, with: isTitle ? Self.trimmed(left) : left)
    if left.isEmpty, field == \.text, document.nodes[index].kind != .alert { isDropped[index] = true }
    return true
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var range = bytes.indices
    while let first = range.first, bytes[first] <= 0x20 { range = first + 1..<range.upperBound }
    while let last = range.last, bytes[last] <= 0x20 { range = range.lowerBound..<last }
    return Array(bytes[range])
  }

  // MARK: - What is emptied

  /// Drops the nodes of which nothing is left, and the references to dropped footnotes, until there
  /// are no more of them.
  private mutating func dropEmptied() {
    while true {
      dropEmptiedNodes()
      guard dropReferencesToDroppedFootnotes() else { return }
    }
  }

  /// Children come after their parents in the array, so that one pass from its end suffices.
  private mutating func dropEmptiedNodes() {
    let nodes = document.nodes
    var hasContent = Array(repeating: false, count: nodes.count)
    var hasDropped = isDropped
    for index in nodes.indices.dropFirst().reversed() {
      let node = nodes[index]
      let parent = Int(node.parent)
      if !isDropped[index] {
        if Self.isContent(node, isLeaf: Int(node.end) == index + 1, in: document) { hasContent[index] = true }
        if !hasContent[index], hasDropped[index], Self.canBeEmptied(node.kind) { isDropped[index] = true }
      }
      if isDropped[index] {
        hasDropped[parent] = true
      } else {
        hasContent[parent] = hasContent[parent] || hasContent[index]
        hasDropped[parent] = hasDropped[parent] || hasDropped[index]
      }
    }
  }

  private static func isContent(_ node: Node, isLeaf: Bool, in document: Document) -> Bool {
    switch node.kind {
    case .text: document.text[node.text.range].contains { $0 > 0x20 }
    case .code, .htmlInline, .image, .footnoteReference, .citation, .codeBlock, .htmlBlock, .thematicBreak, .table: true
    case .wikiLink, .link: isLeaf
    case .alert: !node.text.isEmpty
    default: false
    }
  }

  private static func canBeEmptied(_ kind: Node.Kind) -> Bool {
    switch kind {
    case .emphasis, .strong, .strikethrough, .link, .wikiLink, .paragraph, .heading, .item, .list, .blockQuote, .alert,
      .footnoteDefinition:
      true
    default: false
    }
  }

  private mutating func dropReferencesToDroppedFootnotes() -> Bool {
    var dropped: Set<Int32> = []
    var number: Int32 = 0
    for (index, node) in document.nodes.enumerated() where node.kind == .footnoteDefinition {
      number += 1
      if isDropped[index] { dropped.insert(number) }
    }
    guard !dropped.isEmpty else { return false }
    var isChanged = false
    for (index, node) in document.nodes.enumerated()
    where node.kind == .footnoteReference && dropped.contains(node.number) && !isDropped[index] {
      isDropped[index] = true
      isChanged = true
    }
    return isChanged
  }

  // MARK: - Blanks

  /// Trims texts that a drop brought to the beginning or the end of a line: Markdown ignores blanks
  /// there.
  private mutating func trimNeighbours() {
    var index = 1
    while index < document.nodes.count {
      let node = document.nodes[index]
      guard node.kind == .paragraph || node.kind == .heading || node.kind == .tableCell else {
        index += 1
        continue
      }
      trim(index + 1..<Int(node.end))
      index = Int(node.end)
    }
  }

  private mutating func trim(_ range: Range<Int>) {
    guard range.contains(where: { isDropped[$0] }) else { return }
    var kept: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if isDropped[index] {
        index = Int(document.nodes[index].end)
      } else {
        kept.append(index)
        index += 1
      }
    }
    func isEmptyText(_ index: Int) -> Bool { document.nodes[index].kind == .text && document.nodes[index].text.isEmpty }
    var before: Node?
    for index in kept where !isEmptyText(index) {
      if document.nodes[index].kind == .text, before.map(endsLine) ?? true { trimStart(of: index) }
      if !isEmptyText(index) { before = document.nodes[index] }
    }
    var after: Node?
    for index in kept.reversed() where !isEmptyText(index) {
      if document.nodes[index].kind == .text, after.map(beginsLine) ?? true { trimEnd(of: index) }
      if !isEmptyText(index) { after = document.nodes[index] }
    }
    joinNeighbours(kept.filter { !isEmptyText($0) })
  }

  /// Joins texts between which something was dropped: in a copy of the content without it, they are
  /// one text.
  private mutating func joinNeighbours(_ kept: [Int]) {
    var run: [Int] = []
    for index in kept + [0] {
      let isText = document.nodes[index].kind == .text
      if let last = run.last, !isText || document.nodes[last].parent != document.nodes[index].parent {
        if run.count > 1 {
          document.join(run)
          for other in run.dropFirst() { isDropped[other] = true }
        }
        run = []
      }
      if isText { run.append(index) }
    }
  }

  private func endsLine(_ node: Node) -> Bool {
    node.kind == .lineBreak || (node.kind == .text && document.text[node.text.range].last == 0x0A)
  }

  private func beginsLine(_ node: Node) -> Bool {
    node.kind == .lineBreak || (node.kind == .text && document.text[node.text.range].first == 0x0A)
  }

  private mutating func trimStart(of index: Int) {
    var range = document.nodes[index].text.range
    while let first = range.first, document.text[first] <= 0x20 { range = first + 1..<range.upperBound }
    document.narrow(index, to: range)
  }

  private mutating func trimEnd(of index: Int) {
    var range = document.nodes[index].text.range
    while let last = range.last, document.text[last] <= 0x20 { range = range.lowerBound..<last }
    document.narrow(index, to: range)
  }
}
