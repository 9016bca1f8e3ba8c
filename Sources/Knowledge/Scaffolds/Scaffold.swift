/// A new record's file, made from its type: what is needed, what is usual, and what each field means.
package struct Scaffold {
  private let type: RecordType
  private let settings: Settings
  private let vocabularies: Vocabularies

  package init(_ type: RecordType, settings: Settings, vocabularies: Vocabularies) {
    self.type = type
    self.settings = settings
    self.vocabularies = vocabularies
  }

  /// - Parameter values: values given on the command line, by field; written as they are.
  package func text(title: String, values: [(field: String, value: String)]) -> String {
    var lines = ["---", "title: \(quoted(title))"]
    let given = Dictionary(values.map { ($0.field, $0.value) }, uniquingKeysWith: { _, last in last })
    if type.sensitivity == nil, !settings.editions.isEmpty {
      lines.append(
        "sensitivity: \(given["sensitivity"] ?? settings.sensitivities[settings.sensitivities.count > 1 ? 1 : 0])  # \(settings.sensitivities.joined(separator: ", "))"
      )
    }
    lines.append("status: \(given["status"] ?? settings.statuses[0])  # \(settings.statuses.joined(separator: ", "))")
    if let summary = given["summary"] {
      lines.append("summary: \(quoted(summary))")
    } else {
      lines += field(type.fields[CommonField.summary.rawValue], given: nil)
    }
    for field in type.ownFields where field.deprecated == nil { lines += self.field(field, given: given[field.name]) }
    lines += ["---", ""]
    for section in type.sections {
      lines += ["## \(section.label.text(in: settings.defaultLanguage, default: settings.defaultLanguage) ?? section.id)", ""]
    }
    return lines.joined(separator: "\n") + (type.sections.isEmpty ? "\n" : "")
  }

  private func field(_ field: Field, given: String?) -> [String] {
    if let given {
      return [
        "\(field.name): \(field.kind == .text ? quoted(given) : field.many && !given.hasPrefix("[") ? "[\(given)]" : given)"
      ]
    }
    let help = field.help.text(in: settings.defaultLanguage, default: settings.defaultLanguage)
    let isNeeded = field.required != .never
    let mark = isNeeded ? "" : "# "
    var comment = isNeeded ? "needed" : "if you have it"
    if let help { comment = help + " (" + comment + ")" }
    return ["# \(comment)", "\(mark)\(field.name): \(example(field))"]
  }

  private func example(_ field: Field) -> String {
    let one: String =
      switch field.kind {
      case .text, .markdown: "\"\""
      case .integer, .number: "0"
      case .boolean: "false"
      case .date: "2020-01"
      case .datetime: "2020-01-31T10:00Z"
      case .duration: "30 min"
      case .period: "{start: 2020, end: 2021}"
      case .url: "https://example.org/"
      case .language: settings.defaultLanguage
      case .file: "file.pdf"
      case .term:
        field.vocabularies.first.flatMap(vocabularies.index(of:)).flatMap { vocabularies.all[$0].terms.first?.id } ?? "term"
      case .reference: "name-of-a-\(field.targets.first?.type ?? "record")"
      case .record: "{" + field.fields.prefix(4).map { "\($0.name): \(example($0))" }.joined(separator: ", ") + "}"
      }
    return field.many ? "[\(one)]" : one
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ") + "\""
  }

  /// A file name for a title: letters and digits of any script, in lower case, with `-` between words.
  package static func slug(for title: String) -> String {
    var slug = ""
    var pending = false
    for scalar in normalized(title).lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
      {
        if pending, !slug.isEmpty { slug.append("-") }
        pending = false
        slug.unicodeScalars.append(scalar)
      } else if scalar != "'" && scalar != "’" {
        pending = true
      }
      if slug.utf8.count > 80 { break }
    }
    return slug.isEmpty ? "untitled" : slug
  }
}
