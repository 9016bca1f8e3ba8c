import Testing

@testable import Workspace

/// A build of some of the languages has no link to the others.
struct ChosenLanguageTests {
  private static let base = """
    -- Content/casebook.yaml --
    title: Base
    languages: [en, fr]
    base_url: https://example.org/base/
    -- Content/model.yaml --
    types:
      note: {fields: {to: {kind: reference, to: [note], many: true}, text: {kind: markdown}}}
    -- Content/note/a.md --
    ---
    title: A
    to: [b]
    aliases: [old]
    text: See [[b]].
    ---
    -- Content/note/a.fr.md --
    ---
    title: A en français
    translation: {of: "0", by: machine}
    ---
    -- Content/note/b.md --
    ---
    title: B
    to: [a]
    ---
    """

  private func pages(_ languages: [String]?) async throws -> [String: String] {
    let sandbox = Sandbox()
    try sandbox.write(Self.base)
    var options = sandbox.options()
    options.languages = languages
    _ = try await SiteBuild.run(options)
    return try sandbox.files("Site").filter { $0.key.hasSuffix(".html") }.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `a translation alone links no original that is not built`() async throws {
    let pages = try await pages(["fr"])
    let notice = try #require(pages["note/a.html"]).contains("traduite par une machine")
    #expect(notice)
    for (path, text) in pages {
      #expect(!text.contains("/en/") && !text.contains("\"en/"), "\(path)")
      #expect(!text.contains("href=\"\""), "\(path)")
    }
    #expect(pages["note/b.html"]?.contains("<link rel=\"canonical\" href=\"https://example.org/base/note/b.html\"") == true)
  }

  @Test func `a translation beside its original links it`() async throws {
    let pages = try await pages(nil)
    #expect(pages["fr/note/a.html"]?.contains("<a href=\"../../note/a.html\">Lire l’original") == true)
    #expect(pages["fr/note/b.html"]?.contains("<link rel=\"canonical\" href=\"https://example.org/base/note/b.html\"") == true)
  }
}
