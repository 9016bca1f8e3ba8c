import Knowledge

/// The schema.org names of a type and its fields, by their roles: looked up once, since only few
/// have one.
struct SchemaNames: Sendable {
  /// The role `schema:Article` is `Article`.
  let type: String?
  let fields: [(index: Int, name: String)]

  init(_ type: RecordType) {
    self.type = Self.name(type.role)
    fields = type.fields.enumerated().compactMap { index, field in
      Self.name(field.role).flatMap { $0 == "abstract" ? nil : (index, $0) }
    }
  }

  /// The property name of a title.
  var title: String { type == "Article" || type == "Report" ? "headline" : "name" }

  private static func name(_ role: String?) -> String? {
    guard let role, role.hasPrefix("schema:") else { return nil }
    return String(role.dropFirst(7))
  }
}
