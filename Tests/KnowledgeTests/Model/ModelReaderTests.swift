import Testing
import Text

@testable import Knowledge

/// model.yaml becomes types; each mistake in it is a finding at its place.
struct ModelReaderTests {
  private func read(_ text: String) -> (model: Model, findings: [String]) {
    let (model, findings) = Model.read(SourceText(path: "m", bytes: Array(text.utf8)))
    return (model, findings.map { String($0.description.dropFirst(2)) })
  }

  /// Reads a type with one field `f`, which begins at 5:7.
  private func field(_ declaration: String, _ others: String = "") -> (field: Field?, findings: [String]) {
    let (model, findings) = read("types:\n  note:\n    folder: notes\n    fields:\n      f: \(declaration)\n\(others)")
    return (model["note"]?.fields.first { $0.name == "f" }, findings)
  }

  @Test func `a type says nothing but its name, and the rest follows`() throws {
    let type = try #require(read("types:\n  note: {}\n").model["note"])
    #expect(type.folder == "note")
    #expect(type.label == Labels(any: "note") && type.plural == type.label)
    #expect(type.page == .own)
    #expect(type.prior == 1)
    #expect(type.sensitivity == nil && type.deprecated == nil && type.role == nil)
    #expect(!type.autolink)
    #expect(type.isFacet)
    #expect(type.fields.map(\.name) == CommonField.allCases.map(\.name))
  }

  @Test func `single terms that records need mark them, always or by a rule`() throws {
    let (model, findings) = read(
      """
      types:
        note:
          fields:
            kind: {kind: term, from: [kinds], required: true, facet: true}
            sure: {kind: term, from: [degrees], facet: true}
            mood: {kind: term, from: [moods], facet: true}
            late: {kind: term, from: [moods], facet: true, required: publish}
            tags: {kind: term, from: [moods], facet: true, many: true, required: true}
            hidden: {kind: term, from: [moods], required: true}
            word: {kind: text, facet: true, required: true}
          rules:
            - {when: {kind: finding}, require: [sure]}
            - {count: mood, max: 1}
      """)
    #expect(findings == [])
    let type = try #require(model["note"])
    #expect(type.markFields.map { type.fields[$0].name } == ["kind", "sure"])
  }

  @Test func `a type has all that model.yaml says of it`() throws {
    let (model, findings) = read(
      """
      types:
        note:
          folder: notes
          label: {en: Note, fr: Fiche}
          plural: {en: Notes, fr: Fiches}
          page: list
          prior: 0.5
          sensitivity: public
          role: schema:Article
          autolink: true
          facet: false
          search: 2
          help: {en: Short things}
          deprecated: write a case
          sections: [{id: context, label: {en: Context}}, {id: end}]
          fields:
            a: {kind: text}
            b: {kind: text, search: 5}
            c: {kind: integer}
      """)
    #expect(findings == [])
    let type = try #require(model["note"])
    #expect(type.folder == "notes" && model.index(ofFolder: "notes") == 0)
    #expect(type.label["fr"] == "Fiche" && type.plural["fr"] == "Fiches")
    #expect(type.page == .list && type.prior == 0.5 && type.sensitivity == "public" && type.role == "schema:Article")
    #expect(type.autolink && !type.isFacet)
    #expect(type.help["en"] == "Short things" && type.deprecated?[""] == "write a case")
    #expect(type.sections.map(\.id) == ["context", "end"] && type.sections[1].label[""] == "end")
    #expect(type.fields.suffix(3).map(\.search) == [2, 5, nil], "the type's weight is for texts that say none")
  }

  @Test func `a field says its kind, and the rest follows`() throws {
    let field = try #require(field("{kind: text}").field)
    #expect(field.kind == .text && field.required == .never && !field.many && !field.isFacet && field.search == nil)
    #expect(field.label == Labels(any: "F") && field.only == nil && field.inverse == nil)
  }

