import Knowledge

/// A record's nearest links as a small figure: what it leads to and what leads to it, under the names of the relations.
///
/// It reads from above, so that its text stays readable on a phone, and from the side on which the page begins.
struct Neighbourhood {
  let site: Site
  let id: RecordID
  let nodes: NodeBuilder

  private static let width = 420
  private static let mostLinks = 8, mostGroups = 6, fewestLinks = 3

  private struct Group {
    var label: String
    var isIncoming: Bool
    var members: [RecordID]
    var shown = 0
  }

  /// - Returns: nothing where the record has so few links that a list says as much.
  func svg() -> [UInt8] {
    var groups = groups()
    guard groups.reduce(0, { $0 + $1.members.count }) >= Self.fewestLinks else { return [] }
    if groups.count > Self.mostGroups {
      let fullest = groups.indices.sorted { (-groups[$0].members.count, $0) < (-groups[$1].members.count, $1) }
      groups = fullest.prefix(Self.mostGroups).sorted().map { groups[$0] }
    }
    // Each relation gets a line in turn until the figure is full.
    var left = Self.mostLinks
    while left > 0,
      let next = groups.indices.filter({ groups[$0].shown < groups[$0].members.count }).min(by: {
        groups[$0].shown < groups[$1].shown
      })
    {
      groups[next].shown += 1
      left -= 1
    }
    groups.removeAll { $0.shown == 0 }
    return draw(groups)
  }

  /// Relations in the model's order: what the record names first, then what names it.
  private func groups() -> [Group] {
    let graph = site.graph
    var groups: [Group] = []
    var seen: Set<RecordID> = [id]
    // A relation that the model does not name is called by what it comes from.
    func add(_ named: Labels, _ isIncoming: Bool, _ target: RecordID) {
      guard seen.insert(target).inserted else { return }
      let label = site.label(named.isEmpty ? graph.type(of: target).plural : named, in: nodes.language)
      if let known = groups.firstIndex(where: { $0.label == label && $0.isIncoming == isIncoming }) {
        groups[known].members.append(target)
      } else {
        groups.append(Group(label: label, isIncoming: isIncoming, members: [target]))
      }
    }
    // A hub may have thousands of links; what is not counted here is not drawn either.
    let enough = 200
    for edge in graph.edges(from: id).prefix(enough) where !Self.separates(edge.field) {
      add(graph.field(edge.field).label, false, edge.target)
    }
    for edge in graph.edges(to: id).prefix(enough) where !Self.separates(edge.field) {
      let field = graph.field(edge.field)
      let isMutual = field.isSymmetric || edge.field.field == CommonField.related.rawValue
      add(isMutual ? field.label : field.inverse?.label ?? Labels(), !isMutual, edge.source)
    }
    return groups
  }

  /// `unrelated` says that two records have nothing to do with each other.
  private static func separates(_ field: FieldPath) -> Bool { field.field == CommonField.unrelated.rawValue }

  // MARK: drawing

  private var isMirrored: Bool { nodes.words.direction == "rtl" }

  private func x(_ x: Int) -> Int { isMirrored ? Self.width - x : x }

  private func draw(_ groups: [Group]) -> [UInt8] {
    let own = site.graph.records[id.index].bestText(in: nodes.language)
    var branches = ""
    var y = 20
    var markup = Markup()
    for line in FigureText.lines(own.title, width: 44, most: 2) {
      text(line, in: own.language, class: "hood-self", x: 0, y: y, into: &markup)
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
      markup.empty(
        "circle", ["class": group.isIncoming ? "hood-in" : "hood-out", "cx": String(x(22)), "cy": String(bottom), "r": "4"])
      markup.element(
        "text", ["class": "hood-label", "x": String(x(32)), "y": String(y)], text: FigureText.cut(label, width: 54))
      y += 20
      for member in group.members.prefix(group.shown) {
        let card = nodes.cards[member]
        let address = relativeURL(from: nodes.path, to: site.paths.place(of: member, in: nodes.language))
        let short = FigureText.cut(card.title, width: 50)
        markup.open("a", ["href": address])
        if short != card.title { markup.element("title", text: card.title) }
        self.text(short, in: card.foreign ?? nodes.language, class: "", x: 32, y: y, into: &markup)
        markup.close("a")
        y += 20
      }
    }
    var figure = Markup()
    figure.open(
      "svg", ["class": "hood", "viewBox": "0 0 \(Self.width) \(y - 8)", "role": "group", "direction": isMirrored ? "rtl" : ""])
    figure.element("title", text: nodes.words("neighbourhood_title"))
    figure.empty("path", ["class": "hood-line", "d": "M\(x(8)) \(top)V\(bottom)" + branches])
    return figure.bytes + markup.bytes + Array("</svg>".utf8)
  }

  /// A text that runs the other way than the page keeps its own direction and stands at the same side.
  private func text(_ text: String, in language: String, class name: String, x: Int, y: Int, into markup: inout Markup) {
    let direction = Words.direction(of: language)
    let isOpposed = direction != nodes.words.direction
    markup.element(
      "text",
      [
        "class": name, "x": String(self.x(x)), "y": String(y), "lang": language == nodes.language ? "" : language,
        "direction": isOpposed ? direction : "", "text-anchor": isOpposed ? "end" : "",
      ], text: text)
  }
}
