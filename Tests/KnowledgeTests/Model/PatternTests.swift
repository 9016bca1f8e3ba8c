import Testing
import Text

@testable import Knowledge

/// Matching a field's `pattern` takes time in proportion to the text, whatever the pattern is.
struct PatternTests {
  @Test(arguments: [
    ("a", "xay", "xy"), ("^[A-Z]{2}-[0-9]+$", "AB-12", "AB-12x"), ("^a|b$", "axx", "xbx"),
    ("^(foo|bar)*$", "foobarfoo", "foobaz"),
    ("^(?:a|b){2,3}$", "aba", "abab"), ("^a{2}$", "aa", "aaa"), ("^a{2,}$", "aaaa", "a"), ("^a?b*c+$", "bbc", "ab"),
    (#"^\d+(\.\d+)*$"#, "1.2.3", "1..2"),
    (#"^\p{L}+( \p{Lu}\p{L}*)*$"#, "été Été", "été 1"), (#"^\P{L}+$"#, "12 3", "12a"), (#"^[^,;]+$"#, "a b", "a,b"),
    (#"^[]a-]+$"#, "]-a", "b"),
    (#"^[\w.+-]+@\w+\.[a-z]{2,}$"#, "a.b+c@host.org", "a@b"), ("(?i)^ÉTÉ$", "été", "ete"), (#"\bcat\b"#, "a cat sat", "concat"),
    (#"^\u00E9\x41\u{1F600}$"#, "éA😀", "eA😀"), ("^.$", "é", "\n"), ("", "", "\u{0}"),
    (#"^10\.\d{4,9}/\S+$"#, "10.1234/abc", "10.12/abc"),
    ("^(?<year>[0-9]{4})(-[0-9]{2})?$", "2024-05", "2024-5"), (#"^[\[\]\\]+$"#, #"[]\"#, "a"), ("^(a*)*$", "aaa", "b"),
    ("^(|a)+$", "aa", "b"),
  ])
  func `it takes what it means and nothing else`(pattern: String, taken: String, refused: String) throws {
    let pattern = try Pattern(pattern)
    #expect(pattern.isFound(in: taken))
    #expect(!pattern.isFound(in: refused) || pattern.text.isEmpty)
  }

  @Test(arguments: [
    "(", ")", "[", "a)", "*", "a**", "a{", "a{3,2}", "a{1001}", "(a{1000}){1000}", "(?=a)", "(?!a)", "(?<=a)", "(?<!a)",
    #"(a)\1"#, #"\k<x>"#, "a++",
    #"\"#, #"\q"#, #"\p{Greek}"#, "[b-a]", "[[:alpha:]]", "[a&&b]", "(?x)a", "(?>a)", "^*", #"\u{110000}"#,
    String(repeating: "(", count: 60) + "a",
    "(?<a", #"[\d-x"#, #"[a-\d]"#,
  ])
  func `what needs more than one look at the text is refused`(pattern: String) {
    #expect(throws: Pattern.Refusal.self) { try Pattern(pattern) }
  }

  /// A matcher that tries one way after another took longer than a minute for each of these.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "(a|a)*b", "(a+)+$", "(a*)*b", ".*.*.*.*.*x", "[a-z]+[a-z]+[a-z]+[a-z]+0", "(a?){50}a{50}b", "(.+)+!", "(a|aa)+$",
      "^(([a-z])+.)+[A-Z]([a-z])+$",
      "(((((){1000}){1000}){1000}){1000}){1000}b",
    ])
  func `no pattern runs away`(text: String) throws {
    let pattern = try Pattern(text)
    #expect(!pattern.isFound(in: String(repeating: "a", count: 20_000) + "-"))
  }

  @Test func `agrees with the library on texts and patterns made at random`() throws {
    var random = Numbers(state: 7)
    let atoms = ["a", "b", "[ab]", "[^a]", ".", "(a|b)", "(ab)?", "a*", "b+", "(a|bc)*", "a{2}", "b{0,2}", "^", "$", #"\w"#]
    for _ in 0..<600 {
      let text = (0..<(1 + random.next(5))).map { _ in atoms[random.next(atoms.count)] }.joined()
      let subject = String((0..<random.next(9)).map { _ in Array("abc ")[random.next(4)] })
      let regex = try Regex(text)
      #expect(try Pattern(text).isFound(in: subject) == (try regex.firstMatch(in: subject) != nil), "\(text) in '\(subject)'")
    }
  }

  @Test func `one that is not understood is refused where the model is read`() {
    let text = "types: {note: {fields: {code: {kind: text, pattern: '(?=a)b'}}}}"
    let (model, findings) = Model.read(SourceText(path: "model.yaml", bytes: Array(text.utf8)))
    #expect(findings.map(\.code) == ["invalid-pattern"])
    #expect(model.types.first?.fields.last?.pattern == nil)
  }
}

private struct Numbers {
  var state: UInt64

  mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}
