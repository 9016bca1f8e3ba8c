import Foundation
import Knowledge
import Testing
import Text

@testable import Workspace

/// Pages show the shape of a term, or its step on a scale, beside its label.
struct MarkTests {
  private let sandbox = Sandbox()

  private func build(_ terms: [String], ordered: Bool = true, notes: [(name: String, lines: String)]) async throws {
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Small
      languages: [en, fr, ar, es, sw]
      -- Content/model.yaml --
      types:
        note:
          folder: notes
          fields:
            sure: {kind: term, from: [sure], required: true, facet: true}
            also_sure: {kind: term, from: [sure]}
            ties: {kind: reference, to: [note], many: true, inverse: tied, fields: {how: {kind: term, from: [sure]}, by: {kind: term, from: [sure]}}}
      -- Content/vocabularies/sure.yaml --
      ordered: \(ordered)
      terms: [\(terms.map { "{id: \($0)}" }.joined(separator: ", "))]
      """)
    for (name, lines) in notes { try sandbox.write("---\ntitle: \(name)\n\(lines)\n---\n", to: "Content/notes/\(name).md") }
    let result = try await SiteBuild.run(sandbox.options())
    #expect(result.findings.filter { $0.severity == .error }.map(\.description) == [])
  }

  /// The mark of the field `sure` in a page's head.
  private func mark(_ name: String, in language: String = "") throws -> Substring {
    let page = try sandbox.read("Site/\(language)notes/\(name).html")
    let start = try #require(page.range(of: "<p class=\"marks\">")).upperBound
    return page[start...].prefix { $0 != "\n" }
  }

  private func count(_ text: String, in line: Substring) -> Int { line.components(separatedBy: text).count - 1 }

  @Test func `a step has a bar for each step of its scale, and says of how many it is`() async throws {
    try await build(
      ["barely", "little", "rather", "very"],
      notes: [("a", "sure: barely"), ("b", "sure: little"), ("c", "sure: rather")])
    for (name, step) in [("a", 1), ("b", 2), ("c", 3)] {
      let line = try mark(name)
      #expect(count("\"bar bar-on\"", in: line) == step && count("\"bar\"", in: line) == 4 - step, "\(line)")
      #expect(line.contains(" <span class=\"scale\">\(step) of 4</span>"))
    }
    for (language, words) in [("fr/", "2 sur 4"), ("ar/", "2 من 4"), ("es/", "2 de 4"), ("sw/", "2 kati ya 4")] {
      #expect(try mark("b", in: language).contains("<span class=\"scale\">\(words)</span>"))
    }
  }

  @Test func `a step that only a hidden record has is not counted`() async throws {
    try await build(
      ["barely", "little", "rather", "very"],
      notes: [("a", "sure: barely"), ("b", "sure: very"), ("c", "sure: rather\nstatus: draft")])
    #expect(try mark("a").contains("1 of 3"))
    #expect(try mark("b").contains("3 of 3"))
  }

  @Test func `a scale of four hundred steps is a number`() async throws {
    let terms = (1...400).map { "step-\($0)" }
    try await build(terms, notes: [("a", "sure: step-137\nalso_sure: step-2"), ("b", "sure: step-400")])
    #expect(try mark("a").contains("Step 137 <span class=\"scale\">137 of 400</span>"))
    let page = try sandbox.read("Site/notes/a.html")
    #expect(page.contains("Step 2 <span class=\"scale\">2 of 400</span></dd>"))
    #expect(!page.contains("<i class=\"bar"))
    #expect(try sandbox.read("Site/notes/index.html").contains("137 of 400"))
  }

  @Test func `a shape stands before a term wherever a page shows it, and bars only where there is a scale`() async throws {
    try await build(
      ["yes, mark: check", "no, mark: cross", "perhaps"], ordered: false,
      notes: [
        ("a", "sure: yes\nalso_sure: no\nties: [{to: b, how: yes, by: no}]"), ("b", "sure: no"), ("c", "sure: perhaps"),
      ])
    #expect(try mark("a").contains("<span class=\"mark mark-check\"><span class=\"mark-label\">Sure: </span>"))
    #expect(try mark("c").contains("<span class=\"mark\"><span class=\"mark-label\">Sure: </span>"))
    let page = try sandbox.read("Site/notes/a.html")
    #expect(page.contains("<dd class=\"mark mark-cross\">No"))
    #expect(page.contains("<span class=\"edge mark mark-cross\">No</span>"))
    #expect(!page.contains("class=\"bar") && !page.contains("class=\"scale\""))
    let index = try sandbox.read("Site/notes/index.html")
    #expect(
      index.contains(" class=\"mark mark-check\">Yes</a>") && index.contains("no.html\" class=\"mark mark-cross\">No</a>"))
  }

  @Test func `the theme draws each shape that a vocabulary may choose`() throws {
    let sheet = try String(
      contentsOf: ThemeNameTests.root.appending(path: "Templates/assets/casebook.css"), encoding: .utf8)
    // A square is what a shape is before anything is cut from it.
    for mark in Mark.allCases where mark != .square {
      #expect(sheet.contains(".mark-\(mark)"), "no rule draws '\(mark)'")
    }
  }
}
