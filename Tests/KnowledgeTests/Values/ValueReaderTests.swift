import Testing
import Text

@testable import Knowledge

/// A field's value is read by the kind of the field. A value that cannot be read is a finding and
/// is left out.
struct ValueReaderTests {
  /// - Returns: the value as text, "" for none, and findings as `column code: message`; the value
  ///   begins at column 4.
  private func read(_ declaration: String, _ yaml: String) -> (value: String, findings: [String]) {
    let base = SmallBase(
      """
      -- model.yaml --
      types:
        note:
          folder: notes
          fields:
            f: \(declaration)
        other: {folder: others}
      -- vocabularies/colours.yaml --
      terms: [{id: red}, {id: green}]
      -- vocabularies/shades.yaml --
      terms: [{id: dark}, {id: red}]
      -- notes/a.md --
      ---
      title: A
      f: \(yaml)
      ---
      -- notes/b.md --
      ---
      title: B
      ---
      """)
    let page = base.pages[0]
    let field = base.model.types[0].fields.last!
    return (
      page.values.last!?.shown(field, base.vocabularies) ?? "",
      base.findings.filter { $0.hasPrefix("notes/a.md:3:") }.map { String($0.dropFirst("notes/a.md:3:".count)) }
    )
  }

  @Test(arguments: [
    ("text", "A word", "\"A word\""), ("text", "12", "\"12\""), ("text", "\"\"", ""), ("text", "' '", ""),
    ("text", "\"\\u200B\"", ""), ("text", "~", ""),
    ("markdown", "A *word*", "markdown \"A *word*\""), ("integer", "-12", "-12"), ("number", "0.5", "0.5"),
    ("number", "3.0", "3.0"), ("number", "1e3", "1e3"), ("number", "0.12345678901234567890", "0.12345678901234567890"),
    ("integer", "007", "007"), ("integer", "+5", "+5"), ("number", "1.10", "1.10"), ("number", "-.50", "-.50"),
    ("boolean", "true", "true"), ("boolean", "false", "false"), ("date", "circa 2017-10", "~2017-10"),
    ("datetime", "2017-10-03T14:30Z", "2017-10-03T14:30Z"),
    ("datetime", "2017-10-03 14:30:05+02:00", "2017-10-03 14:30:05+02:00"),
    ("duration", "45 min", "PT45M"), ("period", "2009–2011", "2009/2011"), ("period", "{start: 2009}", "2009/.."),
    ("period", "{end: 2011-05, circa: true}", "~../2011-05"), ("url", "https://example.org/a?b#c", "https://example.org/a?b#c"),
    ("url", "HTTP://example.org", "HTTP://example.org"), ("language", "fr", "fr"), ("language", "pt-BR", "pt-BR"),
    ("file", "map.png", "file map.png"),
  ])
  func `each kind reads its own form`(kind: String, yaml: String, shown: String) {
    let (value, findings) = read("{kind: \(kind)}", yaml)
    #expect(value == shown)
    #expect(findings == [])
  }

