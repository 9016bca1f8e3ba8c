import Knowledge
import Templates
import Text

/// A record's nearest links as a small figure: the records that it leads to and those that lead to
/// it, under the names of the relations.
///
/// The figure reads from top to bottom, so that its text stays readable on a phone, and from the
/// side on which lines of the page begin.
struct Neighbourhood {
  let site: Site
  let id: RecordID
  let nodes: NodeBuilder
  private let isMirrored: Bool

  init(site: Site, id: RecordID, nodes: NodeBuilder) {
    (self.site, self.id, self.nodes) = (site, id, nodes)
    isMirrored = nodes.words.direction == "rtl"
  }

  private static let width = 420
  private static let mostLinks = 8, mostGroups = 6, fewestLinks = 3

  private struct Group {
    var label: String
    var isIncoming: Bool
    var members: [RecordID]
    var shown = 0
  }

  /// - Returns: an empty text if the record has so few links that a list shows as much.
  func svg() -> [UInt8] {
    var groups = groups()
    guard groups.reduce(0, { $0 + $1.members.count }) >= Self.fewestLinks else { return [] }
    if groups.count > Self.mostGroups {
      let fullest = groups.indices.sorted { (-groups[$0].members.count, $0) < (-groups[$1].members.count, $1) }
      groups = fullest.prefix(Self.mostGroups).sorted().map { groups[$0] }
    }
    // Each relation gets one line, then each gets another, until the figure is full.
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

  /// Returns the relations in the model's order: the targets of the record first, then the records
  /// that lead to it.
  private func groups() -> [Group] {
    let graph = site.graph
    var groups: [Group] = []
    // With so few, a linear search is faster than hashing.
    var seen = [id]
    // A relation without a name in the model gets the plural label of the other record's type.
    func add(_ named: String?, _ isIncoming: Bool, _ target: RecordID) {
      guard !seen.contains(target) else { return }
      seen.append(target)
      let label = named ?? nodes.languageValues.types[graph.types[target.index]].plural
      if let known = groups.firstIndex(where: { $0.label == label && $0.isIncoming == isIncoming }) {
        groups[known].members.append(target)
      } else {
        groups.append(Group(label: label, isIncoming: isIncoming, members: [target]))
      }
    }
    func label(_ labels: Labels) -> String? { labels.isEmpty ? nil : site.label(labels, in: nodes.language) }
    // A hub may have thousands of links; those that are not counted here are not drawn either.
    let enough = 200
    // The edges of a field are adjacent.
    var outgoing: (field: FieldPath, label: String?)?
    for edge in graph.edges(from: id).prefix(enough) where !Self.separates(edge.field) {
      if outgoing?.field != edge.field { outgoing = (edge.field, label(graph.field(edge.field).label)) }
      add(outgoing?.label, false, edge.target)
    }
    var incoming: [(field: FieldPath, label: String?, isMutual: Bool)] = []
    for edge in graph.edges(to: id).prefix(enough) where !Self.separates(edge.field) {
      let known = incoming.firstIndex { $0.field == edge.field }
      if known == nil {
        let field = graph.field(edge.field)
        let isMutual = field.isSymmetric || edge.field.field == CommonField.related.rawValue
        incoming.append((edge.field, label(isMutual ? field.label : field.inverse?.label ?? Labels()), isMutual))
      }
      let relation = incoming[known ?? incoming.count - 1]
      add(relation.label, !relation.isMutual, edge.source)
    }
    return groups
  }

  /// True for `unrelated`, which states that two records have nothing to do with each other.
  private static func separates(_ field: FieldPath) -> Bool { field.field == CommonField.unrelated.rawValue }

  // MARK: drawing

  private func x(_ x: Int) -> Int { isMirrored ? Self.width - x : x }

  private func draw(_ groups: [Group]) -> [UInt8] {
    let record = site.graph[id]
    let own = record.texts[record.bestTextIndex(in: nodes.language)]
    var branches: [UInt8] = []
    var marks: [UInt8] = []
    marks.reserveCapacity(2048)
    var y = 20
    for line in FigureText.lines(own.title, width: 44, most: 2) {
      text(line, in: own.language, class: " class=\"hood-self\"", x: 0, y: y, into: &marks)
      y += 20
    }
    let top = y - 12
    var bottom = top
    for group in groups {
      y += 8
      bottom = y - 4
      branches.append("M", x(8))
      branches.append(" ", bottom)
      branches.append("H", x(18))
      marks.append(group.isIncoming ? "<circle class=\"hood-in\" cx=\"" : "<circle class=\"hood-out\" cx=\"", x(22))
      marks.append("\" cy=\"", bottom)
      marks.append("\" r=\"4\" /><text class=\"hood-label\" x=\"", x(32))
      marks.append("\" y=\"", y)
      marks.append("\">")
      let rest = group.members.count - group.shown
      let label = rest > 0 ? group.label + " (" + String(group.members.count) + ")" : group.label
      marks.append(label, cutAt: FigureText.end(of: label, width: 54))
      marks.append("</text>")
      y += 20
      for member in group.members.prefix(group.shown) {
        let card = nodes.cards[member]
        let end = FigureText.end(of: card.title, width: 50)
        marks.append("<a href=\"")
        // A percent-encoded text holds nothing to escape.
        nodes.links.append(.record(member), to: &marks)
        marks.append("\">")
        if end != nil {
          marks.append("<title>")
          marks.appendEscaped(card.title)
          marks.append("</title>")
        }
        text(card.title, cutAt: end, in: card.foreign ?? nodes.language, x: 32, y: y, into: &marks)
        marks.append("</a>")
        y += 20
      }
    }
    var figure: [UInt8] = []
    figure.reserveCapacity(marks.count + branches.count + 200)
    figure.append("<svg class=\"hood\" viewBox=\"0 0 ", Self.width)
    figure.append(" ", y - 8)
    figure.append(isMirrored ? "\" role=\"group\" direction=\"rtl\"><title>" : "\" role=\"group\"><title>")
    figure.appendEscaped(nodes.words("neighbourhood_title"))
    figure.append("</title><path class=\"hood-line\" d=\"M", x(8))
    figure.append(" ", top)
    figure.append("V", bottom)
    figure += branches
    figure.append("\" />")
    figure += marks
    figure.append("</svg>")
    return figure
  }

  /// A text whose direction differs from the page's keeps its own direction and starts at the same
  /// side.
  private func text(
    _ text: String, cutAt end: Int? = nil, in language: String, class name: StaticString = "", x: Int, y: Int,
    into marks: inout [UInt8]
  ) {
    marks.append("<text")
    marks.append(name)
    marks.append(" x=\"", self.x(x))
    marks.append("\" y=\"", y)
    if language != nodes.language {
      marks.append("\" lang=\"")
      marks.appendEscaped(language)
      let isRightToLeft = Words.direction(of: language) == "rtl"
      if isRightToLeft != isMirrored {
        marks.append(isRightToLeft ? "\" direction=\"rtl" : "\" direction=\"ltr")
        marks.append("\" text-anchor=\"end")
      }
    }
    marks.append("\">")
    marks.append(text, cutAt: end)
    marks.append("</text>")
  }
}

extension [UInt8] {
  /// Appends markup and the number at its end.
  fileprivate mutating func append(_ markup: StaticString, _ number: Int) {
    append(markup)
    append(decimal: number)
  }

  /// Appends a text, or as much of it as fits.
  fileprivate mutating func append(_ text: String, cutAt end: Int?) {
    guard let end else { return appendEscaped(text) }
    appendEscaped(text.utf8.span.extracting(0..<end))
    append("…")
  }
}
