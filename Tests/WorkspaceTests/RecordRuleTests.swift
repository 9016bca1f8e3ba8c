import Knowledge
import Testing
import Text

@testable import Workspace

/// Rules between records, and rules that depend on the day: waivers, old names, reviews.
struct RecordRuleTests {
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
    -- Content/notes/living.md --
    ---
    title: Living
    needed: x
    told: y
    ---
    """

  private func check(_ fields: String) async throws -> [String] {
    try await Sandbox.findings(ofNote: fields, in: Self.base).map {
      "\($0.code): \($0.message)" + ($0.suggestion.map { " (\($0))" } ?? "")
    }
  }

  @Test(arguments: [
    ("require-need", "unknown-rule: a note has no rule 'require-need' to waive (require-needed)"),
    ("orphan", "unknown-rule: a note has no rule 'orphan' to waive"),
    ("require-list", "unknown-rule: a note has no rule 'require-list' to waive (require-title)"), ("require-told", nil),
    ("require-title", nil),
  ])
  func `a waiver names a rule that is there`(rule: String, message: String?) async throws {
    #expect(try await check("waive: [{rule: \(rule), reason: r}]") == (message.map { [$0] } ?? []))
  }

  @Test(arguments: [
    ("[living]", "alias-taken: 'living' is the name of another record, note/living, and cannot lead here too"),
    ("[note/living]", "alias-taken: 'note/living' is the name of another record, note/living, and cannot lead here too"),
    ("[a]", "alias-taken: 'a' is the present name of this record; an alias is a name that it had before"),
    ("[old, old]", "alias-taken: the alias 'old' is there twice; once is enough"), ("[old, older]", nil),
  ])
  func `an old name is no name of a record, and stands once`(aliases: String, message: String?) async throws {
    #expect(try await check("aliases: \(aliases)") == (message.map { [$0] } ?? []))
  }

  @Test(arguments: [("#names", true), ("#who-said-it", false), ("#sources", false)])
  func `a check of all editions says that a section to hide is not there`(part: String, isUnknown: Bool) async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.base)
    try sandbox.write(
      "---\ntitle: A\nneeded: x\ntold: y\nredact: [\"\(part)\"]\n---\n\n## Who said it\n\n### Sources\n",
      to: "Content/notes/a.md")
    let found = try await SiteBuild.check(sandbox.options(), today: PartialDate(year: 2026)).map {
      "\($0.start.line) \($0.code)"
    }
    #expect(found == (isUnknown ? ["7 unknown-redaction"] : []))
  }

  @Test func `an old name leads to one record, and a reference by it says which it could be`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.base)
    for name in ["a", "b"] {
      try sandbox.write(
        "---\ntitle: \(name)\nneeded: x\ntold: y\naliases: [old, old]\n---\n\n[[old]]\n", to: "Content/notes/\(name).md")
    }
    let found = try await SiteBuild.check(sandbox.options(), today: PartialDate(year: 2026)).map(\.message)
    #expect(found.contains("note/a has the alias 'old' too; an old name leads to one record"))
    #expect(found.contains("'old' could be note/a or note/b; write the one you mean"))
  }

  @Test(arguments: [
    ("review_by: 2025-01", true), ("review_by: 2025-01\nlast_reviewed: 2024-12-31", true),
    ("review_by: 2025-01-15\nlast_reviewed: 2025-01-14", true), ("review_by: 2025-01-15\nlast_reviewed: 2025-01-15", false),
    ("review_by: 2025-01\nlast_reviewed: 2025-01-15", false), ("review_by: 2025-01\nlast_reviewed: 2025-02-27", false),
    ("review_by: 2025-01\nlast_reviewed: 2025-02-27\nreview_in: 6 months", true),
    ("review_by: 2025-01\nlast_reviewed: 2025-12-27\nreview_in: 6 months", false), ("review_by: 2026-01-01", false),
  ])
  func `a record that was read on the day it names, or later, is not due`(fields: String, isDue: Bool) async throws {
    let found = try await check(fields)
    #expect(found.map { $0.prefix { $0 != ":" } } == (isDue ? ["review-due"] : []))
  }
}
