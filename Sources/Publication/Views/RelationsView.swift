import Knowledge

/// Records and the targets of one of their fields: a table of both if it is small enough to read,
/// otherwise also a grouped list.
struct RelationsView {
  private let scope: ViewScope
  private let field: Int
  private let edges: [Edge]
  private let sources: [RecordID]
  private let targets: [RecordID]
  /// The edge's first field of kind term, if it has one, and the number of edges with each term.
  private let termField: Int?
  private let terms: [(term: TermID, count: Int)]

  /// The most cells of a table that can be read and sent.
  private static let mostRows = 120, mostColumns = 64, mostCells = 7200
  private static let mostGroups = 120, mostInGroup = 12, mostEntries = 600

  init?(_ scope: ViewScope) {
    guard let field = scope.field(scope.view.field), scope.recordType.fields[field].kind == .reference else { return nil }
    self.scope = scope
    self.field = field
    edges = scope.records.flatMap { scope.graph.links(of: $0, field: field) }
    let linking = Set(edges.map(\.source))
    sources = scope.records.filter(linking.contains)
    let paths = scope.nodes.site.paths
    let linked = Set(edges.map(\.target))
    targets = Set(linked.map { scope.graph.types[$0.index] }).sorted().flatMap { type in
      paths.orders[paths.index(of: scope.nodes.language)][type].filter(linked.contains)
    }
    termField = scope.recordType.fields[field].fields.firstIndex { $0.kind == .term && !$0.many }
    var counts: [TermID: Int] = [:]
    for edge in edges { if let term = Self.term(edge, termField) { counts[term, default: 0] += 1 } }
    terms = counts.keys.sorted().map { ($0, counts[$0]!) }
  }

  private static func term(_ edge: Edge, _ index: Int?) -> TermID? {
    guard let index, edge.values.indices.contains(index), case .term(let term)? = edge.values[index] else { return nil }
    return term
  }

  func draw() -> ViewPage.Drawing {
    guard !edges.isEmpty else { return ViewPage.Drawing(lead: scope.words("no_records")) }
    let (longer, shorter) = (max(sources.count, targets.count), min(sources.count, targets.count))
    let fits = longer <= Self.mostRows && shorter <= Self.mostColumns && longer * shorter <= Self.mostCells
    return ViewPage.Drawing(lead: lead, figure: fits ? table() : [], table: list(), isWide: true)
  }

  private var lead: String {
    let words = scope.words
    let counts = terms.map { words("figure_part", scope.label(.term($0.term)), String($0.count)) }
    let sentence = words(
      "relations_lead", scope.plural, String(sources.count), scope.label(ofField: field), String(targets.count),
      String(edges.count))
    return counts.isEmpty ? sentence : sentence + " " + counts.joined(separator: words("list_separator")) + "."
  }

  /// Writes a cell: the sign of the edge's term, and its word for screen readers. A term without a
  /// sign, and an edge without a term, have a dot, which is the sign of no term.
  private func cell(_ edge: Edge, into markup: inout Markup) {
    let term = Self.term(edge, termField)
    let mark = term.flatMap(scope.graph.vocabularies.mark)
    markup.open("span", ["class": mark == nil ? "mark mark-dot" : FigureMarks.classes(mark)])
    markup.element("span", ["class": "unseen"], text: term.map { scope.label(.term($0)) } ?? scope.words("linked"))
    markup.close("span")
  }

  /// Writes the sign and the word of a term.
  private func mark(_ term: TermID, into markup: inout Markup) {
    markup.open("span", ["class": FigureMarks.classes(scope.graph.vocabularies.mark(of: term))])
    markup.element("span", ["class": "mark-text"], text: scope.label(.term(term)))
    markup.close("span")
  }

  // MARK: the table

