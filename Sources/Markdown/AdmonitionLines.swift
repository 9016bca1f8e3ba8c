/// The lines of a text, and for each the callouts that it is in.
struct AdmonitionLines {
  struct Line {
    enum Role {
      case text
      case begin(kind: Range<Int>, title: Range<Int>)
      /// The `:::` that ends a callout.
      case end
    }

    var start: Int
    /// Before the line's ending.
    var end: Int
    var next: Int
    var isBlank: Bool
    var role = Role.text
    var begins: Bool { if case .begin = role { true } else { false } }
    /// The number of callouts around the line, and the number around its text: one more in a line
    /// that begins a callout.
    var outside = 0
    var inside = 0
    /// The columns before the outermost callout.
    var indent = 0
    /// The offset of the text without the columns that say that it is in a callout.
    var text: Int
  }

  private(set) var all: [Line] = []
  private(set) var hasCallouts = false
  private let source: [UInt8]

  /// Callouts within callouts beyond this number stay text: each takes two more bytes a line.
  private static let mostLevels = 8

  /// The open `:::`; those of known kinds count as levels.
  private var containers: [(line: Int, isKnown: Bool)] = []
  private var levels = 0
  /// The columns before the outermost level.
  private var base = 0
  /// The columns of text of each open `!!!`.
  private var indents: [Int] = []
  private var fence: (byte: UInt8, count: Int)?

  init(_ source: [UInt8]) {
    self.source = source
    cut()
    var isFollowed = [Int](repeating: 0, count: all.count + 1)
    // The columns of the next line that is not blank.
    for number in all.indices.reversed() {
      isFollowed[number] = all[number].isBlank ? isFollowed[number + 1] : columns(all[number])
    }
    let closed = pairs()
    for number in all.indices { put(number, closed, following: isFollowed[number + 1]) }
  }

  private mutating func cut() {
    var start = 0
    while start < source.count {
      var end = start
      while end < source.count, source[end] != 0x0A, source[end] != 0x0D { end += 1 }
      var next = min(source.count, end + 1)
      if end + 1 < source.count, source[end] == 0x0D, source[end + 1] == 0x0A { next += 1 }
      let isBlank = source[start..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 }
      all.append(Line(start: start, end: end, next: next, isBlank: isBlank, text: start))
      start = next
    }
  }

  private func columns(_ line: Line) -> Int {
    var columns = 0
    for byte in source[line.start..<line.end] {
      if byte == 0x20 { columns += 1 } else if byte == 0x09 { columns += 4 - columns % 4 } else { break }
    }
    return columns
  }

  /// The offset after a number of columns of blanks, or after all blanks.
  private func skip(_ columns: Int, of line: Line) -> Int {
    var at = line.start
    var column = 0
    while at < line.end, column < columns {
      if source[at] == 0x20 { column += 1 } else if source[at] == 0x09 { column += 4 - column % 4 } else { break }
      at += 1
    }
    return at
  }

  /// Follows fenced code; true if the line is in it or is a fence.
  private mutating func isCode(_ line: Line, _ columns: Int, base: Int) -> Bool {
    let first = skip(columns, of: line)
    let byte = first < line.end ? source[first] : 0
    let count =
      byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") ? source[first..<line.end].prefix { $0 == byte }.count : 0
    if let open = fence {
      if byte == open.byte, count >= open.count, source[(first + count)..<line.end].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
        fence = nil
      }
      return true
    }
    guard count >= 3, columns - base < 4 else { return false }
    fence = (byte, count)
    return true
  }

  /// Finds the `:::` that ends each container. Containers of unknown kinds are closed too.
  private mutating func pairs() -> [Int: Int] {
    var closed: [Int: Int] = [:]
    var open: [Int] = []
    for (number, line) in all.enumerated() where !line.isBlank {
      let columns = columns(line)
      if isCode(line, columns, base: columns / 4 * 4) || columns > 3 { continue }
      let colons = AdmonitionMark.colons(source[(line.start + columns)..<line.end])
      if colons == .end {
        if let last = open.popLast() { closed[last] = number }
      } else if colons == .begin {
        open.append(number)
      }
    }
    fence = nil
    return closed
  }

  private mutating func put(_ number: Int, _ closed: [Int: Int], following: Int) {
    var line = all[number]
    defer { all[number] = line }
    let columns = columns(line)
    if line.isBlank {
      // Blank lines at the end of an indented callout are behind it.
      line.inside = levels + indents.count { $0 <= following }
      line.outside = line.inside
      line.indent = min(base, 3)
      line.text = line.end
      return
    }
    let before = indents.count
    while let last = indents.last, columns < last { indents.removeLast() }
    if indents.count < before { fence = nil }
    line.outside = levels + indents.count
    line.inside = line.outside
    let first = indents.last ?? base
    line.indent = levels == 0 && !indents.isEmpty ? indents[0] - 4 : base
    line.text = skip(first, of: line)
    if line.inside == 0 { line.indent = 0 }
    if isCode(line, columns, base: first) { return }
    let text = skip(columns, of: line)
    if indents.isEmpty, columns <= 3, endOrBegin(number, text, columns, closed, &line) { return }
    guard columns - first <= 3, line.outside < Self.mostLevels,
      let mark = AdmonitionMark(indented: source[text..<line.end]), following >= columns + 4
    else { return }
    if line.outside == 0 { line.indent = columns }
    indents.append(columns + 4)
    begin(mark, &line)
  }

  /// Handles a line of colons; false if it is none that counts.
  private mutating func endOrBegin(_ number: Int, _ text: Int, _ columns: Int, _ closed: [Int: Int], _ line: inout Line) -> Bool
  {
    if let last = containers.last, closed[last.line] == number {
      containers.removeLast()
      guard last.isKnown else { return true }
      levels -= 1
      if levels == 0 { base = 0 }
      line.role = .end
      line.outside -= 1
      line.inside = line.outside
      return true
    }
    guard let end = closed[number] else { return false }
    var mark = line.outside < Self.mostLevels ? AdmonitionMark(colons: source[text..<line.end]) : nil
    // A quote with a mark alone is no callout.
    if mark?.title.isEmpty ?? false, all[(number + 1)..<end].allSatisfy(\.isBlank) { mark = nil }
    if mark != nil, line.outside == 0 { line.indent = columns }
    containers.append((number, mark != nil))
    guard let mark else { return true }
    if levels == 0 { base = columns }
    levels += 1
    begin(mark, &line)
    return true
  }

  private mutating func begin(_ mark: AdmonitionMark, _ line: inout Line) {
    hasCallouts = true
    line.role = .begin(kind: mark.kind, title: mark.title)
    line.inside += 1
  }
}
