/// A source made ready for the Markdown parser: the same length, with wiki links and citations shielded, and with what
/// costs that parser a quadratic time or more made plain text.
///
/// Measured with libcmark-gfm 0.29.0.gfm.6: 20,000 lists in one line with 100,000 blank lines behind, 100,000 times
/// `![[]()`, and a table of 5,000 columns with 100,000 short rows each take longer than 20 seconds.
struct ShieldedSource {
  private(set) var bytes: [UInt8]
  /// Where each line begins, and where it ends before its line ending.
  private(set) var lines: [(start: Int32, end: Int32)] = []
  private(set) var problems: [Problem] = []
  private(set) var isShielded = false
  private(set) var hasWikiLinks = false
  private(set) var hasCitations = false
  private(set) var hasExcess = false
  /// `[[` or `[@` that is neither a wiki link nor a citation: perhaps one that was not closed.
  private(set) var hasLooseBrackets = false
  private(set) var hasTildes = false
  private(set) var hasFootnotes = false
  /// `www.`, `x@` or `://`: perhaps a bare address.
  private(set) var hasAddresses = false

  /// No marker of a list or a quote is one beyond this column, or beyond so many others in its line.
  private static let widestPrefix = 400
  private static let mostImages = 1_000
  private static let mostColumns = 250
  private static let mostEmptyCells = 200_000
  private static let longestCitation = 2_000

  private var images = 0
  private var table = TableSize()
  /// Where bytes ahead are shields already, and not control characters of the source.
  private var wikiCloseAt = -2
  private var citationEnd = -1
  /// The answer of ``isDefinition(_:)`` for the line whose text begins here.
  private var lastDefinition = (content: -1, answer: false)

  init(_ source: [UInt8]) {
    bytes = source
    lines.reserveCapacity(source.count / 48 + 8)
    var start = 0
    while start < bytes.count { start = scanLine(from: start) }
  }

