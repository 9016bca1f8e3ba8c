/// Comments of writers: `<!-- … -->` as in HTML, and `%%…%%` as in Obsidian. Writers believe that
/// no reader sees them, so they are cut from a text before any other step reads it.
package struct Comments {
  /// A comment with its marks. An unclosed comment extends to the end of the text.
  package struct Comment: Hashable {
    package var range: Range<Int>
    package var isClosed: Bool
  }

  package private(set) var all: [Comment] = []

  /// True if a text may contain a comment: most contain none.
  package static func mayBe(in bytes: [UInt8]) -> Bool {
    let span = bytes.span
    var i = 0
    while true {
      i = span.firstOffset(from: i) { $0.bytes(equalTo: UInt8(ascii: "%")) | $0.bytes(equalTo: UInt8(ascii: "<")) }
      guard i < span.count else { return false }
      if markWidth(in: bytes, at: i) > 0 { return true }
      i += 1
    }
  }

  /// - Parameter code: the ranges of the text that are code, in order: no comment begins in them.
  package init(in bytes: [UInt8], code: [Range<Int>] = []) {
    var code = code[...]
    var i = 0
    while i < bytes.count {
      while let first = code.first, first.upperBound <= i { code.removeFirst() }
      if let first = code.first, first.contains(i) {
        i = first.upperBound
        continue
      }
      let width = Self.markWidth(in: bytes, at: i)
      guard width > 0, !Self.isEscaped(i, in: bytes) else {
        i += 1
        continue
      }
      let end = Self.end(in: bytes, from: i + width, isHTML: bytes[i] == UInt8(ascii: "<"))
      all.append(Comment(range: i..<(end ?? bytes.count), isClosed: end != nil))
      i = end ?? bytes.count
    }
  }

  /// The width in bytes of the mark that begins a comment at `i`, or 0.
  private static func markWidth(in bytes: [UInt8], at i: Int) -> Int {
    if bytes[i] == UInt8(ascii: "%") { return i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "%") ? 2 : 0 }
    guard bytes[i] == UInt8(ascii: "<"), i + 3 < bytes.count else { return 0 }
    return bytes[i + 1] == UInt8(ascii: "!") && bytes[i + 2] == UInt8(ascii: "-") && bytes[i + 3] == UInt8(ascii: "-") ? 4 : 0
  }

  private static func isEscaped(_ offset: Int, in bytes: [UInt8]) -> Bool {
    var start = offset
    while start > 0, bytes[start - 1] == UInt8(ascii: "\\") { start -= 1 }
    return (offset - start) % 2 == 1
  }

  /// The offset after the mark that ends a comment, or nil.
  private static func end(in bytes: [UInt8], from start: Int, isHTML: Bool) -> Int? {
    let span = bytes.span
    let mark = isHTML ? UInt8(ascii: "-") : UInt8(ascii: "%")
    var i = start
    while true {
      i = span.firstOffset(from: i) { $0.bytes(equalTo: mark) }
      guard i + 1 < bytes.count else { return nil }
      if bytes[i + 1] == mark {
        if !isHTML { return i + 2 }
        if i + 2 < bytes.count, bytes[i + 2] == UInt8(ascii: ">") { return i + 3 }
      }
      i += 1
    }
  }

  // MARK: - Cutting

  /// Returns the text without the comments, and for each of its pieces the offset in the given
  /// text.
  package func cut(from bytes: [UInt8]) -> (text: [UInt8], pieces: [(compiled: Int, given: Int)]) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var pieces: [(compiled: Int, given: Int)] = []
    var start = 0
    for comment in all {
      let range = Self.extent(of: comment.range, in: bytes)
      pieces.append((text.count, start))
      text.append(contentsOf: bytes[start..<max(start, range.lowerBound)])
      start = max(start, range.upperBound)
    }
    pieces.append((text.count, start))
    text.append(contentsOf: bytes[start...])
    return (text, pieces)
  }

  /// The range to cut for a comment. A comment alone on its lines takes the line end with it if a
  /// blank line would split a list or a table; a comment between two blanks takes one of them.
  private static func extent(of range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    func isBlank(_ i: Int) -> Bool { bytes[i] == 0x20 || bytes[i] == 0x09 }
    var lower = range.lowerBound
    while lower > 0, isBlank(lower - 1) { lower -= 1 }
    var upper = range.upperBound
    while upper < bytes.count, isBlank(upper) { upper += 1 }
    let isFirst = lower == 0 || bytes[lower - 1] == 0x0A || bytes[lower - 1] == 0x0D
    let isLast = upper == bytes.count || bytes[upper] == 0x0A || bytes[upper] == 0x0D
    guard isFirst, isLast else {
      // One of two blanks stays.
      let isBetween = lower < range.lowerBound && upper > range.upperBound
      return isBetween || isLast ? lower..<range.upperBound : range
    }
    guard upper < bytes.count else { return lower..<upper }
    let next = upper + (bytes[upper] == 0x0D && upper + 1 < bytes.count && bytes[upper + 1] == 0x0A ? 2 : 1)
    return continuesList(from: next, in: bytes) ? lower..<next : lower..<upper
  }

  /// True if a line begins with the mark of a list or of a table's cell.
  private static func continuesList(from start: Int, in bytes: [UInt8]) -> Bool {
    var i = start
    while i < bytes.count, bytes[i] == 0x20 || bytes[i] == 0x09 { i += 1 }
    guard i < bytes.count else { return false }
    if bytes[i] == UInt8(ascii: "|") { return true }
    let digits = bytes[i...].prefix { (48...57).contains($0) }.count
    let mark = i + digits
    guard mark + 1 < bytes.count, bytes[mark + 1] == 0x20 else { return false }
    let marks: [UInt8] = digits > 0 ? [UInt8(ascii: "."), UInt8(ascii: ")")] : Array("-+*".utf8)
    return digits < 10 && marks.contains(bytes[mark])
  }

  // MARK: - Messages

  /// Cuts the comments from a text of one line or a few, which is not Markdown: it contains no
  /// code.
  package static func cut(from text: String) -> (text: String, comments: [Comment]) {
    guard text.utf8.count > 1, case let bytes = Array(text.utf8), mayBe(in: bytes) else { return (text, []) }
    let comments = Comments(in: bytes)
    let left = String(decoding: comments.cut(from: bytes).text, as: UTF8.self)
    return (String(Substring(left).trimmed), comments.all)
  }

  /// The group that reports all comments of one file as one finding.
  package static func group(_ code: String, path: String) -> Diagnostic.Group {
    let words =
      code == "hidden-comment"
      ? "{n} comments are in no output, of which this is the first; whoever has this file reads them, so delete what nobody may read"
      : "{n} comments are never closed, of which this is the first, so nothing behind them is shown"
    return Diagnostic.Group("\(code) \(path)", words)
  }

  package static func code(of comment: Comment) -> (severity: Diagnostic.Severity, code: String, message: String) {
    comment.isClosed
      ? (
        .warning, "hidden-comment",
        "a comment is in no output, but everyone who has this file can read it; delete what nobody may read"
      )
      : (
        .error, "unclosed-comment",
        "a comment begins here and is never closed, so nothing after it is shown; close it, or write '\\%%' and '\\<!--' for the characters"
      )
  }
}
