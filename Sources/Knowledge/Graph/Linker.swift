package import Text

/// Resolves every name in records to the record that it means, and reports the names that lead
/// nowhere.
///
/// Each record is linked independently, in any order and by any number of tasks; the graph joins
/// the results.
package struct Linker: Sendable {
  let model: Model
  let records: [Record]
  var compiled: [CompiledRecord]
  /// The languages of the pages. A page whose record has no text in its language shows the
  /// original.
  let languages: [String]
  let names: NameTable
  let citable: Set<Int>?
  /// For each type, the indices of the fields that contain references, directly or in entries.
  let linkingFields: [[Int]]
  /// For each type and field, the types to which a reference may lead; nil means any.
  let allowed: [[Set<Int>?]]
  let withdrawn: [Withdrawal]
  let isWithdrawn: Set<String>
  /// True while the linker handles a record that is itself withdrawn.
  var isOfWithdrawn = false
  /// The links found so far. Only a copy of the linker fills it: see ``links(of:)``.
  var found = Links()
  /// The number of findings that may still suggest the nearest name. After a hundred, a writer no
  /// longer reads them one by one.
  var hints = 100

  /// The links from some records, in the order of the records.
  package struct Links: Sendable {
    var edges: [Edge] = []
    var mentions: [Mention] = []
    /// The targets, in the shape of ``ContentGraph/bodyTargets``.
    var targets: [[[[RecordID?]]]] = []
    /// The references in bodies that name no existing record.
    var unknown: [ReferencePath] = []
    var findings: [Diagnostic] = []
  }

  /// The position of a reference: record, text, body and reference, each as an index.
  struct ReferencePath: Sendable {
    var record: Int
    var text: Int
    var body: Int
    var reference: Int
  }

  package init(_ visible: EditionFilter.Visible, compiled: [CompiledRecord], model: Model, languages: [String] = []) {
    self.model = model
    self.compiled = compiled
    self.languages = languages
    records = visible.records
    names = NameTable(visible.records, withheld: visible.withheld, withdrawn: visible.withdrawn, model: model)
    withdrawn = visible.withdrawn
    isWithdrawn = Set(visible.withdrawn.map(\.id))
    citable = model.citableTypes
    allowed = model.types.map { type in type.fields.map { Self.allowed(by: $0, model) } }
    linkingFields = model.types.map { type in
      type.fields.indices.filter { index in
        let field = type.fields[index]
        return field.kind == .reference || (field.kind == .record && field.nestedFields.contains { $0.kind == .reference })
      }
    }
    nameHeadings()
  }

  private static func allowed(by field: Field, _ model: Model) -> Set<Int>? {
    field.targets.isEmpty ? nil : Set(field.targets.compactMap { model.index(of: $0.type) })
  }

  /// The links from the records with these indices.
  ///
  /// A copy of the linker collects them, so several tasks can use one linker at once.
  package func links(of range: Range<Int>) -> Links {
    var linker = self
    linker.found.targets.reserveCapacity(range.count)
    for index in range {
      linker.isOfWithdrawn = isWithdrawn.contains(records[index].id)
      linker.linkFields(of: RecordID(index))
      linker.found.targets.append(linker.linkBodies(of: RecordID(index)))
    }
    return linker.found
  }

  /// - Parameter parts: the links of all records, in order.
  package func graph(of parts: [Links], settings: Settings, vocabularies: Vocabularies) -> (ContentGraph, [Diagnostic]) {
    var compiled = compiled
    for path in parts.flatMap(\.unknown) {
      compiled[path.record].texts[path.text].changeBody(path.body) { $0.references[path.reference].isUnknown = true }
    }
    let graph = ContentGraph(
      model: model, settings: settings, vocabularies: vocabularies, records: records, compiled: compiled,
      edges: parts.flatMap(\.edges), bodyTargets: parts.flatMap(\.targets), mentions: parts.flatMap(\.mentions), names: names,
      withdrawn: withdrawn)
    return (graph, parts.flatMap(\.findings))
  }

  // MARK: fields

  private mutating func linkFields(of id: RecordID) {
    let record = records[id.index]
    let type = model.types[record.type]
    for index in linkingFields[record.type] {
      guard let value = record.values[index] else { continue }
      let field = type.fields[index]
      if field.kind == .reference {
        for element in value.elements { link(element, field, FieldPath(type: record.type, field: index), from: id, entry: nil) }
      } else if field.kind == .record {
        var entries = 0
        linkEntries(value, of: field, FieldPath(type: record.type, field: index), from: id, count: &entries)
      }
    }
  }

  /// - Parameter count: the number of earlier entries of the record's field.
  private mutating func linkEntries(_ value: Value, of field: Field, _ path: FieldPath, from id: RecordID, count: inout Int) {
    for case .record(let entry) in value.elements {
      let number = count
      count += 1
      var inner = path.firstNested
      // An entry's own links come before those of its nested entries, so that edges are in the
      // order of their entries.
      var within: [(value: Value, field: Field, path: FieldPath)] = []
      for (nested, value) in zip(field.fields, entry.values) {
        if let value, nested.kind == .reference {
          for element in value.elements { link(element, nested, inner, from: id, entry: number) }
        } else if let value, nested.kind == .record {
          within.append((value, nested, inner))
        }
        inner = inner.next(after: nested)
      }
      for nested in within { linkEntries(nested.value, of: nested.field, nested.path, from: id, count: &count) }
    }
  }

  private mutating func link(_ value: Value, _ field: Field, _ path: FieldPath, from id: RecordID, entry: Int?) {
    guard case .reference(let reference) = value else { return }
    let source = records[id.index].source
    let allowed = path.nested == nil ? self.allowed[path.type][path.field] : Self.allowed(by: field, model)
    guard let target = resolve(reference.target, allowed: allowed, in: source, reference.range, field: field) else { return }
    if target == id, field.isSymmetric || field.isAcyclic || path.field == CommonField.related.rawValue {
      found.findings.append(
        source.finding(
          .error, "self-reference", reference.range, "'\(field.name)' must lead to another record, not to itself"))
      return
    }
    var part = reference.part
    if let part, isWithheld(part, of: target) { return }
    if let name = part, !hasPart(name, target, field, source, reference.range, reference.partRange) { part = nil }
    if part == nil, reference.part == nil, !field.targets.isEmpty,
      field.targets.filter({ model.index(of: $0.type) == records[target.index].type }).allSatisfy({ $0.field != nil })
    {
      found.findings.append(
        source.finding(.error, "missing-part", reference.range, "'\(field.name)' must name a part: '\(reference.target)#part'"))
    }
    found.edges.append(Edge(source: id, target: target, field: path, part: part, entry: entry, values: reference.fields))
  }

  mutating func resolve(
    _ name: String, allowed: Set<Int>?, in source: SourceText, _ range: Range<Int>, field: Field?, isPath: Bool = false
  ) -> RecordID? {
    let resolution = names.resolve(name, allowed: allowed)
    if !isOfWithdrawn, let id = names.withdrawn(name) {
      switch resolution {
      case .found(let other) where records[other.index].id != id: break
      case .found, .withheld: found.findings.append(Withdrawal.mention(of: id, source, range))
      default: break
      }
    }
    switch resolution {
    case .found(let id): return id
    case .withheld: return nil
    case .ambiguous(let ids):
      found.findings.append(
        source.finding(
          .error, "ambiguous-reference", range, "'\(name)' could be \(ids.joined(separator: " or ")); write the one you mean"))
    case .wrongType(let type):
      let wanted = (allowed ?? []).sorted().map { model.types[$0].name }.joined(separator: " or ")
      let what = field.map { "'\($0.name)'" } ?? "a citation"
      found.findings.append(
        source.finding(.error, "wrong-type", range, "'\(name)' is of type \(type); \(what) takes \(wanted)"))
    case .unknown:
      let nearest = hints > 0 ? names.nearest(to: name, allowed: allowed) : nil
      hints -= 1
      found.findings.append(
        source.finding(
          .error, "unresolved-reference", range, "no record is named '\(name)'", suggestion: nearest,
          // A path is not a name, so the finding has no edit.
          edit: isPath ? nil : nearest.map { Edit(range, $0) }))
    }
    return nil
  }

  private mutating func hasPart(
    _ part: String, _ target: RecordID, _ field: Field, _ source: SourceText, _ range: Range<Int>, _ partRange: Range<Int>?
  ) -> Bool {
    let record = records[target.index]
    let type = model.types[record.type]
    let keyed = field.targets.filter { $0.type == type.name }.compactMap(\.field)
    if !field.targets.isEmpty, keyed.isEmpty {
      found.findings.append(
        source.finding(.error, "unknown-part", range, "'\(field.name)' must name a whole record, not one of its parts"))
      return false
    }
    let parts = record.partNames(model: model, fields: keyed.isEmpty ? nil : keyed)
    if parts.contains(part) { return true }
    let nearest = hints > 0 ? nearestName(to: part, among: parts) : nil
    hints -= 1
    found.findings.append(
      source.finding(
        .error, "unknown-part", range, "'\(record.id)' has no part '\(part)'", suggestion: nearest,
        edit: nearest.flatMap { nearest in partRange.map { Edit($0, nearest) } }))
    return false
  }

  /// True if the part or heading exists but this edition hides it: a reference to it is left out,
  /// as one to a hidden record is.
  func isWithheld(_ part: String, of id: RecordID) -> Bool {
    records[id.index].withheldParts.contains(part)
      || compiled[id.index].texts.contains { $0.body.withheldAnchors.contains(part) }
  }
}
