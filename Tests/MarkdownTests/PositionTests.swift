import Testing

@testable import Markdown

/// Returns the source text of all nodes of one kind.
private func written(_ kind: Node.Kind, in markdown: String) -> [String] {
  let source = Array(markdown.utf8)
  let document = Document(parsing: source)
  expectConsistent(document, of: source)
  return document.nodes.filter { $0.kind == kind }.map { String(decoding: source[$0.sourceRange], as: UTF8.self) }
}

private func targets(_ kind: Node.Kind, in markdown: String) -> [String] {
  let source = Array(markdown.utf8)
  return Document(parsing: source).nodes.filter { $0.kind == kind }.map {
    String(decoding: source[$0.targetRange], as: UTF8.self)
  }
}

struct PositionTests {
  @Test(arguments: [
    ("é *x* y", ["*x*"]),
    ("😀 *x* 😀 *y*", ["*x*", "*y*"]),
    // A lazy line has less indentation than the first line of its block.
    ("> one\ntwo *x*\n>   three *y*", ["*x*", "*y*"]),
    ("- one\n  two *x*\nlazy *y*", ["*x*", "*y*"]),
    ("1. one\n\n   > a\n   > *x* b\n   c *y*", ["*x*", "*y*"]),
    ("a\tb *x*\n\t*y*", ["*x*", "*y*"]),
    ("one\rtwo *x*\r\nthree *y*\n\r*z*", ["*x*", "*y*", "*z*"]),
    ("\u{FEFF}a *x*\n\n# *y*", ["*x*", "*y*"]),
    ("[a]: b\n[c]:\n  d\ntext *x*", ["*x*"]),
    ("[a]: b\n*x*\n===", ["*x*"]),
    ("  a *x*\n   b *y*\n---\n\nc", ["*x*", "*y*"]),
    ("`code\nspan` *x*\n*y*", ["*x*", "*y*"]),
    ("[link](a\n\"t\") *x*\n*y*", ["*x*", "*y*"]),
    ("<b\nc='d'> *x*\n*y*", ["*x*", "*y*"]),
    ("&eacute; &amp; \\* [ ] *x*", ["*x*"]),
    ("![*a\nb*](c) *x*", ["*a\nb*", "*x*"]),
    ("[^1]: text *x*\n\n    more *y*\n\nuse[^1] *z*", ["*z*", "*x*", "*y*"]),
    ("- [x] done *x*", ["*x*"]),
    ("> [!NOTE]\n> text *x*", ["*x*"]),
    ("###   a *x* ###", ["*x*"]),
    // The library keeps the first of the marks that remain.
    ("_a___<*x*", ["_a_", "*x*"]),
    // The rest of a tab in a lazy line becomes spaces.
    ("- 1. a\n\t*x*", ["*x*"]),
    ("a\n    ---\n*x*\n---\n===", ["*x*"]),
  ])
  func `emphasis stands where it was written`(markdown: String, expected: [String]) {
    #expect(written(.emphasis, in: markdown) == expected)
  }

  @Test(arguments: [
    ("| a | *b* |\n|---|---|\n| `c\\|d` *e* | é\\|*f* |", ["*b*", "*e*", "*f*"]),
    ("> | *a* |\n> |---|\n>   | *b* |\n", ["*a*", "*b*"]),
    ("- | *a* |\n  |---|\n  | *b* |\n", ["*a*", "*b*"]),
    ("before *x* \\| é\nand *y*\n*a* | *b*\n--|--\n*c* | *d* | *lost*\n", ["*x*", "*y*", "*a*", "*b*", "*c*", "*d*"]),
    ("a|*b*\n-|-\n|*c*\n*d*|", ["*b*", "*c*", "*d*"]),
    ("[x]: y\n---\n*a*|b\n-|-\n", ["*a*"]), ("a\n     > *b*|c\n-|-\n", ["*b*"]),
  ])
  func `emphasis in tables stands where it was written`(markdown: String, expected: [String]) {
    #expect(written(.emphasis, in: markdown) == expected)
  }

  @Test(arguments: [
    ("[a](b.md)", ["b.md"]),
    ("é [a *b*\nc]( <d e.md>\n'title' ) [x](y)", ["d e.md", "y"]),
    ("[a](b\\_c.md \"t\")", ["b\\_c.md"]),
    ("[a](b(c).md)", ["b(c).md"]),
    ("> [a\n> b](c.md) d [e](f.md)", ["c.md", "f.md"]),
    ("`x\ny` [a](b.md)", ["b.md"]),
    ("[a][b] [b]\n\n[b]: c.md", ["c.md", "c.md"]),
    ("<http://a.b> http://c.d", ["http://a.b", "http://c.d"]),
    ("(www.a.b) me@x.org", ["www.a.b", "me@x.org"]),
    ("[note: http://a.b/c]", ["http://a.b/c"]),
  ])
  func `the address of a link stands where it was written`(markdown: String, expected: [String]) {
    #expect(targets(.link, in: markdown) == expected)
  }

  @Test func `a heading and a block of code have their lines`() {
    #expect(written(.heading, in: "a\n\n## b *c*\n\nd\ne\n---\n") == ["## b *c*", "d\ne"])
    #expect(
      written(.codeBlock, in: "~~~ x\na\n~~~\n\n    b\n\n    c\n\nd\n\n> ```\n> e\n") == [
        "~~~ x\na\n~~~", "b\n\n    c", "```\n> e",
      ])
    #expect(written(.htmlBlock, in: "a\n\n<div>\nb\n\nc <!-- d\n") == ["<div>\nb"])
  }
}
