package import Text

/// One record in one language, as its file states it: fields with their ranges, and the body as
/// unparsed text.
package struct ParsedPage: Sendable {
  package var source: SourceText
  package var type: Int
  package var slug: String
  /// The language of the page; nil for a plain file, whose language the assembler sets.
  package var language: String?
  /// The values in the order of ``RecordType/fields``.
  package var values: [Value?]
  /// The byte range of each field's value, for findings.
  package var ranges = FieldRanges()
  /// The values of `also` by language; "" holds names for every language.
  package var also: [String: [String]] = [:]
  package var body: MarkdownText
  /// The bytes of this page: the whole file, or its entry in a list.
  package var extent: Range<Int>
  /// False if the file could not be read or lacks something that it must state: then no edition
  /// shows the page.
  package var isReadable = true
  /// True if a key of another tool hides this page, such as `draft: true`: then no edition shows
  /// it.
  package var isKeptBack = false

  package subscript(common: CommonField) -> Value? { values[common.rawValue] }

  package func text(_ common: CommonField) -> String? {
    if case .text(let text)? = self[common] { text } else { nil }
  }

  package func texts(_ common: CommonField) -> [String] {
    guard let value = self[common] else { return [] }
    return value.elements.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }
}

/// Reads content files into pages. Each file is independent of the others, so many can be read at
/// once.
package struct PageParser: Sendable {
  package let model: Model
  package let vocabularies: Vocabularies
  package let settings: Settings
  private let names: [FieldNames]

  /// The names of a type's fields, and the fields that decide who sees a record. They are needed
  /// for each record, so they are computed once.
  private struct FieldNames: Sendable {
    var all: [String]
    var indexes: [String: Int]
    var decideWhoSees: [Bool]

    init(of type: RecordType) {
      all = type.fields.map(\.name)
      indexes = Dictionary(all.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      decideWhoSees = type.fields.enumerated().map { PageParser.decidingFields.contains($0) || $1.role == "consent" }
    }
  }

  package init(model: Model, vocabularies: Vocabularies, settings: Settings) {
    self.model = model
    self.vocabularies = vocabularies
    self.settings = settings
    names = model.types.map(FieldNames.init)
  }

  /// - Returns: one page for a Markdown file, any number of pages for a list.
  package func parse(_ source: SourceText, at path: PagePath) -> ([ParsedPage], [Diagnostic]) {
    switch path.form {
    case .markdown:
      let (page, findings) = markdown(source, at: path)
      return ([page], findings)
    case .list: return list(source, at: path)
    }
  }

  /// A page instead of a file that could not be read, so that its id counts as withheld.
  package func unreadable(at path: PagePath, source: SourceText) -> ParsedPage {
    var page = blank(path, source, slug: path.name)
    page.isReadable = false
    return page
  }

  private func blank(_ path: PagePath, _ source: SourceText, slug: String) -> ParsedPage {
    let count = model.types[path.type].fields.count
    return ParsedPage(
      source: source, type: path.type, slug: slug, language: path.language, values: Array(repeating: nil, count: count),
      body: MarkdownText(bytes: [], map: OffsetMap(start: 0)),
      extent: 0..<source.bytes.count)
  }

  private func markdown(_ source: SourceText, at path: PagePath) -> (ParsedPage, [Diagnostic]) {
    var page = blank(path, source, slug: path.name)
    var findings: [Diagnostic] = []
    if let problem = problem(withSlug: path.name) {
      findings.append(source.finding(.error, "invalid-slug", 0..<0, problem))
      page.isReadable = false
    }
    if let finding = unknownLanguage(path, source) {
      findings.append(finding)
      page.isReadable = false
    }
    switch FrontMatter.split(source) {
    case .failure(let refusal):
      page.isReadable = false
      return (page, findings + [refusal.finding])
    case .success(let parts):
      let (node, yamlFindings) = YAMLReader.read(source, parts.yaml)
      findings += yamlFindings
      page.body = MarkdownText(bytes: source.bytes[parts.body], map: OffsetMap(start: parts.body.lowerBound))
      if yamlFindings.contains(where: { $0.code != "duplicate-key" }) {
        page.isReadable = false
        return (page, findings)
      }
      let empty = YAMLNode(content: .mapping([]), range: parts.yaml.lowerBound..<parts.yaml.lowerBound)
      var reader = MappingReader(node ?? empty, in: source, as: "front matter")
      findings += fields(of: &page, from: &reader)
      if page.values[CommonField.title.rawValue] == nil, page.isReadable { takeTitle(of: &page) }
      reader.findings += limitTitle(of: &page)
      finish(&reader, &page)
      findings += reader.findings
      if case .mapping? = node?.content {} else if node != nil { page.isReadable = false }
      return (page, findings)
    }
  }

  private func unknownLanguage(_ path: PagePath, _ source: SourceText) -> Diagnostic? {
    guard let tag = path.unknownLanguage else { return nil }
    return source.finding(
      .error, "unknown-language", 0..<0,
      "'.\(tag)' in a file's name means a language, but 'languages' in casebook.yaml (\(settings.languages.joined(separator: ", "))) has no '\(LanguageTag.plain(tag))'; this file is passed over",
      suggestion: nearestName(to: tag, among: settings.languages))
  }

  private func list(_ source: SourceText, at path: PagePath) -> ([ParsedPage], [Diagnostic]) {
    var (node, findings) = YAMLReader.read(
      source, (source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)..<source.bytes.count)
    if let finding = unknownLanguage(path, source) { return ([], [finding]) }
    let type = model.types[path.type]
    if type.page != .list {
      findings.append(
        source.finding(
          .error, "list-of-pages", 0..<0,
          "each record of type '\(type.name)' has a page of its own, so it must be a Markdown file of its own"))
      return ([], findings)
    }
    guard let node else {
      if findings.isEmpty {
        findings.append(source.finding(.error, "empty-file", 0..<0, "the file is empty; it holds a list of records"))
      }
      return ([], findings)
    }
    guard case .sequence(let items) = node.content else {
      findings.append(
        source.finding(
          .error, "wrong-kind", node.range, "this file holds a list of records ('- slug: …'), not \(node.kindName)"))
      return ([], findings)
    }
    var pages: [ParsedPage] = []
    for item in items {
      var reader = MappingReader(item, in: source, as: "a record")
      guard let slugNode = reader.node("slug"), let slug = reader.text("slug") else {
        reader.report("missing-field", item.range.lowerBound..<item.range.lowerBound, "a record in a list must have a 'slug'")
        findings += reader.findings
        continue
      }
      var page = blank(path, source, slug: normalized(slug))
      page.extent = item.range
      if let problem = problem(withSlug: page.slug) {
        reader.report("invalid-slug", slugNode.range, problem)
        page.isReadable = false
      }
      findings += fields(of: &page, from: &reader)
      reader.findings += limitTitle(of: &page)
      if let body = reader.node("body"), let scalar = body.scalar {
        let values = ValueReader(source: source, vocabularies: vocabularies, language: settings.defaultLanguage)
        page.body = MarkdownText(bytes: Array(scalar.text.utf8)[...], map: values.offsetMap(body, scalar))
      }
      finish(&reader, &page)
      findings += reader.findings
      pages.append(page)
    }
    return (pages, findings)
  }

  /// Reports the keys that are not fields. A key that looks like a misspelt `sensitivity` hides the
  /// record.
  private func finish(_ reader: inout MappingReader, _ page: inout ParsedPage) {
    for entry in reader.takeRest(where: DraftKeys.hides) {
      page.isKeptBack = true
      let written = "\(entry.key): \(entry.value.scalar?.text ?? "")"
      reader.findings.append(
        page.source.finding(
          .error, "draft-key", entry.keyRange.lowerBound..<entry.value.range.upperBound,
          "'\(written)' is a key of other tools; it keeps this page out of every edition. For a draft write 'status: \(settings.draft)'"
        ))
    }
    let before = reader.findings.count
    reader.finish("a record of type '\(model.types[page.type].name)'")
    let type = model.types[page.type].name
    for index in before..<reader.findings.count where reader.findings[index].code == "unknown-key" {
      let key = reader.restKeys[index - before]
      reader.findings[index].group = Diagnostic.Group(
        "unknown-key \(type) \(key)",
        "{n} records of type '\(type)' have '\(key)', which the model does not know: add it to the type's fields in model.yaml, or delete it",
        least: 3)
    }
    for finding in reader.findings[before...] {
      if let meant = finding.suggestion, Self.decidingNames.contains(meant) { page.isReadable = false }
    }
  }

  /// The common fields that decide who sees a record.
  private static let decidingFields: Set<Int> = [
    CommonField.status.rawValue, CommonField.sensitivity.rawValue, CommonField.only.rawValue, CommonField.redact.rawValue,
  ]

  private static let decidingNames = Set(decidingFields.map { CommonField(rawValue: $0)!.name })

  private func fields(of page: inout ParsedPage, from reader: inout MappingReader) -> [Diagnostic] {
    var values = ValueReader(source: page.source, vocabularies: vocabularies, language: settings.defaultLanguage)
    let names = names[page.type]
    let found = reader.entries(of: names.all, names.indexes)
    page.ranges = FieldRanges(count: reader.entries.count)
    let fields = model.types[page.type].fields
    for index in fields.indices {
      guard let entry = found[index].map({ reader.entries[$0] }) else { continue }
      if index == CommonField.also.rawValue {
        page.also = reader.names("also")
        if case .mapping(let names) = entry.value.content {
          for name in names where !settings.languages.contains(name.key) {
            reader.findings.append(
              LanguageTag.unknown(name.key, name.keyRange, "'also'", page.source, settings.languages))
          }
        }
        let also = page.also.sorted { $0.key < $1.key }.flatMap(\.value)
        page.ranges[index] = also.isEmpty ? 0..<0 : entry.value.range
        page.values[index] = also.isEmpty ? nil : .list(also.map(Value.text))
        continue
      }
      let field = fields[index]
      let decidesWhoSees = names.decideWhoSees[index]
      if decidesWhoSees, entry.isDuplicated { page.isReadable = false }
      let node = entry.value
      if node.isNull { continue }
      page.ranges[index] = node.range
      let before = values.findings.count
      if index == CommonField.redact.rawValue {
        page.values[index] = values.value(of: field, from: redactions(node))
      } else {
        page.values[index] = values.value(of: field, from: node)
      }
      // An empty list, or a list of nulls, counts as absent.
      if case .sequence(let items) = node.content, items.allSatisfy(\.isNull) { page.ranges[index] = 0..<0 }
      guard decidesWhoSees else { continue }
      if page.values[index] == nil, values.findings.count == before {
        values.report("too-few", node.range, "'\(field.name)' is empty; write a value, or delete the line")
      }
      // A field that restricts readers but has an error must not show the record.
      if values.findings.count > before { page.isReadable = false }
    }
    return values.findings
  }

  /// Expands the short form: `redact: [owner, "#names"]` becomes
  /// `[{part: owner}, {part: "#names"}]`.
  private func redactions(_ node: YAMLNode) -> YAMLNode {
    func entry(_ node: YAMLNode) -> YAMLNode {
      guard node.scalar != nil else { return node }
      return YAMLNode(content: .mapping([YAMLEntry(key: "part", keyRange: node.range, value: node)]), range: node.range)
    }
    guard case .sequence(let items) = node.content else { return entry(node) }
    return YAMLNode(content: .sequence(items.map(entry)), range: node.range)
  }

  private func problem(withSlug slug: String) -> String? {
    let hasTwoDots = slug.utf8.reduce(into: (last: UInt8(0), found: false)) { dots, byte in
      dots = (byte, dots.found || (byte == UInt8(ascii: ".") && dots.last == byte))
    }.found
    if slug.isEmpty || slug.utf8.first == UInt8(ascii: ".") || hasTwoDots {
      return "a record's name must not be empty, begin with a dot or contain '..'"
    }
    if slug.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") || $0 < 0x20 || $0 == 0x7F }) {
      return "a record's name holds no '/', '\\' or control characters"
    }
    if slug.utf8.count > 255 { return "a record's name has at most 255 bytes" }
    return nil
  }
}
