import Knowledge
import Testing
import Text

@testable import Workspace

/// A knowledge base that not everybody may read whole says whom to tell of a danger.
struct ContactTests {
  private func finding(_ settings: String, sensitivity: String = "public") async throws -> Diagnostic? {
    let sandbox = Sandbox()
    try sandbox.write("title: Small\n\(settings)\n", to: "Content/casebook.yaml")
    try sandbox.write("types: {note: {folder: notes}}\n", to: "Content/model.yaml")
    try sandbox.write("---\ntitle: A\nsensitivity: \(sensitivity)\n---\n", to: "Content/notes/a.md")
    let found = try await SiteBuild.check(sandbox.options(), today: PartialDate(year: 2026, month: 1, day: 1))
    let built = try await SiteBuild.run(sandbox.options())
    #expect(
      found.filter { $0.code == "no-contact" }.map(\.description)
        == built.findings.filter { $0.code == "no-contact" }.map(\.description))
    return found.first { $0.code == "no-contact" }
  }

  private static let editions = "editions: {public: {shows: [public]}}"

  @Test(arguments: [
    editions, editions + "\ncontact: the desk", editions + "\ncontact: {address: the desk}",
    editions + "\ncontact: {address: the desk, private: a line}",
    editions + "\ncontact: {private: a line, answered_within: a week}",
    editions + "\ncontact: {address: the desk, private: \"\", answered_within: a week}",
  ])
  func `an edition without a whole contact is a finding`(settings: String) async throws {
    let finding = try #require(try await finding(settings))
    #expect(finding.severity == .warning && finding.path.hasSuffix("casebook.yaml"))
    #expect(finding.start.line == (settings.contains("contact") ? 3 : 1))
  }

  @Test func `a whole contact, and a base that all may read, have none`() async throws {
    #expect(
      try await finding(Self.editions + "\ncontact: {address: the desk, private: a line, answered_within: {en: a week}}") == nil
    )
    #expect(try await finding("") == nil)
    #expect(try await finding("", sensitivity: "restricted") != nil)
  }
}
