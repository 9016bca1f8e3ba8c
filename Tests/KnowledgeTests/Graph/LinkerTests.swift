import Testing
import Text

@testable import Knowledge

/// Fields and bodies lead from one record to another. A name that leads nowhere is a finding at its
/// place.
struct LinkerTests {
  private static let base = """
    -- casebook.yaml --
    title: Small
    languages: [en, fr]
    -- model.yaml --
    types:
      note:
        folder: notes
        fields:
          to: {kind: reference, to: [note], many: true, inverse: {name: back, label: Back}, fields: {why: {kind: text}}}
          twin: {kind: reference, to: [note], many: true, symmetric: true, fields: {why: {kind: text}}}
          after: {kind: reference, to: [note], many: true, acyclic: true}
          parts: {kind: record, many: true, key: id, fields: {id: {kind: text}, uses: {kind: reference, to: [term], inverse: used_in}}}
          shows: {kind: reference, to: [note.parts], many: true}
          any: {kind: reference, to: [note, note.parts], many: true}
          sources: {kind: reference, to: [source], many: true, role: citation, inverse: cited_by}
      term: {folder: terms}
      source: {folder: sources}

    """

  private func note(_ name: String, _ fields: String = "", _ body: String = "") -> String {
    "-- notes/\(name).md --\n---\ntitle: \(name)\n\(fields)\n---\n\n\(body)\n"
  }

  private func base(_ pages: String...) -> SmallBase { SmallBase(Self.base + pages.joined()) }

  private static let term = "-- terms/t.md --\n---\ntitle: T\n---\n"
  private static let source = "-- sources/s.md --\n---\ntitle: S\n---\n"

  @Test func `edges stand in the order of records, fields and entries`() {
    let base = base(
      note("b", "to: [a]\ntwin: [a]"), note("a", "after: [b]\nto: [note/b, {to: c, why: x}]"), note("c"))
    #expect(base.findings == [])
    #expect(base.edges("to") == ["note/a → note/b", "note/a → note/c", "note/b → note/a"])
    #expect(base.graph.edges.map { base.graph.name(of: $0.field) } == ["to", "to", "after", "to", "twin"])
    #expect(base.graph.edges[1].values.map { $0?.texts } == [["x"]])
  }

  @Test func `an entry's reference knows its entry`() {
    let base = base(note("a", "parts: [{id: x}, {id: y, uses: t}, {id: z, uses: t}]"), Self.term)
    #expect(base.graph.edges.map(\.entry) == [1, 2])
    #expect(base.edges("parts.uses") == ["note/a → term/t", "note/a → term/t"])
    let place = base.model.types[0].index(of: "parts")!
    #expect(base.graph.edges(from: RecordID(0), field: place, entry: 0).isEmpty)
    #expect(base.graph.edges(from: RecordID(0), field: place, entry: 2).map(\.entry) == [2])
  }

  @Test(arguments: [
    ("to: [zzz]", "no record is named 'zzz' [unresolved-reference]"),
    ("to: [aa]", "no record is named 'aa'; did you mean 'a'? [unresolved-reference]"),
    ("to: [t]", "'t' is of type term; 'to' takes note [wrong-type]"),
    ("to: [\"a#x\"]", "'to' must name a whole record, not one of its parts [unknown-part]"),
    ("shows: [a]", "'shows' must name a part: 'a#part' [missing-part]"),
    ("shows: [\"a#one\"]", "'note/a' has no part 'one' [unknown-part]"),
    ("shows: [\"a#stpe\"]", "'note/a' has no part 'stpe'; did you mean 'step'? [unknown-part]"),
    ("any: [\"a#one\"]", "'note/a' has no part 'one' [unknown-part]"),
    ("twin: [a]", "'twin' must lead to another record, not to itself [self-reference]"),
    ("after: [a]", "'after' must lead to another record, not to itself [self-reference]"),
    ("related: [a]", "'related' must lead to another record, not to itself [self-reference]"),
    ("sources: [t]", "'t' is of type term; 'sources' takes source [wrong-type]"),
  ])
  func `a field that misses says which record or part it takes`(field: String, message: String) {
    let base = base(note("a", field + "\nparts: [{id: step}]"), Self.term)
    #expect(base.findings.count == 1 && base.findings[0].hasSuffix("error: " + message), "\(base.findings)")
    #expect(base.findings.first?.hasPrefix("notes/a.md:3:") == true)
  }

  @Test(arguments: ["to: [a]", "any: [a]", "any: [\"a#step\"]", "shows: [\"a#step\"]"])
  func `what neither is symmetric nor has an order may lead to its own record`(field: String) {
    let base = base(note("a", field + "\nparts: [{id: step}]"))
    #expect(base.findings == [])
    #expect(base.graph.edges.count == 1)
  }

  @Test func `an edge that misses its part still leads to the record`() {
    let base = base(note("a", "shows: [\"b#one\"]"), note("b", "parts: [{id: step}]"))
    #expect(base.edges("shows") == ["note/a → note/b"])
  }

