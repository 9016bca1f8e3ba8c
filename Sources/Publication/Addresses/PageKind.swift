package import Knowledge

/// One page that the site has. Its path follows from it, and so does its content.
package enum PageKind: Hashable, Sendable {
  case home
  case search
  case record(RecordID)
  /// A type's index, page by page from 1; for `page: list` types the records themselves.
  case index(type: Int, page: Int)
  /// All terms of a facet.
  case facet(Int)
  case term(facet: Int, FacetValue, page: Int)
  case view(Int)
  /// An old id leads to the record that has it now.
  case redirect(RecordID, alias: String)
  /// A withdrawn record: its index in ``ContentGraph/withdrawn``, and the name that leads to the
  /// page: its own, or an old one.
  case withdrawn(Int, name: String)
  case notFound
  /// A page at the root that leads to the home page in its language. Its name sorts first and says
  /// what to open: somebody who gets a folder of some hundred files sees it at once.
  case start
}

/// A page in one language.
package struct PagePlan: Sendable {
  package var kind: PageKind
  package var language: String
  package var path: String

  package init(kind: PageKind, language: String, path: String) {
    (self.kind, self.language, self.path) = (kind, language, path)
  }
}
