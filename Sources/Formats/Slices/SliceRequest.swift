/// The records that a form is asked to take: some, with what they lead to, or a whole language.
package struct SliceRequest: Sendable {
  /// Names of records, as people write them: `type/slug`, a slug, or an old name. nil for all
  /// records.
  package var records: [String]?
  /// The number of links to follow outward from each of ``records``.
  package var depth: Int
  /// nil for the default language of the knowledge base.
  package var language: String?

  package init(records: [String]? = nil, depth: Int = 2, language: String? = nil) {
    self.records = records
    self.depth = depth
    self.language = language
  }
}

/// The reason why there is no slice for a request.
package struct SliceMistake: Error, Hashable, Sendable {
  package let message: String
}
