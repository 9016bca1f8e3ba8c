internal import CCommonMark
import Text

extension Document {
  /// Parses GitHub Flavored Markdown with footnotes, alerts, wiki links and citations.
  ///
  /// - Complexity: linear in practice; ``ShieldedSource`` lists the markup that would make it
  ///   slower, and prevents that.
  package init(parsing source: [UInt8]) {
    if let admonitions = Admonitions(source) {
      self.init(parsingPlain: admonitions.bytes)
      move(to: admonitions)
    } else {
      self.init(parsingPlain: source)
    }
  }

  private init(parsingPlain source: [UInt8]) {
    let shielded = ShieldedSource(source)
    let tree = ParsedTree(shielded)
    var flattener = TreeFlattener(shielded)
    flattener.flatten(tree.root)
    self = flattener.finish()
  }
}

/// Walks the parser's tree once, without recursion, and writes a ``Document``.
struct TreeFlattener {
  let source: ShieldedSource
  var document = Document()
  /// For each open node of the parser's tree, the index of the document node that takes its
  /// children.
  var parents: [Int32] = []
  /// The number of open quotes, lists and kinds of emphasis that are kept.
  var depth = 0
  /// For each open node of the parser's tree, true if ``depth`` counts it.
  var counted: [Bool] = []
  var content = LeafContent()

  /// The text offset at which the current run of literal text begins; nil if there is none.
  var run: Int?
  /// The number of bytes at the beginning of the next run that are not text but the mark of a task
  /// or an alert.
  var markWidth = 0
  /// The number of open links and images: no other link begins in them.
  var linkDepth = 0
  /// The content offset at which each open link or image begins.
  var linkStarts: [Int] = []
  /// The wiki link whose words are being read, and the number of open nodes, including itself.
  var openWikiLink: (node: Int32, level: Int)?
  var hasReportedDepth = false
  var hasReportedTable = false
  var definitions: DefinitionTable?

  /// Kinds of node whose numbers the library assigns when its extensions are registered.
  let table = ccommonmark_table_type().rawValue
  let tableRow = ccommonmark_table_row_type().rawValue
  let tableCell = ccommonmark_table_cell_type().rawValue
  let strikethrough = ccommonmark_strikethrough_type().rawValue
  /// For the current row of a table: the source offset at which its text begins, and the base to
  /// subtract from the columns of its cells.
  var row = (start: 0, column: 0)
  var column = 0

  init(_ source: ShieldedSource) {
    self.source = source
    document.text.reserveCapacity(source.bytes.count + source.bytes.count / 8)
  }

  mutating func flatten(_ root: TreeNode) {
    var node = root
    while true {
      if enter(node) {
        if let child = node.firstChild {
          node = child
          continue
        }
        leave(node)
      }
      while node.next == nil {
        guard let parent = node.parent else { return }
        node = parent
        leave(node)
        if node == root { return }
      }
      node = node.next!
    }
  }

  mutating func finish() -> Document {
    if !source.footnotes.isEmpty { reportUnusedFootnotes() }
    for offset in source.costlyDefinitions {
      document.problems.append(Problem(kind: .costlyDefinition, source: offset..<offset + 1))
    }
    if source.isShielded {
      var i = 0
      while true {
        i = document.text.span.firstOffset(from: i) { $0.bytes(below: 0x20) }
        guard i < document.text.count else { break }
        document.text[i] = Shield.lifted(document.text[i])
        i += 1
      }
    }
    return document
  }

  /// Returns true if the caller has to visit the node's children and then call ``leave(_:)``.
  private mutating func enter(_ node: TreeNode) -> Bool {
    node.isInline ? enterInline(node, node.type) : enterBlock(node, node.type)
  }

  private mutating func leave(_ node: TreeNode) {
    flushRun(before: nil)
    closeWikiLink()
    let index = parents.removeLast()
    let isCounted = counted.removeLast()
    if isCounted { depth -= 1 }
    // A node that was not kept has the index of its parent.
    let isKept = parents.last != index
    if node.isInline {
      leaveInline(node, node.type, isKept ? Int(index) : nil)
    } else if isKept {
      leaveBlock(node, Int(index))
    }
  }

  // MARK: - Nodes

  /// Adds a node as a child of the innermost open one.
  mutating func add(_ kind: Node.Kind) -> Int {
    let index = document.nodes.count
    var node = Node(kind, parent: parents.last ?? -1)
    node.end = Int32(index + 1)
    document.nodes.append(node)
    return index
  }

  /// Adds a node and opens it: the nodes that follow become its children.
  mutating func open(_ kind: Node.Kind, counts: Bool = false) -> Int {
    let index = add(kind)
    parents.append(Int32(index))
    counted.append(counts)
    if counts { depth += 1 }
    return index
  }

  /// Skips a node and keeps its children, and reports once that there are too many levels.
  mutating func openNothing(at offset: Int, tooDeep: Bool = true) {
    parents.append(parents.last ?? 0)
    counted.append(false)
    guard tooDeep, !hasReportedDepth else { return }
    hasReportedDepth = true
    document.problems.append(Problem(kind: .nestingTooDeep, source: offset..<offset + 1))
  }

  mutating func append(_ chunk: Chunk) -> TextRange {
    let start = document.text.count
    chunk.append(to: &document.text)
    return TextRange(start..<document.text.count)
  }
}
