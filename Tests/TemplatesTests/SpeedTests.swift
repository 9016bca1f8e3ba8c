import Source
import Templates
import Testing

struct SpeedTests {
  static func page() -> (files: KeyValuePairs<String, String>, values: Values) {
    let fact = Shape([("label", .text), ("value", .text), ("href", .text)])
    let shape = Shape([("title", .text), ("summary", .text), ("body", .html), ("facts", .list(fact))])
    let facts = (0..<66).map { number in
      Values(fact, [.text("Label \(number)"), .text("Value & worth \(number)"), .text("../cases/case-\(number).html")])
    }
    let values = Values(
      shape, [.text("A page"), .text("About it"), .html(Array(repeating: UInt8(ascii: "x"), count: 4000)), .list(facts)])
    let text = """
      <h1>{{title}}</h1>
      {{#summary}}<p>{{.}}</p>{{/summary}}
      {{#facts}}
      <dt>{{label}}</dt>
      <dd><a href="{{href}}">{{value}}</a></dd>
      {{/facts}}
      {{{body}}}
      """
    return (["page": text], values)
  }

  @Test func `a page of two hundred values takes microseconds`() throws {
    let (files, values) = Self.page()
    let template = try #require(load(files).set.compile("page", for: values.shape).template)
    var bytes: [UInt8] = []
    let pages = 2000
    let time = ContinuousClock().measure {
      for _ in 0..<pages {
        bytes.removeAll(keepingCapacity: true)
        template.render(values, into: &bytes)
      }
    }
    print("a page of 200 values and \(bytes.count) bytes: \(time / pages)")
    // A debug build on a busy machine; the true figure is a hundredth of this.
    #expect(time / pages < .milliseconds(5))
  }
}
