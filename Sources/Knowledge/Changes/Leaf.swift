/// A value without parts of its own: the unit in which records are compared.
struct Leaf {
  enum Kind {
    /// A sentence or more, of which words are compared.
    case text
    case value
    /// A link. Its value is the fields of the link.
    case reference
    /// An entry with a key. Its fields are leaves of their own.
    case entry
  }

  /// The names of the fields that lead to it, such as `parts.first.text`.
  var path: String
  /// Distinguishes leaves with the same path: the target of a link, or the content of an entry that
  /// has no key.
  var discriminator: String
  var kind: Kind
  /// Compared, so made of ids: a new label of a term changes no record.
  var identity: String
  /// Shown.
  var text: String
  /// True for a link that speaks against its target.
  var isContradiction = false

  var key: String { path + "\u{0}" + discriminator }
}

/// Takes the values of records apart.
struct LeafReader {
  let state: KnowledgeState

  /// - Parameter texts: the values of one language, by field; other fields are not read.
  func leaves(of record: Record, texts: [Int: Value]? = nil) -> [Leaf] {
    let type = state.model.types[record.type]
    var leaves: [Leaf] = []
    for (index, field) in type.fields.enumerated() where !Self.passedOver.contains(field.name) || !field.isCommon {
      if let value = texts == nil ? record.values[index] : texts?[index] { add(value, field, field.name, &leaves) }
    }
    return leaves
  }

  /// Fields that other comparisons cover, and the translation's own.
  private static let passedOver: Set = [
    CommonField.title.name, CommonField.status.name, CommonField.sensitivity.name, CommonField.translation.name,
  ]

  private func add(_ value: Value, _ field: Field, _ path: String, _ leaves: inout [Leaf]) {
    switch field.kind {
    case .reference:
      for case .reference(let reference) in value.elements { leaves.append(leaf(reference, field, path)) }
    case .record:
      for case .record(let entry) in value.elements { add(entry, field, path, &leaves) }
    case .text, .markdown:
      // Each text of a list is compared with its like, wherever it stands.
      let texts = value.elements.map { shown($0) }
      for text in texts {
        leaves.append(
          Leaf(path: path, discriminator: field.many ? text : "", kind: .text, identity: text, text: text))
      }
    default:
      leaves.append(
        Leaf(
          path: path, discriminator: "", kind: .value, identity: value.elements.map(identity).joined(separator: "\u{0}"),
          text: value.elements.map(shown).joined(separator: ", ")))
    }
  }

  private func add(_ entry: NestedRecord, _ field: Field, _ path: String, _ leaves: inout [Leaf]) {
    let key = field.key.flatMap(field.index(of:)).flatMap { entry.values[$0] }.map { shown($0) }
    guard let key else {
      let parts = nested(entry.values, field)
      leaves.append(Leaf(path: path, discriminator: parts.identity, kind: .text, identity: parts.identity, text: parts.text))
      return
    }
    for (nested, value) in zip(field.fields, entry.values) where nested.name != field.key {
      if let value { add(value, nested, path + "." + key + "." + nested.name, &leaves) }
    }
    leaves.append(Leaf(path: path, discriminator: key, kind: .entry, identity: "", text: key))
  }

  private func leaf(_ reference: ReferenceValue, _ field: Field, _ path: String) -> Leaf {
    let target = reference.target + (reference.part.map { "#" + $0 } ?? "")
    let parts = nested(reference.fields, field)
    return Leaf(
      path: path, discriminator: target, kind: .reference, identity: parts.identity, text: parts.text,
      isContradiction: reference.fields.contains { isContradiction($0) })
  }

  private func isContradiction(_ value: Value?) -> Bool {
    value?.elements.contains {
      if case .term(let term) = $0 { state.vocabularies[term].isContradiction } else { false }
    } ?? false
  }

  /// The values of an entry or of a link, as one text.
  private func nested(_ values: [Value?], _ field: Field) -> (identity: String, text: String) {
    var leaves: [Leaf] = []
    for (nested, value) in zip(field.fields, values) { if let value { add(value, nested, nested.name, &leaves) } }
    return (
      leaves.map { $0.key + "\u{1}" + $0.identity }.joined(separator: "\u{2}"),
      leaves.map { leaf in
        let target = leaf.kind == .reference ? leaf.discriminator + (leaf.text.isEmpty ? "" : " (\(leaf.text))") : leaf.text
        return leaf.path + ": " + target
      }.joined(separator: "; ")
    )
  }

  private func identity(_ value: Value) -> String {
    if case .term(let term) = value { state.vocabularies.id(of: term) } else { shown(value) }
  }

  private func shown(_ value: Value) -> String {
    switch value {
    case .text(let text), .datetime(let text), .url(let text), .language(let text): text
    case .markdown(let text): String(decoding: text.bytes, as: UTF8.self)
    case .number(let number): number.text
    case .boolean(let flag): flag ? "yes" : "no"
    case .date(let date): (date.isCirca ? "circa " : "") + date.iso
    case .duration(let span): span.iso
    case .period(let period): shown(period)
    case .file(let file): file.path
    case .term(let term): state.label(of: state.vocabularies.label(of: term))
    case .reference(let reference): reference.target
    case .record: ""
    case .list(let values): values.map(shown).joined(separator: ", ")
    }
  }

  private func shown(_ period: Period) -> String {
    let (start, end) = (period.start?.iso ?? "", period.end?.iso ?? "")
    return (period.isCirca ? "circa " : "") + (start == end ? start : start + "/" + end)
  }
}