  /// The larger side becomes the rows, since a page is longer than wide.
  private func table() -> [UInt8] {
    let targetsAreRows = targets.count > sources.count
    let (rows, columns) = targetsAreRows ? (targets, sources) : (sources, targets)
    let names = [scope.plural, scope.label(ofField: field)]
    let caption = (targetsAreRows ? names.reversed() : names).joined(separator: " × ")
    var markup = Markup()
    markup.open("div", ["class": "figure-scroll", "role": "region", "aria-label": caption, "tabindex": "0"])
    markup.open("table", ["class": "relations"])
    markup.element("caption", text: caption)
    markup.open("thead")
    markup.open("tr")
    markup.element("td", text: "")
    for id in columns {
      markup.open("th", ["scope": "col"])
      scope.nodes.link(to: id, class: "turned", into: &markup)
      markup.close("th")
    }
    markup.close("tr")
    markup.close("thead")
    markup.open("tbody")
    markup.newLine()
    let indexes = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    let byRow = Dictionary(grouping: edges) { targetsAreRows ? $0.target : $0.source }
    for id in rows {
      var cells = [Edge?](repeating: nil, count: columns.count)
      for edge in byRow[id] ?? [] {
        let index = indexes[targetsAreRows ? edge.source : edge.target]!
        if cells[index] == nil { cells[index] = edge }
      }
      markup.open("tr")
      markup.open("th", ["scope": "row"])
      scope.nodes.link(to: id, into: &markup)
      markup.close("th")
      for edge in cells {
        markup.open("td")
        if let edge { cell(edge, into: &markup) }
        markup.close("td")
      }
      markup.close("tr")
      markup.newLine()
    }
    markup.close("tbody")
    markup.close("table")
    markup.close("div")
    key(into: &markup)
    return markup.bytes
  }

  private func key(into markup: inout Markup) {
    guard let termField, !terms.isEmpty else { return }
    let nested = scope.recordType.fields[field].fields[termField]
    markup.open("section", ["class": "figure-key"])
    markup.element("h2", text: scope.nodes.site.label(nested.label, in: scope.nodes.language))
    markup.open("ul")
    for (term, count) in terms {
      markup.open("li")
      mark(term, into: &markup)
      markup.text(" ")
      markup.element("span", ["class": "figure-count"], text: String(count))
      markup.close("li")
    }
    markup.close("ul")
    markup.close("section")
    markup.newLine()
  }

  // MARK: the list

  /// Lists the targets, each with the records that link to it. A long group ends in a link to the
  /// target's own page, which lists all of them.
  private func list() -> [UInt8] {
    let byTarget = Dictionary(grouping: edges, by: \.target)
    var markup = Markup()
    var shown = 0
    var groups = 0
    markup.open("div", ["class": "relation-groups"])
    markup.newLine()
    for id in targets {
      guard groups < Self.mostGroups, shown < Self.mostEntries, let members = byTarget[id] else { break }
      groups += 1
      markup.open("section", ["class": "relation-group"])
      markup.open("h2")
      scope.nodes.link(to: id, into: &markup)
      markup.close("h2")
      markup.open("ul")
      markup.newLine()
      let ordered =
        terms.isEmpty
        ? members : members.enumerated().sorted { rank($0.element, $0.offset) < rank($1.element, $1.offset) }.map(\.element)
      for edge in ordered.prefix(Self.mostInGroup) {
        shown += 1
        markup.open("li")
        scope.nodes.link(to: edge.source, into: &markup)
        if let term = Self.term(edge, termField) {
          markup.text(" ")
          mark(term, into: &markup)
        }
        markup.close("li")
        markup.newLine()
      }
      markup.close("ul")
      if members.count > Self.mostInGroup {
        markup.element(
          "p", ["class": "figure-rest"], text: scope.words("figure_rest", String(Self.mostInGroup), String(members.count)))
      }
      markup.close("section")
      markup.newLine()
    }
    markup.close("div")
    scope.leftOut(shown: shown, of: edges.count, into: &markup)
    return markup.bytes
  }

  private func rank(_ edge: Edge, _ offset: Int) -> (Int, Int) {
    (Self.term(edge, termField).flatMap { term in terms.firstIndex { $0.term == term } } ?? terms.count, offset)
  }
}
