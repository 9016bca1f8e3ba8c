internal import Text

/// A Markdown text as one flat array of nodes in reading order, each before its children.
///
/// The tree is in the indexes: a node's children begin behind it and end at its ``Node/end``, so that no depth of
/// nesting can exhaust a stack, not even when the document is freed.
package struct Document: Sendable {
  /// The first node is the document itself. Footnotes come last, in the order of their first use.
  package internal(set) var nodes: [Node] = []
  /// What the nodes say: literal text, codes, addresses and titles, each a ``TextRange`` of this buffer.
  package internal(set) var text: [UInt8] = []
  /// What was wrong with the markup, in the order of discovery.
  package internal(set) var problems: [Problem] = []
  var origins = TextOrigins()

  /// Where a byte of ``text`` stands in the source. Within a piece of literal text it is exact to the byte.
  ///
  /// - Complexity: O(log n) in the number of lines and escapes.
  package func sourceOffset(ofText offset: Int) -> Int { origins.source(ofText: offset) }

  package func string(_ range: TextRange) -> String { String(decoding: text[range.range], as: UTF8.self) }
}

/// A range of ``Document/text``.
package struct TextRange: Hashable, Sendable {
  package var lower: Int32
  package var upper: Int32

  package init(_ range: Range<Int>) {
    lower = Int32(range.lowerBound)
    upper = Int32(range.upperBound)
  }

  package static let empty = TextRange(0..<0)
  package var range: Range<Int> { Int(lower)..<Int(upper) }
  package var isEmpty: Bool { lower == upper }
}

/// One block or inline of a ``Document``.
package struct Node: Sendable {
  package enum Kind: UInt8, Sendable {
    case document, blockQuote, alert, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
    case footnoteDefinition, table, tableRow, tableCell
    /// Literal text; a line feed in it is a soft line break.
    case text
    case lineBreak, code, htmlInline, emphasis, strong, strikethrough, link, image, footnoteReference
    /// `[[target#part|words]]`; its children are the words.
    case wikiLink
    /// One source of `[@a, p. 1; @b]`; the rest of the brackets follows as its next siblings.
    case citation
  }

  package struct Marks: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let ordered = Marks(rawValue: 1)
    /// A list whose items' paragraphs are not set apart.
    package static let tight = Marks(rawValue: 2)
    package static let task = Marks(rawValue: 4)
    package static let done = Marks(rawValue: 8)
    /// A table's first row, and its cells.
    package static let header = Marks(rawValue: 16)
    /// A link made of a bare address.
    package static let bare = Marks(rawValue: 32)
    /// A wiki link with words of its own, or with a part.
    package static let words = Marks(rawValue: 64)
    package static let part = Marks(rawValue: 128)
    /// A wiki link behind a `!`.
    package static let embed = Marks(rawValue: 16)
  }

  package enum Alignment: Int32, Sendable { case none, left, center, right }

  package var kind: Kind
  package var marks: Marks = []
  /// A heading's level, an ordered list's first number, a footnote's number, an ``AlertKind``, a cell's ``Alignment``.
  package var number: Int32 = 0
  /// Of a footnote's reference: which of its references it is, from 1. Of a footnote: how many there are.
  package var use: Int32 = 0
  package var parent: Int32
  /// The place after the node's last descendant.
  package var end: Int32 = 0
  /// Where it stands in the source, in bytes.
  package var source: Range<Int32> = 0..<0
  /// In the source, what names the target of a link, an image, a wiki link or a citation, without its punctuation.
  package var targetSource: Range<Int32> = 0..<0
  /// Literal text; the address of a link or an image; the target of a wiki link or a citation; the title of an alert.
  package var text: TextRange = .empty
  /// A title; a code block's language and the rest of its line; the part of a wiki link; the locator of a citation; the kind of an
  /// alert in the writer's own word; the anchor that a heading asks for.
  package var detail: TextRange = .empty

  package var sourceRange: Range<Int> { Int(source.lowerBound)..<Int(source.upperBound) }
  package var targetRange: Range<Int> { Int(targetSource.lowerBound)..<Int(targetSource.upperBound) }
  package var alignment: Alignment { Alignment(rawValue: number) ?? .none }
  package var alert: AlertKind { AlertKind(rawValue: number) ?? .note }

  init(_ kind: Kind, parent: Int32) {
    self.kind = kind
    self.parent = parent
  }
}

/// The kinds of `> [!NOTE]`. Any other word makes one of them too: see ``Node/detail``.
package enum AlertKind: Int32, Sendable, CaseIterable {
  case note, tip, important, warning, caution

  /// In lower case, as in class names.
  package var name: String {
    switch self {
    case .note: "note"
    case .tip: "tip"
    case .important: "important"
    case .warning: "warning"
    case .caution: "caution"
    }
  }
}

/// Something wrong with the markup: a value without words, which the caller turns into a finding.
package struct Problem: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// More levels than ``Document/nestingLimit``: the words are kept, the levels beyond are not.
    case nestingTooDeep
    /// A table of so many cells that it is shown as text.
    case tableTooLarge
    /// A definition `[label]: address "title"` whose uses would make the text many times as long: it is text, and so are they.
    case costlyDefinition
    case unclosedWikiLink
    case unclosedCitation
    /// `[^name]` without a text.
    case undefinedFootnote
    /// A text that no `[^name]` refers to, or that has the name of another: it is not in the document.
    case unusedFootnote
    /// A `|` in a wiki link that split a table's cell: a backslash is missing before the byte at this offset.
    case unescapedPipe(at: Int)
  }

  package var kind: Kind
  package var source: Range<Int>
}

extension Document {
  /// How many lists, quotes and kinds of emphasis may stand in one another.
  package static let nestingLimit = 100
}

/// Which byte of the source each byte of a document's text came from: pieces, each `(offset in the text, offset in the source)`.
struct TextOrigins: Sendable {
  private(set) var pieces: [(text: Int32, source: Int32)] = []

  /// From `text` on, text and source run in step again.
  mutating func mark(text: Int, source: Int) {
    if let last = pieces.last, Int(last.source) - Int(last.text) == source - text { return }
    pieces.append((Int32(text), Int32(source)))
  }

  func source(ofText offset: Int) -> Int {
    guard !pieces.isEmpty else { return 0 }
    let piece = pieces[(1..<pieces.count).firstPlace { Int(pieces[$0].text) > offset } - 1]
    return Int(piece.source) + max(0, offset - Int(piece.text))
  }
}
