import Text

/// A source prepared for the Markdown parser. It has the same length; wiki links and citations are
/// shielded, and markup that costs the parser quadratic time or more is made plain text.
///
/// Measured with libcmark-gfm 0.29.0.gfm.6: 20,000 lists in one line followed by 100,000 blank
/// lines, 100,000 times `![[]()`, and a table of 5,000 columns with 100,000 short rows each take
/// longer than 20 seconds; an address followed by 100,000 closing parentheses takes 3.
struct ShieldedSource {
  var bytes: [UInt8]
  /// The start of each line, and its end before its line ending.
  var lines: [(start: Int32, end: Int32)] = []
  var isShielded = false
  var hasWikiLinks = false
  var hasCitations = false
  var hasExcess = false
  /// True if there is a `[[` or `[@` that is neither a wiki link nor a citation: perhaps one that
  /// was not closed.
  var hasLooseBrackets = false
  var hasTildes = false
  var hasFootnotes = false
  /// The offsets of markers that look like `[^name]: text`.
  var footnotes: [Int] = []
  /// True if there is a `www.`, `x@` or `://`: perhaps a bare address.
  var hasAddresses = false

  /// The greatest column of a marker of a list or a quote; a line also has at most
  /// ``Document/nestingLimit`` of them. Any marker beyond these limits is text.
  static let widestPrefix = 400
  static let mostImages = 1_000
  static let mostColumns = 250
  static let mostEmptyCells = 200_000
  static let mostHeads = 12
  static let longestParagraph = 4_000
  static let longestAddress = 2_000

  /// True if a `:` follows a `]`: perhaps a definition.
  var hasDefinitions = false
  /// The offsets of the `[` of definitions that cost too much and are made text.
  var costlyDefinitions: [Int] = []
  var images = 0
  /// The end of the word that contains the current address.
  var addressEnd = 0
  var table = TableSize()
  /// The number of empty cells in the tables that have ended.
  var emptyCells = 0
  /// The offsets ahead that already hold shields, which are not control characters of the source:
  /// the `]]` of a wiki link, and everything up to the end of a citation.
  var wikiCloseAt = -2
  var citationEnd = -1
  /// The cached result of ``isDefinition(_:)`` for the line whose text begins at `content`.
  var lastDefinition = (content: -1, answer: false)

  init(_ source: [UInt8]) {
    bytes = source
    lines.reserveCapacity(source.count / 48 + 8)
    var start = 0
    while start < bytes.count { start = scanLine(from: start) }
    if hasDefinitions { limitDefinitions() }
  }

  /// Marks the bytes at which the scan of a line stops: control characters, including line ends,
  /// and the characters below. All other bytes are skipped.
  @inline(__always)
  private static func marks(_ bytes: UInt64) -> UInt64 {
    func are(_ mark: Unicode.Scalar) -> UInt64 { bytes.bytes(equalTo: UInt8(ascii: mark)) }
    return bytes.bytes(below: 0x20) | are("[") | are("!") | are("~") | are("|") | are(":") | are("@") | are(".") | are("&")
  }

  /// Scans one line and returns the offset at which the next begins.
  private mutating func scanLine(from start: Int) -> Int {
    let content = scanPrefix(from: start)
    var i = content
    let count = bytes.count
    line: while true {
      i = bytes.span.firstOffset(from: i, where: Self.marks)
      guard i < count else { break }
      switch bytes[i] {
      case 0x0A, 0x0D: break line
      case UInt8(ascii: "["): i = scanBracket(at: i, content: content)
      case UInt8(ascii: "!"):
        if i + 1 < count, bytes[i + 1] == UInt8(ascii: "[") { countImage(at: i) }
        i += 1
      case UInt8(ascii: "~"):
        hasTildes = true
        i += 1
      case UInt8(ascii: "|"):
        table.pipes += 1
        i += 1
      case UInt8(ascii: ":"):
        if i + 2 < count, bytes[i + 1] == UInt8(ascii: "/"), bytes[i + 2] == UInt8(ascii: "/") { scanAddress(at: i) }
        if i > 0, bytes[i - 1] == UInt8(ascii: "]") { hasDefinitions = true }
        i += 1
      case UInt8(ascii: "@"):
        if i > 0, bytes[i - 1] != UInt8(ascii: "["), bytes[i - 1] > 0x20 { hasAddresses = true }
        i += 1
      case UInt8(ascii: "."):
        if i >= 3, bytes[i - 1] == UInt8(ascii: "w"), bytes[i - 2] == UInt8(ascii: "w") { hasAddresses = true }
        i += 1
      case UInt8(ascii: "&"):
        if namesControl(at: i) { shield(i, Shield.inner(UInt8(ascii: "&"))) }
        i += 1
      case 0x09: i += 1
      default:
        if i > citationEnd, i != wikiCloseAt, i != wikiCloseAt + 1 { bytes[i] = Shield.control }
        i += 1
      }
    }
    lines.append((Int32(start), Int32(i)))
    if content == i {
      images = 0
      emptyCells += table.emptyCells
      table = TableSize()
    } else {
      countRow(from: content, to: i)
    }
    if i < count {
      let isReturn = bytes[i] == 0x0D
      i += 1
      if isReturn, i < count, bytes[i] == 0x0A { i += 1 }
    }
    return i
  }

  mutating func shield(_ index: Int, _ code: UInt8) {
    bytes[index] = code
    isShielded = true
  }
}
