import Text

/// A type with the role `decision`: its records say who decided what about which record, and when.
///
/// The reader is a term such as *safety reader*, so that no decision names anybody.
struct DecisionType: Sendable {
  static let role = "decision"

  /// The indices of the fields in ``RecordType/fields``.
  var about: Int
  var by: Int
  var on: Int
  var decided: Int

  /// The fields of a decision by their roles, each with the kind that it needs.
  private static let parts: [(role: String, kind: FieldKind)] = [
    ("decision:about", .reference), ("decision:by", .term), ("decision:on", .date), ("decision:decided", .term),
  ]

  /// Nil if the type is another one, or lacks a field.
  init?(_ type: RecordType) {
    guard type.role == Self.role else { return nil }
    let indices = Self.parts.compactMap { part in type.fields.firstIndex { $0.role == part.role && $0.kind == part.kind } }
    guard indices.count == Self.parts.count else { return nil }
    (about, by, on, decided) = (indices[0], indices[1], indices[2], indices[3])
  }

  /// Makes the fields of a decision required, and returns what the type lacks.
  static func complete(_ type: inout RecordType) -> [String] {
    guard type.role == role else { return [] }
    return parts.compactMap { part in
      guard let index = type.fields.firstIndex(where: { $0.role == part.role && $0.kind == part.kind }) else {
        return "a type with the role 'decision' must have a field of kind \(part.kind.rawValue) with the role '\(part.role)'"
      }
      if type.fields[index].required == .never { type.fields[index].required = .always }
      return nil
    }
  }
}
