import Text

/// One kind of record, as model.yaml declares it.
package struct RecordType: Sendable {
  package enum PageKind: String, Sendable { case own, list }

  package struct Section: Sendable {
    package var id: String
    package var label: Labels
  }

  package var name: String
  package var folder: String
  package var label = Labels()
  package var plural = Labels()
  package var page = PageKind.own
  /// A factor on the search scores of the type's records.
  package var prior = 1.0
  package var sections: [Section] = []
  /// The common fields in the order of ``CommonField``, then the type's own fields.
  package var fields: [Field] = []
  /// The indices of the fields whose texts are names of the record.
  package var nameFields: [Int] = []
  package var rules: [Rule] = []
  package var sensitivity: String?
  package var role: String?
  /// True if the titles and other names of these records become links in the text of other pages.
  package var autolink = false
  /// True if search offers the type itself as a filter.
  package var isFacet = true
  package var help = Labels()
  /// The advice for writers if the type is no longer in use; nil if it is in use.
  package var deprecated: Labels?
  package var range: Range<Int> = 0..<0

  package init(name: String, folder: String) {
    self.name = name
    self.folder = folder
  }

  /// The type's own fields, and the common fields that it declares again.
  package var ownFields: ArraySlice<Field> { fields[CommonField.allCases.count...] }

  /// The fields by which readers judge a record, such as an outcome: single terms that are facets
  /// and that records need, always or by a rule.
  package var markFields: [Int] {
    fields.indices.filter {
      let field = fields[$0]
      guard field.kind == .term, !field.many, field.isFacet else { return false }
      return field.required == .always || rules.contains { $0.needs(field.name) }
    }
  }

  /// True if a name of a record of this type becomes a link in the text of other pages.
  package var isLinkedByName: Bool { autolink || !nameFields.isEmpty }

  package func index(of field: String) -> Int? { fields.firstIndex { $0.name == field } }
}

/// The fields that every type has; the raw value is the index in ``RecordType/fields``.
package enum CommonField: Int, CaseIterable, Sendable {
  case title, summary, status, sensitivity, updated, last_reviewed, review_by, review_in, owner, aliases, also,
    related,
    unrelated, only, redact, waive, translation, withdrawn

  package var name: String { String(describing: self) }

  var field: Field {
    var field =
      switch self {
      case .title, .summary, .status, .sensitivity, .owner, .aliases, .only, .also: Field(name: name, kind: .text)
      case .updated, .last_reviewed, .review_by: Field(name: name, kind: .date)
      case .review_in: Field(name: name, kind: .duration)
      case .related, .unrelated: Field(name: name, kind: .reference)
      case .redact, .waive, .translation, .withdrawn: Field(name: name, kind: .record)
      }
    field.isCommon = true
    switch self {
    case .title:
      field.required = .always
      field.search = 10
    case .summary: field.search = 3
    case .aliases, .only: field.many = true
    case .also:
      field.many = true
      field.search = 6
    case .related, .unrelated: field.many = true
    case .redact:
      field.many = true
      field.fields = [Field(name: "part", kind: .text), Field.many("only", .text)]
      field.fields[0].required = .always
    case .waive:
      field.many = true
      field.fields = [Field(name: "rule", kind: .text), Field(name: "reason", kind: .text), Field(name: "until", kind: .date)]
      field.fields[0].required = .always
      field.fields[1].required = .always
    case .translation:
      field.fields = [Field(name: "of", kind: .text), Field(name: "by", kind: .text), Field(name: "reviewed", kind: .date)]
    case .withdrawn:
      field.fields = [Field(name: "date", kind: .date), Field(name: "reason", kind: .text)]
      field.fields[0].required = .always
      field.fields[1].required = .always
    default: break
    }
    return field
  }
}

extension Field {
  static func many(_ name: String, _ kind: FieldKind) -> Field {
    var field = Field(name: name, kind: kind)
    field.many = true
    return field
  }
}
