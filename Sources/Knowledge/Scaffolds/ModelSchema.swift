import Text

/// Writes the model as JSON Schema (draft 2020-12), for editors that complete and check front
/// matter, and as Markdown, for people.
package struct ModelSchema {
  private let model: Model
  private let settings: Settings
  private let vocabularies: Vocabularies

  package init(_ model: Model, settings: Settings, vocabularies: Vocabularies) {
    self.model = model
    self.settings = settings
    self.vocabularies = vocabularies
  }

  private func words(_ labels: Labels) -> String? {
    labels.line(in: settings.defaultLanguage, default: settings.defaultLanguage)
  }

  // MARK: JSON Schema

  /// The schema of one type's front matter; with nil, of any type's.
  package func jsonSchema(_ type: RecordType?) -> String {
    let dialect: JSON = ["$schema": "https://json-schema.org/draft/2020-12/schema"]
    guard let type else {
      let any = model.types.map { type -> JSON in ["$ref": .string("#/$defs/" + type.name)] }
      let definitions = model.types.map { (name: $0.name, value: schema(of: $0)) }
      return (dialect + ["anyOf": .array(any), "$defs": .object(definitions)]).text + "\n"
    }
    return (dialect + schema(of: type)).text + "\n"
  }

  private func schema(of type: RecordType) -> JSON {
    var properties = type.fields.map { (name: $0.name, value: $0.name == "also" ? Self.also : schema($0)) }
    if type.page == .list { properties += [("slug", Self.string), ("body", Self.string)] }
    var required = type.fields.filter { $0.required == .always }.map(\.name)
    if type.sensitivity == nil, !settings.editions.isEmpty { required.append("sensitivity") }
    let published = type.fields.filter { $0.required == .publish }.map(\.name)
    let title: JSON = ["title": .string(words(type.label) ?? type.name)]
    let fields: JSON = [
      "type": "object", "properties": .object(properties), "required": Self.texts(required), "additionalProperties": false,
    ]
    return title + notes(type.help, type.deprecated) + fields + (published.isEmpty ? [:] : whenPublished(published))
  }

  /// The additional requirements for a finished record; a record without a status is finished.
  private func whenPublished(_ fields: [String]) -> JSON {
    let statuses = settings.statuses.filter(\.role.isPublished).map(\.id)
    return [
      "if": ["properties": ["status": ["enum": Self.texts(statuses)]]], "then": ["required": Self.texts(fields)],
    ]
  }

  private static func texts(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

  private static let string: JSON = ["type": "string"]
  private static let strings: JSON = ["type": "array", "items": string]
  private static let dateText: JSON = ["type": ["string", "integer"]]
  private static let also: JSON = ["anyOf": [strings, string, ["type": "object", "additionalProperties": strings]]]

  private func schema(_ field: Field) -> JSON {
    (field.many ? ["anyOf": [list(field), single(field)]] : single(field)) + notes(field.help, field.deprecated)
  }

  private func notes(_ help: Labels, _ deprecated: Labels?) -> JSON {
    (words(help).map { ["description": .string($0)] } ?? [:]) + (deprecated == nil ? [:] : ["deprecated": true])
  }

  private func list(_ field: Field) -> JSON {
    ["type": "array", "items": single(field)] + Self.bounds(field, min: "minItems", max: "maxItems")
  }

  /// The bounds that a field has, by the names that JSON Schema gives them.
  private static func bounds(_ field: Field, min: String, max: String) -> JSON {
    .object([(min, field.min), (max, field.max)].compactMap { name, bound in bound.map { (name, .number($0.brief)) } })
  }

  private func single(_ field: Field) -> JSON {
    switch field.kind {
    case .text, .markdown:
      if field.name == "status", field.isCommon { return ["enum": Self.texts(settings.statuses.map(\.id))] }
      if field.name == "sensitivity", field.isCommon { return ["enum": Self.texts(settings.sensitivities)] }
      return ["type": ["string", "number", "boolean"]]
        + (field.many ? [:] : Self.bounds(field, min: "minLength", max: "maxLength"))
        + (field.pattern.map { ["pattern": .string($0.text)] } ?? [:])
    case .integer, .number:
      return ["type": field.kind == .integer ? "integer" : "number"]
        + (field.many ? [:] : Self.bounds(field, min: "minimum", max: "maximum"))
    case .boolean: return ["type": "boolean"]
    case .date:
      return ["type": ["string", "integer"], "pattern": #"^(circa |c\. |ca\. |~)?[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"#]
    case .datetime, .duration, .file, .language: return Self.string
    case .url: return ["type": "string", "format": "uri"]
    case .period:
      let parts: JSON = ["start": Self.dateText, "end": Self.dateText, "circa": ["type": "boolean"]]
      return ["anyOf": [Self.dateText, ["type": "object", "properties": parts, "additionalProperties": false]]]
    case .term:
      let ids = field.vocabularies.compactMap { vocabularies.index(of: $0) }.flatMap { vocabularies.all[$0].terms.map(\.id) }
      return ["enum": Self.texts(ids)]
    case .reference:
      let parts = ["to": Self.string] + nested(field)
      return [
        "anyOf": [
          Self.string, ["type": "object", "properties": parts, "required": ["to"], "additionalProperties": false],
        ]
      ]
    case .record:
      if field.name == "redact", field.isCommon { return [:] }
      var needed = field.fields.filter { $0.required == .always }.map(\.name)
      if let key = field.key, !needed.contains(key) { needed.append(key) }
      return [
        "type": "object", "properties": nested(field), "required": Self.texts(needed), "additionalProperties": false,
      ]
    }
  }

  private func nested(_ field: Field) -> JSON { .object(field.fields.map { ($0.name, schema($0)) }) }

  // MARK: Markdown

  package func markdown(_ types: [RecordType]) -> String {
    types.map(markdown).joined(separator: "\n")
  }

  private func markdown(_ type: RecordType) -> String {
    var text =
      "## \(words(type.label) ?? type.name)\n\nType `\(type.name)`, folder `\(type.folder)/`, \(type.page == .own ? "a page each" : "entries of one list").\n\n"
    if let help = words(type.help) { text += help + "\n\n" }
    if let deprecated = type.deprecated {
      text += "No longer written" + (words(deprecated).map { ": \($0)" } ?? "") + ".\n\n"
    }
    text += "| field | kind | needed | what it is |\n|---|---|---|---|\n"
    for field in type.fields { text += row(field, prefix: "") }
    return text
  }

  private func row(_ field: Field, prefix: String) -> String {
    let needed = field.required == .always ? "yes" : field.required == .publish ? "when published" : ""
    var kind = field.kind.rawValue + (field.many ? ", list" : "")
    if !field.vocabularies.isEmpty { kind += " from " + field.vocabularies.joined(separator: ", ") }
    if !field.targets.isEmpty {
      kind += " to " + field.targets.map { $0.type + ($0.field.map { "." + $0 } ?? "") }.joined(separator: ", ")
    }
    let what = [words(field.label), words(field.help)].compactMap { $0 }.joined(separator: ". ").replacing("|", with: "\\|")
    let own = "| `\(prefix)\(field.name)` | \(kind) | \(needed) | \(what) |\n"
    return own + field.fields.map { row($0, prefix: prefix + field.name + ".") }.joined()
  }
}
