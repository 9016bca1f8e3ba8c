import Foundation
import Testing
import Text

@testable import Workspace

/// A build publishes no record in which screening has found personal data.
struct ScreenedBuildTests {
  private static func base(note: String = "Nothing here.", label: String = "Road", waiver: String = "") -> String {
    """
    -- Content/casebook.yaml --
    title: Notes
    -- Content/model.yaml --
    types: {note: {folder: notes, fields: {place: {kind: term, from: [places], facet: true}}}}
    -- Content/vocabularies/places.yaml --
    terms: [{id: road, label: \(label)}]
    -- Content/notes/a.md --
    ---
    title: A
    place: road
    \(waiver)
    ---

    \(note)
    -- Content/notes/b.md --
    ---
    title: B
    ---

    See [[a]].
    """
  }

  private func pages(_ literal: String) async throws -> (codes: Set<String>, pages: Set<String>) {
    let sandbox = Sandbox()
    try sandbox.write(literal)
    let report = try await SiteBuild.run(sandbox.options())
    let isWritten = FileManager.default.fileExists(atPath: sandbox.path + "/Site")
    return (
      Set(report.findings.filter { $0.severity == .error }.map(\.code)), isWritten ? Set(try sandbox.files("Site").keys) : []
    )
  }

  @Test func `a record with a telephone number is in no page, and the others are built`() async throws {
    let (codes, pages) = try await pages(Self.base(note: "Call +243 81 234 56 78."))
    #expect(codes == ["personal-phone"])
    #expect(!pages.contains("notes/a.html") && pages.contains("notes/b.html"))
  }

  @Test func `a waiver with a reason and a last day lets a record through`() async throws {
    let waiver = "waive: [{rule: personal-phone, reason: A hotline, until: 2036-12-31}]"
    let (codes, pages) = try await pages(Self.base(note: "Call +243 81 234 56 78.", waiver: waiver))
    #expect(codes.isEmpty && pages.contains("notes/a.html"))
  }

  @Test func `a telephone number in the label of a vocabulary stops the build`() async throws {
    let (codes, pages) = try await pages(Self.base(label: "\"Road, +243 81 234 56 78\""))
    #expect(codes == ["personal-phone"] && pages.isEmpty)
  }

  @Test(arguments: [
    "![The desk, +243 81 234 56 78](../media/x.png)", "[The desk](tel:+243812345678)", "<!-- +243 81 234 56 78 -->",
    "See [[b|+243 81 234 56 78]].",
    "`+243 81 234 56 78`", "| a | b |\n|---|---|\n| x | +243 81 234 56 78 |", "[^1]\n\n[^1]: +243 81 234 56 78",
  ])
  func `every part of a body is searched`(note: String) async throws {
    let (codes, pages) = try await pages(Self.base(note: note))
    #expect(codes.contains("personal-phone") && !pages.contains("notes/a.html"))
  }

  @Test(arguments: ["# her number is +243 81 234 56 78", "summary: Call +243 81 234 56 78", "aliases: [desk-0772-000-123]"])
  func `fields, ids and comments in front matter are searched`(line: String) async throws {
    let (codes, pages) = try await pages(Self.base(waiver: line))
    #expect(codes.contains("personal-phone") && !pages.contains("notes/a.html"))
  }

  @Test func `details about one person are a warning, and their record is built`() async throws {
    let (codes, pages) = try await pages(Self.base(note: "A Hema teacher from Mahagi, an old woman, hid the boys."))
    #expect(codes.isEmpty && pages.contains("notes/a.html"))
  }

  @Test func `a waiver without a last day lets nothing through`() async throws {
    let waiver = "waive: [{rule: personal-phone, reason: A hotline}]"
    let (codes, pages) = try await pages(Self.base(note: "Call +243 81 234 56 78.", waiver: waiver))
    #expect(codes == ["personal-phone"] && !pages.contains("notes/a.html"))
  }
}
