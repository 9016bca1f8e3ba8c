import Source

/// Cuts records down to what one edition shows. What it leaves out was never there: later stages see nothing of it.
package struct EditionFilter: Sendable {
  private let model: Model
  private let settings: Settings
  /// nil: no editions are declared, everything but drafts is shown.
  private let edition: Settings.Edition?
  private let vocabularies: Vocabularies

  package init(model: Model, vocabularies: Vocabularies, settings: Settings, edition: Settings.Edition?) {
    self.model = model
    self.vocabularies = vocabularies
    self.settings = settings
    self.edition = edition
  }

  package struct Visible: Sendable {
    package var records: [Record]
    /// Ids that this edition withholds; used for findings and for nothing else.
    package var withheld: Set<String>
  }

  /// Everything that can be read, whatever edition it is for: what `check` looks at.
  package static func all(_ assembly: Assembler.Assembly) -> Visible {
    Visible(records: assembly.records, withheld: assembly.unreadable)
  }

  package func filter(_ assembly: Assembler.Assembly) -> Visible { join(assembly, assembly.records.map(shown)) }

  /// What the edition shows of a record; nil: nothing.
  package func shown(_ record: Record) -> Record? { shows(record) ? cut(record) : nil }

  /// - Parameter shown: what ``shown(_:)`` makes of each record of the assembly, in order.
  package func join(_ assembly: Assembler.Assembly, _ shown: [Record?]) -> Visible {
    var visible = Visible(records: [], withheld: assembly.unreadable)
    visible.records.reserveCapacity(shown.count)
    for (record, shown) in zip(assembly.records, shown) {
      if let shown { visible.records.append(shown) } else { visible.withheld.insert(record.id) }
    }
    return visible
  }

  private func shows(_ record: Record) -> Bool {
    guard let edition else {
      let isDraft = record.status == settings.statuses[0]
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

  private func shows(only editions: [String]?) -> Bool {
    guard let editions, !editions.isEmpty else { return true }
    guard let edition else { return false }
    return editions.contains(edition.name)
  }

  /// A field with the role `consent` must hold a value that the edition takes; none at all is no consent.
  private func consents(_ fields: [Field], _ values: [Value?]) -> Bool {
    guard let taken = edition?.consent else { return true }
    for (place, field) in fields.enumerated() where field.role == "consent" {
      guard let value = values[place] else { return false }
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
    var content = record.value
    let fields = model.types[content.type].fields
    let redacted = redactions(of: record)
    content.omittedSections = Set(redacted.filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) })
    for (place, field) in fields.enumerated() {
      let isHidden = !shows(only: field.only) || (redacted.contains(field.name) && place != CommonField.title.rawValue)
      // Most fields have nothing within them to cut, and most records of a large collection nothing at all.
      if !isHidden, field.fields.isEmpty, !field.many || !content.hasEmptyList(place) { continue }
      let before = field.key == nil ? [] : content.values[place]?.keys(of: field) ?? []
      content.values[place] = isHidden ? nil : content.values[place].flatMap { cut($0, field) }
      if !before.isEmpty { content.withheldParts.formUnion(before.subtracting(content.values[place]?.keys(of: field) ?? [])) }
      for index in content.texts.indices where content.texts[index].values[place] != nil {
        content.texts[index].change { $0.values[place] = isHidden ? nil : $0.values[place].flatMap { cut($0, field) } }
      }
      if isHidden, place == CommonField.also.rawValue {
        for index in content.texts.indices { content.texts[index].change { $0.also = [:] } }
      }
    }
    // Redactions name what is cut, and so are cut themselves.
    // Written only where there is something: until then the values are shared with the page that they were read from.
    for field in [CommonField.redact, .only] where record[field] != nil { content.values[field.rawValue] = nil }
    return Record(content)
  }

  /// Field names and `#sections` that this edition does not show.
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

  /// Cuts nested fields and entries; nil where nothing is left, and for a list of nothing.
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

extension RecordContent {
  /// Whether the field is a list of nothing, in any language.
  fileprivate func hasEmptyList(_ place: Int) -> Bool {
    func isEmpty(_ value: Value?) -> Bool { if case .list(let values)? = value { values.isEmpty } else { false } }
    return isEmpty(values[place]) || texts.contains { isEmpty($0.values[place]) }
  }
}
