import Knowledge
import Testing
import Text

@testable import Workspace

/// The rules for fields of a record, and what becomes of their values.
struct FieldRuleTests {
  private static let base = """
    -- Content/casebook.yaml --
    title: Small
    -- Content/model.yaml --
    types:
      note:
        folder: notes
        fields:
          needed: {kind: text, required: true}
          told: {kind: markdown, required: publish}
          list: {kind: text, many: true}
          entries: {kind: record, many: true, fields: {name: {kind: text, required: true}, note: {kind: text}}}
          period: {kind: period}
          language: {kind: language}
          url: {kind: url}
          number: {kind: number}
    -- Content/notes/living.md --
    ---
    title: Living
    needed: x
    told: y
    ---
    """

  private func check(_ fields: String) async throws -> [String] {
    try await Sandbox.findings(ofNote: fields, in: Self.base).map { "\($0.code): \($0.message)" }
  }

  @Test(arguments: [
    ("needed: \"\"", "a note must have a 'needed'"), ("needed: ' '", "a note must have a 'needed'"),
    ("needed:", "a note must have a 'needed'"),
    ("title: \"\"", "a note must have a 'title'; without one, and without a heading '# …', it gets the name 'A' from its file"),
    ("entries: [{name: '', note: x}]", "'name' is needed here, in 'entries'"), ("entries: [{name: ''}]", nil),
    ("told: \"\"", "a note must have a 'told'"),
    ("told: \"\"\nstatus: draft", nil),
    ("told: \"\"\nwaive: [{rule: require-told, reason: r}]", nil),
  ])
  func `a needed field says something`(fields: String, message: String?) async throws {
    #expect(try await check(fields) == (message.map { ["missing-field: " + $0] } ?? []))
  }

  @Test(arguments: ["l: []", "l: [ ]", "l: [\"\"]", "l: ['', ' ']", "l: [null]"])
  func `a needed list holds something`(fields: String) async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      Self.base.replacing("list: {kind: text, many: true}", with: "l: {kind: text, many: true, required: true}")
        .replacing("needed: x", with: "needed: x\nl: [a]"))
    try sandbox.write("---\ntitle: A\nneeded: x\ntold: y\n\(fields)\n---\n", to: "Content/notes/a.md")
    let found = try await SiteBuild.check(sandbox.options(), today: PartialDate(year: 2026))
    #expect(found.filter { $0.code != "orphan" }.map(\.message) == ["a note must have a 'l'"])
  }

  @Test(arguments: [
    "period: {}", "period: {circa: true}", "language: english", "language: \"12\"", "language: e", "language: en--x",
    "url: http://", "url: https:///x", "url: ftp://a", "url: 'http://a b'", "url: a.example", "number: 1x", "number: 1e999",
  ])
  func `a value that is none of its kind is a finding`(fields: String) async throws {
    let found = try await check(fields)
    #expect(found.count == 1 && found[0].hasPrefix("wrong-kind: "), "\(found)")
  }

  @Test(arguments: [
    "period: {end: 2011}", "language: fr", "language: pt-BR", "language: zh-Hant-TW", "language: arz", "url: http://a",
    "url: HTTPS://E.org", "url: 'https://[::1]/x?y#z'", "number: -5", "number: 1e3",
  ])
  func `a value of its kind is none`(fields: String) async throws {
    #expect(try await check(fields) == [])
  }

  @Test(arguments: [
    ("-5", "-5"), ("9007199254740993", "9007199254740993"), ("9007199254740993.0", "9007199254740993.0"), ("2.50", "2.50"),
    ("-0.25", "-0.25"), ("0.12345678901234567890", "0.12345678901234567890"), ("5.0", "5.0"), ("1e3", "1e3"),
  ])
  func `a number is shown as exact as it was written, and is no formula in a table`(written: String, shown: String) async throws
  {
    let sandbox = Sandbox()
    try sandbox.write(Self.base)
    try sandbox.write("---\ntitle: A\nneeded: x\ntold: y\nnumber: \(written)\n---\n", to: "Content/notes/a.md")
    _ = try await SiteBuild.run(sandbox.options())
    #expect(try sandbox.read("Site/data/note.csv").contains(",\(shown)\r\n"))
    // People read long numbers in groups of three digits.
    #expect(try sandbox.read("Site/notes/a.html").replacing(",", with: "").contains(shown))
  }

  @Test func `a text that begins like a formula is no formula in a table`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.base)
    try sandbox.write("---\ntitle: =A\nneeded: -5\ntold: y\n---\n", to: "Content/notes/a.md")
    _ = try await SiteBuild.run(sandbox.options())
    #expect(try sandbox.read("Site/data/note.csv").contains("\"'=A\""))
    #expect(try sandbox.read("Site/data/note.csv").contains("\"'-5\""))
  }
}
