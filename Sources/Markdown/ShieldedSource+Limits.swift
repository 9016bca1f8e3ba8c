extension ShieldedSource {
  /// Scans the blanks and the markers of quotes and lists at the beginning of a line; returns the
  /// offset after them.
  mutating func scanPrefix(from start: Int) -> Int {
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

  func isBlank(at index: Int) -> Bool {
    index >= bytes.count || bytes[index] == 0x20 || bytes[index] == 0x09 || bytes[index] == 0x0A || bytes[index] == 0x0D
  }

  /// True if the rest of the line is `* * *` or `- - -`: one thematic break, however long.
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

  /// Handles a bare address at its `:`. For each closing parenthesis the parser counts all
  /// parentheses again, so an address that is too long becomes text.
  mutating func scanAddress(at colon: Int) {
    hasAddresses = true
    if addressEnd <= colon {
      addressEnd = colon
      while addressEnd < bytes.count, bytes[addressEnd] > 0x20 { addressEnd += 1 }
    }
    if addressEnd - colon > Self.longestAddress { shield(colon, Shield.inner(UInt8(ascii: ":"))) }
  }

  mutating func countImage(at index: Int) {
    images += 1
    guard images > Self.mostImages else { return }
    shield(index, Shield.excess(bytes[index]))
    shield(index + 1, Shield.excess(UInt8(ascii: "[")))
    hasExcess = true
  }

  /// The cost of a table: the parser fills each row up to the number of columns, whatever the row
  /// holds. In addition, for each line that could be the delimiter row under a head, it reads the
  /// paragraph above again, once for each line of that paragraph.
  struct TableSize {
    var isOpen = false
    var columns = 0
    var rows = 0
    var pipes = 0
    /// For each row that could be a delimiter row, the offset of a byte without which it is none.
    var heads: [Int] = []
    /// The offset of the first line since the last blank line.
    var start = 0
    var lastLine = 0..<0

    var emptyCells: Int { max(0, columns * rows - pipes - rows) }
  }

  mutating func countRow(from start: Int, to end: Int) {
    defer { table.lastLine = start..<end }
    if table.lastLine.isEmpty { table.start = start }
    let byte = bytes[start]
    if byte == UInt8(ascii: "|") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-"),
      let head = delimiterRow(from: start, to: end)
    {
      table.heads.append(head)
      if !table.isOpen { openTable(columns(in: start..<end), at: start) }
    }
    guard table.isOpen else { return }
    table.rows += 1
    guard emptyCells + table.emptyCells > Self.mostEmptyCells else { return }
    shieldHeads(0)
    table = TableSize()
  }

  /// Opens a table at a line that could be its delimiter row.
  private mutating func openTable(_ count: Int, at start: Int) {
    if start - table.start > Self.longestParagraph || table.heads.count > Self.mostHeads || count > Self.mostColumns {
      shieldHeads(table.heads.count - 1)
    } else if columns(in: table.lastLine) == count {
      table.isOpen = true
      (table.columns, table.pipes) = (count, 0)
    }
  }

  private mutating func shieldHeads(_ first: Int) {
    for offset in table.heads[first...] { shield(offset, Shield.excess(bytes[offset])) }
    hasExcess = true
  }

  /// If the line looks like `| --- | :-: |`, returns the offset of its first `|` or `:`.
  private func delimiterRow(from start: Int, to end: Int) -> Int? {
    var offset: Int?
    for i in start..<end {
      switch bytes[i] {
      case UInt8(ascii: "|"), UInt8(ascii: ":"): if offset == nil { offset = i }
      case UInt8(ascii: "-"), 0x20, 0x09: break
      default: return nil
      }
    }
    return offset
  }

  private func columns(in line: Range<Int>) -> Int {
    var count = 1
    var last = line.lowerBound
    for i in line where bytes[i] == UInt8(ascii: "|") {
      if i > line.lowerBound, bytes[i - 1] != UInt8(ascii: "\\") { count += 1 }
      last = i
    }
    let isEnded =
      last > line.lowerBound && bytes[last - 1] != UInt8(ascii: "\\")
      && bytes[last + 1..<line.upperBound].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    return isEnded ? count - 1 : count
  }
}
