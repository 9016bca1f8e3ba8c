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

  /// Nothing is built if a place belongs to no record.
  @Test(arguments: [
    (
      "a label of a vocabulary", "Content/vocabularies/places.yaml",
      "terms: [{id: road, label: {en: Road, fr: \"+243 81 234 56 78\"}}]"
    ),
    (
      "a definition", "Content/vocabularies/places.yaml",
      "terms: [{id: road, label: Road, definition: \"Call +243 81 234 56 78\"}]"
    ),
    (
      "another name of a term", "Content/vocabularies/places.yaml",
      "terms: [{id: road, label: Road, also: [\"+243 81 234 56 78\"]}]"
    ),
    ("an escape", "Content/vocabularies/places.yaml", "terms: [{id: road, label: \"\\x2B243 81 234 56 78\"}]"),
    ("a comment in a vocabulary", "Content/vocabularies/places.yaml", "# +243 81 234 56 78\nterms: [{id: road, label: Road}]"),
    (
      "the help of a field", "Content/model.yaml",
      "types: {note: {folder: notes, help: \"Ask +243 81 234 56 78\", fields: {place: {kind: text}}}}"
    ),
    (
      "a comment in the model", "Content/model.yaml",
      "# +243 81 234 56 78\ntypes: {note: {folder: notes, fields: {place: {kind: text}}}}"
    ),
    ("the title of the base", "Content/casebook.yaml", "title: Notes of +243 81 234 56 78"),
    ("its description", "Content/casebook.yaml", "title: Notes\ndescription: Call +243 81 234 56 78"),
    ("its publisher", "Content/casebook.yaml", "title: Notes\npublisher: A desk, +243 81 234 56 78"),
    (
      "the label of a view", "Content/casebook.yaml",
      "title: Notes\nviews: [{id: all, kind: list, label: \"+243 81 234 56 78\", type: note}]"
    ),
    ("a comment in the settings", "Content/casebook.yaml", "title: Notes # +243 81 234 56 78"),
    ("a word of the interface", "Content/templates/words/en.yaml", "search: Ask +243 81 234 56 78"),
    ("a template", "Content/templates/partials/note.mustache", "<p>Ask +243 81 234 56 78</p>"),
    ("the name of a picture", "Content/media/desk-0772-000-123.png", "x"),
    ("the name of a file of a record", "Content/notes/b/desk-0772-000-123.txt", "x"),
  ])
  func `every place beside the records is searched`(kind: String, path: String, text: String) async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.base())
    try sandbox.write(text + "\n", to: path)
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.contains { $0.code == "personal-phone" && $0.severity == .error }, "\(report.findings)")
    #expect(!FileManager.default.fileExists(atPath: sandbox.path + "/Site"))
  }

  @Test(arguments: [
    "contact: +243 81 234 56 78", "contact: {address: +243 81 234 56 78}", "contact:\n  address: desk@example.org",
  ])
  func `the contact is meant for everybody`(line: String) async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.base())
    try sandbox.write("title: Notes\n\(line)\n", to: "Content/casebook.yaml")
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.isWritten && !report.findings.contains { $0.code.hasPrefix("personal-") }, "\(report.findings)")
  }

  /// A record with personal data in any of its files is in no page; the others are built.
  @Test(arguments: [
    ("the name of its file", "Content/notes/desk-0772-000-123.md", "---\ntitle: C\n---\n"),
    (
      "a translation", "Content/notes/b.fr.md",
      "---\ntitle: B\ntranslation: {by: machine}\n---\nAppelez le +243 81 234 56 78.\n"
    ),
    (
      "the title of a translation", "Content/notes/b.fr.md",
      "---\ntitle: B, +243 81 234 56 78\ntranslation: {by: machine}\n---\n"
    ),
    ("an address of a link", "Content/notes/b.md", "---\ntitle: B\n---\n[us](https://wa.me/243812345678)\n"),
    ("the title of a picture", "Content/notes/b.md", "---\ntitle: B\n---\n![x](../media/x.png \"+243 81 234 56 78\")\n"),
    ("a definition of a link", "Content/notes/b.md", "---\ntitle: B\n---\n[x]\n\n[x]: tel:+243812345678\n"),
    ("a comment of the body", "Content/notes/b.md", "---\ntitle: B\n---\nText %%+243 81 234 56 78%%.\n"),
    ("another name", "Content/notes/b.md", "---\ntitle: B\nalso: [\"+243 81 234 56 78\"]\n---\n"),
    ("a key that the model lacks", "Content/notes/b.md", "---\ntitle: B\nnobody: +243 81 234 56 78\n---\n"),
  ])
  func `every file of a record is searched`(kind: String, path: String, text: String) async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.base().replacing("title: Notes", with: "title: Notes\nlanguages: [en, fr]"))
    try sandbox.write(text, to: path)
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.contains { $0.code == "personal-phone" && $0.severity == .error }, "\(report.findings)")
    let told = try sandbox.files("Site").filter { name, bytes in
      [name, String(decoding: bytes, as: UTF8.self)].contains {
        $0.contains("234 56 78") || $0.contains("812345678") || $0.contains("0772-000")
      }
    }
    #expect(told.keys.sorted() == [] && FileManager.default.fileExists(atPath: sandbox.path + "/Site/notes/a.html"))
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
