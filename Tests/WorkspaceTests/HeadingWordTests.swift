import Foundation
import Publication
import Testing
import Text

@testable import Workspace

/// A heading has the same words in the table of contents, as an anchor, in search and in exports as
/// a reader sees in it.
struct HeadingWordTests {
  static let base = """
    -- Content/casebook.yaml --
    title: Base
    languages: [en, fr]
    editions: {public: {shows: [public]}}
    -- Content/model.yaml --
    types:
      note: {sensitivity: public, fields: {sources: {kind: reference, to: [note], many: true, inverse: cited_by}}}
    -- Content/note/lantern.md --
    ---
    title: Zephyrine lantern
    ---
    -- Content/note/lantern.fr.md --
    ---
    title: Lanterne zéphyrine
    ---
    -- Content/note/hidden.md --
    ---
    title: Canary
    sensitivity: restricted
    ---
    """

  private func page(_ body: String, in language: String = "") async throws -> (
    html: String, findings: [String], sandbox: Sandbox
  ) {
    let sandbox = Sandbox()
    try sandbox.write(
      Self.base + "\n-- Content/note/a.md --\n---\ntitle: A\n---\n\(body)\n\n## Second\n\n## Third\n\nText [[lantern]].\n")
    let report = try await SiteBuild.run(sandbox.options())
    return (try sandbox.read("Site/\(language)note/a.html"), report.findings.map(\.code).filter { $0 != "orphan" }, sandbox)
  }

  @Test(arguments: [
    ("See [[lantern]] first", "See Zephyrine lantern first", "see-zephyrine-lantern-first"),
    ("[[lantern]]", "Zephyrine lantern", "zephyrine-lantern"), ("[[lantern|Words]]", "Words", "words"),
    ("[](lantern.md) x", "Zephyrine lantern x", "zephyrine-lantern-x"),
    ("Told [@lantern, p. 3]", "Told Zephyrine lantern, p. 3", "told-zephyrine-lantern-p-3"),
    ("![A map](https://example.org/x.png) here", "A map here", "a-map-here"),
    ("*One* `two` <!-- three -->", "One two", "one-two"),
    ("[[nobody]] x", "nobody x", "nobody-x"), ("See [[hidden]] first", "See first", "see-first"),
    ("Words {#given}", "Words", "given"), ("Words {#Given-Id .wide}", "Words", "given-id"),
    ("Words {: #given}", "Words", "given"),
    (#"Words \{#given}"#, "Words {#given}", "words-given"),
  ])
  func `a heading has the words that a reader reads`(heading: String, words: String, anchor: String) async throws {
    let (html, _, sandbox) = try await page("## " + heading)
    #expect(html.contains("<h2 id=\"\(anchor)\">"), "\(html)")
    #expect(html.contains("href=\"#\(anchor)\">\(words)</a>"), "\(html)")
    _ = try await BulkExport.run(sandbox.options(), for: .elasticsearch, to: sandbox.path + "/bulk")
    #expect(try sandbox.read("bulk").contains(words))
    #expect(!html.contains("Canary") && !html.contains("canary"))
  }

  @Test(arguments: ["##", "## <!-- only -->", "## %%only%%", "##  ", "## [[ ]]"])
  func `a heading without words is a finding and is left out`(heading: String) async throws {
    let (html, findings, _) = try await page(heading)
    #expect(findings.contains("empty-heading"))
    #expect(html.matches(of: /<h2 id="[^_]/).count == 2)
  }

  @Test func `a picture without words in a heading is a finding`() async throws {
    #expect(try await page("## ![](https://example.org/x.png)").findings.contains("empty-heading"))
  }

  @Test func `a link leads to a heading by the words that it shows`() async throws {
    let (html, findings, _) = try await page("## See [[lantern]]\n\n[x](#see-zephyrine-lantern) [[a#See Zephyrine lantern|y]]")
    #expect(!findings.contains("unknown-part"))
    #expect(html.matches(of: /<a href="#see-zephyrine-lantern">/).count == 3)
  }
}
