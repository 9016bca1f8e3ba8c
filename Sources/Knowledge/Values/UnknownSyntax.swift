import Text

/// Counts the markup of other tools, which readers here see as it is written, and reports it in one
/// finding for each file.
struct UnknownSyntax {
  enum Kind: Int, CaseIterable {
    case shortcode, tag, container, admonition, highlight, embed, mathematics, attribute, contents, module

    var words: String {
      switch self {
      case .shortcode: "shortcode ({{…}})"
      case .tag: "tag ({% … %})"
      case .container: "container (:::)"
      case .admonition: "admonition (!!! or ???)"
      case .highlight: "highlight (==…==)"
      case .embed: "embed (![[…]])"
      case .mathematics: "formula ($$…$$)"
      case .attribute: "list of attributes ({#…}, {.…} or {: …})"
      case .contents: "contents list ([TOC])"
      case .module: "line of a program (import or export)"
      }
    }
  }

  private var counts = [Int](repeating: 0, count: Kind.allCases.count)
  private(set) var first: Range<Int>?

  init() {}

  /// Counts the markup in a text that is no Markdown, such as a title.
  private init(inPlain text: [UInt8]) { scan(text, 0..<text.count, begins: true) { $0 } }

  /// Returns the finding about a text that is no Markdown.
  ///
  /// - Parameter range: The range of the text in its file.
  static func finding(inPlain text: String, at range: Range<Int>, in source: SourceText) -> Diagnostic? {
    // Most texts have none of the signs, and cost no more than this look.
    guard text.utf8.contains(where: { beginsMarkup($0) || $0 == UInt8(ascii: "[") }) else { return nil }
    let syntax = UnknownSyntax(inPlain: Array(text.utf8))
    return syntax.first.map { _ in
      source.finding(.warning, "unknown-syntax", range, syntax.message).grouped(group(source.path))
    }
  }

  mutating func note(_ kind: Kind, _ range: Range<Int>) {
    counts[kind.rawValue] += 1
    if first == nil { first = range }
  }

  /// - Parameter source: Returns the offset in the source of a byte of the text.
  mutating func scan(_ text: [UInt8], _ range: Range<Int>, begins: Bool, source: (Int) -> Int) {
    func byte(_ i: Int) -> UInt8 { range.contains(i) ? text[i] : 0 }
    func found(_ kind: Kind, _ i: Int, _ counts: inout UnknownSyntax) {
      let offset = source(i)
      counts.note(kind, offset..<offset + 2)
    }
    if begins, Self.isModule(text[range]) { found(.module, range.lowerBound, &self) }
    if begins, text[range].elementsEqual("[TOC]".utf8) || text[range].elementsEqual("[toc]".utf8) {
      found(.contents, range.lowerBound, &self)
    }
    var i = range.lowerBound
    while true {
      guard let next = text[i..<range.upperBound].firstIndex(where: Self.beginsMarkup) else { return }
      i = next
      let isFirst = i == range.lowerBound ? begins : text[i - 1] == 0x0A
      var width = 1
      switch (text[i], byte(i + 1), byte(i + 2)) {
      case (UInt8(ascii: "{"), UInt8(ascii: "{"), _):
        found(.shortcode, i, &self)
        width = length(to: "}}", in: text, i..<range.upperBound)
      case (UInt8(ascii: "{"), UInt8(ascii: "%"), _):
        found(.tag, i, &self)
        width = length(to: "%}", in: text, i..<range.upperBound)
      case (UInt8(ascii: "{"), UInt8(ascii: ":"), _), (UInt8(ascii: "{"), UInt8(ascii: "."), 0x61...0x7A):
        found(.attribute, i, &self)
      case (UInt8(ascii: "{"), UInt8(ascii: "#"), 0x61...0x7A):
        // In a heading, `{#name}` is its anchor and no text.
        let end = length(to: "}", in: text, i..<range.upperBound)
        if byte(i + end - 1) == UInt8(ascii: "}") { found(.attribute, i, &self) }
        width = end
      case (UInt8(ascii: ":"), UInt8(ascii: ":"), UInt8(ascii: ":")) where isFirst:
        // A line of colons alone ends a container, and is not counted.
        if !isLineOf(":", text, i..<range.upperBound) { found(.container, i, &self) }
        width = 3
      case (UInt8(ascii: "!"), UInt8(ascii: "!"), UInt8(ascii: "!")) where isFirst && byte(i + 3) == 0x20,
        (UInt8(ascii: "?"), UInt8(ascii: "?"), UInt8(ascii: "?")) where isFirst && (byte(i + 3) == 0x20 || byte(i + 3) == 0x2B):
        found(.admonition, i, &self)
        width = 3
      case (UInt8(ascii: "="), UInt8(ascii: "="), let next) where next > 0x20 && next != UInt8(ascii: "="):
        let end = length(to: "==", in: text, i + 2..<range.upperBound) + 2
        if i + end <= range.upperBound, end > 4, text[i + end - 3] > 0x20 {
          found(.highlight, i, &self)
          width = end
        }
      case (UInt8(ascii: "$"), UInt8(ascii: "$"), _):
        let end = length(to: "$$", in: text, i + 2..<range.upperBound) + 2
        if i + end < range.upperBound || byte(i + end - 1) == UInt8(ascii: "$") { found(.mathematics, i, &self) }
        width = end
      default: break
      }
      i += max(1, width)
    }
  }

  /// The distance in bytes to the end of the next `mark`, or to the end of the range.
  private func length(to mark: StaticString, in text: [UInt8], _ range: Range<Int>) -> Int {
    let mark = Array("\(mark)".utf8)
    var i = range.lowerBound
    while i + mark.count <= range.upperBound {
      if text[i] == mark[0], text[i + mark.count - 1] == mark[mark.count - 1] { return i + mark.count - range.lowerBound }
      i += 1
    }
    return range.count
  }

  private func isLineOf(_ mark: Character, _ text: [UInt8], _ range: Range<Int>) -> Bool {
    text[range].prefix { $0 != 0x0A }.allSatisfy { $0 == mark.asciiValue || $0 == 0x20 }
  }

  private static func beginsMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "="), UInt8(ascii: "$"): true
    default: false
    }
  }

  private static func isModule(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.starts(with: "import ".utf8) || text.starts(with: "export ".utf8) else { return false }
    let line = String(decoding: text.prefix { $0 != 0x0A }.prefix(200), as: UTF8.self)
    return (line.hasPrefix("import ") && line.contains(" from ")) || line.hasPrefix("export const ")
      || line.hasPrefix("export default ")
  }

  private static let words = "other tools give these a special meaning; here readers see them as they are written"

  var message: String {
    let kinds = Kind.allCases.filter { counts[$0.rawValue] > 0 }.map { "\(counts[$0.rawValue]) × \($0.words)" }
    return "\(Self.words): \(kinds.joined(separator: ", "))"
  }

  /// The texts of one file are reported as one.
  static func group(_ path: String) -> Diagnostic.Group {
    Diagnostic.Group("unknown-syntax " + path, "\(words), in {n} texts of this file; this is the first")
  }
}