  @Test func `a symmetric relation shows on both ends, with what it says, and once where both name it`() {
    let base = base(note("a", "twin: [{to: b, why: alike}, c]"), note("b"), note("c", "twin: [a]"))
    let place = base.model.types[0].index(of: "twin")!
    func links(_ index: Int) -> [String] {
      base.graph.links(of: RecordID(index), field: place).map {
        base.graph[$0.target].id + ($0.values.first??.texts.first.map { " " + $0 } ?? "")
      }
    }
    #expect(links(0) == ["note/b alike", "note/c"])
    #expect(links(1) == ["note/a alike"])
    #expect(links(2) == ["note/a"])
    #expect(base.graph.links(of: RecordID(1), field: base.model.types[0].index(of: "to")!).isEmpty)
  }

  @Test func `what leads back to a record has the name that the model gives it, one entry a source and type by type`() {
    let base = base(
      note("b", "to: [a]"), note("c", "to: [a, a]\nparts: [{id: x, uses: t}]"), note("a"), Self.term)
    let inverses = base.graph.inverses(of: RecordID(0))
    #expect(inverses.map(\.name) == ["back"])
    #expect(inverses[0].label == Labels(any: "Back"))
    #expect(inverses[0].groups.map { $0.edges.map { base.graph[$0.source].id } } == [["note/b", "note/c", "note/c"]])
    #expect(base.graph.inverses(of: RecordID(3)).map(\.name) == ["used_in"])
  }

  @Test func `a citation in a body counts like a source in a field, once a record`() {
    let base = base(
      note("a", "sources: [s]", "Said [@s, p. 3]."), note("b", "", "Said [@s] and [@s]."), note("c", "", "See [[s]]."),
      Self.source)
    let cited = base.graph.inverses(of: RecordID(3))
    #expect(cited.map(\.name) == ["cited_by"])
    #expect(cited[0].groups.flatMap { $0.edges.map { base.graph[$0.source].id } } == ["note/a", "note/b"])
    #expect(
      base.graph.mentions(of: RecordID(3)).map { "\(base.graph[$0.source].id) \($0.isCitation)" } == [
        "note/a true", "note/b true", "note/c false",
      ])
  }

  @Test(
    arguments: [
      ("[[b]]", nil), ("[[note/b|words]]", nil), ("[[b#step]]", nil), ("[[b#a-heading]]", nil), ("[x](b.md)", nil),
      ("[x](../notes/b.md#step)", nil), ("[x](./b.fr.md)", nil), ("[x](../terms/t.md)", nil), ("[@s]", nil),
      ("[[bb]]", "5:3: error: no record is named 'bb'; did you mean 'b'? [unresolved-reference]"),
      ("[[b#steq]]", "5:3: error: 'note/b' has no part or heading 'steq'; did you mean 'step'? [unknown-part]"),
      ("[x](nope.md)", "5:5: error: no record is named 'note/nope' [unresolved-reference]"),
      (
        "[x](../../b.md)",
        "5:5: error: '../../b.md' is no record's file; a link to a record is '../folder/name.md' or [[name]] [unresolved-reference]"
      ),
      (
        "[x](../others/b.md)",
        "5:5: error: '../others/b.md' is no record's file; a link to a record is '../folder/name.md' or [[name]] [unresolved-reference]"
      ),
      ("[@t]", "5:3: error: 't' is of type term; a citation takes source [wrong-type]"),
      ("[@ss]", "5:3: error: no record is named 'ss'; did you mean 's'? [unresolved-reference]"),
    ] as [(String, String?)])
  func `a body links by name, by file and by citation`(body: String, finding: String?) {
    let base = base(note("a", "updated: 2017", body), note("b", "parts: [{id: step}]", "## A heading"), Self.term, Self.source)
    // Because of the line of fields, the body begins on line 6.
    #expect(base.findings == (finding.map { ["notes/a.md:6:" + $0.dropFirst(2)] } ?? []))
  }

  @Test func `a link by a written name has an edit, and one by a file has none`() {
    let base = base(note("a"))
    let visible = base.visible
    let body = "[[aa]] [x](aa.md)"
    let (compiled, _) = BodyCompiler().compile(
      Array(body.utf8), in: SourceText(path: "x", bytes: Array(body.utf8)), owner: "note/a")
    let linker = Linker(
      visible, compiled: [CompiledRecord(texts: [CompiledText(body: compiled, fields: [:])])],
      model: base.model)
    let (_, findings) = linker.graph(
      of: [linker.links(of: 0..<1)], settings: base.settings, vocabularies: base.vocabularies)
    #expect(findings.map(\.suggestion) == ["a", "note/a"])
    #expect(findings.map { $0.edit?.replacement } == ["a", nil])
  }

  @Test func `records linked in parts make the graph of all`() {
    let base = base(note("a", "to: [b]"), note("b", "to: [c]\nafter: [a]"), note("c", "twin: [a]", "[[a]] [[b]]"))
    let linker = Linker(base.visible, compiled: base.graph.compiled, model: base.model)
    let (graph, findings) = linker.graph(
      of: [linker.links(of: 0..<1), linker.links(of: 1..<1), linker.links(of: 1..<3)], settings: base.settings,
      vocabularies: base.vocabularies)
    #expect(findings.isEmpty)
    #expect(
      graph.edges.map { "\($0.source.index)\($0.target.index)" }
        == base.graph.edges.map { "\($0.source.index)\($0.target.index)" })
    #expect(graph.mentions == base.graph.mentions)
  }
}
