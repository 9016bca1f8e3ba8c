import Foundation
import Knowledge
import Testing
import Text

@testable import Workspace

/// A withdrawn record has a page that says so at every address it had: on lists, under old names,
/// in one language.
struct TombstoneTests {
  private static let base = """
    -- Content/casebook.yaml --
    title: Small
    languages: [en, fr]
    contact: {address: the desk, private: a line, answered_within: a week}
    editions: {public: {shows: [public]}}
    -- Content/model.yaml --
    types:
      note: {folder: notes}
      term: {folder: terms, page: list}
      source: {folder: sources, page: list}
    -- Content/notes/kept.md --
    ---
    title: Kept
    sensitivity: public
    ---
    -- Content/notes/gone.md --
    ---
    title: Canary
    sensitivity: public
    status: withdrawn
    withdrawn: {date: 2026-03-05, reason: consent}
    aliases: [before, term/earlier]
    ---
    -- Content/terms/all.yaml --
    - {slug: open, title: Open, sensitivity: public}
    - {slug: closed, title: Canary, sensitivity: public, status: withdrawn, withdrawn: {date: 2026-03, reason: error}, aliases: [shut]}
    - {slug: secretplace, title: Canary, sensitivity: restricted, status: withdrawn}
    -- Content/sources/one.md --
    ---
    title: Canary
    summary: Canary
    sensitivity: public
    status: withdrawn
    ---
    """

  private func site(_ more: String = "") async throws -> Sandbox {
    let sandbox = Sandbox()
    try sandbox.write(Self.base + more)
    #expect(try await SiteBuild.run(sandbox.options()).isWritten)
    for (name, bytes) in try sandbox.files("Site") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("Canary") && !text.contains("secretplace"), "\(name)")
    }
    return sandbox
  }

  @Test func `a withdrawn entry of a list has its place there, and a list that holds nothing else is there`() async throws {
    let sandbox = try await site()
    let list = try sandbox.read("Site/terms/index.html")
    #expect(list.contains("id=\"closed\"") && list.contains("This entry was withdrawn") && list.contains("It was wrong."))
    #expect(list.contains("id=\"open\"") && list.contains("March 2026"))
    #expect(try sandbox.read("Site/fr/terms/index.html").contains("Cette entrée a été retirée"))
    #expect(try sandbox.read("Site/sources/index.html").contains("id=\"one\""))
    #expect(!(try sandbox.read("Site/index.html")).contains("sources/"))
  }

  @Test func `old names of what was withdrawn lead to the page that says so`() async throws {
    let sandbox = try await site()
    for name in ["notes/gone", "notes/before", "terms/earlier", "terms/shut", "fr/notes/before"] {
      #expect(
        try sandbox.read("Site/\(name).html").contains(name.hasPrefix("fr") ? "a été retirée" : "was withdrawn"), "\(name)")
    }
  }

  @Test func `the list for copies has ids, old ids, dates and reasons`() async throws {
    let sandbox = try await site()
    let list = try sandbox.read("Site/withdrawn.json").filter { !$0.isWhitespace }
    let consent = "\"date\":\"2026-03-05\",\"reason\":\"consent\"}"
    let ids = [
      "{\"id\":\"note/gone\",\(consent)", "{\"id\":\"note/before\",\(consent)", "{\"id\":\"term/earlier\",\(consent)",
      "{\"id\":\"source/one\"}", "{\"id\":\"term/closed\",\"date\":\"2026-03\",\"reason\":\"error\"}",
      "{\"id\":\"term/shut\",\"date\":\"2026-03\",\"reason\":\"error\"}",
    ]
    for id in ids { #expect(list.contains(id), "\(id)") }
    #expect(list.components(separatedBy: "\"id\"").count == ids.count + 1)
  }

  @Test func `a name that another record has now is that record's`() async throws {
    let sandbox = try await site("\n-- Content/notes/before.md --\n---\ntitle: Another\nsensitivity: public\n---\n")
    #expect(try sandbox.read("Site/notes/before.html").contains("Another"))
  }

  @Test func `a translation can be withdrawn alone`() async throws {
    let sandbox = try await site(
      """

      -- Content/notes/kept.fr.md --
      ---
      title: Canary gardé
      status: withdrawn
      withdrawn: {date: 2026-04-01, reason: request}
      ---

      Canary.
      """)
    let report = try await SiteBuild.run(sandbox.options())
    #expect(!report.findings.contains { $0.code == "not-translatable" }, "\(report.findings.map(\.description))")
    #expect(try sandbox.read("Site/fr/notes/kept.html").contains("Kept"))
    let list = try sandbox.read("Site/withdrawn.json").filter { !$0.isWhitespace }
    #expect(list.contains("{\"id\":\"note/kept\",\"language\":\"fr\",\"date\":\"2026-04-01\",\"reason\":\"request\"}"))
  }
}
