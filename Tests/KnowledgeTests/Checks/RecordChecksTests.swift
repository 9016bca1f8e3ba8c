import Testing
import Text

@testable import Knowledge

/// Tests the rules of the model that concern a whole record and not one field alone.
struct RecordChecksTests {
  private func findings(_ type: String, _ fields: String, others: String = "") -> [String] {
    SmallBase(
      """
      -- model.yaml --
      types:
        note:
          folder: notes
      \(type.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
        other: {folder: others, fields: {to: {kind: reference, to: [note], many: true, inverse: back}}}
      -- notes/a.md --
      ---
      title: A
      \(fields)
      ---
      \(others)
      """
    ).findings.map { String($0.trimmingPrefix("notes/a.md:")) }
  }

  @Test(arguments: [
    ("required: true", "status: draft", true), ("required: publish", "status: draft", false),
    ("required: publish", "status: review", false), ("required: publish", "status: published", true),
    ("required: publish", "status: superseded", true),
    ("required: publish", "status: withdrawn\nwithdrawn: {date: 2026-03-05, reason: consent}", false),
    ("required: true", "told: \"\"", true), ("required: true", "told: \" \"", true), ("required: true", "told: x", false),
    ("required: true", "waive: [{rule: require-told, reason: Nobody knows}]", false),
  ])
  func `a field that is needed says something, or is waived with a reason`(required: String, fields: String, isMissing: Bool) {
    let found = findings("fields: {told: {kind: text, \(required), help: {en: \"In a\\nsentence\"}}}", fields)
    #expect(found == (isMissing ? ["1:1: error: a note must have a 'told'. In a sentence [missing-field]"] : []))
  }

  @Test func `a field whose value could not be read has one finding`() {
    let found = findings("fields: {size: {kind: integer, required: true}}", "size: many")
    #expect(found == ["3:7: error: 'size' must be a whole number, not 'many' [wrong-kind]"])
  }

