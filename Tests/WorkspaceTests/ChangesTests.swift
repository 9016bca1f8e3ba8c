import Foundation
import Knowledge
import Testing
import Text

@testable import Workspace

/// The changes between two states of a knowledge base.
struct ChangesTests {
  private static func state(_ folder: String) async throws -> KnowledgeState {
    var options = BuildOptions()
    options.content = folder
    return try await KnowledgeState.load(options)
  }

  /// `UPDATE_GOLDENS=1` writes `expected.txt`.
  @Test func `each planted edit is named, the worst for readers first, and none is invented`() async throws {
    let changes = Changes(
      from: try await Self.state(fixture("changes/before")), to: try await Self.state(fixture("changes/after")))
    let text = ChangesReport(changes).text(as: .text)
    let golden = fixture("changes/expected.txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
      try Data(text.utf8).write(to: URL(fileURLWithPath: golden))
      Issue.record("wrote \(golden)")
    }
    #expect(text == String(decoding: try Data(contentsOf: URL(fileURLWithPath: golden)), as: UTF8.self))
  }

  @Test(arguments: ["before", "after"]) func `a state compared with itself has no changes`(_ name: String) async throws {
    let state = try await Self.state(fixture("changes/\(name)"))
    let changes = Changes(from: state, to: state)
    #expect(changes.all == [])
    #expect(ChangesReport(changes).text(as: .text) == "Nothing has changed.\n")
    #expect(ChangesReport(changes).text(as: .markdown) == "Nothing has changed.\n")
    #expect(ChangesReport(changes).text(as: .json) == "[]\n")
  }

  @Test func `an edit of one value is one change`() async throws {
    let base = try Sandbox.files(at: fixture("changes/before"))
    let before = try await Self.state(fixture("changes/before"))
    let edits: [(file: String, old: String, new: String, change: String)] = [
      ("notes/bread.md", "outcome: good", "outcome: mixed", "judgement outcome was 'Good' and is 'Mixed'"),
      ("notes/bread.md", "agreed: agreed", "agreed: unknown", "consent agreed was 'Agreed' and is 'Not known'"),
      ("notes/bread.md", "Rest it", "Rest it well", "text hints has changed: 0 words went, 1 came"),
      ("notes/bread.md", "[Knead long, Rest it]", "[Rest it, Knead long]", ""),
      ("notes/bread.md", ", {to: heat, bearing: supports}", "", "relation rules no longer names 'heat'"),
      (
        "notes/bread.md", "{to: heat, bearing: supports}", "{to: heat, bearing: contradicts}",
        "contradiction rules says of 'heat' now: bearing: Contradicts; before: bearing: Supports"
      ),
      ("notes/bread.md", "  - {id: bake, text: Bake for 40 minutes.}\n", "", "value steps has no 'bake' any more"),
      ("notes/soup.md", "restricted", "public", "exposed the sensitivity was 'restricted' and is 'public'"),
      (
        "notes/cake.md", "sensitivity: public", "sensitivity: restricted",
        "hidden the sensitivity was 'public' and is 'restricted'"
      ),
      ("notes/jam.md", "status: review", "status: withdrawn", "status the status was 'review' and is 'withdrawn'"),
      ("notes/bread.fr.md", "title: Pain", "title: Le pain", "text title in 'fr' has changed: 1 word went, 2 came"),
      ("vocabularies/outcomes.yaml", "label: Mixed", "label: So so", "file the file has changed"),
    ]
    for edit in edits {
      let sandbox = Sandbox()
      for (name, bytes) in base { try sandbox.write([UInt8](bytes), to: "Content/" + name) }
      let text = try sandbox.read("Content/" + edit.file)
      #expect(text.contains(edit.old), "\(edit.file) has no '\(edit.old)'")
      try sandbox.write(text.replacing(edit.old, with: edit.new), to: "Content/" + edit.file)
      let changes = Changes(from: before, to: try await Self.state(sandbox.path + "/Content"))
      let told = changes.all.map { "\($0.kind.rawValue) \($0.message)" }.filter { !$0.hasPrefix("translation ") }
      #expect(told == (edit.change.isEmpty ? [] : [edit.change]), "after '\(edit.old)' became '\(edit.new)'")
    }
  }

  @Test func `a record that became part of another one leads there`() async throws {
    let sandbox = Sandbox()
    for (name, bytes) in try Sandbox.files(at: fixture("changes/before")) where name != "notes/tea.md" {
      try sandbox.write([UInt8](bytes), to: "Content/" + name)
    }
    let cake = try sandbox.read("Content/notes/cake.md")
    try sandbox.write(cake.replacing("outcome: good", with: "outcome: good\naliases: [tea]"), to: "Content/notes/cake.md")
    let changes = Changes(
      from: try await Self.state(fixture("changes/before")), to: try await Self.state(sandbox.path + "/Content"))
    #expect(changes.all.first?.message == "the record was removed; its old address leads to 'note/cake'")
  }

  @Test func `words that went and came are marked`() {
    let pieces = WordDifference("The oven was hot and red.", "The oven was very hot and black.").pieces
    #expect(pieces == [.same("The oven was "), .new("very "), .same("hot and "), .old("red."), .new("black.")])
  }

  @Test func `the preview has the list as its first page, and the home page beside it`() async throws {
    let sandbox = Sandbox()
    let changes = Changes(
      from: try await Self.state(fixture("changes/before")), to: try await Self.state(fixture("changes/after")))
    var options = sandbox.options(output: "Preview")
    options.content = fixture("changes/after")
    options.edition = "staff"
    _ = try await ChangesPreview.run(changes, options)
    let first = try sandbox.read("Preview/index.html")
    #expect(first.contains("<a href=\"notes/bread.html\">Bread</a>"))
    #expect(first.contains("the crust was <del>dark.\n</del><ins>nearly black.\n</ins>"))
    #expect(first.contains("href=\"home.html\""))
    #expect(try sandbox.read("Preview/home.html").contains("<h1"))
  }
}