  @Test func `a field has all that model.yaml says of it`() throws {
    let (field, findings) = field(
      """
      {kind: reference, to: [note, note.f], many: true, min: 1, max: 3, required: publish, symmetric: false,
             inverse: {name: back, label: {en: Led here}}, facet: true, only: [team], role: "csl:author", label: {en: Leads},
             help: Where to, deprecated: "", fields: {why: {kind: text}}}
      """)
    #expect(findings == ["5:7: error: 'note.f' is not a field of kind record with a 'key' [unknown-type]"])
    let made = try #require(field)
    #expect(made.targets == [ReferenceTarget(type: "note"), ReferenceTarget(type: "note", field: "f")])
    #expect(made.many && made.min == 1 && made.max == 3 && made.required == .publish && made.isFacet)
    #expect(made.inverse?.name == "back" && made.inverse?.label["en"] == "Led here")
    #expect(made.only == ["team"] && made.role == "csl:author" && made.label["en"] == "Leads" && made.help[""] == "Where to")
    #expect(made.fields.map(\.name) == ["why"])
  }

  @Test func `an inverse that is only a name is read as words`() {
    #expect(field("{kind: reference, to: [note], inverse: shown_in}").field?.inverse?.label == Labels(any: "Shown in"))
  }

  @Test(arguments: [
    ("", "1:1: error: model.yaml must declare types; this file is empty [empty-file]"),
    ("tpyes: {}", "1:1: error: model.yaml must have a key 'types' [missing-key]"),
    ("types: [note]", "1:8: error: types must be a mapping ('name: value' lines), not a list [wrong-kind]"),
    ("[types]", "1:1: error: model.yaml must be a mapping ('name: value' lines), not a list [wrong-kind]"),
    (
      "types:\n  Note: {}",
      "2:3: error: a type's name must be at most 60 lower-case letters, digits, - and _, and not the name of a device such as con [invalid-name]"
    ),
    ("types:\n  note: {page: lists}", "2:16: error: 'page' must be own or list; did you mean 'list'? [unknown-value]"),
    ("types:\n  note: {foldr: x}", "2:10: error: a type has no key 'foldr'; did you mean 'folder'? [unknown-key]"),
    ("types:\n  note: {prior: high}", "2:17: error: 'prior' must be a number [wrong-kind]"),
    ("types:\n  note: {sections: x}", "2:20: error: 'sections' must be a list of {id, label} [wrong-kind]"),
    ("types:\n  note: {sections: [{label: x}]}", "2:21: error: a section must have an id [missing-key]"),
    ("types:\n  note: {rules: x}", "2:17: error: 'rules' must be a list [wrong-kind]"),
    (
      "types:\n  note: {rules: [{when: {status: draft}}]}",
      "2:18: error: a rule must have 'require', or 'sum' with 'equals', or 'count' with 'min' or 'max', or 'readers' [invalid-rule]"
    ),
    (
      "types:\n  note: {rules: [{sum: minutes}]}",
      "2:18: error: a rule must have 'require', or 'sum' with 'equals', or 'count' with 'min' or 'max', or 'readers' [invalid-rule]"
    ),
    (
      "types:\n  a: {folder: x}\n  b: {folder: x}",
      "3:3: error: the folder 'x' belongs to type 'a'; each type must have a folder of its own [duplicate-folder]"
    ),
  ])
  func `what a model gets wrong is said at its place`(text: String, finding: String) {
    #expect(read(text).findings.contains(finding), "\(read(text).findings)")
  }

