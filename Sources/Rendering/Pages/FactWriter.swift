package import Knowledge

/// Values as short texts in a language, for what is not a page: search hits and tables.
package struct FactWriter: Sendable {
  private let nodes: NodeBuilder

  package init(site: Site, language: String) {
    nodes = NodeBuilder(site: site, language: language, path: "")
  }

  package func text(_ value: Value) -> String? { nodes.plainText(value) }
}

extension Site {
  /// A record's values of a facet, each once.
  package func values(of id: RecordID, facet: Int) -> [FacetValue] {
    guard let field = facets[facet].field(ofType: graph[id].type) else { return [] }
    return FacetValue.values(of: id, field: field, facet: facets[facet], in: graph)
  }
}
