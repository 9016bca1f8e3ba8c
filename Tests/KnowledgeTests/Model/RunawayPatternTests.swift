import Testing
import Text

@testable import Knowledge

struct RunawayPatternTests {
  @Test(arguments: [
    ("(a+)+$", "(a+)+"), ("^(a*)*$", "(a*)*"), ("(?:[a-z]+)*x", "(?:[a-z]+)*"), ("((a+)b?)+", "((a+)b?)+"),
    ("([a-z]{1,9})+", "([a-z]{1,9})+"), (#"(\d+){2,}"#, #"(\d+){2,}"#), ("(a+){3}", "(a+){3}"), ("(x|y+)*?", "(x|y+)*?"),
    ("x(ax*a)+", "(ax*a)+"), ("(?<name>.+)+", "(?<name>.+)+"), ("(-.+)*", "(-.+)*"),
  ])
  func `a repeated group that holds a repeat is found`(pattern: String, group: String) {
    #expect((try? Regex(pattern)) != nil)
    #expect(RunawayPattern(in: pattern).found == group)
  }

  @Test(arguments: [
    "[A-Z]{2}-[0-9]+", "a+b*", "(a+)", "(a+)?", "(ab)+", "(foo|bar)*", #"^\(a+\)+$"#, "[(a+)]+", "([a-z]{3})+",
    "[a-z]+(-[a-z]+)*", #"\d+(\.\d+)*"#, "(?:, [^,]+)*", "(a{2})+", #"\p{L}+( \p{L}+)*"#,
  ])
  func `a pattern that can be tried in one way is left alone`(pattern: String) {
    #expect((try? Regex(pattern)) != nil)
    #expect(RunawayPattern(in: pattern).found == nil)
  }

  @Test func `it is refused where the model is read`() {
    let text = "types: {note: {fields: {code: {kind: text, pattern: '(a+)+$'}}}}"
    let (model, findings) = Model.read(SourceText(path: "model.yaml", bytes: Array(text.utf8)))
    #expect(findings.map(\.code) == ["invalid-pattern"])
    #expect(findings.first?.message.hasPrefix("'(a+)+' may try for ever") == true)
    #expect(model.types.first?.fields.last?.pattern == nil)
  }
}