  @Test(arguments: ["search", "assets", "data", "vocabularies", "media", "by-place", "con", "Notes", "a/b", "a b", "é"])
  func `a folder of records has a name that is free and safe on every stick`(folder: String) {
    let findings = read("types:\n  note: {folder: \"\(folder)\"}").findings
    #expect(
      findings.count == 1 && findings[0].hasPrefix("2:3: error: '\(folder)' cannot be a folder of records"), "\(findings)")
  }

  @Test(arguments: [
    ("{}", "field 'f' must have a 'kind' [missing-key]"),
    ("{kind: txet}", "there is no kind 'txet'; did you mean 'text'? [unknown-kind]"),
    ("{kind: text, requird: true}", "a field has no key 'requird'; did you mean 'required'? [unknown-key]"),
    ("{kind: text, required: sometimes}", "'required' must be true, false or publish [unknown-value]"),
    ("{kind: text, many: yes}", "'many' must be true or false [wrong-kind]"),
    ("{kind: text, pattern: '('}", "'(' is not a valid pattern: a '(' has no ')' [invalid-pattern]"),
    ("{kind: term}", "a field of kind term must name its vocabularies in 'from' [invalid-field]"),
    ("{kind: text, from: [x]}", "'from' belongs to fields of kind term [invalid-field]"),
    ("{kind: reference}", "a field of kind reference names its types in 'to' [invalid-field]"),
    (
      "{kind: text, to: [note]}",
      "'to', 'inverse', 'symmetric' and 'acyclic' belong to fields of kind reference [invalid-field]"
    ),
    (
      "{kind: text, symmetric: true}",
      "'to', 'inverse', 'symmetric' and 'acyclic' belong to fields of kind reference [invalid-field]"
    ),
    ("{kind: record}", "a field of kind record declares its 'fields' [invalid-field]"),
    ("{kind: text, fields: {a: {kind: text}}}", "'fields' belongs to fields of kind record and reference [invalid-field]"),
    (
      "{kind: record, key: b, fields: {a: {kind: text}}}", "'key' names one of the nested fields, not 'b' [invalid-field]"
    ),
    (
      "{kind: reference, to: [note], fields: {a: {kind: markdown}}}",
      "'a' belongs to a link, and what a link says is short: it cannot be of kind markdown [invalid-field]"
    ),
    (
      "{kind: record, fields: {a: {kind: text, facet: true}}}",
      "a nested field cannot be a facet; put it on the type itself [invalid-field]"
    ),
    ("{kind: markdown, facet: true}", "a field of kind markdown cannot be a facet [invalid-field]"),
    (
      "{kind: integer, autolink: true}",
      "'autolink' belongs to a type, or to a field of kind text that is not nested: its texts are names of the record [invalid-field]"
    ),
    ("{kind: reference, to: [noet]}", "'f' leads to a type 'noet' that is not declared; did you mean 'note'? [unknown-type]"),
    ("{kind: reference, to: [note.x]}", "'note.x' is not a field of kind record with a 'key' [unknown-type]"),
    (
      "{kind: reference, to: [note, other], acyclic: true}",
      "'symmetric' and 'acyclic' are for references within one type: to: [note] [invalid-field]"
    ),
    ("{kind: reference, to: [note], inverse: {label: x}}", "an inverse must have a name [missing-key]"),
  ])
  func `the keys of a field fit its kind`(declaration: String, message: String) {
    let findings = field(declaration, "  other: {}\n").findings
    #expect(findings.count == 1 && findings[0].hasSuffix("error: " + message), "\(findings)")
  }

  @Test func `a common field may be labelled and bounded anew, but keeps its kind`() throws {
    let (model, findings) = read(
      "types:\n  note:\n    fields:\n      summary: {kind: text, max: 9, label: Lead}\n      title: {kind: integer}\n")
    #expect(findings == ["5:7: error: 'title' is a field of every type; its kind must be text [wrong-kind]"])
    let type = try #require(model["note"])
    let summary = type.fields[CommonField.summary.rawValue]
    #expect(summary.max == 9 && summary.label[""] == "Lead" && summary.search == 3)
    #expect(type.fields[CommonField.title.rawValue].kind == .text)
    #expect(type.fields.count == CommonField.allCases.count)
  }

  @Test func `a title that is declared anew is needed all the same`() throws {
    let type = try #require(read("types: {note: {fields: {title: {kind: text, label: Name}}}}").model["note"])
    #expect(type.fields[CommonField.title.rawValue].required == .always)
  }

  @Test func `a rule is known by what it asks`() throws {
    let rules = try #require(
      read(
        """
        types:
          note:
            fields: {status: {kind: text}}
            rules:
              - {require: [a, b], when: {status: [draft, review], kind: x}, message: {en: Both}}
              - {sum: sessions.minutes, equals: minutes}
              - {each: sessions, sum: parts.minutes, equals: minutes}
              - {count: lessons, min: 1, max: 3}
        """
      ).model["note"]?.rules)
    #expect(rules.map(\.name) == ["require-a-b", "sum-sessions-minutes", "sum-sessions-parts-minutes", "count-lessons"])
    #expect(rules[0].when.map(\.field) == ["status", "kind"] && rules[0].when[0].values == ["draft", "review"])
    #expect(rules[0].message["en"] == "Both")
  }
}
