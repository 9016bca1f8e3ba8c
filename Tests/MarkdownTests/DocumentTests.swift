import Testing

@testable import Markdown

struct DocumentTests {
  @Test func `nodes stand in reading order, each before its children`() {
    let document = Document(parsing: Array("# a *b*\n\n- c\n- d\n".utf8))
    #expect(
      document.nodes.map(\.kind) == [
        .document, .heading, .text, .emphasis, .text, .list, .item, .paragraph, .text, .item, .paragraph, .text,
      ])
    #expect(document.nodes.map(\.end) == [12, 5, 3, 5, 5, 12, 9, 9, 9, 12, 12, 12])
    #expect(document.nodes.map(\.parent) == [-1, 0, 1, 1, 3, 0, 5, 6, 7, 5, 9, 10])
  }

  @Test(arguments: ["", "\n", " \r\n\t", "\u{FEFF}"])
  func `a text without anything is a document alone`(markdown: String) {
    #expect(Document(parsing: Array(markdown.utf8)).nodes.map(\.kind) == [.document])
  }

  @Test(arguments: [
    ("> [!NOTE]\n> a", AlertKind.note), ("> [!tip]  \n> a", .tip), (">[!Warning]\n>\n> a", .warning),
    ("> [!CAUTION]\\\n> a", .caution), ("- > [!IMPORTANT]\n  > a", .important),
  ])
  func `a quote that begins with a mark is an alert without it`(markdown: String, kind: AlertKind) {
    let document = Document(parsing: Array(markdown.utf8))
    #expect(document.nodes.first { $0.kind == .alert }?.alert == kind)
    #expect(document.nodes.filter { $0.kind == .text }.map { document.string($0.text) } == ["a"])
    #expect(!document.nodes.contains { $0.kind == .lineBreak })
  }

  @Test(arguments: [
    ("> [!tip] A title\n> a", AlertKind.tip, "A title", "", ["a"]), ("> [!NOTE] Title alone", .note, "Title alone", "", []),
    ("> [!example]- How it & they went\n> a", .note, "How it & they went", "example", ["a"]),
    ("> [!danger]+\n> a", .caution, "", "", ["a"]), ("> [!bug|left] T\n>\n> a", .warning, "T", "bug", ["a"]),
    ("> [!my-own]\n> a", .note, "", "my-own", ["a"]),
    ("> [!tip] Some *marks* here\n> a", .tip, "", "", ["Some ", "marks", " here\na"]),
    ("> [!exemple] Été\n> a", .note, "Été", "exemple", ["a"]),
  ])
  func `a callout has any kind and a title`(markdown: String, kind: AlertKind, title: String, word: String, texts: [String])
    throws
  {
    let document = Document(parsing: Array(markdown.utf8))
    let alert = try #require(document.nodes.first { $0.kind == .alert })
    #expect(alert.alert == kind)
    #expect(document.string(alert.text) == title)
    #expect(document.string(alert.detail) == word)
    #expect(document.nodes.filter { $0.kind == .text }.map { document.string($0.text) } == texts)
  }

  @Test(arguments: ["> [!NOTE]", "> [!OTHER]", "> [!a b]\n> c", "> a\n> [!NOTE]", "> *[!NOTE]*\n> a"])
  func `any other quote is a quote`(markdown: String) {
    let document = Document(parsing: Array(markdown.utf8))
    #expect(document.nodes.contains { $0.kind == .blockQuote })
  }

  @Test func `an item that begins with a box is a task`() {
    let document = Document(parsing: Array("- [ ] a [x]\n- [x] b\n- [X]\tc\n- [ ]\n- [y] d\n- [ ]e\n> - [x] f\n".utf8))
    let items = document.nodes.filter { $0.kind == .item }
    #expect(items.map { $0.marks.contains(.task) } == [true, true, true, false, false, false, true])
    #expect(items.map { $0.marks.contains(.done) } == [false, true, true, false, false, false, true])
    let texts = document.nodes.filter { $0.kind == .text }.map { document.string($0.text) }
    #expect(texts == ["a [x]", "b", "c", "[ ]", "[y] d", "[ ]e", "f"])
  }

  @Test func `footnotes are numbered by their first use and count their uses`() {
    let document = Document(parsing: Array("a[^b] c[^d] e[^b] f[^none]\n\n[^d]: one\n[^b]: two\n[^unused]: three".utf8))
    let references = document.nodes.filter { $0.kind == .footnoteReference }
    #expect(references.map(\.number) == [1, 2, 1])
    #expect(references.map(\.use) == [1, 1, 2])
    let definitions = document.nodes.filter { $0.kind == .footnoteDefinition }
    #expect(definitions.map { document.string($0.text) } == ["b", "d"])
    #expect(definitions.map(\.use) == [2, 1])
    #expect(document.problems.map(\.kind) == [.undefinedFootnote, .unusedFootnote])
    #expect(document.problems.map(\.source) == [19..<26, 48..<58])
  }

  @Test(arguments: [
    "a[^b]\n\n[^b]: c\n[^b]: again", "[^b]: only", "> a[^b]\n>\n> [^b]: c\n> [^b]: d", "a[^b]\n\n[^B]: c\n\n    [^b]: d",
  ])
  func `a footnote that is not shown is a problem`(markdown: String) {
    #expect(Document(parsing: Array(markdown.utf8)).problems.map(\.kind) == [.unusedFootnote])
  }

  @Test(arguments: [
    "```\n[^b]: c\n```", "    [^b]: c", "\\[^b]: c", "`[^b]`", "[^b]: c\n\na[^b]", "a[^b]\n\n[^b]:\n    c", "[^a b]: c",
  ])
  func `what only looks like a footnote is none`(markdown: String) {
    #expect(Document(parsing: Array(markdown.utf8)).problems == [])
  }

  @Test func `a note in brackets that goes on in the next line loses no word`() {
    let document = Document(parsing: Array("a [^see the\n[^other] *text*] b\n\n[^other]: c".utf8))
    let texts = document.nodes.filter { $0.kind == .text }.map { document.string($0.text) }
    #expect(texts == ["a [^see the\n", " ", "text", "] b", "c"])
  }

  @Test func `a table's cells know their side and the head`() {
    let document = Document(parsing: Array("a|b|c|d\n:-|:-:|-:|-\ne|f\n".utf8))
    let cells = document.nodes.filter { $0.kind == .tableCell }
    #expect(cells.map(\.alignment) == [.left, .center, .right, .none, .left, .center, .right, .none])
    #expect(cells.map { $0.marks.contains(.header) } == [true, true, true, true, false, false, false, false])
  }

  @Test func `control characters of a source are never taken for markup`() {
    let document = Document(parsing: Array("\u{1}\u{1}a\u{2}\u{2} \u{3}@b\u{4} \u{0} &#1;&#x01;a&#2;&#X02; [[a]]".utf8))
    #expect(document.nodes.map(\.kind) == [.document, .paragraph, .text, .wikiLink])
    #expect(document.text.allSatisfy { $0 == 0x1F || $0 >= 0x20 })
  }
}
