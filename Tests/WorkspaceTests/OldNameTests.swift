import Foundation
import Testing
import Text

@testable import Workspace

/// Two old names, or an old name and a record, never share a page in silence.
struct OldNameTests {
  @Test(arguments: [
    ("a b", "a-b", true), ("Old", "old", true), ("a?b", "a*b", true), ("e\u{301}t", "ét", false), ("old", "older", false),
    ("note/x y", "x-y", true),
    ("con", "con_", true), ("other", "first-page", false), ("Second", "x", true),
  ])
  func `old names that would have one page are a finding`(first: String, second: String, isClash: Bool) async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Base
      -- Content/model.yaml --
      types: {note: {}}
      -- Content/note/first.md --
      ---
      title: First
      aliases: ["\(first)"]
      ---
      -- Content/note/second.md --
      ---
      title: Second
      aliases: ["\(second)"]
      ---
      """)
    let report = try await SiteBuild.run(sandbox.options())
    let codes = report.findings.map(\.code)
    #expect(codes.contains("name-clash") == isClash, "\(report.findings)")
    // The same name in another Unicode form counts as the same name.
    #expect(first != "e\u{301}t" || codes == ["alias-taken"])
    #expect(report.isWritten)
  }

  @Test func `a language without words of the interface has its own name in the menu`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      "-- Content/casebook.yaml --\ntitle: Base\nlanguages: [en, de, pt-br, ckb]\n-- Content/model.yaml --\ntypes: {note: {}}\n-- Content/note/a.md --\n---\ntitle: A\n---\n"
    )
    _ = try await SiteBuild.run(sandbox.options())
    let page = try sandbox.read("Site/note/a.html")
    #expect(page.contains("Deutsch") && page.contains("Português (Brasil)"))
    #expect(try sandbox.read("Site/ckb/note/a.html").contains("dir=\"rtl\""))
  }
}
