import Foundation
import Testing

@testable import Workspace

/// The home page lists what readers come for under the terms that sort it.
struct HomeGroupTests {
  /// Writes a base of notes, each of a colour; a few tools have one too.
  private func home(notes: Int, required: Bool = true) async throws -> String {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Small
      navigation: [note, tool]
      -- Content/model.yaml --
      types:
        note:
          folder: notes
          plural: Notes
          fields: {colour: {kind: term, from: [colours], facet: true\(required ? ", required: true" : "")}}
        tool:
          folder: tools
          plural: Tools
          fields: {colour: {kind: term, from: [colours], facet: true, required: true}}
      -- Content/vocabularies/colours.yaml --
      terms: [{id: red, label: Red things}, {id: green, label: Green things}, {id: blue, label: Blue things}]
      """)
    for number in 0..<notes {
      let colour = ["red", "green"][number % 2]
      try sandbox.write("---\ntitle: Note \(number)\ncolour: \(colour)\n---\n", to: "Content/notes/n\(number).md")
    }
    for number in 0..<14 {
      try sandbox.write("---\ntitle: Tool \(number)\ncolour: red\n---\n", to: "Content/tools/t\(number).md")
    }
    _ = try await SiteBuild.run(sandbox.options())
    return try sandbox.read("Site/index.html")
  }

  private func headings(_ page: String) -> [String] {
    page.matches(of: /<h2 id="[^"]*"><a href="([^"]*)">([^<]*)<\/a> <span class="count">(\d+)/).map {
      "\($0.2) \($0.3) \($0.1)"
    }
  }

  @Test func `every term that a record has is a group, and a term that none has is not`() async throws {
    #expect(
      headings(try await home(notes: 15)) == [
        "Red things 8 by-colour/red.html", "Green things 7 by-colour/green.html", "Tools 14 tools/index.html",
      ])
  }

  @Test func `few records, and records without a term, are one group`() async throws {
    #expect(headings(try await home(notes: 5)) == ["Notes 5 notes/index.html", "Tools 14 tools/index.html"])
    #expect(
      headings(try await home(notes: 15, required: false)) == ["Notes 15 notes/index.html", "Tools 14 tools/index.html"])
  }
}
