import Foundation
import Knowledge
import Testing
import Text

@testable import Workspace

/// Links to headings and records that do not exist, wherever the links stand.
struct DeadLinkTests {
  static let base = """
    -- Content/casebook.yaml --
    title: Base
    languages: [en, fr]
    -- Content/model.yaml --
    types:
      note:
        sections: [{id: known, label: {en: Known, fr: Connu}}]
        fields:
          text: {kind: markdown}
          links: {kind: reference, to: [note, note.steps], many: true}
          steps: {kind: record, many: true, key: id, fields: {id: {kind: text}, title: {kind: text}, text: {kind: markdown}}}
    -- Content/note/target.md --
    ---
    title: Target
    steps: [{id: first, title: First}]
    ---
    ## Known
    ## What happened
    ## Café déjà
    -- Content/note/target.fr.md --
    ---
    title: Cible
    ---
    ## Connu
    ## Ce qui est arrivé
    """

  private func site(_ files: String) async throws -> (Sandbox, [Diagnostic]) {
    let sandbox = Sandbox()
    try sandbox.write(Self.base + "\n" + files)
    let report = try await SiteBuild.run(sandbox.options())
    return (sandbox, report.findings.filter { !["orphan", "missing-section"].contains($0.code) })
  }

  private func findings(_ files: String) async throws -> [String] {
    try await site(files).1.map { "\($0.start.line):\($0.start.column) \($0.severity) \($0.code)" }
  }

  @Test(arguments: [
    "[x](#nowhere)", "[[#nowhere]]", "[[#nowhere|x]]", "[[target#nowhere]]", "[x](target.md#nowhere)",
    "[[note/target#Nowhere else]]",
    "[x][d]\n\n[d]: #nowhere", "| a |\n|---|\n| [x](#nowhere) |", "> - [x](target.md#nowhere)",
  ])
  func `a dead heading is an error in a body, a field, an entry and a translation`(link: String) async throws {
    let block = link.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
    let places = [
      "-- Content/note/a.md --\n---\ntitle: A\n---\n## Known\n\n\(link)\n",
      "-- Content/note/a.md --\n---\ntitle: A\ntext: |\n  \(block)\n---\n",
      "-- Content/note/a.md --\n---\ntitle: A\nsteps:\n  - id: one\n    text: |\n      \(block.replacing("\n", with: "\n    "))\n---\n",
      "-- Content/note/a.md --\n---\ntitle: A\n---\n-- Content/note/a.fr.md --\n---\ntitle: A\n---\n\(link)\n",
    ]
    for place in places {
      let found = try await findings(place)
      #expect(found.count == 1 && found.allSatisfy { $0.hasSuffix("error unknown-part") }, "\(place) \(found)")
    }
  }

  @Test(arguments: [
    "[[target#what-happened]]", "[[target#What happened]]", "[[target#WHAT HAPPENED|x]]", "[x](target.md#what-happened)",
    "[x](target.md#What%20happened)", "[[target#Café déjà]]", "[[target#cafe\u{301}-de\u{301}ja\u{300}]]", "[[target#first]]",
    "[[target#known]]", "[x](#own-words)", "[[#Own Words]]", "[[#one]]",
  ])
  func `heading words and anchors are both taken, on any page`(link: String) async throws {
    let (sandbox, findings) = try await site(
      "-- Content/note/a.md --\n---\ntitle: A\nsteps: [{id: one, title: One}]\ntext: |\n  \(link)\n---\n## Own words\n\n\(link)\n"
    )
    #expect(findings.filter { $0.severity == .error } == [])
    let page = try sandbox.read("Site/note/a.html")
    let target = try sandbox.read("Site/note/target.html")
    for match in page.matches(of: /href="(target\.html)?#([^"_]+)"/) {
      let anchor = String(match.2).removingPercentEncoding!
      #expect((match.1 == nil ? page : target).contains("id=\"\(anchor)\""), "\(anchor)")
    }
  }

  @Test func `a link that is right in its own language is a warning where the other language has no such heading`() async throws
  {
    let (sandbox, findings) = try await site(
      "-- Content/note/a.md --\n---\ntitle: A\n---\n[x](target.md#what-happened) [y](target.md#known)\n")
    #expect(findings.map { "\($0.severity) \($0.code)" } == ["warning unknown-part"])
    #expect(findings[0].message.contains("'fr'"))
    #expect(try sandbox.read("Site/note/a.html").contains("target.html#what-happened"))
    // In this language the link leads to the start of the page, because its heading does not exist
    // there.
    let french = try sandbox.read("Site/fr/note/a.html")
    #expect(!french.contains("#what-happened") && french.contains("target.html#known"))
  }

  @Test func `a heading of the other language is dead in a translation`() async throws {
    #expect(
      try await findings(
        "-- Content/note/a.md --\n---\ntitle: A\n---\n-- Content/note/a.fr.md --\n---\ntitle: A\n---\n[x](target.md#what-happened) [y](target.md#ce-qui-est-arrivé)\n"
      ) == ["4:5 error unknown-part"])
  }

  @Test func `a check mends what has one near name`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      Self.base
        + "\n-- Content/note/a.md --\n---\ntitle: A\nlinks: [\"target#frist\"]\ntext: |\n  [x](#own-wrods)\n---\n## Own words\n\n[[target#what-hapened]] [[target#knwon|x]] [y](target.md#what-hapened) [[#own-wods]]\n"
    )
    let options = sandbox.options()
    let found = try await SiteBuild.check(options, today: .init(year: 2026))
    #expect(try SiteBuild.fix(found) == 6)
    #expect(
      try sandbox.read("Content/note/a.md")
        == "---\ntitle: A\nlinks: [\"target#first\"]\ntext: |\n  [x](#own-words)\n---\n## Own words\n\n[[target#what-happened]] [[target#known|x]] [y](target.md#what-happened) [[#own-words]]\n\n"
    )
  }

  @Test(arguments: [
    ("[[nobody]]", "nobody"), ("[[note/nobody]]", "note/nobody"), ("[[nobody|their words]]", "their words"),
    ("[[Nobody Here#there]]", "Nobody Here#there"), ("[words](nobody.md)", "words"), ("[@nobody, p. 3]", "[@nobody, p. 3]"),
    ("[](nobody.md)", "nobody.md"),
  ])
  func `a name that nobody has keeps its words in page, search and export`(link: String, words: String) async throws {
    let (sandbox, findings) = try await site("-- Content/note/a.md --\n---\ntitle: A\n---\nBefore \(link) after.\n")
    #expect(findings.contains { $0.code == "unresolved-reference" })
    #expect(try sandbox.read("Site/note/a.html").contains("<p>Before \(words) after.</p>"))
  }
}
