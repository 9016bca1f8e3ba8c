import Text

/// Writes a new record's file from its type: the required fields, the usual ones, and the meaning
/// of each.
package struct Scaffold {
  private let type: RecordType
  private let settings: Settings
  private let vocabularies: Vocabularies

  package init(_ type: RecordType, settings: Settings, vocabularies: Vocabularies) {
    self.type = type
    self.settings = settings
    self.vocabularies = vocabularies
  }

  /// The text of a file, and for each given value the lines (from 1) that hold it.
  package struct Draft: Sendable {
    package fileprivate(set) var lines = ["---"]
    package fileprivate(set) var given: [(field: String, lines: ClosedRange<Int>)] = []

    package var text: String { lines.joined(separator: "\n") + "\n" }
  }

  /// - Parameter values: the values from the command line, by field, as typed.
  package func draft(title: String, values: [String: [String]]) -> Draft {
    var draft = Draft()
    func add(_ field: Field, otherwise lines: [String], note: String = "") {
      guard let given = values[field.name] else {
        draft.lines += lines
        return
      }
      var written = FieldYAML.lines(field, given)
      if written.count == 1 { written[0] += note }
      draft.given.append((field.name, draft.lines.count + 1...draft.lines.count + written.count))
      draft.lines += written
    }
    if let help = type.help.line(in: settings.defaultLanguage, default: settings.defaultLanguage) {
      draft.lines.append("# " + help)
    }
    let stated = !settings.editions.isEmpty && type.sensitivity == nil
    for (index, field) in type.fields.enumerated() where field.deprecated == nil || values[field.name] != nil {
      switch field.isCommon ? CommonField(rawValue: index) : nil {
      case .title: add(field, otherwise: ["title: \(quoted(title))"])
      case .sensitivity:
        let note = "  # \(settings.sensitivities.joined(separator: ", "))"
        let least = settings.sensitivities[settings.sensitivities.count > 1 ? 1 : 0]
        add(field, otherwise: stated ? ["sensitivity: \(least)" + note] : [], note: note)
      case .status:
        let note = "  # \(settings.statuses.map(\.id).joined(separator: ", "))"
        add(
          field, otherwise: ["status: \(settings.draft)" + note],
          note: note)
      case .summary, nil: add(field, otherwise: prompt(field))
      case _?: add(field, otherwise: field.required == .never ? [] : prompt(field))
      }
    }
    draft.lines += ["---", ""]
    for section in type.sections {
      draft.lines += [
        "## \(section.label.text(in: settings.defaultLanguage, default: settings.defaultLanguage) ?? section.id)", "",
      ]
    }
    return draft
  }

  /// The lines for a field to fill in. A required field is empty: an example value would be a
  /// statement that the writer did not make.
  private func prompt(_ field: Field) -> [String] {
    let help = field.help.line(in: settings.defaultLanguage, default: settings.defaultLanguage)
    let need =
      switch field.required {
      case .always: "needed"
      case .publish: "needed when it is published"
      case .never: "if you have it"
      }
    let example = example(field)
    let hint = field.required == .never || example == "\"\"" ? need : "\(need); such as \(example)"
    let comment = "# " + (help.map { "\($0) (\(hint))" } ?? hint)
    return [comment, field.required == .never ? "# \(field.name): \(example)" : "\(field.name):"]
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

  /// A file name for a title: letters and digits of any script with their marks, in lower case,
  /// with `-` between words. It is valid on Windows and on memory sticks, has at most 80 bytes, and
  /// ends with a whole character.
  package static func slug(for title: String) -> String {
    var slug = ""
    var pending = false
    for character in normalized(title) {
      let kept = character.unicodeScalars.filter { $0.isPartOfWord }.reduce(into: "") { $0 += $1.smallLetters }
      if kept.isEmpty {
        // An apostrophe does not separate words.
        if character != "'" && character != "’"
          && !character.unicodeScalars.allSatisfy(\.properties.isDefaultIgnorableCodePoint)
        {
          pending = true
        }
        continue
      }
      let dash = pending && !slug.isEmpty ? "-" : ""
      if slug.utf8.count + dash.utf8.count + kept.utf8.count > 80 { break }
      slug += dash + kept
      pending = false
    }
    slug = normalized(slug)
    if slug.isEmpty { return "untitled" }
    // Windows reserves some names for devices, and `readme` is a note for people who browse the
    // folder.
    return PathNames.isDevice(slug) || PagePath.isReadMe(slug) ? slug + "-1" : slug
  }
}
