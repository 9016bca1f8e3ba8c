import Knowledge
import Rendering
import Source

/// Compiles the bodies and Markdown fields of records, each in its language.
struct RecordCompiler: Sendable {
  private let model: Model
  private let compilers: [String: BodyCompiler]
  private let defaultLanguage: String

  init(model: Model, vocabularies: Vocabularies, records: [Record], words: [String: Words], defaultLanguage: String) {
    self.model = model
    self.defaultLanguage = defaultLanguage
    var compilers: [String: BodyCompiler] = [:]
    for language in Set(records.flatMap { $0.texts.map(\.language) }) {
      let words = words[language] ?? words["en"]!
      compilers[language] = BodyCompiler(
        autolinks: Self.autolinks(model, records, language), labels: BodyLabels { words($0) })
    }
    self.compilers = compilers
  }

  /// The names under which records of types with `autolink` are known in a language.
  private static func autolinks(_ model: Model, _ records: [Record], _ language: String) -> AutolinkTable {
    var entries: [(names: [String], record: String)] = []
    for record in records where model.types[record.type].autolink {
      guard let text = record.text(in: language) else {
        // A record without this language is known in it only by the names it says it has there.
        let names = record.texts[0].also[language] ?? []
        if !names.isEmpty { entries.append((names, record.id)) }
        continue
      }
      entries.append(([text.title] + (text.also[""] ?? []) + (text.also[language] ?? []), record.id))
    }
    return AutolinkTable(entries: entries)
  }

  func compile(_ record: Record) -> (CompiledRecord, [Diagnostic]) {
    let type = model.types[record.type]
    var findings: [Diagnostic] = []
    let texts = record.texts.map { text -> CompiledText in
      let compiler = compilers[text.language]!
      let sections = type.sections.map {
        ExpectedSection(id: $0.id, label: $0.label.text(in: text.language, default: defaultLanguage) ?? $0.id)
      }
      func body(_ markdown: MarkdownText, _ sections: [ExpectedSection] = [], omitting: Set<String> = []) -> CompiledBody {
        let (body, found) = compiler.compile(
          markdown.bytes, map: markdown.map, in: text.source, owner: record.id, sections: sections, omitting: omitting,
          withheldParts: record.withheldParts)
        findings += found
        return body
      }
      var fields: [MarkdownPlace: CompiledBody] = [:]
      for (place, field) in type.fields.enumerated() {
        let start = MarkdownPlace(field: place)
        text.values[place]?.eachMarkdown(at: start) { fields[$0] = body($1) }
        // Entries without a key are the original's in every language.
        if field.kind == .record, field.key == nil, text.language == record.originalLanguage {
          record.values[place]?.eachMarkdown(at: start) { fields[$0] = body($1) }
        }
      }
      return CompiledText(body: body(text.body, sections, omitting: record.omittedSections), fields: fields)
    }
    return (CompiledRecord(texts: texts), findings)
  }
}
