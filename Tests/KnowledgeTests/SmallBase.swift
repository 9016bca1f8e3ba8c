import Text

@testable import Knowledge

/// A knowledge base in one literal, with `-- path --` before each file, and the results of each
/// stage.
///
/// A literal without `casebook.yaml` gets the title "Small", so that a test can be short.
struct SmallBase {
  let model: Model
  let settings: Settings
  let vocabularies: Vocabularies
  let pages: [ParsedPage]
  let assembly: Assembler.Assembly
  let visible: EditionFilter.Visible
  let graph: ContentGraph
  /// The findings as `check` prints them, sorted.
  let findings: [String]

  /// - Parameter edition: reduces the records to those that this edition shows; nil keeps every
  ///   record that can be read.
  init(_ literal: String, edition: String? = nil) {
    let files = Self.files(in: literal)
    func source(_ path: String) -> SourceText { SourceText(path: path, bytes: Array((files[path] ?? "").utf8)) }
    let settingsSource =
      files["casebook.yaml"] == nil ? SourceText(path: "", bytes: Array("title: Small".utf8)) : source("casebook.yaml")
    let (settings, settingsFindings) = Settings.read(settingsSource)
    let modelSource = source("model.yaml")
    let (model, modelFindings) = Model.read(modelSource)
    var findings = settingsFindings + modelFindings

    let prefix = "vocabularies/"
    let vocabularies = Vocabularies(
      files.keys.filter { $0.hasPrefix(prefix) }.sorted().map { path in
        let (vocabulary, found) = Vocabulary.read(source(path), name: String(path.dropFirst(prefix.count).dropLast(5)))
        findings += found
        return vocabulary
      })
    let base = Check.Base(
      model: model, modelSource: modelSource, settings: settings, settingsSource: settingsSource, vocabularies: vocabularies)
    findings += Check.all.findings(of: base)

    let parser = PageParser(model: model, vocabularies: vocabularies, settings: settings)
    var pages: [ParsedPage] = []
    for path in files.keys.sorted() {
      guard let place = PagePath(path: path, model: model, languages: settings.languages) else { continue }
      let (parsed, found) = parser.parse(source(path), at: place)
      pages += parsed
      findings += found
    }
    let assembly = Assembler.assemble(pages, model: model, settings: settings)
    findings += assembly.findings
    let visible =
      edition == nil
      ? EditionFilter.all(assembly)
      : EditionFilter(model: model, vocabularies: vocabularies, settings: settings, edition: settings.edition(edition)).filter(
        assembly)

    let compiled = visible.records.map { record in
      CompiledRecord(texts: record.texts.map { Self.compiled($0, of: record, &findings) })
    }
    let linker = Linker(visible, compiled: compiled, model: model)
    let (graph, found) = linker.graph(
      of: [linker.links(of: visible.records.indices)], settings: settings, vocabularies: vocabularies)
    findings += found + Check.all.findings(in: graph, of: graph.records.indices) + Check.all.findings(in: graph, base)
    (self.model, self.settings, self.vocabularies) = (model, settings, vocabularies)
    (self.pages, self.assembly, self.visible, self.graph) = (pages, assembly, visible, graph)
    // Bases of tests are too small to name whom to tell of a danger.
    self.findings = Set(findings.filter { !["orphan", "no-contact"].contains($0.code) }).sorted().map(\.description)
  }

  private static func compiled(_ text: RecordText, of record: Record, _ findings: inout [Diagnostic]) -> CompiledText {
    let (body, found) = BodyCompiler().compile(
      Array(text.body.bytes), map: text.body.map, in: text.source, owner: record.id, omitting: record.omittedSections,
      withheldParts: record.withheldParts)
    findings += found
    return CompiledText(body: body, fields: [:])
  }

  private static func files(in literal: String) -> [String: String] {
    var files: [String: String] = [:]
    var path = ""
    for line in literal.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- "), line.hasSuffix(" --") {
        path = String(line.dropFirst(3).dropLast(3))
        files[path] = ""
      } else {
        files[path, default: ""] += line + "\n"
      }
    }
    files[""] = nil
    return files
  }

  /// The record with an id, if the edition shows it.
  subscript(id: String) -> Record? { graph.records.first { $0.id == id } }

  /// Returns the value of a field, as ``Value/shown(_:_:)`` shows it; "" if there is none.
  func shown(_ id: String, _ field: String) -> String {
    guard let record = self[id], let place = model.types[record.type].index(of: field) else { return "no such record or field" }
    return record.values[place]?.shown(model.types[record.type].fields[place], vocabularies) ?? ""
  }

  /// Returns the edges of a field as `source → target`, in order.
  func edges(_ field: String) -> [String] {
    graph.edges.filter { graph.name(of: $0.field) == field }
      .map { "\(graph[$0.source].id) → \(graph[$0.target].id)\($0.part.map { "#" + $0 } ?? "")" }
  }
}

extension Value {
  /// Returns the value for tables of expected values, with its kind unless it is plain.
  func shown(_ field: Field, _ vocabularies: Vocabularies) -> String {
    switch self {
    case .text(let text): "\"\(text)\""
    case .markdown(let text): "markdown \"\(String(decoding: text.bytes, as: UTF8.self))\""
    case .number(let number): number.text
    case .boolean(let flag): "\(flag)"
    case .date(let date): date.shown
    case .datetime(let text), .url(let text), .language(let text): text
    case .duration(let span): span.iso
    case .period(let period): period.shown
    case .file(let file): "file \(file.path)"
    case .term(let term): vocabularies.id(of: term)
    case .reference(let reference):
      "→ " + reference.target + (reference.part.map { "#" + $0 } ?? "")
        + (reference.fields.isEmpty ? "" : " " + Self.shown(reference.fields, field, vocabularies))
    case .record(let entry): Self.shown(entry.values, field, vocabularies)
    case .list(let values): "[" + values.map { $0.shown(field, vocabularies) }.joined(separator: ", ") + "]"
    }
  }

  private static func shown(_ values: [Value?], _ field: Field, _ vocabularies: Vocabularies) -> String {
    "{"
      + zip(field.fields, values).compactMap { inner, value in value.map { "\(inner.name): \($0.shown(inner, vocabularies))" } }
      .joined(separator: ", ") + "}"
  }
}

extension PartialDate {
  var shown: String { (isCirca ? "~" : "") + iso }
}

extension Period {
  var shown: String { (isCirca ? "~" : "") + (start?.shown ?? "..") + "/" + (end?.shown ?? "..") }
}
