import Testing
import Text

@testable import Knowledge

/// A relation that the model calls acyclic never leads back to its start.
struct RelationChecksTests {
  /// Returns the findings for notes, each given by its name and the notes that it comes after.
  private func findings(_ notes: KeyValuePairs<String, String>, field: String = "after") -> [String] {
    SmallBase(
      """
      -- model.yaml --
      types:
        note:
          folder: notes
          fields:
            after: {kind: reference, to: [note], many: true, acyclic: true}
            before: {kind: reference, to: [note], many: true, acyclic: true}
            free: {kind: reference, to: [note], many: true}

      """ + notes.map { "-- notes/\($0).md --\n---\ntitle: \($0)\n\(field): [\($1)]\n---\n" }.joined()
    ).findings
  }

  @Test func `a chain and a diamond have no circle`() {
    #expect(findings(["a": "b", "b": "c", "c": ""]) == [])
    #expect(findings(["a": "b, c", "b": "d", "c": "d", "d": ""]) == [])
  }

  @Test(
    arguments: [
      (["a": "b", "b": "a"], "notes/b.md:3:8: error: 'after' leads in a circle: a → b → a [relation-cycle]"),
      (
        ["a": "b", "b": "c", "c": "d", "d": "b"],
        "notes/d.md:3:8: error: 'after' leads in a circle: b → c → d → b [relation-cycle]"
      ),
      (["a": "", "b": "a, c", "c": "b"], "notes/c.md:3:8: error: 'after' leads in a circle: b → c → b [relation-cycle]"),
    ] as [(KeyValuePairs<String, String>, String)])
  func `a circle is one finding, at the link that closes it`(notes: KeyValuePairs<String, String>, finding: String) {
    #expect(findings(notes) == [finding])
  }

  @Test func `two circles are two findings`() {
    #expect(findings(["a": "b", "b": "a", "c": "d", "d": "c"]).count == 2)
  }

  @Test func `a long circle shows its beginning`() {
    let names = (0..<12).map { "n\($0 + 10)" }
    let notes = names.enumerated().map { ($1, names[($0 + 1) % 12]) }
    let found = SmallBase(
      "-- model.yaml --\ntypes: {note: {folder: notes, fields: {after: {kind: reference, to: [note], acyclic: true}}}}\n"
        + notes.map { "-- notes/\($0).md --\n---\ntitle: x\nafter: \($1)\n---\n" }.joined()
    ).findings
    #expect(found.count == 1)
    #expect(found.first?.contains("n10 → n11 → n12 → n13 → n14 → n15 → n16 → … [relation-cycle]") == true)
  }

  @Test func `a relation that may lead in circles does`() {
    #expect(findings(["a": "b", "b": "a"], field: "free") == [])
  }

  @Test func `a chain of many thousand records takes no stack`() {
    let count = 5_000
    let found = SmallBase(
      "-- model.yaml --\ntypes: {note: {folder: notes, page: list, fields: {after: {kind: reference, to: [note], acyclic: true}}}}\n"
        + "-- notes/all.yaml --\n" + (0..<count).map { "- {slug: n\($0), title: x, after: n\(($0 + 1) % count)}\n" }.joined()
    ).findings
    #expect(found.count == 1 && found.first?.contains("leads in a circle") == true)
  }
}
