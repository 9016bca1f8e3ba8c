import Testing

@testable import Markdown

/// Returns a document in one line: wiki links as `⟦target#part|words⟧`, citations as `⟪source,
/// locator⟫`, other inlines by their kind.
private func shown(_ markdown: String) -> String {
  let document = Document(parsing: Array(markdown.utf8))
  var text = ""
  var open: [(end: Int32, close: String)] = []
  for (i, node) in document.nodes.enumerated() {
    while let last = open.last, last.end <= i {
      text += last.close
      open.removeLast()
    }
    switch node.kind {
    case .text, .code, .codeBlock, .htmlBlock, .htmlInline: text += document.string(node.text)
    case .wikiLink:
      text += "⟦" + document.string(node.text)
      if node.marks.contains(.part) { text += "#" + document.string(node.detail) }
      if node.end > i + 1 { text += "|" }
      open.append((node.end, "⟧"))
    case .citation:
      text += "⟪" + document.string(node.text) + (node.detail.isEmpty ? "" : ", " + document.string(node.detail)) + "⟫"
    case .emphasis:
      text += "<em>"
      open.append((node.end, "</em>"))
    case .link:
      text += "<a>"
      open.append((node.end, "</a>"))
    case .tableCell:
      text += "‹"
      open.append((node.end, "›"))
    default: break
    }
  }
  return text + open.reversed().map(\.close).joined()
}

private func problems(_ markdown: String) -> [Problem.Kind] { Document(parsing: Array(markdown.utf8)).problems.map(\.kind) }

struct WikiLinkTests {
  @Test(arguments: [
    ("a [[slug]] b", "a ⟦slug⟧ b"),
    ("[[type/slug]]", "⟦type/slug⟧"),
    ("[[slug|some *words*\nhere]]", "⟦slug|some <em>words</em>\nhere⟧"),
    ("[[ slug #the part | words ]]", "⟦slug#the part| words ⟧"),
    ("[[#part]]", "⟦#part⟧"),
    ("[[_a_b_*c*]] *x*", "⟦_a_b_*c*⟧ <em>x</em>"),
    ("*[[a]]* **[[b|c]]**", "<em>⟦a⟧</em> ⟦b|c⟧"),
    ("> [[a]]\nlazy [[b]]", "⟦a⟧\nlazy ⟦b⟧"),
    ("# [[a]]", "⟦a⟧"),
    ("[[a|b [c] d]]", "⟦a|b [c] d⟧"),
    ("x[^1]\n\n[^1]: [[a]] and\n  [[b]]", "x⟦a⟧ and\n⟦b⟧"),
  ])
  func `a wiki link has a target, a part and words`(markdown: String, expected: String) {
    #expect(shown(markdown) == expected)
    #expect(problems(markdown) == [])
  }

  @Test(arguments: [
    ("[[x]]\n\n[x]: /u", "⟦x⟧"),
    ("[[x|y]] [@x]\n\n[x|y]: /u\n[@x]: /u", "⟦x|y⟧ ⟪x⟫⟪x⟫: /u"),
    ("[x]: [[y]]\n\n[x]", "<a>x</a>"),
    ("[a [[b]] c]: d", "[a [[b]] c]: d"),
    ("x[^1]\n\n[^1]: see [[b]] [@b]\n\n[b]: /u", "xsee ⟦b⟧ ⟪b⟫"),
    ("x[^1]\n\n[^1]: [y]: [[b]]\n\n[y]", "x<a>y</a>"),
    ("\\[[b]] \\[[b|c]] \\[[b](/u)]\n\n[b]: /u", "[[b]] [[b|c]] [<a>b</a>]"),
  ])
  func `a definition never captures one`(markdown: String, expected: String) {
    #expect(shown(markdown) == expected)
  }

