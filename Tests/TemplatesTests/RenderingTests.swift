import Synchronization
import Templates
import Testing

struct RenderingTests {
  @Test(arguments: [
    ("a & b", "a &amp; b"),
    ("<script>", "&lt;script&gt;"),
    (#""'"#, "&quot;&#39;"),
    ("\"\u{301} onload=x", "&quot;\u{301} onload=x"),  // by Character this is one letter, and no quotation mark
    ("'\u{20E3}<\u{338}>", "&#39;\u{20E3}&lt;\u{338}&gt;"),
    ("été 🕊️", "été 🕊️"),
    ("", ""),
  ])
  func `text is escaped byte by byte`(text: String, expected: String) {
    let shape = Shape([("x", .text)])
    let page = render(["page": #"<p title="{{x}}">"#], Values(shape, [.text(text)]))
    #expect(Array(page.utf8) == Array(#"<p title="\#(expected)">"#.utf8))
  }

  @Test func `HTML is shown as it is, between three braces`() {
    let values = Values(Shape([("body", .html)]), [.html(Array("<p>é</p>".utf8))])
    #expect(render(["page": "{{{body}}}|{{&body}}"], values) == "<p>é</p>|<p>é</p>")
  }

  @Test func `a value of another kind than its shape says never gets out unescaped`() {
    let values = Values(Shape([("body", .html)]), [.text("<b>")])
    #expect(render(["page": "{{{body}}}"], values) == "&lt;b&gt;")
  }

  @Test(arguments: [Slot.absent, .text(""), .html([]), .flag(false), .list([])])
  func `an absent or empty value is false and shows nothing`(slot: Slot) {
    let kind: Shape.Kind =
      switch slot {
      case .html: .html
      case .flag: .flag
      case .list: .list(.text)
      default: .text
      }
    #expect(render(["page": "({{#x}}yes{{/x}}{{^x}}no{{/x}})"], Values(Shape([("x", kind)]), [slot])) == "(no)")
  }

  @Test func `what comes late is made once where it is shown, and not at all where it is not`() {
    let made = Mutex<[String]>([])
    func late(_ name: String, _ slot: Slot) -> Slot {
      .later {
        made.withLock { $0.append(name) }
        return slot
      }
    }
    let site = Shape([("name", .text), ("unused", .text)])
    let page = Shape([("names", .list(.text)), ("site", .object(site))])
    let values = Values(
      page,
      [
        late("names", .list([Values(text: "a"), Values(text: "b")])),
        .object(Values(site, [late("name", .text("c")), late("unused", .text("d"))])),
      ])
    let text = "{{#names}}{{.}}{{/names}} {{#site.name}}{{site.name}}{{/site.name}}"
    #expect(render(["page": text], values) == "ab c")
    #expect(made.withLock { $0 } == ["names", "name"])
  }

  @Test func `text in bytes is escaped, and an address of the program's own is not`() {
    let values = Values(
      Shape([("x", .text), ("y", .text)]), [.bytes(Array("a&b".utf8)), .escaped(Array("../a.html#%26".utf8))])
    #expect(render(["page": "{{#x}}{{x}}{{/x}} {{#y}}{{y}}{{/y}}"], values) == "a&amp;b ../a.html#%26")
  }

  @Test func `a name that goes through an object is looked up anew for each entry`() {
    let author = Shape([("name", .text)])
    let bookShape = Shape([("title", .text), ("author", .object(author))])
    let page = Shape([("author", .object(author)), ("books", .list(bookShape))])
    func book(_ title: String, by name: String?) -> Values {
      Values(bookShape, [.text(title), name.map { .object(Values(author, [.text($0)])) } ?? .absent])
    }
    let values = Values(
      page,
      [
        .object(Values(author, [.text("page")])),
        .list([book("1", by: "a"), book("2", by: nil), book("3", by: "c")]),
      ])
    let text = "{{#books}}{{title}}{{author.name}}{{^author.name}}-{{/author.name}} {{/books}}{{author.name}}"
    #expect(render(["page": text], values) == "1a 2- 3c page")
  }

  @Test(arguments: [1, 5000, 100_000])
  func `a page may be as long as its values`(count: Int) {
    let shape = Shape([("x", .text), ("body", .html)])
    let values = Values(
      shape, [.text(String(repeating: "<", count: count)), .html(Array(repeating: UInt8(ascii: "b"), count: count))])
    let page = render(["page": "({{x}}|{{{body}}})"], values)
    #expect(page == "(" + String(repeating: "&lt;", count: count) + "|" + String(repeating: "b", count: count) + ")")
  }

  @Test func `a section over a text is the text`() {
    let values = Values(Shape([("summary", .text)]), [.text("a<b")])
    #expect(render(["page": "{{#summary}}<p>{{.}} {{summary}}</p>{{/summary}}"], values) == "<p>a&lt;b a&lt;b</p>")
  }

  @Test func `an entry sees its own names first, then those around it`() {
    let entry = Shape([("title", .text)])
    let site = Shape([("name", .text)])
    let page = Shape([("title", .text), ("site", .object(site)), ("lessons", .list(entry))])
    let values = Values(
      page,
      [
        .text("page"), .object(Values(site, [.text("site")])),
        .list([Values(entry, [.text("1")]), Values(entry, [.text("2")])]),
      ])
    let text = "{{#lessons}}{{title}}-{{site.name}} {{/lessons}}{{#site}}{{name}}-{{title}}{{/site}}"
    #expect(render(["page": text], values) == "1-site 2-site site-page")
  }

  static let menu = Shape([("label", .text), ("children", .listOfItself)])

  static func menu(depth: Int) -> Values {
    var values = Values(menu)
    for level in (0..<depth).reversed() { values = Values(menu, [.text("\(level)"), .list([values])]) }
    return values
  }

  @Test func `a partial may include itself within a list of its own context`() {
    let page = Shape([("menu", .list(Self.menu))])
    let item = "<li>{{label}}{{#children}}<ul>{{>item}}</ul>{{/children}}</li>"
    let one = Values(Self.menu, [.text("1"), .list([Values(Self.menu, [.text("2"), .absent])])])
    let result = render(["page": "{{#menu}}{{>item}}{{/menu}}", "partials/item": item], Values(page, [.list([one, one])]))
    #expect(result == "<li>1<ul><li>2</li></ul></li><li>1<ul><li>2</li></ul></li>")
  }

  @Test func `the depth of data costs no stack`() {
    let depth = 10_000
    let result = render(["item": "{{label}}{{#children}},{{>item}}{{/children}}"], Self.menu(depth: depth))
    #expect(result.utf8.count(where: { $0 == UInt8(ascii: ",") }) == depth)
  }

  @Test func `the lines of a recursive partial are indented level by level`() {
    let item = "- {{label}}\n{{#children}}\n  {{>item}}\n{{/children}}\n"
    #expect(render(["item": item], Self.menu(depth: 2)) == "- 0\n  - 1\n    - \n")
  }

  @Test func `a value's own lines are not indented`() {
    let values = Values(Shape([("x", .text)]), [.text("a\nb")])
    #expect(render(["page": "<pre>\n  {{>x}}\n</pre>", "x": "{{x}}\n{{x}}\n"], values) == "<pre>\n  a\nb\n  a\nb\n</pre>")
  }

  @Test func `a page fills the blocks of its layout, also those of the layout's partials`() {
    let files: KeyValuePairs = [
      "page": "{{<layout}}\n{{$title}}{{x}}{{/title}}\n{{$main}}\n<p>{{x}}</p>\n{{/main}}\n{{/layout}}\n",
      "layout": "{{>head}}\n<main>\n  {{$main}}\n  nothing\n  {{/main}}\n</main>\n",
      "partials/head": "<title>{{$title}}-{{/title}}</title>\n",
    ]
    let values = Values(Shape([("x", .text)]), [.text("X")])
    #expect(render(files, values) == "<title>X</title>\n<main>\n  <p>X</p>\n</main>\n")
  }

  @Test func `a block's new content may hold the block itself, which is then the default`() {
    let files: KeyValuePairs = ["page": "{{<a}}{{$x}}new {{$x}}old{{/x}}{{/x}}{{/a}}", "a": "{{$x}}default{{/x}}"]
    #expect(render(files, Values(Shape([]))) == "new old")
  }
}
