import Knowledge
import Templates

/// Entries and links as rows of a table: a column for each nested field that any of them has.
extension NodeBuilder {
  /// - Parameter entries: the nodes of the field's entries.
  func setTable(_ entries: [Values], of field: Field, in node: inout Values) {
    let children = entries.map(\.itemsByName)
    let columns = field.shownFields.filter { column in children.contains { $0[column.name] != nil } }
    node[NodeMember.columns] = .list(columns.map(blank))
    node[NodeMember.rows] = .list(
      zip(entries, children).map { entry, children in
        row(columns.map { children[$0.name] ?? blank($0) }, anchor: entry[NodeMember.anchor])
      })
  }

  /// Links that say nothing of their own would be a table of one column: they stay a list.
  ///
  /// - Parameter links: links of a field, or those that come back by an inverse.
  func setTable(_ links: [Edge], of field: Field, writers: Bool = false, in node: inout Values) {
    let edges = links.map { link in
      writers ? reference(link.turned, in: field, writer: link.source) : reference(link, in: field)
    }
    let said = edges.map { $0.edgesByName }
    let columns = field.shownFields.filter { column in said.contains { $0[column.name] != nil } }
    guard !columns.isEmpty else { return Self.set(.list, of: &node) }
    let types = Set(links.map { graph.types[(writers ? $0.source : $0.target).index] })
    var first = Values(NodeMember.shape)
    first[NodeMember.label] = types.count == 1 ? .text(languageValues.types[types.first!].label) : node[NodeMember.label]
    // Several rows or one, links stand under their heads.
    node[NodeMember.isMany] = .flag(true)
    node[NodeMember.columns] = .list([first] + columns.map(blank))
    node[NodeMember.rows] = .list(
      zip(edges, said).map { edge, said in
        var link = edge
        link[NodeMember.edge] = .absent
        var cell = Values(NodeMember.shape)
        cell[NodeMember.items] = .list([link])
        return row([cell] + columns.map { said[$0.name] ?? blank($0) }, anchor: .absent)
      })
  }

  private func row(_ cells: [Values], anchor: Slot) -> Values {
    var row = Values(NodeMember.shape)
    row[NodeMember.anchor] = anchor
    row[NodeMember.items] = .list(cells)
    return row
  }
}

extension Edge {
  /// The link as the record that it leads to sees it.
  var turned: Edge { Edge(source: target, target: source, field: field, part: nil, entry: nil, values: values) }
}

extension Values {
  fileprivate var itemsByName: [String: Values] { byName(NodeMember.items) }
  fileprivate var edgesByName: [String: Values] { byName(NodeMember.edge) }

  private func byName(_ member: Int) -> [String: Values] {
    var slot = self[member]
    if case .later(let make) = slot { slot = make() }
    guard case .list(let nodes) = slot else { return [:] }
    return Dictionary(nodes.compactMap { node in node.name.map { ($0, node) } }, uniquingKeysWith: { first, _ in first })
  }

  private var name: String? { if case .text(let name) = self[NodeMember.name] { name } else { nil } }
}
