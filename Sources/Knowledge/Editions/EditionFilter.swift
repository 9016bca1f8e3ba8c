import Text

/// Reduces records to the parts that one edition shows. Later stages see nothing of the rest.
package struct EditionFilter: Sendable {
  private let model: Model
  private let settings: Settings
  /// The edition; nil if none is declared, and then everything but drafts is shown.
  private let edition: Settings.Edition?
  private let vocabularies: Vocabularies
  /// For each type and field, true if this edition always hides the field or a part of it.
  private var withheld: [[Bool]] = []
  private let steps: HiddenSteps

  package init(model: Model, vocabularies: Vocabularies, settings: Settings, edition: Settings.Edition?) {
    self.model = model
    self.vocabularies = vocabularies
    self.settings = settings
    self.edition = edition
    steps = HiddenSteps(model, vocabularies)
    withheld = model.types.map { $0.fields.map(withholds) }
  }

  private func withholds(_ field: Field) -> Bool {
    !shows(only: field.only) || (edition?.consent != nil && field.fields.contains { $0.role == "consent" })
      || field.fields.contains(where: withholds)
  }

  package struct Visible: Sendable {
    package var records: [Record]
    /// The ids that this edition withholds; only for findings.
    package var withheld: Set<String>
    /// The records that this edition would show if they had not been withdrawn.
    package var withdrawn: [Withdrawal] = []
    /// Terms of ordered vocabularies that only hidden records have.
    package var hiddenSteps: Set<TermID> = []
  }

  /// Every record that can be read, whatever its edition: `check` reads these.
  package static func all(_ assembly: Assembler.Assembly, _ settings: Settings = Settings()) -> Visible {
    Visible(
      records: assembly.records, withheld: assembly.unreadable,
      withdrawn: assembly.records.filter { settings.isWithdrawn($0.status) }.map(Withdrawal.init))
  }

  package func filter(_ assembly: Assembler.Assembly) -> Visible { join(assembly, assembly.records.map(shown)) }

  /// The part of a record that the edition shows; nil if it shows nothing.
  package func shown(_ record: Record) -> Record? { shows(record) ? cut(record) : nil }

  /// - Parameters:
  ///   - shown: the result of ``shown(_:)`` for each record of the assembly, in order.
  ///   - withheld: records that every edition withholds.
  package func join(_ assembly: Assembler.Assembly, _ shown: [Record?], withheld: [Record] = []) -> Visible {
    var visible = Visible(records: [], withheld: assembly.unreadable)
    visible.records.reserveCapacity(shown.count)
    for (record, shown) in zip(assembly.records, shown) {
      if let shown {
        visible.records.append(shown)
      } else {
        if isTombstone(record) { visible.withdrawn.append(Withdrawal(record)) }
        visible.withheld.insert(record.id)
        // An old name of a withheld record is withheld too.
        for alias in record.texts(.aliases).map(normalized) {
          visible.withheld.insert(alias.contains("/") ? alias : model.types[record.type].name + "/" + alias)
        }
      }
    }
    visible.hiddenSteps = steps.among([assembly.records, withheld], visible: visible.records)
    return visible
  }

  /// True if the edition would show this withdrawn record but for its status and its consent.
  /// Consent is left out because it may be the thing that was withdrawn.
  private func isTombstone(_ record: Record) -> Bool {
    guard settings.isWithdrawn(record.status), shows(only: record[.only] == nil ? nil : record.texts(.only)) else {
      return false
    }
    guard let edition else { return record.sensitivity == nil || record.sensitivity != settings.sensitivities.last }
    return record.sensitivity.map(edition.shows.contains) ?? false
  }

  private func shows(_ record: Record) -> Bool {
    if settings.isWithdrawn(record.status) { return false }
    guard let edition else {
      let isDraft = settings.role(ofStatus: record.status) == .draft
      return !isDraft && (record.sensitivity == nil || record.sensitivity != settings.sensitivities.last)
        && shows(only: record[.only] == nil ? nil : record.texts(.only))
    }
    guard let sensitivity = record.sensitivity, edition.shows.contains(sensitivity), edition.statuses.contains(record.status)
    else {
      return false
    }
    guard shows(only: record[.only] == nil ? nil : record.texts(.only)) else { return false }
    return consents(model.types[record.type].fields, record.values)
  }

  /// True if pages of a record that could not be read state clearly that this edition does not show
  /// it: on one line, and on no other. If that line itself is the error, the finding must be
  /// reported.
  package func isSaidToBeHidden(_ pages: [ParsedPage]) -> Bool {
    guard let edition else { return false }
    let key = CommonField.sensitivity.name
    return pages.contains { page in
      let lines = page.source.string(page.extent).split(whereSeparator: \.isNewline).filter { $0.contains(key) }
      guard lines.count == 1, lines[0].hasPrefix(key + ":") else { return false }
      let value = lines[0].dropFirst(key.count + 1).trimmingPrefix(while: \.isWhitespace)
      let name = value.filter { $0 != "\"" && $0 != "'" && !$0.isWhitespace }
      return settings.rank(ofSensitivity: String(name)) != nil && !edition.shows.contains(String(name))
    }
  }

  private func shows(only editions: [String]?) -> Bool {
    guard let editions, !editions.isEmpty else { return true }
    guard let edition else { return false }
    return editions.contains(edition.name)
  }

  /// True if each field with the role `consent` has a value that the edition accepts; a missing
  /// value is no consent.
  private func consents(_ fields: [Field], _ values: [Value?]) -> Bool {
    guard let taken = edition?.consent else { return true }
    for (index, field) in fields.enumerated() where field.role == "consent" {
      guard let value = values[index] else { return false }
      for element in value.elements {
        guard let word = word(of: element), taken.contains(word) else { return false }
      }
    }
    return true
  }

  private func word(of value: Value) -> String? {
    switch value {
    case .text(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case .term(let id): vocabularies[id].id
    default: nil
    }
  }

  private func cut(_ record: Record) -> Record {
    let fields = model.types[record.type].fields
    let redacted = redactions(of: record)
    // Redactions name the parts that are cut, so the redactions are cut too.
    let own = [CommonField.redact, .only, .withdrawn].filter { record[$0] != nil }
    let emptied = record.fieldsWithEmptyLists
    // Most records of a large collection are shown whole.
    if own.isEmpty, redacted.isEmpty, emptied.isEmpty, !withheld[record.type].contains(true) { return record }
    let indexes = fields.indices.filter {
      withheld[record.type][$0] || redacted.contains(fields[$0].name) || emptied.contains($0)
    }
    var content = record
    content.omittedSections = Set(redacted.filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) })
    for fieldIndex in indexes {
      let field = fields[fieldIndex]
      let isHidden = !shows(only: field.only) || (redacted.contains(field.name) && fieldIndex != CommonField.title.rawValue)
      let before = field.key == nil ? [] : content.values[fieldIndex]?.keys(of: field) ?? []
      content.values[fieldIndex] = isHidden ? nil : content.values[fieldIndex].flatMap { cut($0, field) }
      if !before.isEmpty {
        content.withheldParts.formUnion(before.subtracting(content.values[fieldIndex]?.keys(of: field) ?? []))
      }
      for index in content.texts.indices where content.texts[index].values[fieldIndex] != nil {
        content.texts[index].values[fieldIndex] =
          isHidden ? nil : content.texts[index].values[fieldIndex].flatMap { cut($0, field) }
      }
      if isHidden, fieldIndex == CommonField.also.rawValue {
        for index in content.texts.indices { content.texts[index].also = [:] }
      }
    }
    for field in own { content.values[field.rawValue] = nil }
    return content
  }

  /// The field names and `#sections` that this edition does not show.
  private func redactions(of record: Record) -> Set<String> {
    guard case .list(let entries)? = record[.redact] else { return [] }
    var parts: Set<String> = []
    for case .record(let entry) in entries {
      guard case .text(let part)? = entry.values[0] else { continue }
      let editions = (entry.values[1]?.elements ?? []).compactMap { value -> String? in
        if case .text(let name) = value { name } else { nil }
      }
      if editions.isEmpty || !shows(only: editions) { parts.insert(part) }
    }
    return parts
  }

  /// Cuts nested fields and entries; returns nil if nothing is left, and for an empty list.
  private func cut(_ value: Value, _ field: Field) -> Value? {
    switch value {
    case .list(let values):
      let kept = values.compactMap { cut($0, field) }
      return kept.isEmpty ? nil : .list(kept)
    case .record(var entry):
      guard consents(field.fields, entry.values) else { return nil }
      entry.values = zip(field.fields, entry.values).map { nested, value in
        shows(only: nested.only) ? value.flatMap { cut($0, nested) } : nil
      }
      return .record(entry)
    case .reference(var reference):
      if !reference.fields.isEmpty {
        reference.fields = zip(field.fields, reference.fields).map { nested, value in
          shows(only: nested.only) ? value.flatMap { cut($0, nested) } : nil
        }
      }
      return .reference(reference)
    default: return value
    }
  }
}

extension Record {
  /// The indices of the fields that are an empty list or contain one, in any language.
  fileprivate var fieldsWithEmptyLists: Set<Int> {
    func hasEmptyList(_ value: Value?) -> Bool {
      switch value {
      case .list(let values): values.isEmpty || values.contains(where: hasEmptyList)
      case .record(let entry): entry.values.contains(where: hasEmptyList)
      case .reference(let reference): reference.fields.contains(where: hasEmptyList)
      default: false
      }
    }
    var indexes: Set<Int> = []
    for (index, value) in values.enumerated() where hasEmptyList(value) { indexes.insert(index) }
    for text in texts { for (index, value) in text.values where hasEmptyList(value) { indexes.insert(index) } }
    return indexes
  }
}
