import Testing

@testable import Markdown

private func row(_ piece: String, _ count: Int = 100_000) -> Row {
  Row(name: piece, bytes: [[UInt8]](repeating: Array(piece.utf8), count: count).flatMap { $0 })
}

/// An input; a failing test names it by its first bytes.
private struct Row: Sendable, CustomTestStringConvertible {
  var name: String
  var bytes: [UInt8]
  var testDescription: String { name.debugDescription }

  static func + (a: Row, b: Row) -> Row { Row(name: a.name + b.name, bytes: a.bytes + b.bytes) }
}

private func depth(of document: Document) -> Int {
  var depths = [Int](repeating: 0, count: document.nodes.count)
  for i in document.nodes.indices.dropFirst() {
    // An item is not a level of its own below its list.
    depths[i] = depths[Int(document.nodes[i].parent)] + (document.nodes[i].kind == .item ? 0 : 1)
  }
  return depths.max() ?? 0
}

struct LimitTests {
  /// Tests inputs of a kind that overflowed a stack, or took quadratic time, in some Markdown
  /// parser.
  @Test(
    .timeLimit(.minutes(2)),
    arguments: [
      row(">") + row("a", 1), row("> ") + row("a", 1), row("- "), row("- ") + row("a", 1), row("1. ") + row("a", 1),
      row("> - ") + row("a", 1), row("["), row("[") + row("a", 1) + row("]"), row("![") + row("a", 1) + row("](x)"),
      row("![[]()"),
      row("[a]("), row("*a "), row("*") + row("a", 1) + row("*"), row("*a **a ") + row("a* a**"), row("_a ") + row("a_ "),
      row("~a ") + row("a~ "), row("*_") + row("a", 1) + row("_*"), row("- ", 20_000) + row("a", 1) + row("\n"),
      row("[["), row("[[a|"), row("[@a "), row("[[a|") + row("]]"), row("[x ") + row("[[a]]"), row("\\[["),
      row("|") + row("\n", 1) + row("|-", 5_000) + row("|\n", 1), row("a\n") + row("|-\n", 1), row("a\n") + row(":-\n", 1),
      row("x|", 5_000) + row("\n", 1) + row("-|", 5_000) + row("\n", 1) + row("a\n"), row("(http://a.b", 1) + row(")"),
      row("a@b.c "), row("[^a]") + row("\n\n[^a]: b\n", 1), row("> [^a]: x\n"), row("&"), row("<!--"), row("\u{1}"),
      row("[a]: x ("), row("[a]: x (") + row(")", 1), row("]:"), row("[a]:"),
    ])
  fileprivate func `a hundred thousand of anything end in time`(source: Row) {
    let document = Document(parsing: source.bytes)
    #expect(depth(of: document) < Document.nestingLimit + 10)
  }

  @Test(arguments: [
    String(repeating: "> ", count: 101) + "deep", String(repeating: "- ", count: 101) + "deep",
    (0..<101).map { String(repeating: "  ", count: $0) + "- " }.joined(separator: "a\n") + "deep",
    (0..<51).map { _ in "*a **b " }.joined() + "deep" + (0..<51).map { _ in " b** a*" }.joined(),
  ])
  func `what is nested deeper than the limit keeps its words and is a problem, told once`(markdown: String) {
    let document = Document(parsing: Array(markdown.utf8))
    #expect(document.problems.map(\.kind) == [.nestingTooDeep])
    #expect(document.nodes.contains { $0.kind == .text && document.string($0.text).contains("deep") })
    #expect(depth(of: document) < Document.nestingLimit + 10)
  }

  @Test(arguments: [
    "[a]: /" + String(repeating: "x", count: 20_000), "[a]: /x \"" + String(repeating: "title ", count: 4_000) + "\"",
    "[a\n]:\n<" + String(repeating: "x y", count: 7_000) + ">",
    "[A]: /x (" + String(repeating: "\\) ]: x ", count: 4_000) + ")",
  ])
  func `a long definition with many uses is text, and a problem`(definition: String) {
    let uses = String(repeating: "[a] ", count: 100_000)
    let document = Document(parsing: Array((uses + "\n\n" + definition + "\n").utf8))
    #expect(document.problems.map(\.kind).contains(.costlyDefinition))
    #expect(document.text.count < 2_000_000)
    #expect(!document.nodes.contains { $0.kind == .link })
  }

  @Test func `many definitions with as many uses, and a long one used seldom, are links`() {
    let many = (0..<2_000).map { "[d\($0)]: https://example.org/\($0) \"Title\"" }.joined(separator: "\n")
    let uses = (0..<2_000).map { "[d\($0)] and [words][D\($0)]" }.joined(separator: "\n\n")
    let document = Document(parsing: Array("\(uses)\n\n\(many)\n".utf8))
    #expect(document.problems.isEmpty)
    #expect(document.nodes.count { $0.kind == .link } == 4_000)
    let long = "[a] [a] [a]\n\n[a]: /\(String(repeating: "x", count: 100_000))\n"
    #expect(Document(parsing: Array(long.utf8)).nodes.count { $0.kind == .link } == 3)
  }

  @Test func `a hundred levels are no problem`() {
    #expect(Document(parsing: Array((String(repeating: "> ", count: 100) + "deep").utf8)).problems == [])
  }

  @Test func `a thematic break may be as long as it likes`() {
    let document = Document(parsing: row("* ", 500).bytes)
    #expect(document.nodes.map(\.kind) == [.document, .thematicBreak])
    #expect(document.problems == [])
  }

  @Test func `a table beyond the limits is text and a problem`() {
    let document = Document(parsing: (row("x|", 300) + row("\n", 1) + row("-|", 300)).bytes)
    #expect(document.problems.map(\.kind) == [.tableTooLarge])
    #expect(!document.nodes.contains { $0.kind == .table })
  }

  @Test func `a long table is a table`() {
    let document = Document(parsing: (row("a|b\n-|-\n", 1) + row("c|d\n", 20_000)).bytes)
    #expect(document.problems == [])
    #expect(document.nodes.count { $0.kind == .tableRow } == 20_001)
  }
}
