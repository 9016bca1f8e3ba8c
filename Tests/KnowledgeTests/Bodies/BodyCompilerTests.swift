import Testing
import Text

@testable import Knowledge

private let context = ExpectedSection(id: "context", label: "Contexte")
private let actions = ExpectedSection(id: "actions", label: "Ce qui a été fait")

private func codes(_ markdown: String) -> [String] { compiled(markdown).findings.map(\.code) }

struct HeadingTests {
  @Test(arguments: [
    ("What was done?", "what-was-done"), ("Étude № 2", "étude-2"), ("  a -- b_c  ", "a-b-c"), ("_note", "note"),
    ("!?", "section"),
    ("ما الذي تغير؟", "ما-الذي-تغير"), ("什么改变了", "什么改变了"), ("Cafe\u{301}", "café"), ("İstanbul", "istanbul"), ("1. a", "1-a"),
    ("*a* `b_c` [d](e.md) [[x-y]]", "a-b-c-d"), ("می\u{200C}خواهم", "میخواهم"), ("हिन्दी", "हिन्दी"),
  ])
  func `an anchor is made of the letters and digits of any script`(text: String, anchor: String) {
    #expect(compiled("## \(text)").body.headings.map(\.anchor) == [anchor])
  }

  @Test func `anchors are unique, also where a heading looks like another's second`() {
    let anchors = compiled("## A\n\n## a\n\n## a-2\n\n## A\n").body.headings.map(\.anchor)
    #expect(anchors == ["a", "a-2", "a-2-2", "a-3"])
  }

  @Test func `an expected section has its id, whatever the language of its heading`() {
    let (body, findings) = compiled(
      "## contexte\n\n## ce qui a été Fait\n\n### Contexte\n\n[a](#contexte) [[#Ce qui a été fait]]",
      sections: [context, actions])
    #expect(body.headings.map(\.anchor) == ["context", "actions", "contexte"])
    #expect(body.shown.contains("<a href=\"#⟨⟩contexte\">a</a>"))
    #expect(body.shown.contains("<a href=\"#⟨⟩actions\">Ce qui a été fait</a>"))
    #expect(findings == [])
  }

  @Test func `a missing section is a warning, but not in an empty body`() {
    #expect(compiled("## Context", sections: [context, actions]).findings.map(\.code) == ["missing-section"])
    #expect(compiled("\n", sections: [context, actions]).findings == [])
  }

  @Test func `a heading of level 1 is shown as level 2, and a level left out is a warning`() {
    let (body, findings) = compiled("# a\n\n#### b\n\n## c\n")
    #expect(body.headings.map(\.level) == [2, 4, 2])
    #expect(body.shown.contains("<h2 id=\"⟨⟩a\">a</h2>"))
    #expect(findings.map { "\($0.start.line) \($0.code)" } == ["1 heading-level-1", "3 skipped-heading-level"])
  }
}

struct RedactionTests {
  private let text = """
    intro [^1] [x]

    ## Open
    a
    ## Secret
    b [^2] [[hidden]]
    ### Below
    c

    [x]: /secret.md
    [^2]: note

    Next
    ----
    d
    """

  @Test func `a section is cut with all below it, as if it had not been written`() {
    let cut = compiled(text, omitting: ["secret"])
    let never = compiled("intro [^1] [x]\n\n## Open\na\n\n\nNext\n----\nd")
    #expect(cut.body.html == never.body.html)
    #expect(cut.body.holes == never.body.holes)
    #expect(cut.body.text == never.body.text)
    #expect(cut.body.headings == never.body.headings)
    #expect(cut.body.references == [])
    #expect(cut.body.files == [])
  }

  @Test func `what stands behind a cut keeps its place in the file`() {
    let markdown = "## a\n\n[[one]]\n\n## b\n\ntwo\n\n## c\n\n[[three]] <b>\n"
    let (body, findings) = compiled(markdown, omitting: ["b"])
    let bytes = Array(markdown.utf8)
    #expect(body.references.map { String(decoding: bytes[$0.range], as: UTF8.self) } == ["one", "three"])
    #expect(findings.map { $0.start } == [SourcePosition(line: 11, column: 11)])
  }