  /// Scans one line and returns where the next begins.
  private mutating func scanLine(from start: Int) -> Int {
    let content = scanPrefix(from: start)
    var i = content
    let count = bytes.count
    line: while i < count {
      let byte = bytes[i]
      // What most text is made of.
      if byte >= 0x61 && byte <= 0x7A || byte == 0x20 || byte >= 0x80 {
        i += 1
        continue
      }
      switch byte {
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
        if i + 2 < count, bytes[i + 1] == UInt8(ascii: "/"), bytes[i + 2] == UInt8(ascii: "/") { hasAddresses = true }
        i += 1
      case UInt8(ascii: "@"):
        if i > 0, bytes[i - 1] != UInt8(ascii: "["), bytes[i - 1] > 0x20 { hasAddresses = true }
        i += 1
      case UInt8(ascii: "."):
        if i >= 3, bytes[i - 1] == UInt8(ascii: "w"), bytes[i - 2] == UInt8(ascii: "w") { hasAddresses = true }
        i += 1
      case 0x09: i += 1
      case 0..<0x20:
        if i > citationEnd, i != wikiCloseAt, i != wikiCloseAt + 1 { bytes[i] = Shield.control }
        i += 1
      default: i += 1
      }
    }
    lines.append((Int32(start), Int32(i)))
    if content == i {
      images = 0
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

  private mutating func shield(_ index: Int, _ code: UInt8) {
    bytes[index] = code
    isShielded = true
  }
}

// MARK: - Limits

extension ShieldedSource {
  /// The blanks and the markers of quotes and lists with which a line begins; returns where they end.
  private mutating func scanPrefix(from start: Int) -> Int {
    var i = start
    var column = 0
    var markers = 0
    while i < bytes.count {
      let byte = bytes[i]
      var width = 1
      switch byte {
      case 0x20:
        column += 1
        i += 1
        continue
      case 0x09:
        column += 4 - column % 4
        i += 1
        continue
      case UInt8(ascii: ">"): break
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard isBlank(at: i + 1) else { return i }
      case 0x30...0x39:
        while width < 10, i + width < bytes.count, 0x30...0x39 ~= bytes[i + width] { width += 1 }
        guard i + width < bytes.count, bytes[i + width] == UInt8(ascii: ".") || bytes[i + width] == UInt8(ascii: ")"),
          isBlank(at: i + width + 1)
        else { return i }
        width += 1
      default: return i
      }
      markers += 1
      if markers > Document.nestingLimit || column > Self.widestPrefix {
        if isRule(from: i) { return i }
        let last = i + width - 1
        shield(last, Shield.excess(bytes[last]))
        hasExcess = true
        return i + width
      }
      i += width
      column += width
    }
    return i
  }

  private func isBlank(at index: Int) -> Bool {
    index >= bytes.count || bytes[index] == 0x20 || bytes[index] == 0x09 || bytes[index] == 0x0A || bytes[index] == 0x0D
  }

  /// Whether the rest of the line is `* * *` or `- - -`: one thematic break, however long.
  private func isRule(from start: Int) -> Bool {
    let marker = bytes[start]
    guard marker == UInt8(ascii: "*") || marker == UInt8(ascii: "-") else { return false }
    var i = start
    while i < bytes.count, bytes[i] != 0x0A, bytes[i] != 0x0D {
      if bytes[i] != marker, bytes[i] != 0x20, bytes[i] != 0x09 { return false }
      i += 1
    }
    return true
  }

  private mutating func countImage(at index: Int) {
    images += 1
    guard images > Self.mostImages else { return }
    shield(index, Shield.excess(bytes[index]))
    shield(index + 1, Shield.excess(UInt8(ascii: "[")))
    hasExcess = true
  }

  /// What a table costs: each row is filled up to the number of columns, whatever it holds.
  private struct TableSize {
    var columns = 0
    var rows = 0
    var pipes = 0
    /// The rows that could be the one under a table's head, by the place of their first `|`.
    var heads: [Int] = []
  }

  private mutating func countRow(from start: Int, to end: Int) {
    let byte = bytes[start]
    if byte == UInt8(ascii: "|") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-"),
      let head = delimiterRow(from: start, to: end)
    {
      table.heads.append(head.pipe)
      if table.heads.count == 1 { (table.columns, table.rows, table.pipes) = (head.columns, 0, 0) }
      table.columns = max(table.columns, head.columns)
    } else if table.heads.isEmpty {
      return
    }
    table.rows += 1
    guard
      table.columns > Self.mostColumns
        || table.columns * table.rows - table.pipes - table.rows > Self.mostEmptyCells
    else { return }
    problems.append(Problem(kind: .tableTooLarge, source: table.heads[0]..<end))
    for pipe in table.heads { shield(pipe, Shield.excessPipe) }
    table = TableSize()
  }

  /// The columns of `| --- | :-: |`, and the place of its first `|`.
  private func delimiterRow(from start: Int, to end: Int) -> (columns: Int, pipe: Int)? {
    var pipe: Int?
    var columns = 1
    for i in start..<end {
      switch bytes[i] {
      case UInt8(ascii: "|"):
        columns += 1
        if pipe == nil { pipe = i }
      case UInt8(ascii: "-"), UInt8(ascii: ":"), 0x20, 0x09: break
      default: return nil
      }
    }
    return pipe.map { (columns, $0) }
  }
}

// MARK: - Wiki links and citations

extension ShieldedSource {
  /// Shields what begins with the bracket at `index`, and returns where to go on.
  private mutating func scanBracket(at index: Int, content: Int) -> Int {
    guard index + 1 < bytes.count else { return index + 1 }
    switch bytes[index + 1] {
    case UInt8(ascii: "["):
      if isEscaped(index) { return index + 1 }
      return shieldWikiLink(at: index, content: content)
    case UInt8(ascii: "@"):
      if isEscaped(index) { return index + 2 }
      return shieldCitation(at: index, content: content)
    case UInt8(ascii: "^"):
      hasFootnotes = true
      return index + 2
    default: return index + 1
    }
  }

  /// Whether an odd number of backslashes stands before `index`.
  private func isEscaped(_ index: Int) -> Bool {
    var i = index
    while i > 0, bytes[i - 1] == UInt8(ascii: "\\") { i -= 1 }
    return (index - i) % 2 == 1
  }

  /// Whether the line looks like `[label]: …`, in whose label nothing is shielded: brackets there make it plain text.
  private mutating func isDefinition(_ content: Int) -> Bool {
    guard bytes[content] == UInt8(ascii: "["), content + 1 < bytes.count, bytes[content + 1] != UInt8(ascii: "["),
      bytes[content + 1] != UInt8(ascii: "@")
    else { return false }
    if lastDefinition.content == content { return lastDefinition.answer }
    var i = content
    while i + 1 < bytes.count, bytes[i] != 0x0A, bytes[i] != 0x0D {
      if bytes[i] == UInt8(ascii: "]"), bytes[i + 1] == UInt8(ascii: ":") { break }
      i += 1
    }
    lastDefinition = (content, i + 1 < bytes.count && bytes[i] == UInt8(ascii: "]"))
    return lastDefinition.answer
  }

  private mutating func shieldWikiLink(at index: Int, content: Int) -> Int {
    var i = index + 2
    target: while true {
      guard i < bytes.count else { return leaveLoose(index) }
      switch bytes[i] {
      case UInt8(ascii: "|"): break target
      case UInt8(ascii: "\\") where i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "|"): break target
      case UInt8(ascii: "]"):
        guard i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: "]") else { return leaveLoose(index) }
        break target
      case 0x0A, 0x0D, UInt8(ascii: "`"), UInt8(ascii: "["): return leaveLoose(index)
      default: i += 1
      }
    }
    guard let close = endOfWords(from: i), !isDefinition(content) else { return leaveLoose(index) }
    shield(index, Shield.wikiOpen)
    shield(index + 1, Shield.wikiOpen)
    for place in index + 2..<i { shieldInner(place) }
    shield(close, Shield.wikiClose)
    shield(close + 1, Shield.wikiClose)
    wikiCloseAt = close
    hasWikiLinks = true
    // The words may hold an image, a tilde, and so on: they are scanned as any text is.
    return i
  }

