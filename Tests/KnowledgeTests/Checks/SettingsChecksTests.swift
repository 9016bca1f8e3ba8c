import Testing
import Text

@testable import Knowledge

/// Names in model.yaml and casebook.yaml must lead to something that exists.
struct SettingsChecksTests {
  private func findings(settings: String = "title: Small", model: String) -> [String] {
    SmallBase(
      """
      -- casebook.yaml --
      \(settings)
      -- model.yaml --
      \(model)
      -- vocabularies/colours.yaml --
      terms: [{id: red}]
      -- notes/a.md --
      ---
      title: A
      sensitivity: public
      ---
      """
    ).findings
  }

  private static let model = """
    types:
      note:
        folder: notes
        fields:
          colour: {kind: term, from: [colours], facet: true}
          told: {kind: text}
          when: {kind: period}
          to: {kind: reference, to: [note], many: true}
    """

  @Test(arguments: [
    (
      "{kind: term, from: [colors]}",
      "5:7: error: there is no vocabulary 'colors' (vocabularies/colors.yaml); did you mean 'colours'? [unknown-vocabulary]"
    ),
    ("{kind: text, only: [tema]}", "5:7: error: there is no edition 'tema'; did you mean 'team'? [unknown-edition]"),
    (
      "{kind: record, fields: {x: {kind: term, from: [nothing]}}}",
      "5:34: error: there is no vocabulary 'nothing' (vocabularies/nothing.yaml) [unknown-vocabulary]"
    ),
  ])
  func `a field names vocabularies and editions that are there`(field: String, finding: String) {
    let found = findings(
      settings: "title: Small\neditions: {team: {}}",
      model: "types:\n  note:\n    folder: notes\n    fields:\n      f: \(field)")
    #expect(found == ["model.yaml:" + finding])
  }

  @Test(arguments: [
    ("{require: tols}", "tols"), ("{count: backs, min: 1}", "backs"), ("{when: {colur: red}, require: told}", "colur"),
    ("{sum: steps.minutes, equals: told}", "steps"), ("{sum: told, equals: whole}", "whole"),
    ("{each: sessions, sum: told, equals: told}", "sessions"),
  ])
  func `a rule names fields of its type`(rule: String, name: String) {
    let found = findings(model: Self.model + "\n    rules: [\(rule)]").filter { $0.contains("[unknown-field]") }
    #expect(found.count == 1 && found[0].contains("error: type 'note' has no field '\(name)'"), "\(found)")
    #expect(found.first?.hasPrefix("model.yaml:9:13:") == true)
  }

  @Test func `a rule may count what leads back`() {
    let model = Self.model.replacing("many: true}", with: "many: true, inverse: back}")
    #expect(findings(model: model + "\n    rules: [{count: back, min: 0}]") == [])
  }

  @Test(arguments: [
    ("kind: list, type: ntoe", "view 'v' shows a type 'ntoe' that is not declared; did you mean 'note'? [unknown-type]"),
    ("kind: matrix, type: note, rows: colour", "a view of kind matrix must have 'columns' [missing-key]"),
    (
      "kind: matrix, type: note, rows: colour, columns: told",
      "rows and columns of a matrix are facets; 'told' is none [wrong-field]"
    ),
    ("kind: map, type: note", "a view of kind map must have 'field' [missing-key]"),
    ("kind: map, type: note, field: told", "a map must have a field of kind term, from countries [wrong-field]"),
    ("kind: timeline, type: note, field: colour", "a timeline must have a field of kind period or date [wrong-field]"),
    ("kind: relations, type: note, field: told", "a view of relations must have a field of kind reference [wrong-field]"),
    ("kind: list, type: note, group: tolt", "type 'note' has no field 'tolt'; did you mean 'told'? [unknown-field]"),
    ("kind: list, type: note, sort: tolt", "type 'note' has no field 'tolt'; did you mean 'told'? [unknown-field]"),
    ("kind: list, type: note, filter: {tolt: x}", "type 'note' has no field 'tolt'; did you mean 'told'? [unknown-field]"),
  ])
  func `a view shows fields of its type that it can draw`(view: String, message: String) {
    let found = findings(settings: "title: Small\nviews: [{id: v, \(view)}]", model: Self.model)
    #expect(found == ["casebook.yaml:2:9: error: " + message])
  }

  @Test(arguments: [
    "kind: matrix, type: note, rows: colour, columns: colour", "kind: map, type: note, field: colour",
    "kind: timeline, type: note, field: when", "kind: timeline, type: note, field: updated",
    "kind: relations, type: note, field: to", "kind: list, type: note, group: told, sort: title, filter: {colour: red}",
    "kind: list, type: note",
  ])
  func `a view that can be drawn has no finding`(view: String) {
    #expect(findings(settings: "title: Small\nviews: [{id: v, \(view)}]", model: Self.model) == [])
  }

  @Test func `the navigation may name a record that an edition hides, and nobody hears of it`() {
    let base = SmallBase(
      """
      -- casebook.yaml --
      title: Small
      editions: {open: {shows: [public]}}
      navigation: [a, note/b, zzz]
      -- model.yaml --
      types: {note: {folder: notes}}
      -- notes/a.md --
      ---
      title: A
      sensitivity: restricted
      ---
      -- notes/b.md --
      ---
      title: B
      sensitivity: confidential
      ---
      """, edition: "open")
    #expect(
      base.findings == [
        "casebook.yaml:3:25: error: navigation must name types, views or records; 'zzz' is none of these [unknown-navigation]"
      ])
  }

  @Test(arguments: ["notes", "fr"])
  func `a view has no name of a folder of the site`(id: String) {
    let found = findings(
      settings: "title: Small\nlanguages: [en, fr]\nviews: [{id: \(id), kind: list, type: note}]", model: Self.model)
    #expect(
      found == ["casebook.yaml:3:9: error: a view cannot be called '\(id)': a folder of the site has this name [invalid-name]"])
  }

  @Test func `a folder of records has no name of a language`() {
    let found = findings(
      settings: "title: Small\nlanguages: [en, fr]", model: "types: {note: {folder: notes}, x: {folder: fr}}")
    #expect(
      found == [
        "model.yaml:1:32: error: a folder of records cannot be called 'fr': the pages of that language have this folder [invalid-name]"
      ])
  }

  @Test func `a type's sensitivity is one of the settings`() {
    let found = findings(model: "types: {note: {folder: notes, sensitivity: pubic}}")
    #expect(
      found.contains("model.yaml:1:9: error: there is no sensitivity 'pubic'; did you mean 'public'? [unknown-sensitivity]"))
  }

  @Test(
    arguments: [
      ("note", nil), ("v", nil), ("a", nil), ("note/a", nil),
      (
        "ntoe",
        "navigation must name types, views or records; 'ntoe' is none of these; did you mean 'note'? [unknown-navigation]"
      ),
      ("nothing", "navigation must name types, views or records; 'nothing' is none of these [unknown-navigation]"),
    ] as [(String, String?)])
  func `the navigation names types, views and records`(name: String, message: String?) {
    let found = findings(
      settings: "title: Small\nnavigation: [\(name)]\nviews: [{id: v, kind: list, type: note}]", model: Self.model)
    #expect(found == (message.map { ["casebook.yaml:2:14: error: " + $0] } ?? []))
  }
}
