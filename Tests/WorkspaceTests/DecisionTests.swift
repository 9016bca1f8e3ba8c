import Foundation
import Knowledge
import Testing
import Text

@testable import Workspace

/// Decisions are records, and a rule asks for two different readers.
struct DecisionTests {
  private static let base = """
    -- Content/casebook.yaml --
    title: Small base
    contact: A desk
    editions:
      public: {shows: [public]}
      staff: {shows: [public, restricted]}
    -- Content/model.yaml --
    types:
      note:
        folder: notes
        rules:
          - {when: {sensitivity: restricted}, readers: 2, decided: [publish]}
      decision:
        folder: decisions
        role: decision
        sensitivity: confidential
        fields:
          about: {kind: reference, to: [note], role: "decision:about", inverse: decisions}
          by: {kind: term, from: [readers], role: "decision:by"}
          decided: {kind: term, from: [decisions], role: "decision:decided"}
          on: {kind: date, role: "decision:on"}
    -- Content/vocabularies/readers.yaml --
    terms: [{id: safety-reader}, {id: editor}]
    -- Content/vocabularies/decisions.yaml --
    terms: [{id: publish}, {id: hold}]
    -- Content/notes/pump.md --
    ---
    title: Pump
    sensitivity: restricted
    ---
    Text.
    """

  private let sandbox = Sandbox()

  private func decide(_ name: String, by reader: String, _ decided: String = "publish", _ more: String = "") throws {
    try sandbox.write(
      "---\ntitle: Decision \(name)\nabout: pump\nby: \(reader)\ndecided: \(decided)\non: 2026-01-02\n\(more)\n---\n",
      to: "Content/decisions/\(name).md")
  }

  private func findings(edition: String? = nil) async throws -> [String] {
    var options = sandbox.options()
    options.edition = edition
    return try await SiteBuild.check(options, today: PartialDate(year: 2026, month: 1, day: 1))
      .filter { !["orphan", "no-contact"].contains($0.code) }.map { "\($0)".replacing(sandbox.path + "/", with: "") }
  }

  private static func missing(_ who: String) -> String {
    "Content/notes/pump.md:1:1: error: 2 different readers must have decided 'publish' about this record; \(who) did (rule readers) [rule-broken]"
  }

  @Test func `a record needs two different readers who decided the same`() async throws {
    try sandbox.write(Self.base)
    #expect(try await findings() == [Self.missing("nobody")])
    try decide("one", by: "editor")
    #expect(try await findings() == [Self.missing("editor")])
    try decide("two", by: "editor")
    #expect(try await findings() == [Self.missing("editor")])
    try decide("three", by: "safety-reader", "hold")
    #expect(try await findings() == [Self.missing("editor")])
    try decide("three", by: "safety-reader", "publish", "status: draft")
    #expect(try await findings() == [Self.missing("editor")])
    try decide("three", by: "safety-reader")
    #expect(try await findings() == [])
  }

  @Test func `the rule asks for nothing in an edition, which hides decisions, nor of other records, nor where it is waived`()
    async throws
  {
    try sandbox.write(Self.base)
    #expect(try await findings(edition: "staff") == [])
    let waiver = "waive: [{rule: readers, reason: One of us, until: 2027-01}]"
    try sandbox.write("---\ntitle: Pump\nsensitivity: restricted\n\(waiver)\n---\nText.\n", to: "Content/notes/pump.md")
    #expect(try await findings() == [])
    try sandbox.write("---\ntitle: Pump\nsensitivity: public\n---\nText.\n", to: "Content/notes/pump.md")
    #expect(try await findings() == [])
  }

  @Test func `decisions are in no edition`() async throws {
    try sandbox.write(Self.base)
    try decide("one", by: "editor")
    var options = sandbox.options()
    options.edition = "staff"
    _ = try await SiteBuild.run(options)
    let told = try sandbox.files("Site").filter { String(decoding: $0.value, as: UTF8.self).contains("Decision one") }
    #expect(told.keys.sorted() == [])
  }

  @Test(arguments: [
    ("kind: term, from: [readers]", "kind: text", "term", "decision:by"), ("kind: date", "kind: text", "date", "decision:on"),
    ("kind: term, from: [decisions]", "kind: text", "term", "decision:decided"),
  ])
  func `a decision names its reader by a term, and says what and when`(old: String, new: String, kind: String, role: String)
    async throws
  {
    try sandbox.write(Self.base.replacing(old, with: new))
    let found = try await findings().filter { $0.contains("missing-key") }
    #expect(
      found == [
        "Content/model.yaml:6:3: error: a type with the role 'decision' must have a field of kind \(kind) with the role '\(role)' [missing-key]"
      ])
  }

  @Test func `each part of a decision is needed`() async throws {
    try sandbox.write(Self.base)
    try sandbox.write("---\ntitle: Nothing\n---\n", to: "Content/decisions/empty.md")
    let found = try await findings().filter { $0.contains("decisions/empty.md") }
    #expect(found.count == 4 && found.allSatisfy { $0.hasSuffix("[missing-field]") }, "\(found)")
  }
}
