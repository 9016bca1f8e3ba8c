package import Text

/// Resolves every name that records write to the record it means, and says which names miss.
///
/// Records are linked apart from each other, in any order and by any number of tasks; the graph joins what was found.
package struct Linker: Sendable {
  private let model: Model
  private let records: [Record]
  private let compiled: [CompiledRecord]
  private let names: NameTable
  private let citable: Set<Int>?
  /// By type: the places of fields in which references stand, themselves or in entries.
  private let places: [[Int]]
  /// By type and place: the types that a reference in a field may lead to; nil is any.
  private let allowed: [[Set<Int>?]]
  private var found = Links()

  /// What some records lead to, in the order of the records.
  package struct Links: Sendable {
    var edges: [Edge] = []
    var mentions: [Mention] = []
    /// As ``ContentGraph/bodyTargets``.
    var targets: [[[[RecordID?]]]] = []
    var findings: [Diagnostic] = []
  }

  package init(_ visible: EditionFilter.Visible, compiled: [CompiledRecord], model: Model) {
    self.model = model
    self.compiled = compiled
    records = visible.records
    names = NameTable(visible.records, withheld: visible.withheld, model: model)
    var citable: Set<Int> = []
    for type in model.types {
      for field in type.fields {
        for owner in [field] + field.nestedFields where owner.inverse?.name == "cited_by" {
          citable.formUnion(owner.targets.compactMap { model.index(of: $0.type) })
        }
      }
    }
    self.citable = citable.isEmpty ? nil : citable
    allowed = model.types.map { type in type.fields.map { Self.allowed(by: $0, model) } }
    places = model.types.map { type in
      type.fields.indices.filter { place in
        let field = type.fields[place]
        return field.kind == .reference || (field.kind == .record && field.nestedFields.contains { $0.kind == .reference })
      }
    }
  }

  private static func allowed(by field: Field, _ model: Model) -> Set<Int>? {
    field.targets.isEmpty ? nil : Set(field.targets.compactMap { model.index(of: $0.type) })
  }

  package func links(of range: Range<Int>) -> Links {
    var linker = self
    linker.found.targets.reserveCapacity(range.count)
    for index in range {
      linker.linkFields(of: RecordID(index))
      linker.found.targets.append(linker.linkBodies(of: RecordID(index)))
    }
    return linker.found
  }

  /// - Parameter parts: the links of all records, in order.
  package func graph(of parts: [Links], settings: Settings, vocabularies: Vocabularies) -> (ContentGraph, [Diagnostic]) {
    let graph = ContentGraph(
      model: model, settings: settings, vocabularies: vocabularies, records: records, compiled: compiled,
      edges: parts.flatMap(\.edges), bodyTargets: parts.flatMap(\.targets), mentions: parts.flatMap(\.mentions), names: names)
    return (graph, parts.flatMap(\.findings) + RelationChecks.cycles(in: graph))
  }

  // MARK: fields

  private mutating func linkFields(of id: RecordID) {
    let record = records[id.index]
    let type = model.types[record.type]
    for place in places[record.type] {
      guard let value = record.values[place] else { continue }
      let field = type.fields[place]
      if field.kind == .reference {
        for element in value.elements { link(element, field, FieldPath(type: record.type, field: place), from: id, entry: nil) }
      } else if field.kind == .record {
        var entries = 0
        linkEntries(value, of: field, FieldPath(type: record.type, field: place), from: id, count: &entries)
      }
    }
  }

  /// - Parameter count: how many entries of the record's field came before.
  private mutating func linkEntries(_ value: Value, of field: Field, _ path: FieldPath, from id: RecordID, count: inout Int) {
    for case .record(let entry) in value.elements {
      let number = count
      count += 1
      var inner = path.firstNested
      // Its own links first, then those of the entries within it: so that edges stand in the order of their entries.
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
          .error, "self-reference", reference.range, "'\(field.name)' leads from a record to another one, not to itself"))
      return
    }
    var part = reference.part
    if let part, isWithheld(part, of: target) { return }
    if let name = part, !hasPart(name, target, field, source, reference.range) { part = nil }
    if part == nil, reference.part == nil, !field.targets.isEmpty,
      field.targets.filter({ model.index(of: $0.type) == records[target.index].type }).allSatisfy({ $0.field != nil })
    {
      found.findings.append(
        source.finding(.error, "missing-part", reference.range, "'\(field.name)' names a part: '\(reference.target)#part'"))
    }
    found.edges.append(Edge(source: id, target: target, field: path, part: part, entry: entry, values: reference.fields))
  }

  private mutating func resolve(
    _ name: String, allowed: Set<Int>?, in source: SourceText, _ range: Range<Int>, field: Field?, isPath: Bool = false
  ) -> RecordID? {
    switch names.resolve(name, allowed: allowed) {
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
      let nearest = names.nearest(to: name, allowed: allowed)
      found.findings.append(
        source.finding(
          .error, "unresolved-reference", range, "no record is named '\(name)'", suggestion: nearest,
          // A path is not a name, so no edit is offered for one.
          edit: isPath ? nil : nearest.map { Edit(range, $0) }))
    }
    return nil
  }

  private mutating func hasPart(_ part: String, _ target: RecordID, _ field: Field, _ source: SourceText, _ range: Range<Int>)
    -> Bool
  {
    let record = records[target.index]
    let type = model.types[record.type]
    let keyed = field.targets.filter { $0.type == type.name }.compactMap(\.field)
    if !field.targets.isEmpty, keyed.isEmpty {
      found.findings.append(
        source.finding(.error, "unknown-part", range, "'\(field.name)' names a whole record, not one of its parts"))
      return false
    }
    let parts = partNames(of: record, fields: keyed.isEmpty ? nil : keyed)
    if parts.contains(part) { return true }
    found.findings.append(
      source.finding(
        .error, "unknown-part", range, "'\(record.id)' has no part '\(part)'", suggestion: nearestName(to: part, among: parts)))
    return false
  }

  /// Whether a part or a heading is there, but not in this edition: a reference to it is left out like one to a record that is.
  private func isWithheld(_ part: String, of id: RecordID) -> Bool {
    records[id.index].withheldParts.contains(part)
      || compiled[id.index].texts.contains { $0.body.withheldAnchors.contains(part) }
  }

  /// Ids of a record's keyed entries.
  private func partNames(of record: Record, fields: [String]?) -> [String] {
    model.types[record.type].fields.enumerated().flatMap { place, field -> [String] in
      guard let key = field.key.flatMap(field.index(of:)), fields?.contains(field.name) ?? true else { return [] }
      return (record.values[place]?.elements ?? []).compactMap {
        if case .record(let entry) = $0, case .text(let id)? = entry.values[key] { id } else { nil }
      }
    }
  }

  // MARK: bodies

  private mutating func linkBodies(of id: RecordID) -> [[[RecordID?]]] {
    let record = records[id.index]
    // A body names a few others.
    var mentions: [Mention] = []
    let targets = compiled[id.index].texts.enumerated().map { place, text in
      let source = record.texts[place].source
      return text.allBodies.map { body in
        body.references.map { reference in
          let target = resolve(reference, from: record, in: source)
          if let target, target != id, place == 0, reference.kind != .autolink {
            let mention = Mention(source: id, target: target, isCitation: reference.kind == .citation)
            if mentions.last != mention { mentions.append(mention) }
          }
          return target
        }
      }
    }
    mentions.sort { ($0.target, $0.isCitation ? 1 : 0) < ($1.target, $1.isCitation ? 1 : 0) }
    for (place, mention) in mentions.enumerated() where place == 0 || mention != mentions[place - 1] {
      found.mentions.append(mention)
    }
    return targets
  }

  private mutating func resolve(_ reference: BodyReference, from record: Record, in source: SourceText) -> RecordID? {
    switch reference.kind {
    case .autolink: return names.record(reference.target)
    case .citation: return resolve(normalized(reference.target), allowed: citable, in: source, reference.range, field: nil)
    case .markdownLink:
      guard let name = recordName(ofPath: reference.target, from: record) else {
        found.findings.append(
          source.finding(
            .error, "unresolved-reference", reference.range,
            "'\(reference.target)' is no record's file; a link to a record is '../folder/name.md' or [[name]]"))
        return nil
      }
      guard let id = resolve(name, allowed: nil, in: source, reference.range, field: nil, isPath: true) else { return nil }
      if let part = reference.part, isWithheld(part, of: id) { return nil }
      checkPart(of: reference, id, source)
      return id
    case .wikiLink:
      guard let id = resolve(normalized(reference.target), allowed: nil, in: source, reference.range, field: nil) else {
        return nil
      }
      if let part = reference.part, isWithheld(part, of: id) { return nil }
      checkPart(of: reference, id, source)
      return id
    }
  }

  private mutating func checkPart(of reference: BodyReference, _ id: RecordID, _ source: SourceText) {
    guard let part = reference.part, !part.isEmpty else { return }
    let record = records[id.index]
    let headings = compiled[id.index].texts.flatMap { $0.body.headings.map(\.anchor) }
    let parts = partNames(of: record, fields: nil) + headings
    if !parts.contains(part) {
      found.findings.append(
        source.finding(
          .error, "unknown-part", reference.range, "'\(record.id)' has no part or heading '\(part)'",
          suggestion: nearestName(to: part, among: parts)))
    }
  }

  /// `../lessons/x.md` seen from a case is `lesson/x`.
  private func recordName(ofPath path: String, from record: Record) -> String? {
    var folders = [model.types[record.type].folder]
    for part in path.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init) {
      if part == "." { continue }
      if part == ".." {
        guard folders.popLast() != nil else { return nil }
      } else {
        folders.append(String(part))
      }
    }
    guard folders.count == 2, let type = model.index(ofFolder: folders[0]), folders[1].hasSuffix(".md") else { return nil }
    var slug = normalized(String(folders[1].dropLast(3)))
    if let dot = slug.utf8.lastIndex(of: UInt8(ascii: ".")), dot != slug.startIndex,
      names.record(model.types[type].name + "/" + slug) == nil
    {
      if LanguageTag.isKnown(slug[slug.index(after: dot)...]) { slug = String(slug[..<dot]) }
    }
    return model.types[type].name + "/" + slug
  }
}
