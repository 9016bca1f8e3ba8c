import Testing
import Text

@testable import Knowledge

/// `show` says which part of a page shows a field; without it the kind decides.
struct PlacementTests {
  private func read(_ fields: String) -> (fields: [Field], findings: [String]) {
    let text =
      "types:\n  note:\n    folder: notes\n    fields:\n" + fields.split(separator: "\n").map { "      \($0)\n" }.joined()
    let (model, findings) = Model.read(SourceText(path: "m", bytes: Array(text.utf8)))
    return (Array(model["note"]!.ownFields), findings.map { String($0.description.dropFirst(2)) })
  }

  private func placement(_ declaration: String) throws -> Placement {
    let (fields, findings) = read("f: \(declaration)")
    #expect(findings == [])
    return try #require(fields.first).placement
  }

  @Test(arguments: [
    ("{kind: integer}", Placement.Part.facts, Placement.Form.fact), ("{kind: boolean}", .facts, .fact),
    ("{kind: period}", .facts, .fact), ("{kind: url}", .facts, .fact), ("{kind: term, from: [v], many: true}", .facts, .fact),
    ("{kind: text, max: 200}", .facts, .fact), ("{kind: text, max: 201}", .main, .text), ("{kind: text}", .main, .text),
    ("{kind: text, max: 20, many: true}", .main, .text), ("{kind: markdown}", .main, .text), ("{kind: file}", .main, .text),
    ("{kind: reference, to: [note]}", .facts, .fact), ("{kind: reference, to: [note], many: true}", .main, .list),
    ("{kind: reference, to: [note], fields: {why: {kind: text}}}", .main, .list),
    ("{kind: reference, to: [note], many: true, role: citation}", .end, .sources),
    ("{kind: record, many: true, fields: {a: {kind: text}, b: {kind: number}}}", .main, .table),
    ("{kind: record, many: true, fields: {a: {kind: text, max: 900}, b: {kind: number}}}", .main, .text),
    ("{kind: record, many: true, fields: {a: {kind: text}, b: {kind: markdown}}}", .main, .text),
    ("{kind: record, many: true, fields: {a: {kind: text}}}", .main, .text),
    ("{kind: record, many: true, key: id, fields: {id: {kind: text}, a: {kind: text}}}", .main, .text),
    ("{kind: record, many: true, fields: {a: {kind: text}, b: {kind: text, show: none}}}", .main, .text),
  ]) func `a field that says nothing stands where its kind does`(
    _ declaration: String, _ part: Placement.Part, _ form: Placement.Form
  ) throws {
    let placement = try placement(declaration)
    #expect(placement.part == part && placement.form == form, "\(declaration): \(placement)")
  }

  @Test(arguments: [
    ("{kind: term, from: [v], show: caution}", Placement.Part.caution, Placement.Form.fact),
    ("{kind: markdown, show: caution}", .caution, .text), ("{kind: text, show: lead}", .lead, .fact),
    ("{kind: text, many: true, show: lead}", .lead, .text), ("{kind: text, show: facts}", .facts, .fact),
    ("{kind: reference, to: [note], many: true, show: facts}", .facts, .fact),
    ("{kind: reference, to: [note], many: true, show: text}", .main, .text),
    ("{kind: reference, to: [note], many: true, show: table}", .main, .table),
    ("{kind: reference, to: [note], many: true, show: ways}", .ways, .fact),
    ("{kind: reference, to: [note], role: citation, many: true, show: list}", .main, .sources),
    ("{kind: record, many: true, show: end, fields: {a: {kind: text}, b: {kind: number}}}", .end, .table),
    ("{kind: record, many: true, show: text, fields: {a: {kind: text}, b: {kind: number}}}", .main, .text),
    ("{kind: record, show: list, many: true, fields: {a: {kind: text}, b: {kind: number}}}", .main, .list),
    ("{kind: file, show: aside}", .aside, .text), ("{kind: integer, show: none}", .nowhere, .fact),
  ]) func `a field stands where the model says`(_ declaration: String, _ part: Placement.Part, _ form: Placement.Form) throws {
    let placement = try placement(declaration)
    #expect(placement.part == part && placement.form == form, "\(declaration): \(placement)")
  }

  @Test(arguments: [
    (
      "{kind: text, show: factz}",
      "5:29: error: 'show' is one of facts, caution, lead, text, table, list, ways, aside, end, none; did you mean 'facts'? [unknown-value]"
    ),
    (
      "{kind: boolean, show: table}",
      "5:32: error: 'table' cannot show this field of kind boolean; it is one of facts, caution, lead, text, aside, end, none; did you mean 'facts'? [invalid-field]"
    ),
    (
      "{kind: markdown, show: facts}",
      "5:33: error: 'facts' cannot show this field of kind markdown; it is one of caution, lead, text, aside, end, none; did you mean 'text'? [invalid-field]"
    ),
    (
      "{kind: text, show: ways}",
      "5:29: error: 'ways' cannot show this field of kind text; it is one of facts, caution, lead, text, aside, end, none; did you mean 'text'? [invalid-field]"
    ),
    (
      "{kind: record, show: list, many: true, fields: {a: {kind: text}, b: {kind: markdown}}}",
      "5:31: error: 'list' cannot show this field of kind record; it is one of caution, lead, text, table, aside, end, none; did you mean 'text'? [invalid-field]"
    ),
    (
      "{kind: record, show: table, many: true, fields: {a: {kind: record, fields: {b: {kind: text}}}}}",
      "5:31: error: 'table' cannot show this field of kind record; it is one of caution, lead, text, aside, end, none; did you mean 'text'? [invalid-field]"
    ),
    (
      "{kind: record, many: true, fields: {a: {kind: text, show: lead}}}",
      "5:68: error: a nested field is shown with its entry; its 'show' is none, or is left out [invalid-field]"
    ),
    (
      "{kind: reference, to: [note], many: true, inverse: {name: by, show: lists}}",
      "5:78: error: 'show' is one of facts, caution, lead, text, table, list, ways, aside, end, none; did you mean 'list'? [unknown-value]"
    ),
  ]) func `a word that says no part of a page, or one that cannot show the field, is a finding at its place`(
    _ declaration: String, _ finding: String
  ) {
    #expect(read("f: \(declaration)").findings == [finding])
  }

  @Test func `a field of every type has its own place`() {
    let (_, findings) = read("title: {kind: text, show: facts}\nowner: {kind: text, show: none}")
    #expect(findings == ["5:7: error: 'title' is a field of every type: pages show it in a place of its own [invalid-field]"])
  }

  @Test func `an inverse says where its links stand`() throws {
    let (fields, findings) = read("f: {kind: reference, to: [note], many: true, inverse: {name: by, show: text}}")
    #expect(findings == [])
    let inverse = try #require(fields[0].inverse)
    #expect(inverse.placement(saysMore: false) == Placement(.text, usually: .list))
    #expect(Field.Inverse(name: "by", label: Labels(), show: nil).placement(saysMore: false).part == .ways)
    #expect(Field.Inverse(name: "by", label: Labels(), show: nil).placement(saysMore: true).part == .main)
  }
}
