import Templates
import Testing
import Text

struct FindingTests {
  static let shape = Shape([
    ("title", .text), ("body", .html), ("isHome", .flag), ("facts", .list(Shape([("label", .text)]))),
    ("site", .object(Shape([("name", .text)]))),
  ])

  @Test(arguments: [
    ("é {{titel}}", "1:6: error: no value is named 'titel' here; did you mean 'title'? [unknown-template-name]"),
    (
      "\n{{#facts}}{{lable}}{{/facts}}",
      "2:13: error: no value is named 'lable' here; did you mean 'label'? [unknown-template-name]"
    ),
    ("{{^fact}}x{{/fact}}", "1:4: error: no value is named 'fact' here; did you mean 'facts'? [unknown-template-name]"),
    ("{{label}}", "1:3: error: no value is named 'label' here [unknown-template-name]"),
    ("{{site.nam}}", "1:3: error: no part is named 'nam' in 'site.nam'; did you mean 'name'? [unknown-template-name]"),
    ("{{title.x}}", "1:3: error: 'title.x' goes into a value that has no parts [unknown-template-name]"),
    ("{{.}}", "1:3: error: '.' stands for a text, within a section over texts [unknown-template-name]"),
    ("{{{title}}}", "1:1: error: 'title' is text, not HTML: write {{title}} [template-not-html]"),
    ("{{#title}}{{{.}}}{{/title}}", "1:11: error: '.' is text, not HTML: write {{.}} [template-not-html]"),
    ("{{body}}", "1:1: error: 'body' is HTML, and shows its tags unless written {{{body}}} [template-escaped-html]"),
    ("{{isHome}}", "1:1: error: 'isHome' is true or false: open it as a section, {{#isHome}}…{{/isHome}} [template-not-text]"),
    ("{{facts}}", "1:1: error: 'facts' is a list: open it as a section, {{#facts}}…{{/facts}} [template-not-text]"),
    ("{{site}}", "1:1: error: 'site' has parts: open it as a section, {{#site}}…{{/site}} [template-not-text]"),
    ("{{>heda}}", "1:1: error: no template is named 'heda'; did you mean 'head'? [unknown-partial]"),
    ("{{<nothing}}{{/nothing}}", "1:1: error: no template is named 'nothing' [unknown-partial]"),
    ("{{title", "1:1: error: a tag that begins with '{{' must end with '}}' [template-syntax]"),
    ("{{{body}}", "1:1: error: a tag that begins with '{{' must end with '}}}' [template-syntax]"),
    ("{{}}", "1:1: error: a tag must contain a name [template-syntax]"),
    ("{{ title body }}", "1:1: error: a name must not contain spaces: 'title body' [template-syntax]"),
    ("{{>*title}}", "1:1: error: the template must name the partial; a value cannot name it: '*title' [template-syntax]"),
    ("{{=<%=}}", "1:1: error: new delimiters must be two words without '=', such as '{{=<% %>=}}' [template-syntax]"),
    ("{{#facts}}", "1:1: error: '{{#facts}}' must be closed by '{{/facts}}' [template-syntax]"),
    ("{{/facts}}", "1:1: error: '{{/facts}}' closes nothing that is open [template-syntax]"),
    (
      "{{#facts}}\n{{/fact}}{{/facts}}",
      "2:1: error: '{{/fact}}' closes no open section: '{{#facts}}' of line 1 must be closed first [template-syntax]"
    ),
    (
      "{{>page}}",
      "1:1: error: 'page' can include itself only inside a list of its own context, "
        + "such as {{#children}}{{>page}}{{/children}} [endless-partial]"
    ),
  ])
  func `what is wrong is said at its place`(text: String, expected: String) {
    let said = findings(["page": text, "partials/head": "{{title}}"], for: Self.shape)
    #expect(said == ["Templates/page.mustache:" + expected])
  }

  @Test func `a section that is not closed does not take its neighbours with it`() {
    let said = findings(["page": "{{#site}}{{#facts}}{{label}}{{/site}}"], for: Self.shape)
    #expect(said.count == 2)
    #expect(said.first?.contains("1:10: error: '{{#facts}}' must be closed by '{{/facts}}'") == true)
  }

  @Test func `a name that only a partial's user lacks is said with the user`() {
    let said = findings(["page": "{{>fact}}{{#facts}}{{>fact}}{{/facts}}", "fact": "{{label}}"], for: Self.shape)
    #expect(
      said == [
        "Templates/fact.mustache:1:3: error: no value is named 'label' here, as 'Templates/page.mustache' uses it [unknown-template-name]"
      ])
  }

  @Test func `wrong braces come with the edit that mends them`() throws {
    let (set, _) = load(["page": "x{{body}}"])
    let finding = try #require(set.compile("page", for: Self.shape).findings.first)
    #expect(finding.edit == Edit(1..<9, "{{{body}}}"))
  }

  @Test func `an unknown template has no compiled form`() {
    let (template, findings) = load(["page": ""]).set.compile("pgae", for: Self.shape)
    #expect(template == nil)
    #expect(findings.map(\.suggestion) == ["page"])
  }

  @Test func `what has findings still renders the rest`() throws {
    let (set, _) = load(["page": "a{{x}}{{#y}}b{{/y}}{{^y}}c{{/y}}{{{title}}}{{>page}}{{#"])
    let template = try #require(set.compile("page", for: Self.shape).template)
    var values = Values(Self.shape)
    values["title"] = .text("<")
    var bytes: [UInt8] = []
    template.render(values, into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "ac&lt;{{#")
  }

  @Test(arguments: [100, 101, 50_000])
  func `sections nest a hundred deep`(depth: Int) {
    let text = String(repeating: "{{#isHome}}", count: depth) + String(repeating: "{{/isHome}}", count: depth)
    let said = findings(["page": text], for: Self.shape)
    let place = "Templates/page.mustache:1:1101: error: sections can be nested at most 100 levels deep [template-depth]"
    #expect(said == (depth > 100 ? [place] : []))
  }

  /// Code that takes quadratic time would not end within this limit.
  @Test(.timeLimit(.minutes(5)), arguments: ["{{#isHome}}", "{{#site}}", "{{/site}}"])
  func `a hundred thousand tags, closed or not, are read`(tag: String) {
    #expect(!findings(["page": String(repeating: tag, count: 100_000)], for: Self.shape).isEmpty)
    let close = tag.replacing("#", with: "/")
    let both = String(repeating: tag, count: 50_000) + String(repeating: close, count: 50_000)
    #expect(!findings(["page": both], for: Self.shape).isEmpty)
  }

  @Test func `tags that are never closed and stand too deep are one finding`() {
    let said = findings(["page": String(repeating: "{{#site}}", count: 300)], for: Self.shape)
    #expect(said.count == 101)
    #expect(said.count { $0.contains("template-depth") } == 1)
  }

  @Test func `each way round a circle of partials has to go down`() {
    let item = Shape([("children", .listOfItself), ("shows", .flag)])
    let through = { (text: String) in findings(["a": text, "b": "{{>a}}"], for: item).map { $0.contains("endless-partial") } }
    #expect(through("{{#children}}{{>b}}{{/children}}") == [])
    #expect(through("{{#children}}{{>b}}{{/children}}{{#shows}}{{>b}}{{/shows}}") == [true, true])
    let root = Shape([("tree", .object(item))])
    #expect(findings(["a": "{{#tree}}{{#children}}{{>a}}{{/children}}{{/tree}}"], for: root).count == 1)
  }
}
