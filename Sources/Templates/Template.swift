import Text

/// One piece of a template. Nodes are in one flat array, each before those inside it.
struct Node: Sendable {
  enum Kind: Equatable, Sendable {
    /// The beginning of a line that is not empty. A partial's indentation is inserted here.
    case lineStart
    case text, variable, html, section, inverted, partial, parent, block
  }
  var kind: Kind
  /// The range of the text, or of the whole tag.
  var range: Range<Int>
  var name = 0..<0
  /// The index of the first node after those inside this one.
  var end = 0
  /// The spaces that indent the lines of a partial or of a block's new content; nil if the tag is
  /// in the middle of a line.
  var indentation: Range<Int>?
  /// For a block: true if its tag is alone on its line, so that new content begins a line.
  var standsAlone = false
  /// For a block: the spaces before its first line, which are removed when the block replaces
  /// another.
  var ownIndentation = 0..<0
}

/// A parsed template file.
struct Template: Sendable {
  let source: SourceText
  var nodes: [Node] = []

  func name(_ node: Node) -> String { source.string(node.name) }
}