  @Test(arguments: [
    ("\\[[x]]", "[[x]]"), ("`[[x]]` ``[[y|z]] [@a]``", "[[x]] [[y|z]] [@a]"), ("    [[x_y]]", "[[x_y]]\n"),
    ("```\n[[x|*y*]] [@a_b, c]\n```", "[[x|*y*]] [@a_b, c]\n"), ("`[[` and `]]`", "[[ and ]]"),
    ("[see [[x]]](y)", "<a>see [[x]]</a>"), ("a <b title='[[x_y]]'>", "a <b title='[[x_y]]'>"), ("\\[@a]", "[@a]"),
    ("[@a](b) [@](c)", "<a>@a</a> <a>@</a>"), ("[x](<y[[z_]]>)", "<a>x</a>"),
  ])
  func `escaped, in code and in links it is text`(markdown: String, expected: String) {
    #expect(shown(markdown) == expected)
  }

  @Test func `an address keeps the brackets it was written with`() {
    let document = Document(parsing: Array("[x](y[[z_w]]) ![a](b[[c]])".utf8))
    #expect(
      document.nodes.filter { $0.kind == .link || $0.kind == .image }.map { document.string($0.text) } == [
        "y[[z_w]]", "b[[c]]",
      ])
  }

  @Test func `in a table a pipe is written with a backslash, and one without is a problem at its place`() throws {
    #expect(shown("| a | b |\n|---|---|\n| [[x\\|y *z*]] | [[u]] |") == "‹a›‹b›‹⟦x|y <em>z</em>⟧›‹⟦u⟧›")
    let cut = "| a | é |\n|---|---|\n| é | [[x|y]] |"
    #expect(shown(cut) == "‹a›‹é›‹é›‹[[x›")
    let problem = try #require(Document(parsing: Array(cut.utf8)).problems.first)
    guard case .unescapedPipe(let place) = problem.kind else {
      Issue.record("not an unescaped pipe: \(problem)")
      return
    }
    #expect(Array(cut.utf8)[place] == UInt8(ascii: "|"))
    #expect(Array(cut.utf8)[place + 1] == UInt8(ascii: "y"))
  }

  @Test(arguments: ["a [[b", "[[a\n\nb]]", "[[a|b", "*[[a|b* c]]", "x[^1]\n\n[^1]: a [[b"])
  func `one that is not closed is a problem and stays text`(markdown: String) {
    #expect(problems(markdown) == [.unclosedWikiLink])
    #expect(shown(markdown).contains("[["))
  }
}

struct CitationTests {
  @Test(arguments: [
    ("x [@a-b].", "x ⟪a-b⟫."),
    ("[@a, p. 12]", "⟪a, p. 12⟫"),
    ("[@a_b_c, p. 1; @d; @type/e, ch. 2, p. 3]", "⟪a_b_c, p. 1⟫⟪d⟫⟪type/e, ch. 2, p. 3⟫"),
    ("[@a, ch. 1; see also p. 2]", "⟪a, ch. 1; see also p. 2⟫"),
    ("> [@a, chapter on\n> the *thing*; @b]", "⟪a, chapter on the *thing*⟫⟪b⟫"),
    ("[@a, p. 3 [sic]]", "⟪a, p. 3 [sic]⟫"),
    ("[@a, https://x.y/z_w]", "⟪a, https://x.y/z_w⟫"),
    ("x[^1]\n\n[^1]: see [@a, p. 3]", "xsee ⟪a, p. 3⟫"),
    ("a [@ b] [@, c] [@]", "a [@ b] [@, c] [@]"),
  ])
  func `a citation names sources, each with its locator`(markdown: String, expected: String) {
    #expect(shown(markdown) == expected)
    #expect(problems(markdown) == [])
  }

  @Test func `one that is not closed is a problem`() {
    #expect(problems("a [@b, p. 1") == [.unclosedCitation])
  }

  @Test func `the source's name has its own place`() {
    let source = Array("é [@a, p. 1;\n@b_c] [[t/s#p|w]]".utf8)
    let places = Document(parsing: source).nodes.filter { $0.kind == .citation || $0.kind == .wikiLink }
    #expect(places.map { String(decoding: source[$0.targetRange], as: UTF8.self) } == ["a", "b_c", "t/s"])
    #expect(places.map { String(decoding: source[$0.sourceRange], as: UTF8.self) } == ["@a, p. 1", "@b_c", "[[t/s#p|w]]"])
  }
}
