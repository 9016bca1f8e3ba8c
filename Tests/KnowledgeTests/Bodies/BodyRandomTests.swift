import Testing

@testable import Knowledge

struct BodyRandomTests {
  @Test func `any text gives well-formed XML, holes in order, and the same again`() {
    var state: UInt64 = 42
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    let pieces = [
      "word", "term", "é", "😀", " ", " ", "\n", "\n\n", "\r\n", "\t", "    ", "  \n", "[[a|b]]", "[[a#c]]", "[[", "]]",
      "[@a, p. 1; @b]",
      "*", "**", "_", "~~", "`", "[", "](u.md)", "](http://u \"t<&\")", "](#x)", "![", "](i.png)", "<", "&amp;", "&#1;", "\\",
      "> ",
      "- ", "1. ", "- [x] ", "# ", "## term\n", "### _x_\n", "---\n", "| a | |\n|---|:-:|\n| c | [[d|e]] |\n", "http://a.b/c",
      "[^1]",
      "\n[^1]: ", "<b>", "<!-- ", "\n<div>\n", "```\n", "\u{1}", "\u{FFFF}", "> [!TIP]\n> ", "javascript:x",
    ]
    for _ in 0..<2_000 {
      let markdown = (0..<next(40)).map { _ in pieces[next(pieces.count)] }.joined()
      let (body, findings) = compiled(
        markdown, sections: [ExpectedSection(id: "term", label: "Term")], autolinks: [(["term"], "a/term")])
      expectWellFormed(String(decoding: body.html, as: UTF8.self), of: markdown)
      #expect(body.holes.map(\.offset) == body.holes.map(\.offset).sorted())
      #expect((body.holes.last?.offset ?? 0) <= body.html.count)
      #expect(Set(body.headings.map(\.anchor)).count == body.headings.count)
      #expect(body.references.allSatisfy { $0.range.upperBound <= markdown.utf8.count })
      let again = compiled(markdown, sections: [ExpectedSection(id: "term", label: "Term")], autolinks: [(["term"], "a/term")])
      #expect(again.body.html == body.html)
      #expect(again.findings == findings)
    }
  }
}
