internal import Text

/// A Markdown text as one flat array of nodes in reading order, each before its children.
///
/// Indexes form the tree: a node's children begin directly after it and end at its ``Node/end``. No
/// depth of nesting can exhaust a stack, not even when the document is freed:
///
///     0 document         end 5
///     1   paragraph      end 4
///     2     emphasis     end 4
///     3       text       end 4
///     4   thematicBreak  end 5
package struct Document: Sendable {
  /// All nodes. The first is the document itself. Footnotes come last, in the order of their first
  /// use.
  package internal(set) var nodes: [Node] = []
  /// The content of the nodes: literal text, code, addresses and titles, each a ``TextRange`` of
  /// this buffer.
  package internal(set) var text: [UInt8] = []
  /// The problems in the markup, in the order of discovery.
  package internal(set) var problems: [Problem] = []
  var origins = TextOrigins()

  /// The source offset of a byte of ``text``. Within a piece of literal text it is exact to the
  /// byte.
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
    /// Literal text. A line feed in it is a soft line break.
    case text
    case lineBreak, code, htmlInline, emphasis, strong, strikethrough, link, image, footnoteReference
    /// `[[target#part|words]]`; its children are the words.
    case wikiLink
    /// One source of `[@a, p. 1; @b]`; the other sources follow as its next siblings.
    case citation
  }

  /// The properties of a node, one bit each. Two share bit 4, because no kind of node has both:
  ///
  ///     bit    7     6      5     4             3     2     1      0
  ///            part  words  bare  header/embed  done  task  tight  ordered
  package struct Marks: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let ordered = Marks(rawValue: 1)
    /// A list whose items show their paragraphs without space between them.
    package static let tight = Marks(rawValue: 2)
    package static let task = Marks(rawValue: 4)
    package static let done = Marks(rawValue: 8)
    /// The first row of a table, and its cells. Shares bit 4 with ``embed``, which only wiki links
    /// have.
    package static let header = Marks(rawValue: 16)
    /// A link made of a bare address.
    package static let bare = Marks(rawValue: 32)
    /// A wiki link with its own words, `[[target|words]]`.
    package static let words = Marks(rawValue: 64)
    package static let part = Marks(rawValue: 128)
    /// A wiki link after a `!`. Shares bit 4 with ``header``, which only tables have.
    package static let embed = Marks(rawValue: 16)
  }

  package enum Alignment: Int32, Sendable { case none, left, center, right }

  package var kind: Kind
  package var marks: Marks = []
  /// A heading's level, the first number of an ordered list, the number of a footnote, an
  /// ``AlertKind``, or the ``Alignment`` of a cell.
  package var number: Int32 = 0
  /// For a reference to a footnote: its position among the references to this footnote, from 1. For
  /// a footnote: the number of references to it.
  package var use: Int32 = 0
  package var parent: Int32
  /// The index after the node's last descendant.
  package var end: Int32 = 0
  /// The range of bytes of the node in the source.
  package var source: Range<Int32> = 0..<0
  /// The source range of the name or address of the target of a link, an image, a wiki link or a
  /// citation, without its punctuation.
  package var targetSource: Range<Int32> = 0..<0
  /// Literal text, the address of a link or an image, the target of a wiki link or a citation, or
  /// the title of an alert.
  package var text: TextRange = .empty
  /// A title, a code block's language with the rest of its line, the part of a wiki link, the
  /// locator of a citation, the kind of an alert as the author wrote it, or the anchor that a
  /// heading asks for.
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

/// The kinds of `> [!NOTE]`. Any other word is shown as one of them: see ``Node/detail``.
package enum AlertKind: Int32, Sendable, CaseIterable {
  case note, tip, important, warning, caution

  /// The name in lower case, as in class names.
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

/// A problem in the markup. It holds no message; the caller makes a finding of it.
package struct Problem: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// More levels than ``Document/nestingLimit``: the words remain, and the levels beyond the
    /// limit are dropped.
    case nestingTooDeep
    /// A table that has too many cells and is shown as text.
    case tableTooLarge
    /// A definition `[label]: address "title"` whose uses would make the text many times as long.
    /// The definition and its uses become text.
    case costlyDefinition
    case unclosedWikiLink
    case unclosedCitation
    /// A reference `[^name]` to a footnote that does not exist.
    case undefinedFootnote
    /// A footnote that no `[^name]` refers to, or whose name another footnote has: the document
    /// does not contain it.
    case unusedFootnote
    /// A `|` in a wiki link that split a table's cell. A backslash is missing before the byte at
    /// this offset.
    case unescapedPipe(at: Int)
  }

  package var kind: Kind
  package var source: Range<Int>
}

extension Document {
  /// The number of lists, quotes and kinds of emphasis that may be nested in one another.
  package static let nestingLimit = 100
}

/// Maps each byte of a document's text to the byte of the source that it came from, by pieces, each
/// `(offset in the text, offset in the source)`.
///
/// Example: the source `a\*b` becomes the text `a*b`, with the pieces `(0, 0)` and `(1, 2)`: byte 2
/// of the text, `b`, is in the second piece, and came from byte 2 + (2 - 1) = 3 of the source.
struct TextOrigins: Sendable {
  private(set) var pieces: [(text: Int32, source: Int32)] = []

  /// Begins a piece: from offset `text` on, text and source advance together again.
  mutating func mark(text: Int, source: Int) {
    if let last = pieces.last, Int(last.source) - Int(last.text) == source - text { return }
    pieces.append((Int32(text), Int32(source)))
  }

  /// The same pieces, with their offsets in another source.
  func moved(by map: (Int) -> Int) -> TextOrigins {
    var moved = TextOrigins()
    for piece in pieces { moved.mark(text: Int(piece.text), source: map(Int(piece.source))) }
    return moved
  }

  func source(ofText offset: Int) -> Int {
    guard !pieces.isEmpty else { return 0 }
    let piece = pieces[(1..<pieces.count).partitionPoint { Int(pieces[$0].text) > offset } - 1]
    return Int(piece.source) + max(0, offset - Int(piece.text))
  }
}