  @Test(arguments: [
    ("text", "[a]", "'f' must be a single value, not a list"), ("text", "{a: b}", "'f' must be a single value, not a mapping"),
    ("integer", "1.5", "'f' must be a whole number, not '1.5'"), ("integer", "many", "'f' must be a whole number, not 'many'"),
    ("number", "many", "'f' must be a number such as 12 or 3.50, not 'many'"),
    ("number", "inf", "'f' must be a number such as 12 or 3.50, not 'inf'"),
    ("number", "1_000", "'f' must be a number such as 12 or 3.50, not '1_000'"),
    ("number", "1,5", "'f' must be a number such as 12 or 3.50, not '1,5'"),
    ("number", "0x1A", "'f' must be a number such as 12 or 3.50, not '0x1A'"),
    ("number", "5.", "'f' must be a number such as 12 or 3.50, not '5.'"),
    ("integer", "١٢", "'f' must be a whole number, not '١٢'"),
    ("number", "nan", "'f' must be a number such as 12 or 3.50, not 'nan'"),
    ("boolean", "yes", "'f' must be true or false, not 'yes'"),
    ("date", "2017-13", "'f' must be a date such as 2017, 2017-10 or 2017-10-03, not '2017-13'"),
    ("datetime", "2017-10-03", "'f' must be a time such as 2017-10-03T14:30Z, not '2017-10-03'"),
    ("datetime", "2017-10-03T24:00", "'f' must be a time such as 2017-10-03T14:30Z, not '2017-10-03T24:00'"),
    ("datetime", "2017-10T14:30", "'f' must be a time such as 2017-10-03T14:30Z, not '2017-10T14:30'"),
    ("duration", "a while", "'f' must be a length of time such as 45 min, 6 months or PT45M, not 'a while'"),
    ("period", "then", "'f' must be a period such as {start: 2009, end: 2011} or 2009–2011, not 'then'"),
    ("period", "[2009, 2011]", "a period must be a mapping ('name: value' lines), not a list"),
    ("period", "{circa: true}", "a period must have a 'start', an 'end' or both"),
    ("url", "example.org", "'f' must be a web address that begins with https:// or http://, not 'example.org'"),
    ("url", "ftp://example.org", "'f' must be a web address that begins with https:// or http://, not 'ftp://example.org'"),
    ("url", "https:///a", "'f' must be a web address that begins with https:// or http://, not 'https:///a'"),
    ("url", "https://a b", "'f' must be a web address that begins with https:// or http://, not 'https://a b'"),
    ("language", "english", "'f' must be a language code such as fr or pt-BR, not 'english'"),
    ("language", "f1", "'f' must be a language code such as fr or pt-BR, not 'f1'"),
    ("record, fields: {a: {kind: text}}", "b", "'f' must be a mapping ('name: value' lines) with a"),
    ("reference, to: [note]", "[b]", "'f' must name a record, or be {to: record, …}"),
    ("reference, to: [note]", "\"#a\"", "a reference must be the name of a record"),
  ])
  func `a value of another form is a finding, and is left out`(kind: String, yaml: String, message: String) {
    let (value, findings) = read("{kind: \(kind)}", yaml)
    #expect(value == "")
    #expect(findings.contains("4: error: \(message) [wrong-kind]"), "\(findings)")
  }

  @Test(arguments: [
    ("{start: 2014, end: 2011}", ["4: error: a period must end after it starts [period-backwards]"]),
    ("2014–2011", ["4: error: a period must end after it starts [period-backwards]"]),
    ("{start: 2014-05-02, end: 2014-05-01}", ["4: error: a period must end after it starts [period-backwards]"]),
    ("{start: 2014-05-02, end: 2014-05}", []), ("{start: 2014-05-02, end: 2014}", []), ("{start: 2014, end: 2014}", []),
    (
      "{start: 2014, end: soon}",
      ["23: error: 'end' must be a date such as 2017, 2017-10 or 2017-10-03, not 'soon' [wrong-kind]"]
    ),
    ("{start: 2014, stop: 2015}", ["18: error: a period has no key 'stop' [unknown-key]"]),
  ])
  func `a period ends on a day that is not before its first one`(yaml: String, expected: [String]) {
    #expect(read("{kind: period}", yaml).findings == expected)
  }

  @Test(arguments: [
    ("{kind: integer, min: 2, max: 5}", "1", "'f' must be at least 2 [out-of-range]"),
    ("{kind: integer, min: 2, max: 5}", "6", "'f' must be at most 5 [out-of-range]"),
    ("{kind: number, max: 0.5}", "0.6", "'f' must be at most 0.5 [out-of-range]"),
    ("{kind: text, min: 3}", "ab", "'f' must have at least 3 characters; this text has 2 [too-short]"),
    ("{kind: text, max: 3}", "abcd", "'f' may have at most 3 characters; this text has 4 [too-long]"),
    ("{kind: markdown, max: 3}", "abcd", "'f' may have at most 3 characters; this text has 4 [too-long]"),
    ("{kind: text, many: true, min: 2}", "[a]", "'f' must have at least 2 values; it has 1 [too-few]"),
    ("{kind: text, many: true, max: 2}", "[a, b, c]", "'f' may have at most 2 values; it has 3 [too-many]"),
    ("{kind: text, pattern: '^[a-z]+$'}", "Ab", "'Ab' does not match the pattern of 'f' (^[a-z]+$) [pattern-mismatch]"),
    (
      "{kind: text, many: true, pattern: '^[a-z]+$'}", "[a, B]",
      "'B' does not match the pattern of 'f' (^[a-z]+$) [pattern-mismatch]"
    ),
  ])
  func `bounds hold for the number, for the length of a text, or for how many values there are`(
    declaration: String, yaml: String, finding: String
  ) {
    let findings = read(declaration, yaml).findings
    #expect(findings.count == 1)
    #expect(findings.first?.hasSuffix("error: \(finding)") == true, "\(findings)")
  }