  @Test func `of a text without the section nothing is kept`() {
    let (body, findings) = compiled("## a\n\nb", omitting: ["nowhere"])
    #expect(body.isEmpty)
    #expect(body.text == [])
    #expect(findings.map(\.code) == ["unknown-redaction"])
  }

  @Test func `a section known by its id is cut under its name in any language`() {
    let (body, findings) = compiled("## Contexte\n\na\n\n## b\n", sections: [context], omitting: ["context"])
    #expect(body.headings.map(\.anchor) == ["b"])
    #expect(findings == [])
  }

  @Test func `a heading in a quote takes the quote with it`() {
    #expect(compiled("a\n\n> ## b\n> c\n\nd\n\n## e\n", omitting: ["b"]).body.text.map(\.text) == ["a", ""])
  }
}

struct LinkTests {
  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#x09;script:alert(1)", "java&NewLine;script:x", "java\u{1}script:x",
    "javascript&colon;x", "vbscript:x", "file:///etc/passwd", "data:text/html,x", "data:image/png;base64,x", "ftp://a.b",
    "unknown:x", "//host/a", "\\\\\\\\host/a", "/\\\\host", "&#x20;javascript:x", "C:/a.md", "j&#97;vascript:x",
  ])
  func `an address of another scheme is not linked and is an error`(address: String) {
    for markdown in ["[a](\(address))", "[a](<\(address)>)", "![a](\(address))", "[a][b]\n\n[b]: <\(address)>"] {
      let (body, findings) = compiled(markdown)
      #expect(findings.map(\.code).filter { $0 != "control-character" } == ["unsafe-link"], "\(markdown)")
      #expect(body.shown == "<p>a</p>\n", "\(markdown)")
      #expect(body.holes == [])
    }
  }

  @Test(arguments: [
    ("[a](https://b.c/d?e=f&g \"t\")", "<a href=\"https://b.c/d?e=f&amp;g\" title=\"t\" rel=\"noopener noreferrer\">a</a>"),
    ("<http://b.c>", "<a href=\"http://b.c\" rel=\"noopener noreferrer\">http://b.c</a>"),
    ("[a](mailto:b@c.de)", "<a href=\"mailto:b@c.de\">a</a>"), ("[a](tel:+1)", "<a href=\"tel:+1\">a</a>"),
    ("[a](#b)", "⟨link 0⟩a⟨/link 0⟩"), ("[a](#%C3%A9)", "⟨link 0⟩a⟨/link 0⟩"), ("[a](b.md)", "⟨link 0⟩a⟨/link 0⟩"),
    ("[](b.md)", "⟨link 0⟩⟨title 0⟩⟨/link 0⟩"), ("[a](b/c.pdf)", "⟨file 0⟩a⟨/file 0⟩"), ("![a](b.md)", "⟨image 0⟩"),
    ("[![a](b.png)](c.md)", "⟨link 0⟩⟨image 0⟩⟨/link 0⟩"), ("[[a]]", "⟨link 0⟩⟨title 0⟩⟨/link 0⟩"),
    ("[@a, p. 1; @b]", "⟨citation 0⟩⟨citation 1⟩"), ("[a [[b]]](c.md)", "⟨link 0⟩a [[b]]⟨/link 0⟩"),
    ("[a](<b c.md>)", "⟨link 0⟩a⟨/link 0⟩"), ("ftp://a.b", "<a href=\"ftp://a.b\">"),
  ])
  func `a link is HTML or a hole`(markdown: String, expected: String) {
    let shown = compiled(markdown).body.shown
    if markdown.hasPrefix("ftp") {
      #expect(shown == "<p>ftp://a.b</p>\n")
    } else {
      #expect(shown == "<p>\(expected)</p>\n")
    }
  }

  @Test func `references tell what was written and where`() {
    let markdown = "é [a](../cases/caf%C3%A9.md#part) [[type/b#c|d]] [@e, p. 1] [[f]]"
    let bytes = Array(markdown.utf8)
    let references = compiled(markdown).body.references
    #expect(references.map(\.kind) == [.markdownLink, .wikiLink, .citation, .wikiLink])
    #expect(references.map(\.target) == ["../cases/café.md", "type/b", "e", "f"])
    #expect(references.map(\.part) == ["part", "c", nil, nil])
    #expect(references.map(\.locator) == [nil, nil, "p. 1", nil])
    #expect(
      references.map { String(decoding: bytes[$0.range], as: UTF8.self) } == ["../cases/caf%C3%A9.md#part", "type/b", "e", "f"])
  }

  @Test func `places are those of the file that a text stands in`() {
    let file = Array("---\ntext: |\n  one\n  [[two]]\n---\n".utf8)
    let text = Array("one\n[[two]]\n".utf8)
    let map = OffsetMap(pieces: [(0, 14), (4, 20)])
    let body = BodyCompiler().compile(text, map: map, in: SourceText(path: "x", bytes: file), owner: "").body
    #expect(body.references.map { String(decoding: file[$0.range], as: UTF8.self) } == ["two"])
  }

  @Test func `files keep their words, and an image on another host is only linked`() {
    let (body, findings) = compiled("![a *b*](c%20d.png \"e\") [f](g.pdf#h) ![i](https://j.k/l.png)")
    #expect(body.files.map(\.path) == ["c d.png", "g.pdf"])
    #expect(body.files.map(\.alternative) == ["a b", "f"])
    #expect(body.files.map(\.title) == ["e", ""])
    #expect(body.files.map(\.isImage) == [true, false])
    #expect(findings.map(\.code) == ["external-image"])
    #expect(body.shown.contains("<a href=\"https://j.k/l.png\" rel=\"noopener noreferrer\">i</a>"))
  }

  @Test(arguments: ["[]()", "[a]()", "[](https://b.c)", "[](#a)", "[a](#)", "[[]]", "[[ |a]]", "![a]()", "[a](?b)"])
  func `a link without words or without an address is a warning`(markdown: String) {
    #expect(codes(markdown) == ["empty-link"])
  }
}

