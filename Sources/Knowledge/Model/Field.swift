import Text

package enum FieldKind: String, Sendable, CaseIterable {
  case text, markdown, integer, number, boolean, date, datetime, duration, period, url, language, file, term, reference, record
}

/// One field of a type, of an edge, or of a nested record.
package typealias Field = Shared<FieldDeclaration>

package struct FieldDeclaration: Sendable {
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
  /// True for a field of every type. Pages show it in a place of its own, not among a type's facts.
  package var isCommon = false
  package var range: Range<Int> = 0..<0

  package init(name: String, kind: FieldKind) {
    self.name = name
    self.kind = kind
  }

}

extension Shared where Content == FieldDeclaration {
  package typealias Inverse = FieldDeclaration.Inverse
  package typealias Requirement = FieldDeclaration.Requirement
  package typealias Show = FieldDeclaration.Show

  /// True if only writers see the field.
  package var isHidden: Bool { value.show == .nowhere }

  package init(name: String, kind: FieldKind) { self.init(FieldDeclaration(name: name, kind: kind)) }

  package var name: String { value.name }
  package var kind: FieldKind { value.kind }
  package var label: Labels {
    get { value.label }
    set { self[dynamicMember: \.label] = newValue }
  }
  package var many: Bool {
    get { value.many }
    set { self[dynamicMember: \.many] = newValue }
  }
  package var isCommon: Bool {
    get { value.isCommon }
    set { self[dynamicMember: \.isCommon] = newValue }
  }
  package var fields: [Field] {
    get { value.fields }
    set { self[dynamicMember: \.fields] = newValue }
  }
  package var inverse: Inverse? {
    get { value.inverse }
    set { self[dynamicMember: \.inverse] = newValue }
  }
  package var isSymmetric: Bool {
    get { value.isSymmetric }
    set { self[dynamicMember: \.isSymmetric] = newValue }
  }
  package var isFacet: Bool {
    get { value.isFacet }
    set { self[dynamicMember: \.isFacet] = newValue }
  }
  package var key: String? {
    get { value.key }
    set { self[dynamicMember: \.key] = newValue }
  }
  package var search: Double? {
    get { value.search }
    set { self[dynamicMember: \.search] = newValue }
  }
  package var role: String? {
    get { value.role }
    set { self[dynamicMember: \.role] = newValue }
  }

  package func index(of nested: String) -> Int? { self.fields.firstIndex { $0.name == nested } }

  /// The nested fields at any depth, each before the fields nested in it.
  package var nestedFields: [Field] { self.fields.flatMap { [$0] + $0.nestedFields } }

  /// The number of ``nestedFields``.
  package var nestedCount: Int { self.fields.reduce(self.fields.count) { $0 + $1.nestedCount } }

  /// The path of fields down to the one with index `place` in ``nestedFields``, which is the last.
  package func way(to place: Int) -> [Field] {
    var place = place
    for field in self.fields {
      if place == 0 { return [field] }
      let inner = field.nestedCount
      if place <= inner { return [field] + field.way(to: place - 1) }
      place -= inner + 1
    }
    preconditionFailure("no nested field has this place")
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
