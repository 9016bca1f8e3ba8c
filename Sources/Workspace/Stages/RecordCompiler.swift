import Knowledge
import Publication
import Text

/// Compiles the bodies and Markdown fields of records, each in its language.
struct RecordCompiler: Sendable {
  private let model: Model
  private let compilers: [String: BodyCompiler]
  private let defaultLanguage: String
  /// By type, the positions of the fields that may hold Markdown: most fields cannot, and every
  /// record has every field.
  private let markdownFields: [[Int]]
  /// nil if the edition hides no record.
  private let hidden: HiddenNames?

  /// - Parameter names: by language, as ``names(in:_:)`` finds them.
  init(model: Model, names: [String: [AutolinkEntry]], words: [String: Words], defaultLanguage: String, hidden: HiddenNames?) {
    self.model = model
    self.hidden = hidden
    self.defaultLanguage = defaultLanguage
    markdownFields = model.types.map { type in
      type.fields.indices.filter { type.fields[$0].kind == .markdown || type.fields[$0].kind == .record }
    }
    compilers = Dictionary(
      uniqueKeysWithValues: names.map { language, entries in
        let words = words[language] ?? words["en"]!
        let table = AutolinkTable(entries: entries.map { ($0.names, $0.record) })
        return (language, BodyCompiler(autolinks: table, labels: BodyLabels { words($0) }))
      })
  }

  /// Returns the names of records in each language that records have, by the `autolink` of their
  /// types or of their fields.
  static func names(in records: [Record], _ model: Model) -> [String: [AutolinkEntry]] {
    var names: [String: [AutolinkEntry]] = [:]
    for record in records { for text in record.texts where names[text.language] == nil { names[text.language] = [] } }
    let linked = records.filter { model.types[$0.type].isLinkedByName }
    for language in names.keys {
      names[language] = linked.compactMap { record in
        let names = Self.names(of: record, in: language, model.types[record.type])
        return names.isEmpty ? nil : AutolinkEntry(names: names, record: record.id)
      }
    }
    return names
  }

  private static func names(of record: Record, in language: String, _ type: RecordType) -> [String] {
    guard let text = record.text(in: language) else {
      // A record without this language has only the names in it that its `also` gives.
      return type.autolink ? record.texts[0].also[language] ?? [] : []
    }
    var names = type.autolink ? [text.title] + (text.also[""] ?? []) + (text.also[language] ?? []) : []
    for index in type.nameFields { names += (text.values[index] ?? record.values[index])?.texts ?? [] }
    return names
  }

  func compile(_ record: Record) -> (CompiledRecord, [Diagnostic]) {
    let type = model.types[record.type]
    var findings: [Diagnostic] = []
    let hides = hidden.map { hidden in { (name: LinkedName) in hidden.hides(name, from: record) } }
    let texts = record.texts.map { text -> CompiledText in
      let compiler = compilers[text.language]!
      let sections = type.sections.map {
        ExpectedSection(id: $0.id, label: $0.label.text(in: text.language, default: defaultLanguage) ?? $0.id)
      }
      func body(_ markdown: MarkdownText, _ sections: [ExpectedSection] = [], omitting: Set<String> = []) -> CompiledBody {
        let (body, found) = compiler.compile(
          Array(markdown.bytes), map: markdown.map, in: text.source, owner: record.id, sections: sections, omitting: omitting,
          withheldParts: record.withheldParts, hides: hides)
        findings += found
        return body
      }
      var fields: [MarkdownPath: CompiledBody] = [:]
      for index in markdownFields[record.type] {
        let field = type.fields[index]
        let start = MarkdownPath(field: index)
        text.values[index]?.eachMarkdown(at: start) { fields[$0] = body($1) }
        // Entries without a key are in the original's language everywhere.
        if field.kind == .record, field.key == nil, text.language == record.originalLanguage {
          record.values[index]?.eachMarkdown(at: start) { fields[$0] = body($1) }
        }
      }
      let main = body(text.body, sections, omitting: record.omittedSections)
      // An edition has removed the sections that `redact` names, and `redact` itself. A build that
      // shows everything looks for the names too.
      let named = record.namedSections
      if !named.isEmpty {
        let cut = compiler.compile(
          Array(text.body.bytes), map: text.body.map, in: text.source, owner: record.id, sections: sections, omitting: named)
        findings += cut.findings.filter { $0.code == "unknown-redaction" }
      }
      return CompiledText(body: main, fields: fields)
    }
    return (CompiledRecord(texts: texts), findings)
  }
}

/// A record whose names become links in bodies. If several records share their first name, it links
/// to the first record.
struct AutolinkEntry: Hashable, Sendable {
  var names: [String]
  /// As `type/slug`.
  var record: String
}
