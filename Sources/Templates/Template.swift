import Text

/// One piece of a template. Nodes stand in one flat array, each before those inside it.
struct Node: Sendable {
  enum Kind: Equatable, Sendable {
    /// The beginning of a line that is not empty: where a partial's indentation goes.
    case lineStart
    case text, variable, html, section, inverted, partial, parent, block
  }
  var kind: Kind
  /// The text, or the whole tag.
  var range: Range<Int>
  var name = 0..<0
  /// The first node after those inside this one.
  var end = 0
  /// The spaces that move the lines of a partial or of a block's new content; nil where it stands within a line.
  var indentation: Range<Int>?
  /// Of a block: its tag has a line of its own, so that new content begins a line.
  var standsAlone = false
  /// Of a block: the spaces before its first line, which go when the block stands in for another.
  var ownIndentation = 0..<0
}

/// A template file, parsed.
struct Template: Sendable {
  let source: SourceText
  var nodes: [Node] = []

  func name(_ node: Node) -> String { source.string(node.name) }
}