  @Test(arguments: [
    ("{kind: integer, min: 2, max: 5}", "2"), ("{kind: integer, min: 2, max: 5}", "5"), ("{kind: text, min: 2, max: 2}", "ab"),
    ("{kind: text, max: 4}", "cafe\u{301}"), ("{kind: text, many: true, min: 1, max: 1}", "[a long text]"),
  ])
  func `a bound itself is allowed, and a letter with an accent is one character`(declaration: String, yaml: String) {
    #expect(read(declaration, yaml).findings == [])
  }

  @Test(arguments: [("a", "[\"a\"]"), ("[a, ~, b]", "[\"a\", \"b\"]"), ("[]", ""), ("[~]", "")])
  func `a field of many takes one value without brackets, and leaves out empty ones`(yaml: String, shown: String) {
    #expect(read("{kind: text, many: true}", yaml).value == shown)
  }

  @Test(arguments: [
    ("red", "red", []), ("dark", "dark", []),
    ("gren", "", ["4: error: 'gren' is not a term of colours or shades; did you mean 'green'? [unknown-term]"]),
    ("Red", "", ["4: error: 'Red' is not a term of colours or shades; did you mean 'red'? [unknown-term]"]),
  ])
  func `a term is one of the field's vocabularies, the first that has it`(yaml: String, shown: String, expected: [String]) {
    let (value, findings) = read("{kind: term, from: [colours, shades]}", yaml)
    #expect(value == shown)
    #expect(findings == expected)
  }

  @Test(arguments: [
    ("b", "→ b"), ("note/b", "→ note/b"), ("b#part", "→ b#part"), ("{to: b}", "→ b {}"),
    ("{to: b, note: why}", "→ b {note: \"why\"}"),
    ("\" b \"", "→ b"),
  ])
  func `a reference must be the name of a record, with a part, or with what the link says`(yaml: String, shown: String) {
    #expect(read("{kind: reference, to: [note], fields: {note: {kind: text}}}", yaml).value == shown)
  }

  @Test func `a link that says something names the record in to`() {
    let (value, findings) = read("{kind: reference, to: [note], fields: {note: {kind: text}}}", "{note: why}")
    #expect(value == "")
    #expect(findings == ["4: error: a reference with fields must name the record in 'to' [missing-field]"])
  }

  @Test func `each entry of a keyed list has a key of its own`() {
    let keyed = "{kind: record, many: true, key: id, fields: {id: {kind: text}, text: {kind: text}}}"
    let (value, findings) = read(keyed, "[{id: a}, {id: a, text: x}, {text: y}]")
    #expect(value == "[{id: \"a\"}, {id: \"a\", text: \"x\"}, {text: \"y\"}]")
    #expect(
      findings == [
        "14: error: 'a' stands twice; each entry of 'f' must have its own 'id' [duplicate-part]",
        "32: error: each entry of 'f' must have a 'id' [missing-field]",
      ])
  }

  @Test(arguments: [
    ("a b", "a-b"), ("_a", "a"), ("a#b", "a-b"), ("'a|b'", "a-b"), ("'a\"b'", "a-b"), ("-", "section"), ("Été !", "été"),
    ("a/b", "a-b"),
    ("first", ""), ("A.1_b-2", ""), ("早期警报", ""), ("تحليل", ""), ("2024", ""),
  ])
  func `a key that cannot be an anchor is a finding with one that can`(key: String, anchor: String) {
    let (_, findings) = read("{kind: record, many: true, key: id, fields: {id: {kind: text}}}", "[{id: \(key)}]")
    #expect(findings.count == (anchor.isEmpty ? 0 : 1))
    #expect(anchor.isEmpty || findings[0].hasSuffix("such as '\(anchor)' [invalid-part]") && findings[0].hasPrefix("10: "))
  }

  @Test func `a nested field that is not declared is a finding with the nearest name`() {
    let (value, findings) = read("{kind: record, fields: {name: {kind: text}}}", "{nmae: x}")
    #expect(value == "{}")
    #expect(findings == ["5: error: 'f' has no key 'nmae'; did you mean 'name'? [unknown-key]"])
  }

  @Test func `a field that is no longer used says what to use instead`() {
    let (value, findings) = read("{kind: text, deprecated: use 'g'}", "x")
    #expect(value == "\"x\"")
    #expect(findings == ["4: warning: 'f' is no longer used: use 'g' [deprecated-field]"])
  }
}
