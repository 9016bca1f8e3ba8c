package import Text

/// The names that lead to records which an edition hides.
package struct HiddenNames: Sendable {
  private let names: NameTable
  private let citable: Set<Int>?
  private let model: Model

  /// - Returns: nil if the edition hides no record.
  package init?(_ visible: EditionFilter.Visible, model: Model) {
    guard !visible.withheld.isEmpty else { return nil }
    names = NameTable(visible.records, withheld: visible.withheld, withdrawn: visible.withdrawn, model: model)
    citable = model.citableTypes
    self.model = model
  }

  /// The names on which the answers depend.
  package func key(with visible: EditionFilter.Visible) -> Set<String> {
    var key = Set(visible.withheld.map { "-" + $0 })
    for record in visible.records {
      key.insert(record.id)
      for alias in record.texts(.aliases) { key.insert(record.id + "=" + alias) }
    }
    for record in visible.withdrawn { key.insert("!" + record.id) }
    return key
  }

  package func hides(_ name: LinkedName, from record: Record) -> Hiding {
    switch name {
    case .wiki(let name): return hides(normalized(name), allowed: nil)
    case .citation(let name): return hides(normalized(name), allowed: citable)
    case .path(let path): return names.recordName(ofPath: path, from: record.type).map { hides($0, allowed: nil) } ?? .shown
    case .file(let path): return names.isInHiddenFolder(ContentFiles.key(of: path, from: record, in: model)) ? .hidden : .shown
    }
  }

  private func hides(_ name: String, allowed: Set<Int>?) -> Hiding {
    guard case .withheld = names.resolve(name, allowed: allowed) else { return .shown }
    return names.withdrawn(name).map { .withdrawn($0) } ?? .hidden
  }

  /// Cuts references to hidden records out of a record's texts that are no Markdown, such as its
  /// title and its summary. Readers see them as they are written.
  ///
  /// - Returns: the record, and a finding for each text that still tells of a withdrawn record.
  package func cut(_ record: Record) -> (Record, [Diagnostic]) {
    guard record.mayHoldReferences else { return (record, []) }
    var cutter = TextCutter(record: record, names: self)
    return cutter.cut()
  }
}

/// Cuts references to hidden records out of the texts of one record.
private struct TextCutter {
  let record: Record
  let names: HiddenNames
  /// The withdrawn records that the texts since the last finding told of.
  private var withdrawn: Set<String> = []
  private var findings: [Diagnostic] = []

  init(record: Record, names: HiddenNames) { (self.record, self.names) = (record, names) }

  mutating func cut() -> (Record, [Diagnostic]) {
    var result = record
    let fields = names.type(of: record).fields
    for (index, value) in record.values.enumerated() {
      guard let value, let left = cut(value, fields[index]) else { continue }
      result.values[index] = left.value ?? (index == CommonField.title.rawValue ? .text(record.slug) : nil)
      tell(at: record.ranges[index], in: record.source)
    }
    for (number, text) in record.texts.enumerated() {
      var text = text
      if let title = cut(text.title) { text.title = title.isEmpty ? record.slug : title }
      for (index, value) in text.values {
        if let left = cut(value, fields[index]) { text.values[index] = left.value }
      }
      for (index, links) in text.edgeTexts {
        let left = links.map { link in cut(link.fields, fields[index]).map { link.saying($0) } ?? link }
        text.edgeTexts[index] = left
      }
      for (language, also) in text.also {
        let left = also.map { cut($0) ?? $0 }.filter { !$0.isEmpty }
        if left != also { text.also[language] = left }
      }
      result.texts[number] = text
      // Findings about the original's fields have been made.
      if number == 0 { withdrawn = [] }
      tell(at: text.extent.lowerBound..<text.extent.lowerBound, in: text.source)
    }
    return (result, findings)
  }

  private mutating func tell(at range: Range<Int>, in source: SourceText) {
    findings += withdrawn.sorted().map { Withdrawal.mention(of: $0, source, range) }
    withdrawn = []
  }

  private mutating func cut(_ text: String) -> String? {
    var found: Set<String> = []
    let left = LooseReferences.cut(text) { name in
      let hiding = names.hides(name, from: record)
      if case .withdrawn(let id) = hiding { found.insert(id) }
      return hiding
    }
    withdrawn.formUnion(found)
    return left
  }

  /// The rest of a value that was cut; nil if nothing is left.
  private struct Left { var value: Value? }

  /// - Returns: nil if nothing was cut.
  private mutating func cut(_ value: Value, _ field: Field) -> Left? {
    switch value {
    case .text(let text): return cut(text).map { Left(value: $0.isEmpty ? nil : .text($0)) }
    case .list(let values):
      let cuts = values.map { cut($0, field) }
      guard cuts.contains(where: { $0 != nil }) else { return nil }
      let left = zip(values, cuts).compactMap { value, cut in cut == nil ? value : cut?.value }
      return Left(value: left.isEmpty ? nil : .list(left))
    case .record(var entry):
      guard let values = cut(entry.values, field) else { return nil }
      entry.values = values
      return Left(value: .record(entry))
    case .reference(var reference):
      guard let values = cut(reference.fields, field) else { return nil }
      reference.fields = values
      return Left(value: .reference(reference))
    default: return nil
    }
  }

  private mutating func cut(_ values: [Value?], _ field: Field) -> [Value?]? {
    var left = values
    var isCut = false
    for (index, value) in values.enumerated() where field.fields[index].name != field.key {
      if let value, let found = cut(value, field.fields[index]) { (left[index], isCut) = (found.value, true) }
    }
    return isCut ? left : nil
  }
}

extension Record {
  /// True if a text that is no Markdown has a bracket.
  fileprivate var mayHoldReferences: Bool {
    func holds(_ text: String) -> Bool { text.utf8.contains(UInt8(ascii: "[")) }
    func holds(_ value: Value?) -> Bool {
      switch value {
      case .text(let text): holds(text)
      case .list(let values): values.contains { holds($0) }
      case .record(let entry): entry.values.contains { holds($0) }
      case .reference(let reference): reference.fields.contains { holds($0) }
      default: false
      }
    }
    return values.contains { holds($0) }
      || texts.contains { text in
        holds(text.title) || text.values.values.contains { holds($0) }
          || text.edgeTexts.values.contains { links in links.contains { $0.fields.contains { holds($0) } } }
          || text.also.values.contains { $0.contains(where: holds) }
      }
  }
}

extension HiddenNames {
  fileprivate func type(of record: Record) -> RecordType { model.types[record.type] }
}

extension Model {
  /// The types that a citation may name: those of the fields with the role `citation`; nil means
  /// any.
  var citableTypes: Set<Int>? {
    var citable: Set<Int> = []
    for type in types {
      for field in type.fields {
        for owner in [field] + field.nestedFields where owner.role == "citation" {
          citable.formUnion(owner.targets.compactMap { index(of: $0.type) })
        }
      }
    }
    return citable.isEmpty ? nil : citable
  }
}
