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
}
