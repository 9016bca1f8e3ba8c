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
    if let type {
      return "{"
        + (["\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""] + members(of: type)).joined(separator: ", ")
        + "}\n"
    }
    let definitions = model.types.map { "\(quoted($0.name)): {" + members(of: $0).joined(separator: ", ") + "}" }
    let any = model.types.map { "{\"$ref\": \(quoted("#/$defs/" + $0.name))}" }
    return
      "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"anyOf\": [\(any.joined(separator: ", "))], \"$defs\": {\(definitions.joined(separator: ", "))}}\n"
  }

  private func members(of type: RecordType) -> [String] {
    var properties = type.fields.map { "\(quoted($0.name)): \($0.name == "also" ? Self.also : schema($0))" }
    if type.page == .list { properties += ["\"slug\": {\"type\": \"string\"}", "\"body\": {\"type\": \"string\"}"] }
    var required = type.fields.filter { $0.required == .always }.map(\.name)
    if type.sensitivity == nil, !settings.editions.isEmpty { required.append("sensitivity") }
    let published = type.fields.filter { $0.required == .publish }.map(\.name)
    return ["\"title\": \(quoted(words(type.label) ?? type.name))"] + notes(type.help, type.deprecated) + [
      "\"type\": \"object\"", "\"properties\": {\(properties.joined(separator: ", "))}",
      "\"required\": [\(required.map(quoted).joined(separator: ", "))]", "\"additionalProperties\": false",
    ] + (published.isEmpty ? [] : [whenPublished(published)])
  }

  /// The additional requirements for a finished record; a record without a status is finished.
  private func whenPublished(_ fields: [String]) -> String {
    let statuses = settings.statuses.filter(\.role.isPublished).map { quoted($0.id) }.joined(separator: ", ")
    let required = fields.map(quoted).joined(separator: ", ")
    return "\"if\": {\"properties\": {\"status\": {\"enum\": [\(statuses)]}}}, \"then\": {\"required\": [\(required)]}"
  }

  private static let also =
    "{\"anyOf\": [{\"type\": \"array\", \"items\": {\"type\": \"string\"}}, {\"type\": \"string\"}, {\"type\": \"object\", \"additionalProperties\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}}]}"

  private func schema(_ field: Field) -> String {
    var members = [field.many ? "\"anyOf\": [\(list(field)), \(single(field))]" : ""].filter { !$0.isEmpty }
    if !field.many {
      let one = single(field)
      members.append(String(one.dropFirst().dropLast()))
    }
    members += notes(field.help, field.deprecated)
    return "{" + members.joined(separator: ", ") + "}"
  }

  private func notes(_ help: Labels, _ deprecated: Labels?) -> [String] {
    (words(help).map { ["\"description\": \(quoted($0))"] } ?? []) + (deprecated == nil ? [] : ["\"deprecated\": true"])
  }

  private func list(_ field: Field) -> String {
    var members = ["\"type\": \"array\"", "\"items\": \(single(field))"]
    if let min = field.min { members.append("\"minItems\": \(Int(min))") }
    if let max = field.max { members.append("\"maxItems\": \(Int(max))") }
    return "{" + members.joined(separator: ", ") + "}"
  }

  private func single(_ field: Field) -> String {
    switch field.kind {
    case .text, .markdown:
      var members = ["\"type\": [\"string\", \"number\", \"boolean\"]"]
      if !field.many, let max = field.max { members.append("\"maxLength\": \(Int(max))") }
      if !field.many, let min = field.min { members.append("\"minLength\": \(Int(min))") }
      if let pattern = field.pattern { members.append("\"pattern\": \(quoted(pattern.text))") }
      if field.name == "status", field.isCommon {
        return "{\"enum\": [\(settings.statuses.map { quoted($0.id) }.joined(separator: ", "))]}"
      }
      if field.name == "sensitivity", field.isCommon {
        return "{\"enum\": [\(settings.sensitivities.map(quoted).joined(separator: ", "))]}"
      }
      return "{" + members.joined(separator: ", ") + "}"
    case .integer, .number:
      var members = ["\"type\": \"\(field.kind == .integer ? "integer" : "number")\""]
      if !field.many, let min = field.min { members.append("\"minimum\": \(min.brief)") }
      if !field.many, let max = field.max { members.append("\"maximum\": \(max.brief)") }
      return "{" + members.joined(separator: ", ") + "}"
    case .boolean: return "{\"type\": \"boolean\"}"
    case .date:
      return
        "{\"type\": [\"string\", \"integer\"], \"pattern\": \"^(circa |c\\\\. |ca\\\\. |~)?[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$\"}"
    case .datetime, .duration, .file, .language: return "{\"type\": \"string\"}"
    case .url: return "{\"type\": \"string\", \"format\": \"uri\"}"
    case .period:
      return
        "{\"anyOf\": [{\"type\": [\"string\", \"integer\"]}, {\"type\": \"object\", \"properties\": {\"start\": {\"type\": [\"string\", \"integer\"]}, \"end\": {\"type\": [\"string\", \"integer\"]}, \"circa\": {\"type\": \"boolean\"}}, \"additionalProperties\": false}]}"
    case .term:
      let ids = field.vocabularies.compactMap { vocabularies.index(of: $0) }.flatMap { vocabularies.all[$0].terms.map(\.id) }
      return "{\"enum\": [\(ids.map(quoted).joined(separator: ", "))]}"
    case .reference:
      let inner = (["\"to\": {\"type\": \"string\"}"] + field.fields.map { "\(quoted($0.name)): \(schema($0))" }).joined(
        separator: ", ")
      return
        "{\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"object\", \"properties\": {\(inner)}, \"required\": [\"to\"], \"additionalProperties\": false}]}"
    case .record:
      if field.name == "redact", field.isCommon { return "{}" }
      let inner = field.fields.map { "\(quoted($0.name)): \(schema($0))" }.joined(separator: ", ")
      var needed = field.fields.filter { $0.required == .always }.map(\.name)
      if let key = field.key, !needed.contains(key) { needed.append(key) }
      return
        "{\"type\": \"object\", \"properties\": {\(inner)}, \"required\": [\(needed.map(quoted).joined(separator: ", "))], \"additionalProperties\": false}"
    }
  }

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
