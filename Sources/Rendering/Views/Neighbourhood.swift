import Knowledge

/// A record's nearest links as a small figure: what it leads to and what leads to it, under the names of the relations.
///
/// It reads from above, so that its text stays readable on a phone, and from the side on which the page begins.
struct Neighbourhood {
  let site: Site
  let id: RecordID
  let nodes: NodeBuilder

  private static let width = 420
  private static let mostLinks = 12, fewestLinks = 3

  private struct Group {
    var label: String
    var isIncoming: Bool
    var members: [RecordID]
    var shown = 0
  }

  /// - Returns: nothing where the record has so few links that a list says as much.
  func svg() -> [UInt8] {
    var groups = groups()
    guard Set(groups.flatMap(\.members)).count >= Self.fewestLinks else { return [] }
    // Each relation gets a line in turn until the figure is full.
    var left = Self.mostLinks
    while left > 0, let next = groups.indices.filter({ groups[$0].shown < groups[$0].members.count }).min(by: { groups[$0].shown < groups[$1].shown }) {
      groups[next].shown += 1
      left -= 1
    }
    groups.removeAll { $0.shown == 0 }
    return draw(groups)
  }

  /// Relations in the model's order: what the record names first, then what names it.
  private func groups() -> [Group] {
    let graph = site.graph
    let type = graph[id].type
    var groups: [Group] = []
    func add(_ label: String, _ isIncoming: Bool, _ target: RecordID) {
      guard target != id else { return }
      if let known = groups.firstIndex(where: { $0.label == label && $0.isIncoming == isIncoming }) {
        if !groups[known].members.contains(target) { groups[known].members.append(target) }
      } else {
        groups.append(Group(label: label, isIncoming: isIncoming, members: [target]))
      }
    }
    // A hub may have thousands of links; what is not counted here is not drawn either.
    let enough = 200
    for edge in graph.edges(from: id).prefix(enough) where !Self.separates(edge.field) {
      add(site.label(graph.field(edge.field).label, in: nodes.language), false, edge.target)
    }
    for edge in graph.edges(to: id).prefix(enough) where !Self.separates(edge.field) {
      let field = graph.field(edge.field)
      if field.isSymmetric || edge.field.field == CommonField.related.rawValue {
        add(site.label(field.label, in: nodes.language), edge.field.type != type, edge.source)
      } else if let inverse = field.inverse {
        add(site.label(inverse.label, in: nodes.language), true, edge.source)
      } else {
        add(nodes.words("linked_from"), true, edge.source)
      }
    }
    return groups
  }

  /// `unrelated` says that two records have nothing to do with each other.
  private static func separates(_ field: FieldPath) -> Bool { field.field == CommonField.unrelated.rawValue }

  // MARK: drawing

  private var isMirrored: Bool { nodes.words.direction == "rtl" }

  private func x(_ x: Int) -> Int { isMirrored ? Self.width - x : x }

  private func draw(_ groups: [Group]) -> [UInt8] {
    let title = site.graph[id].title(in: nodes.language)
    var lines: [UInt8] = []
    var branches = ""
    var y = 20
    var markup = Markup()
    for line in FigureText.lines(title, width: 44, most: 2) {
      markup.element("text", ["class": "hood-self", "x": "\(x(0))", "y": "\(y)"], text: line)
      y += 20
    }
    let top = y - 12
    var bottom = top
    for group in groups {
      y += 8
      bottom = y - 4
      branches += "M\(x(8)) \(bottom)H\(x(18))"
      let rest = group.members.count - group.shown
      let label = group.label + (rest > 0 ? " (" + String(group.members.count) + ")" : "")
      markup.empty("circle", ["class": group.isIncoming ? "hood-in" : "hood-out", "cx": "\(x(22))", "cy": "\(bottom)", "r": "4"])
      markup.element("text", ["class": "hood-label", "x": "\(x(32))", "y": "\(y)"], text: FigureText.cut(label, width: 54))
      y += 20
      for member in group.members.prefix(group.shown) {
        let text = site.graph[member].bestText(in: nodes.language)
        let address = relativeURL(from: nodes.path, to: site.paths.place(of: member, in: nodes.language))
        let short = FigureText.cut(text.title, width: 50)
        markup.open("a", ["href": address])
        if short != text.title { markup.element("title", text: text.title) }
        markup.element(
          "text", ["x": "\(x(32))", "y": "\(y)", "lang": text.language == nodes.language ? "" : text.language], text: short)
        markup.close("a")
        y += 20
      }
    }
    lines = markup.bytes
    var figure = Markup()
    figure.open(
      "svg", ["class": "hood", "viewBox": "0 0 \(Self.width) \(y - 8)", "role": "group", "direction": isMirrored ? "rtl" : ""])
    figure.element("title", text: nodes.words("neighbourhood_title"))
    figure.empty("path", ["class": "hood-line", "d": "M\(x(8)) \(top)V\(bottom)" + branches])
    return figure.bytes + lines + Array("</svg>".utf8)
  }
}
