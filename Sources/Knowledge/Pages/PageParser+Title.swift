import Markdown
import Text

/// Finds the title of a page without a title in its front matter.
extension PageParser {
  /// Takes the first heading of level 1 as the title, and removes it from the body.
  func takeTitle(of page: inout ParsedPage) {
    let bytes = Array(page.body.bytes)
    guard bytes.contains(UInt8(ascii: "#")) || bytes.contains(UInt8(ascii: "=")) else { return }
    let document = Document(parsing: bytes)
    guard
      let index = document.nodes.indices.first(where: { document.nodes[$0].kind == .heading && document.nodes[$0].number == 1 }
      ),
      document.nodes[index].parent == 0
    else { return }
    let (title, _) = Comments.cut(from: document.plainText(of: index))
    guard !title.isBlank else { return }
    let range = lines(of: document.nodes[index].sourceRange, in: bytes)
    page.values[CommonField.title.rawValue] = .text(title)
    page.ranges[CommonField.title.rawValue] = page.body.map.fileRange(range)
    let map = page.body.map
    page.body = MarkdownText(
      bytes: bytes[..<range.lowerBound] + bytes[range.upperBound...],
      map: OffsetMap(pieces: [(0, map.fileOffset(0)), (range.lowerBound, map.fileOffset(range.upperBound))]))
  }

  /// Shortens a title that is too long, with a finding: lists, links and the search show it again
  /// and again, so that a page of 400 kB with a long title in each link would become one of
  /// gigabytes.
  func limitTitle(of page: inout ParsedPage) -> [Diagnostic] {
    let index = CommonField.title.rawValue
    guard case .text(let title)? = page.values[index], title.utf8.count > Limits.title else { return [] }
    page.values[index] = .text(title.shortened(to: Limits.title))
    return [
      page.source.finding(
        .error, "too-long", page.ranges[index],
        "a title has at most \(Limits.title) bytes; this one has \(title.utf8.count), and is shown as its beginning")
    ]
  }

  /// The range of all lines of a heading, with the line of `===` below it, if there is one.
  private func lines(of range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    func isEnd(_ i: Int) -> Bool { bytes[i] == 0x0A || bytes[i] == 0x0D }
    var (lower, upper) = (range.lowerBound, min(range.upperBound, bytes.count))
    while lower > 0, !isEnd(lower - 1) { lower -= 1 }
    while upper < bytes.count, !isEnd(upper) { upper += 1 }
    if bytes[lower..<upper].first(where: { $0 != 0x20 }) != UInt8(ascii: "#") {
      var next = upper
      while next < bytes.count, isEnd(next) { next += 1 }
      var end = next
      while end < bytes.count, !isEnd(end) { end += 1 }
      if bytes[next..<end].allSatisfy({ $0 == UInt8(ascii: "=") || $0 == 0x20 }) { upper = end }
    }
    return lower..<upper
  }

  /// The title for a file's name: `night-patrol` becomes *Night patrol*. A name that is already
  /// written as words stays.
  static func title(ofName name: String) -> String {
    guard !name.contains(" "), name == name.lowercased() else { return name }
    let words = name.replacing("-", with: " ").replacing("_", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