  /// The place of the `]]` that ends a wiki link's words: in the same paragraph, before any other `[[`.
  private func endOfWords(from start: Int) -> Int? {
    var i = start
    var lineIsBlank = false
    while i + 1 < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "]") where bytes[i + 1] == UInt8(ascii: "]"): return i
      case UInt8(ascii: "[") where bytes[i + 1] == UInt8(ascii: "["): return nil
      case 0x0A:
        if lineIsBlank { return nil }
        lineIsBlank = true
      case 0x0D:
        if bytes[i + 1] != 0x0A {
          if lineIsBlank { return nil }
          lineIsBlank = true
        }
      case 0x20, 0x09: break
      default: lineIsBlank = false
      }
      i += 1
    }
    return nil
  }

  private mutating func leaveLoose(_ index: Int) -> Int {
    hasLooseBrackets = true
    return index + 2
  }

  private mutating func shieldCitation(at index: Int, content: Int) -> Int {
    var depth = 1
    var lineIsBlank = false
    var i = index + 2
    guard i < bytes.count, !isBlank(at: i), bytes[i] != UInt8(ascii: "]") else { return index + 2 }
    scan: while true {
      guard i < bytes.count, i - index < Self.longestCitation else { return leaveLoose(index) }
      switch bytes[i] {
      case Shield.wikiClose: return leaveLoose(index)
      case UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { break scan }
        lineIsBlank = false
      case UInt8(ascii: "["):
        depth += 1
        lineIsBlank = false
      case UInt8(ascii: "`"): return leaveLoose(index)
      case 0x0A:
        if lineIsBlank { return leaveLoose(index) }
        lineIsBlank = true
      case 0x0D:
        if i + 1 >= bytes.count || bytes[i + 1] != 0x0A {
          if lineIsBlank { return leaveLoose(index) }
          lineIsBlank = true
        }
      case 0x20, 0x09: break
      default: lineIsBlank = false
      }
      i += 1
    }
    // `[@name](address)` is a link.
    if i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: "(") || bytes[i + 1] == UInt8(ascii: "[") { return index + 2 }
    if isDefinition(content) { return index + 2 }
    shield(index, Shield.citationOpen)
    shield(i, Shield.citationClose)
    citationEnd = i
    for place in index + 1..<i { shieldInner(place) }
    hasCitations = true
    return index + 1
  }

  private mutating func shieldInner(_ index: Int) {
    let byte = bytes[index]
    let isControl = byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
    let code = isControl ? Shield.control : Shield.inner(byte)
    if code != byte { shield(index, code) }
  }
}
