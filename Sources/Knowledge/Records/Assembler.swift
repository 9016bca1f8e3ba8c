package import Text

/// Joins pages into records: an original and its translations become one record with one id.
///
/// It groups the pages by id first; each group is then independent of the others.
package struct Assembler: Sendable {
  private let model: Model
  private let settings: Settings
  /// For each type, the indices of the fields that a translation may have.
  private let translatable: [[Int]]
  /// The findings so far. Only a copy of the assembler fills it: see ``record(_:)``.
  private var findings: [Diagnostic] = []

  package struct Assembly: Sendable {
    /// The records in the order of their ids.
    package var records: [Record]
    /// The ids of records that could not be read: no edition shows them.
    package var unreadable: Set<String>
    package var findings: [Diagnostic]
  }

  /// The pages with one id; the first is the original.
  package struct Group: Sendable {
    package var id: String
    package var pages: [ParsedPage]
  }

  package init(model: Model, settings: Settings) {
    self.model = model
    self.settings = settings
    translatable = model.types.map { type in type.fields.indices.filter { Self.isTranslatable(type.fields[$0], $0) } }
  }

  package static func assemble(_ pages: [ParsedPage], model: Model, settings: Settings) -> Assembly {
    let assembler = Assembler(model: model, settings: settings)
    let groups = assembler.groups(pages)
    return assembler.join(groups.map(\.id), groups.map(assembler.record))
  }

  /// - Parameter pages: in any order; pages with the same id are sorted by language, then by path.
  package func groups(_ pages: [ParsedPage]) -> [Group] {
    let ids = pages.map { model.types[$0.type].name + "/" + $0.slug }
    let order = pages.indices.sorted { a, b in
      ids[a] != ids[b]
        ? ids[a].precedesInBytes(ids[b])
        : (rank(pages[a].language), pages[a].source.path, pages[a].extent.lowerBound) < (
          rank(pages[b].language), pages[b].source.path, pages[b].extent.lowerBound
        )
    }
    var groups: [Group] = []
    groups.reserveCapacity(pages.count)
    var at = 0
    while at < order.count {
      var end = at
      while end < order.count, ids[order[end]] == ids[order[at]] { end += 1 }
      groups.append(Group(id: ids[order[at]], pages: order[at..<end].map { pages[$0] }))
      at = end
    }
    return groups
  }

  /// Joins the pages of one id. A copy of the assembler collects the findings, so several tasks can
  /// use one assembler at once.
  ///
  /// - Returns: the record (nil if it cannot be read) and the findings.
  package func record(_ group: Group) -> (record: Record?, findings: [Diagnostic]) {
    var assembler = self
    let record = assembler.record(group.id, group.pages)
    return (record, assembler.findings)
  }

  /// - Parameters:
  ///   - ids: the ids of the groups, in order.
  ///   - records: the result of ``record(_:)`` for each group.
  package func join(_ ids: [String], _ records: [(record: Record?, findings: [Diagnostic])]) -> Assembly {
    Assembly(
      records: records.compactMap(\.record),
      unreadable: Set(zip(ids, records).compactMap { $1.record == nil ? $0 : nil }), findings: records.flatMap(\.findings)
    )
  }

  /// The sort key of a language: a plain file comes first, then the languages in the settings'
  /// order.
  private func rank(_ language: String?) -> Int { language.map { (settings.languages.firstIndex(of: $0) ?? 0) + 1 } ?? 0 }

  private mutating func record(_ id: String, _ pages: [ParsedPage]) -> Record? {
    var kept: [(page: ParsedPage, language: String)] = []
    for page in pages {
      let language = page.language ?? settings.defaultLanguage
      if let other = kept.first(where: { $0.language == language }) {
        findings.append(
          page.source.finding(
            .error, "duplicate-id", page.extent.lowerBound..<page.extent.lowerBound,
            "'\(id)' is already in \(other.page.source.path) (in \(language)); a record has one file for each language"))
        continue
      }
      kept.append((page, language))
    }
    let (original, originalLanguage) = kept[0]
    let type = model.types[original.type]
    guard original.isReadable, !original.isKeptBack, isVisibilityKnown(original, type) else { return nil }
    // A translation may be stricter than its original: if a translation that cannot be read may
    // restrict readers, the record is left out.
    guard !kept.dropFirst().contains(where: { !$0.page.isReadable && Self.mayRestrict($0.page) }) else { return nil }
    var record = Record(
      type: original.type, slug: original.slug, id: id, values: original.values, ranges: original.ranges,
      texts: [text(of: original, in: originalLanguage, values: textual(original))],
      sensitivity: sensitivity(of: original, type), status: status(of: original))
    if kept.count > 1 {
      record.contentHash = Knowledge.contentHash(original.source.bytes[original.extent])
      for (page, language) in kept.dropFirst() where page.isReadable && !page.isKeptBack {
        add(page, language, to: &record, type)
      }
      let rank = Dictionary(settings.languages.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
      let rest = record.texts.dropFirst().sorted { rank[$0.language] ?? 0 < rank[$1.language] ?? 0 }
      record.texts = [record.texts[0]] + rest
    }
    return record
  }

  /// Returns false, with a finding, if `only` or `redact` names something unknown: a misspelt name
  /// would show the part that it was meant to hide.
  private mutating func isVisibilityKnown(_ page: ParsedPage, _ type: RecordType) -> Bool {
    let before = findings.count
    let editions = settings.editions.map(\.name)
    func unknownEdition(_ name: String, _ field: CommonField) -> Diagnostic {
      page.source.finding(
        .error, "unknown-edition", page.ranges[field.rawValue],
        "there is no edition '\(name)'; without it, this record is in no edition",
        suggestion: nearestName(to: name, among: editions))
    }
    for name in page.texts(.only) where !editions.contains(name) { findings.append(unknownEdition(name, .only)) }
    for case .record(let entry) in page[.redact]?.elements ?? [] {
      for case .text(let name) in entry.values[1]?.elements ?? [] where !editions.contains(name) {
        findings.append(unknownEdition(name, .redact))
      }
      guard case .text(let part)? = entry.values[0], !part.hasPrefix("#") else { continue }
      if type.index(of: part) == nil || part == CommonField.title.name {
        findings.append(
          page.source.finding(
            .error, "unknown-redaction", page.ranges[CommonField.redact.rawValue],
            "'redact' must name a field other than the title, or a section such as '#names'; '\(part)' is neither, so this record is in no edition",
            suggestion: nearestName(to: part, among: type.fields.map(\.name))))
      }
    }
    return findings.count == before
  }

  private func text(of page: ParsedPage, in language: String, values: [Int: Value]) -> RecordText {
    RecordText(
      language: language, source: page.source, extent: page.extent,
      title: page.text(.title) ?? PageParser.title(ofName: page.slug), values: values,
      also: page.also, body: page.body)
  }

  private func textual(_ page: ParsedPage) -> [Int: Value] {
    let indexes = translatable[page.type].filter { page.values[$0] != nil }
    return Dictionary(uniqueKeysWithValues: indexes.map { ($0, page.values[$0]!) })
  }

  /// True for texts and Markdown, and for keyed entries, whose texts are matched by their key.
  private static func isTranslatable(_ field: Field, _ index: Int) -> Bool {
    if let common = CommonField(rawValue: index), field.isCommon { return common == .title || common == .summary }
    return field.kind == .text || field.kind == .markdown || (field.kind == .record && field.key != nil)
  }

  /// True if a page that cannot be read mentions one of the fields that decide who sees a record.
  private static func mayRestrict(_ page: ParsedPage) -> Bool {
    let text = page.source.string(page.extent)
    return [CommonField.sensitivity, .only, .redact, .status].contains { text.contains($0.name) }
  }

  private mutating func add(_ page: ParsedPage, _ language: String, to record: inout Record, _ type: RecordType) {
    if let status = page.text(.status), settings.isWithdrawn(status) {
      record.withdrawnTexts.append((language, Withdrawal.Said(page[.withdrawn])))
      return
    }
    let allowed: Set<Int> = [CommonField.also.rawValue, CommonField.translation.rawValue, CommonField.sensitivity.rawValue]
    var values: [Int: Value] = [:]
    var edgeTexts: [Int: [ReferenceValue]] = [:]
    for (index, field) in type.fields.enumerated() {
      guard let value = page.values[index] else { continue }
      if Self.isTranslatable(field, index) {
        values[index] = field.kind == .record ? merged(field, original: record.values[index], translated: value) : value
      } else if field.kind == .reference, !field.isCommon, field.fields.contains(where: { $0.kind == .text }) {
        edgeTexts[index] = texts(ofEdges: value, field, at: index, in: page, original: record.values[index])
      } else if !allowed.contains(index) {
        findings.append(
          page.source.finding(
            .error, "not-translatable", page.ranges[index],
            "a translation can set title, summary, texts, 'also' and the body; '\(field.name)' belongs to the original"))
        // The writer meant to hide this text or a part of it.
        if [CommonField.only, .redact, .status].contains(where: { $0.rawValue == index }) { return }
      }
    }
    if let stricter = stated(page), let rank = settings.rank(ofSensitivity: stricter) {
      let current = record.sensitivity.flatMap { settings.rank(ofSensitivity: $0) } ?? -1
      if rank > current { record.sensitivity = stricter }
    } else if case .text(let unknown)? = page[.sensitivity] {
      report(unknownSensitivity: unknown, page)
      record.sensitivity = nil
    }
    var text = text(of: page, in: language, values: values)
    text.edgeTexts = edgeTexts
    if page.text(.title) == nil { text.title = record.texts[0].title }
    text.translation = translation(page, record)
    record.texts.append(text)
  }

  private mutating func translation(_ page: ParsedPage, _ record: Record) -> RecordText.Translation {
    var translation = RecordText.Translation(by: nil, reviewed: nil, isStale: false)
    guard case .record(let said)? = page[.translation] else { return translation }
    if case .text(let of)? = said.values[0], of != record.contentHash {
      translation.isStale = true
      findings.append(
        page.source.finding(
          .warning, "stale-translation", page.ranges[CommonField.translation.rawValue],
          "the original has changed since this was translated; bring the text up to date and set 'of: \(record.contentHash)'"))
    }
    if case .text(let by)? = said.values[1] { translation.by = by }
    if case .date(let date)? = said.values[2] { translation.reviewed = date }
    return translation
  }

  /// The original's entries, with the texts of the translated entries that have the same key.
  private func merged(_ field: Field, original: Value?, translated: Value) -> Value {
    guard let original, let key = field.key.flatMap(field.index(of:)) else { return translated }
    var byKey: [String: NestedRecord] = [:]
    for case .record(let entry) in translated.elements {
      if case .text(let id)? = entry.values[key] { byKey[id] = entry }
    }
    return .list(
      original.elements.map { value in
        guard case .record(var entry) = value, case .text(let id)? = entry.values[key], let said = byKey[id] else {
          return value
        }
        for (index, nested) in field.fields.enumerated()
        where index != key && (nested.kind == .text || nested.kind == .markdown) {
          if let text = said.values[index] { entry.values[index] = text }
        }
        return .record(entry)
      })
  }

  /// The translated texts of links that the original has; of others, and of what is no text, there
  /// are findings.
  private mutating func texts(
    ofEdges value: Value, _ field: Field, at index: Int, in page: ParsedPage, original: Value?
  ) -> [ReferenceValue] {
    var links: [ReferenceValue] = []
    for case .reference(let link) in original?.elements ?? [] { links.append(link) }
    var texts: [ReferenceValue] = []
    for case .reference(var said) in value.elements {
      guard links.contains(where: { $0.target == said.target && $0.part == said.part }) else {
        findings.append(
          page.source.finding(
            .error, "not-translatable", said.range,
            "a translation gives the texts of links that the original has; its '\(field.name)' does not link '\(said.target)'"))
        continue
      }
      for (inner, nested) in field.fields.enumerated() where nested.kind != .text && inner < said.fields.count {
        guard said.fields[inner] != nil else { continue }
        findings.append(
          page.source.finding(
            .error, "not-translatable", said.range,
            "a translation holds the texts of a link; '\(nested.name)' is the original's"))
        said.fields[inner] = nil
      }
      texts.append(said)
    }
    return texts
  }

  private func stated(_ page: ParsedPage) -> String? {
    page.text(.sensitivity).flatMap { settings.rank(ofSensitivity: $0) == nil ? nil : $0 }
  }

  private mutating func report(unknownSensitivity text: String, _ page: ParsedPage) {
    findings.append(
      page.source.finding(
        .error, "unknown-sensitivity", page.ranges[CommonField.sensitivity.rawValue], "there is no sensitivity '\(text)'",
        suggestion: nearestName(to: text, among: settings.sensitivities)))
  }

  /// The stricter one of the record's own sensitivity and its type's; nil if neither is stated.
  private mutating func sensitivity(of page: ParsedPage, _ type: RecordType) -> String? {
    let ofType = type.sensitivity
    if let text = page.text(.sensitivity) {
      guard let own = settings.rank(ofSensitivity: text) else {
        report(unknownSensitivity: text, page)
        return nil
      }
      return settings.sensitivities[max(own, ofType.flatMap { settings.rank(ofSensitivity: $0) } ?? 0)]
    }
    if page[.sensitivity] == nil, page.ranges[CommonField.sensitivity.rawValue].isEmpty, let ofType { return ofType }
    if !settings.editions.isEmpty {
      findings.append(
        page.source.finding(
          .error, "missing-sensitivity", page.extent.lowerBound..<page.extent.lowerBound,
          "a record must state its sensitivity (\(settings.sensitivities.joined(separator: ", "))); without it, it is in no edition"
        ))
    }
    return nil
  }

  private mutating func status(of page: ParsedPage) -> String {
    guard let text = page.text(.status) else { return settings.statedByDefault }
    if settings.status(text) == nil {
      findings.append(
        page.source.finding(
          .error, "unknown-status", page.ranges[CommonField.status.rawValue], "there is no status '\(text)'",
          suggestion: nearestName(to: text, among: settings.statuses.map(\.id))))
    }
    return text
  }
}