struct TextTests {
  @Test func `text is cut at headings and has what a reader reads`() {
    let body = compiled(
      """
      Before *this*[^1]
      and `that` [link](http://a.b) ![seen](c.png).

      ## One
      - a
      - b [[some/two-words]] [[x|three]] [@y, p. 1]

      ```swift
      code()
      ```

      ## Two

      | c | d |
      |---|---|
      | e | f |

      <b>g</b>

      ## Three

      [^1]: note
      """
    ).body
    #expect(
      body.text == [
        TextSection(heading: nil, text: "Before this and that link seen."),
        TextSection(heading: 0, text: "a b \u{FFFC} three code()", named: [0]),
        TextSection(heading: 1, text: "c d e f <b>g</b>"),
        TextSection(heading: 2, text: "note"),
      ])
  }

  @Test func `raw HTML is shown as text and is a warning at its place`() {
    let (body, findings) = compiled("a <b class='x'>c</b>\n\n<script>\nalert(1)\n</script>\n")
    #expect(body.shown == "<p>a &lt;b class='x'&gt;c&lt;/b&gt;</p>\n<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n")
    #expect(findings.map { "\($0.start.line):\($0.start.column) \($0.code)" } == ["1:3 raw-html", "3:1 raw-html"])
  }

  @Test func `what XML cannot carry is replaced`() {
    #expect(
      compiled("a\u{1}b&#0;c\u{FFFE}d&#13;e \u{FFFD} &#2;").body.shown
        == "<p>a\u{FFFD}b\u{FFFD}c\u{FFFD}d&#13;e \u{FFFD} &amp;#2;</p>\n")
  }

  @Test func `an unescaped pipe in a table can be mended`() throws {
    let markdown = "|a|\n|-|\n|[[b|c]]|\n"
    let finding = try #require(compiled(markdown).findings.first)
    #expect(finding.code == "unescaped-pipe")
    let edit = try #require(finding.edit)
    var bytes = Array(markdown.utf8)
    bytes.replaceSubrange(edit.range, with: edit.replacement.utf8)
    #expect(String(decoding: bytes, as: UTF8.self) == "|a|\n|-|\n|[[b\\|c]]|\n")
  }
}
