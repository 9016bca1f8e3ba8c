import Text

package enum FieldKind: String, Sendable, CaseIterable {
  case text, markdown, integer, number, boolean, date, datetime, duration, period, url, language, file, term, reference, record
}

/// One field of a type, of an edge, or of a nested record.
package struct Field: Sendable {
  package enum Requirement: Sendable { case never, publish, always }

  /// The part of a page that shows a field.
  package enum Show: String, CaseIterable, Sendable {
    case facts, caution, lead, text, table, list, ways, aside, end
    /// Shown on no page, in no table and in no export.
    case nowhere = "none"
  }

  package struct Inverse: Sendable {
    package var name: String
    package var label: Labels
    /// The part of a page that shows the links; nil means the usual part.
    package var show: Show?
  }

  package var name: String
  package var kind: FieldKind
  package var many = false
  package var min: Double?
  package var max: Double?
  package var pattern: Pattern?
  package var required = Requirement.never
  /// The names of the vocabularies, in the order in which the reader searches them for a term.
  package var vocabularies: [String] = []
  package var targets: [ReferenceTarget] = []
  package var inverse: Inverse?
  package var isSymmetric = false
  package var isAcyclic = false
  /// The nested fields of a record, or the fields of an edge.
  package var fields: [Field] = []
  /// The name of the nested field whose value is each entry's id.
  package var key: String?
  package var isFacet = false
  /// The weight of the field in search; nil if search ignores it.
  package var search: Double?
  /// True if the field's texts are names of the record, by which other pages link to it.
  package var autolink = false
  /// The editions that show the field; nil means every edition.
  package var only: [String]?
  package var role: String?
  package var label = Labels()
  package var help = Labels()
  package var deprecated: Labels?
  /// The part of a page that shows the field; nil means the usual part for a field of its kind.
  package var show: Show?
  /// True for a field of every type. Pages show it in a part of its own, not among a type's facts.
  package var isCommon = false
  package var range: Range<Int> = 0..<0

  package init(name: String, kind: FieldKind) {
    self.name = name
    self.kind = kind
  }

  /// True if only writers see the field.
  package var isHidden: Bool { show == .nowhere }

  package func index(of nested: String) -> Int? { fields.firstIndex { $0.name == nested } }

  /// The nested fields at any depth, each before the fields nested in it.
  package var nestedFields: [Field] { fields.flatMap { [$0] + $0.nestedFields } }

  /// The number of ``nestedFields``.
  package var nestedCount: Int { fields.reduce(fields.count) { $0 + $1.nestedCount } }

  /// The path of fields down to the one with index `index` in ``nestedFields``, which is the last.
  package func way(to index: Int) -> [Field] {
    var index = index
    for field in fields {
      if index == 0 { return [field] }
      let inner = field.nestedCount
      if index <= inner { return [field] + field.way(to: index - 1) }
      index -= inner + 1
    }
    preconditionFailure("no nested field has this index")
  }
}

/// The permitted targets of a reference: a type's records, or the entries of one of its keyed
/// fields.
package struct ReferenceTarget: Hashable, Sendable {
  package var type: String
  package var field: String?

  package init(type: String, field: String? = nil) {
    self.type = type
    self.field = field
  }
}
