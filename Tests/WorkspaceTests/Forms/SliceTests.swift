import Formats
import Knowledge
import Publication
import Testing

@testable import Workspace

/// The records that a form takes: those that are named, and what they lead to.
struct SliceTests {
  private static let base = """
    -- Content/casebook.yaml --
    title: Links
    languages: [en, fr]
    editions:
      public: {shows: [public]}
      staff: {shows: [public, restricted]}
    -- Content/model.yaml --
    types:
      note:
        folder: notes
        sensitivity: public
        autolink: true
        fields:
          to: {kind: reference, to: [note], many: true, inverse: from}
          twin: {kind: reference, to: [note], symmetric: true}
          unseen: {kind: reference, to: [note], show: none}
          sources: {kind: reference, to: [source], many: true, role: citation}
          more: {kind: markdown}
          parts: {kind: record, many: true, fields: {text: {kind: markdown}, to: {kind: reference, to: [note]}}}
      source: {folder: sources, page: list, sensitivity: public}
    -- Content/notes/start.md --
    ---
    title: Start
    to: [field]
    unseen: hidden-field
    unrelated: [apart]
    sources: [report]
    more: See [[in-markdown]].
    parts: [{text: "See [[in-part]].", to: of-part}]
    ---

    See [[in-body]] and [@cited, p. 3], of Linked by name.
    -- Content/notes/start.fr.md --
    ---
    title: Début
    ---

    Voir [[in-french]].
    -- Content/notes/field.md --
    ---
    title: Field
    to: [second]
    ---
    -- Content/notes/second.md --
    ---
    title: Second
    to: [third, start]
    ---
    -- Content/notes/other-end.md --
    ---
    title: Other end
    twin: start
    ---
    -- Content/notes/points-at-start.md --
    ---
    title: Points at start
    to: [start]
    ---
    -- Content/notes/ភាសា.md --
    ---
    title: ភាសាខ្មែរ
    aliases: [old-name]
    ---
    -- Content/notes/kept.md --
    ---
    title: Kept
    sensitivity: restricted
    ---
    -- Content/sources/all.yaml --
    - {slug: report, title: A report}
    - {slug: cited, title: A cited one}
    - {slug: alone, title: Nobody leads here}

    """
    + ["hidden-field", "in-markdown", "in-part", "of-part", "in-body", "in-french", "third", "apart", "linked-by-name"].map {
      "-- Content/notes/\($0).md --\n---\ntitle: \($0.prefix(1).uppercased() + $0.dropFirst().replacing("-", with: " "))\n---\n"
    }.joined(separator: "\n")

  private func slice(_ request: SliceRequest, edition: String? = nil) async throws -> [String] {
    let sandbox = Sandbox()
    try sandbox.write(Self.base)
    var options = sandbox.options()
    options.edition = edition
    let (planned, _) = await PlannedSite.plan(try await LoadedKnowledge.load(options), width: 1)
    let site = try #require(planned).site
    let slice = try Slice(request, of: site)
    #expect(slice.records.allSatisfy(slice.contains))
    return slice.records.map { site.graph.records[$0.index].id }
  }

  @Test func `links in fields, texts and citations lead on, in the order of types and titles`() async throws {
    #expect(try await slice(SliceRequest(records: ["note/start"], depth: 0)) == ["note/start"])
    let one = [
      "note/start", "note/field", "note/in-body", "note/in-markdown", "note/in-part", "note/linked-by-name",
      "note/of-part", "note/other-end", "source/cited", "source/report",
    ]
    #expect(try await slice(SliceRequest(records: ["start"], depth: 1)) == one)
    #expect(try await slice(SliceRequest(records: ["start"], depth: 2)) == one + ["note/second"])
    #expect(try await slice(SliceRequest(records: ["start"], depth: 9)) == one + ["note/second", "note/third"])
  }

  @Test func `a translation leads where it says, and to what it leaves to the original`() async throws {
    let french = try await slice(SliceRequest(records: ["start"], depth: 1, language: "fr"))
    #expect(french.contains("note/in-french") && french.contains("note/in-markdown"))
    #expect(!french.contains("note/in-body") && !french.contains("source/cited"))
  }

  @Test func `records keep the order of the request, each once`() async throws {
    #expect(
      try await slice(SliceRequest(records: ["third", "old-name", "note/third", "second"], depth: 0))
        == ["note/third", "note/ភាសា", "note/second"])
    #expect(try await slice(SliceRequest(records: ["note/ភាសា"])) == ["note/ភាសា"])
    #expect(try await slice(SliceRequest(records: ["alone"])) == ["source/alone"])
  }

  @Test func `a whole language has every record that the edition shows`() async throws {
    let all = try await slice(SliceRequest())
    #expect(all.count == 18 && !all.contains("note/kept"))
    #expect(try await slice(SliceRequest(), edition: "staff").contains("note/kept"))
  }

  @Test(arguments: [
    (SliceRequest(records: ["note/strat"]), "no record is named 'note/strat'; did you mean 'note/start'?"),
    // A hidden record is as unknown as one that is not there.
    (SliceRequest(records: ["note/kept"]), "no record is named 'note/kept'"),
    (SliceRequest(records: ["kept"]), "no record is named 'kept'"),
    (SliceRequest(records: ["ភាសី"]), "no record is named 'ភាសី'; did you mean 'ភាសា'?"),
    (SliceRequest(records: ["../start", "a\u{0}b", ""]), "no record is named '../start'"),
    (SliceRequest(records: []), "no record is named; leave the option out to take them all"),
    (SliceRequest(records: ["start"], language: "de"), "there is no language 'de'; there is en, fr"),
  ])
  func `a name that leads nowhere is told, with the nearest one that is shown`(request: SliceRequest, message: String)
    async throws
  {
    let mistake = await #expect(throws: SliceMistake.self) { try await slice(request) }
    let text = try #require(mistake?.message)
    #expect(text.hasPrefix(message) && !text.dropFirst(message.count).contains("kept"), "\(text)")
  }
}
