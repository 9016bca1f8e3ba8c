import Knowledge
import Text

/// The common input of every kind of view: its records, and the links of its page.
struct ViewScope {
  let nodes: NodeBuilder
  let view: Settings.View
  let type: Int
  /// The records that the view's filter accepts, in the order of their titles.
  let records: [RecordID]

  /// - Returns: nil if the view names a type that does not exist.
  init?(_ nodes: NodeBuilder, _ view: Settings.View) {
    guard let type = nodes.graph.model.index(of: view.type) else { return nil }
    self.nodes = nodes
    self.view = view
    self.type = type
    let site = nodes.site
    let filter = view.filter.compactMap { name, values -> (field: Int, values: Set<String>)? in
      nodes.graph.model.types[type].index(of: name).map { ($0, Set(values)) }
    }
    let all = site.paths.orders[site.paths.index(of: nodes.language)][type]
    records =
      filter.isEmpty
      ? all
      : all.filter { id in
        filter.allSatisfy { field, wanted in
          let values = nodes.values(of: id, field: field)
          if values.isEmpty, let text = Self.text(of: nodes.graph.records[id.index].values[field]) {
            return wanted.contains(text)
          }
          return values.contains { $0.lineage(in: nodes.graph).contains { wanted.contains($0.id(in: nodes.graph)) } }
        }
      }
  }

  private static func text(of value: Value?) -> String? { if case .text(let text)? = value { text } else { nil } }

  var graph: ContentGraph { nodes.graph }
  var words: Words { nodes.words }
  var recordType: RecordType { graph.model.types[type] }
  var plural: String { nodes.site.label(recordType.plural, in: nodes.language) }

  func field(_ name: String?) -> Int? { name.flatMap(recordType.index(of:)) }
  func label(ofField index: Int) -> String { nodes.site.label(recordType.fields[index].label, in: nodes.language) }
  func label(_ value: FacetValue) -> String { nodes.site.label(value, in: nodes.language) }

  var markFields: [Int] { recordType.markFields }

  // MARK: links

  /// Returns the page of a value, if it has one.
  func address(of value: FacetValue, field: Int) -> String? {
    if case .record(let id) = value { return nodes.links.url(.record(id)) }
    return facet(of: field).flatMap { nodes.site.target(of: value, facet: $0) }.flatMap { nodes.links.url($0) }
  }

  /// Returns the address of the search page narrowed to these values, as its script reads them from
  /// the fragment: `#f.type=case&f.outcome=mixed`.
  ///
  /// - Returns: nil if search cannot filter by one of the fields.
  func searchAddress(_ wanted: [(field: Int, value: FacetValue)]) -> String? {
    var parts = recordType.isFacet ? ["f.type=" + percentEncoded(recordType.name)] : []
    for (name, values) in view.filter {
      guard let index = field(name), let facet = facet(of: index) else { return nil }
      parts += values.map { "f." + percentEncoded(nodes.site.facets[facet].id) + "=" + percentEncoded($0) }
    }
    for (field, value) in wanted {
      guard let facet = facet(of: field) else { return nil }
      parts.append("f." + percentEncoded(nodes.site.facets[facet].id) + "=" + percentEncoded(value.id(in: graph)))
    }
    return nodes.links.url(.page(.search)).map { $0 + "#" + parts.joined(separator: "&") }
  }

  private func facet(of field: Int) -> Int? { nodes.site.facetIndexes[FieldPath(type: type, field: field)] }

  /// Writes "120 of 4000 are shown here. See all", if a page does not show everything.
  func leftOut(shown: Int, of all: Int, into markup: inout Markup) {
    guard shown < all else { return }
    markup.open("p", ["class": "figure-rest"])
    markup.text(words("figure_rest", String(shown), String(all)) + " ")
    if let index = nodes.links.url(.page(.index(type: type, page: 1))) {
      markup.element("a", ["href": index], text: words("see_all"))
    }
    markup.close("p")
  }
}

extension NodeBuilder {
  /// Returns a record's values of a field, in a form that can be counted.
  func values(of id: RecordID, field: Int) -> [FacetValue] {
    let path = FieldPath(type: graph.types[id.index], field: field)
    if let facet = site.facetIndexes[path] {
      return FacetValue.values(of: id, field: field, facet: site.facets[facet], in: graph)
    }
    let declared = graph.field(path)
    let facet = Facet(
      id: declared.name, label: declared.label, values: declared.kind == .reference ? .records : .texts,
      fields: [(path.type, field)])
    return FacetValue.values(of: id, field: field, facet: facet, in: graph)
  }

  /// Returns a record's title as a link, in the language of the title.
  func link(to id: RecordID, class name: String = "", into markup: inout Markup) {
    let text = graph.records[id.index].bestText(in: language)
    let isForeign = text.language != language
    markup.element(
      "a",
      [
        "class": name, "href": links.url(.record(id)) ?? "",
        "lang": isForeign ? text.language : "", "dir": isForeign ? Words.direction(of: text.language) : "",
      ], text: text.title)
  }
}
