import Foundation
import Testing
import Text

@testable import Workspace

struct IgnoredPathTests {
  @Test(arguments: [
    ("*.draft.md", "notes/a.draft.md", true), ("*.draft.md", "notes/a.md", false), ("templates", "notes/templates/x.md", true),
    ("notes/old/", "notes/old/x/y.md", true), ("notes/old", "notes/older/x.md", false), ("notes/*.md", "notes/a.md", true),
    ("notes/*.md", "notes/a/b.md", false), ("notes/**.md", "notes/a/b.md", true), ("**/x.md", "notes/a/x.md", true),
    ("a*b*c", "notes/aXbYc", true),
    ("a*b*c", "notes/aXbYd", false), ("", "notes/a.md", false), ("*", "notes/a.md", true),
  ])
  func `a pattern names files by their names or by their paths`(pattern: String, path: String, isIgnored: Bool) {
    #expect(IgnoredPaths([pattern]).contains(path) == isIgnored)
  }

  @Test func `what casebook_yaml ignores is no record, and nothing is told of it`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Base
      ignore: ["*.draft.md", _index.md, archive, note/old/]
      -- Content/model.yaml --
      types: {note: {}}
      -- Content/note/a.md --
      ---
      title: A
      ---
      -- Content/note/b.draft.md --
      Nothing
      -- Content/note/_index.md --
      Nothing
      -- Content/note/old/c.md --
      Nothing
      -- Content/archive/d.md --
      Nothing
      """)
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings == [])
    #expect(report.records == 1)
  }
}