  @Test func `entries and links have the fields that they need, at any depth`() {
    let found = findings(
      """
      fields:
        parts:
          kind: record
          many: true
          fields: {name: {kind: text, required: true}, inner: {kind: record, fields: {size: {kind: integer, required: true}}}}
        to: {kind: reference, to: [note], many: true, fields: {why: {kind: text, required: true}}}
      """, "parts: [{name: x, inner: {}}, {inner: {size: 1}}]\nto: [{to: a, why: \"\"}]")
    #expect(
      found == [
        "3:26: error: 'size' is needed here, in 'inner' [missing-field]",
        "3:31: error: 'name' is needed here, in 'parts' [missing-field]",
        "4:11: error: 'why' is needed here, in 'to' [missing-field]",
      ])
  }

  @Test(
    arguments: [
      ("minutes: 30\nsteps: [{minutes: 10}, {minutes: 20}]", nil),
      ("minutes: 40\nsteps: [{minutes: 10}, {minutes: 20}]", "30, not to 40"),
      ("minutes: 0.5\nsteps: [{minutes: 0.25}]", "0.25, not to 0.5"), ("steps: [{minutes: 10}]", nil),
      ("minutes: 30", "0, not to 30"),
    ] as [(String, String?)])
  func `parts add up to the whole`(fields: String, sum: String?) {
    let type = """
      fields: {minutes: {kind: number}, steps: {kind: record, many: true, fields: {minutes: {kind: number}}}}
      rules: [{sum: steps.minutes, equals: minutes}]
      """
    let found = findings(type, fields)
    #expect(found.count == (sum == nil ? 0 : 1))
    if let sum {
      #expect(
        found.first?.hasSuffix("error: the parts add up to \(sum) (rule sum-steps-minutes) [rule-broken]") == true, "\(found)")
    }
  }

  @Test func `lengths of time add up in minutes, entry by entry`() {
    let type = """
      fields:
        sessions:
          kind: record
          many: true
          fields: {minutes: {kind: duration}, parts: {kind: record, many: true, fields: {minutes: {kind: duration}}}}
      rules: [{each: sessions, sum: parts.minutes, equals: minutes, message: {en: Sessions are as long as their parts.}}]
      """
    let good = "{minutes: 2 h, parts: [{minutes: 90 min}, {minutes: PT30M}]}"
    #expect(findings(type, "sessions: [\(good)]") == [])
    #expect(
      findings(type, "sessions: [\(good), {minutes: 1 day, parts: [{minutes: 2 h}]}]") == [
        "3:11: error: Sessions are as long as their parts. (rule sum-sessions-parts-minutes) [rule-broken]"
      ])
  }

  @Test(
    arguments: [
      ("tags: [a]", "'tags' must have at least 2 values; it has 1"), ("tags: [a, b]", nil), ("tags: [a, b, c]", nil),
      ("tags: [a, b, c, d]", "'tags' may have at most 3 values; it has 4"),
      ("", "'tags' must have at least 2 values; it has 0"),
      ("waive: [{rule: count-tags, reason: Few}]", nil), ("status: draft", nil),
    ] as [(String, String?)])
  func `a rule counts the values of a field, where its condition holds`(fields: String, message: String?) {
    let type = """
      fields: {tags: {kind: text, many: true}}
      rules: [{count: tags, min: 2, max: 3, when: {status: [published, superseded]}}]
      """
    let found = findings(type, fields)
    #expect(found.count == (message == nil ? 0 : 1), "\(found)")
    if let message { #expect(found.first?.hasSuffix("error: \(message) (rule count-tags) [rule-broken]") == true, "\(found)") }
  }

  @Test(arguments: [(1, false), (2, true)])
  func `a rule counts the records that lead back`(count: Int, isKept: Bool) {
    let others = (0..<count).map { "-- others/o\($0).md --\n---\ntitle: O\nto: [a, a]\n---" }.joined(separator: "\n")
    let found = findings("rules: [{count: back, min: 2}]", "", others: others)
    #expect(
      found == (isKept ? [] : ["1:1: error: 'back' must have at least 2 values; it has 1 (rule count-back) [rule-broken]"]))
  }

  @Test(arguments: [
    ("kind: red", true), ("kind: green", false), ("kind: blue", true), ("", false), ("kind: red\ntold: x", false),
    ("kind: red\ntold: \"\"", true),
  ])
  func `a field may be needed under a condition`(fields: String, isBroken: Bool) {
    let type = """
      fields: {kind: {kind: text}, told: {kind: text}}
      rules: [{when: {kind: [red, blue]}, require: told}]
      """
    #expect(findings(type, fields) == (isBroken ? ["1:1: error: 'told' is needed here (rule require-told) [rule-broken]"] : []))
  }

  @Test func `all conditions of a rule must hold`() {
    let type = """
      fields: {kind: {kind: text}, big: {kind: boolean}, told: {kind: text}}
      rules: [{when: {kind: red, big: true}, require: told}]
      """
    #expect(findings(type, "kind: red\nbig: false") == [])
    #expect(findings(type, "kind: red\nbig: true").count == 1)
  }

  @Test func `a waiver names a rule of the type`() {
    let found = findings(
      "rules: [{count: back, min: 0}]", "waive: [{rule: count-bakc, reason: r}, {rule: require-title, reason: r}]")
    #expect(found == ["3:9: warning: a note has no rule 'count-bakc' to waive; did you mean 'count-back'? [unknown-rule]"])
  }

  @Test func `a record of a type that is no longer used says what to write instead`() {
    #expect(
      findings("deprecated: write a case", "") == ["1:1: warning: a note is no longer written: write a case [deprecated-type]"])
  }

  @Test(arguments: [
    ("2024-12", "2025-01-01", true), ("2024-12", "2024-12-31", false), ("2024-12-30", "2024-12-31", true),
    ("2025", "2025-12-31", false),
  ])
  func `a waiver ends after its last day`(until: String, today: String, isOver: Bool) throws {
    let base = SmallBase(
      """
      -- model.yaml --
      types: {note: {folder: notes}}
      -- notes/a.md --
      ---
      title: A
      waive: [{rule: require-title, reason: r, until: \(until)}]
      ---
      """)
    let found = Check.all.findings(in: base.graph, on: try #require(PartialDate(today)))
    #expect(
      found.map(\.description)
        == (isOver ? ["notes/a.md:3:8: warning: the waiver of 'require-title' ended on \(until) [waiver-expired]"] : []))
  }
}
