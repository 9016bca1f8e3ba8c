import Testing
import Text

@testable import Workspace

/// Names that the site uses itself are good names of types, fields and records, or a finding.
struct ReservedNameTests {
  private static let base = """
    -- Content/casebook.yaml --
    title: Odd
    languages: [en, fr]
    -- Content/model.yaml --
    types:
      page: {folder: pages, fields: {type: {kind: text, facet: true}, id: {kind: text, facet: true}}}
      search: {folder: searches}
      index: {folder: indexes, page: list}
    -- Content/pages/search.md --
    ---
    title: A page
    type: odd
    id: x
    ---
    Text [[search/index]] and [[index/index]].
    -- Content/searches/index.md --
    ---
    title: A search
    ---
    Text.
    -- Content/indexes/index.md --
    ---
    title: An index
    ---
    Text.
    """

  @Test func `types called page, search and index, and records called so, have their pages`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.base)
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.filter { $0.severity == .error }.map(\.description) == [])
    let page = try sandbox.read("Site/pages/search.html")
    #expect(page.contains("../searches/index_.html"))
    #expect(page.contains("../indexes/index.html#"))
    #expect(try sandbox.read("Site/searches/index_.html").contains("A search"))
    #expect(try sandbox.read("Site/by-type/odd.html").contains("A page"))
    #expect(try sandbox.read("Site/search.html").contains("type=\"search\""))
  }

  @Test(arguments: ["fr", "search", "assets", "data", "media"])
  func `a folder of records that the site needs itself is a finding`(folder: String) async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.base.replacing("folder: searches", with: "folder: \(folder)"))
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.contains { $0.code == "invalid-name" })
  }
}
