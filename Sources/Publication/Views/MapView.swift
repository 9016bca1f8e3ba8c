import Knowledge

/// Countries as squares of equal size, and a table of places below their regions.
struct MapView {
  private let scope: ViewScope
  private let field: Int
  private let tally: Tally
  private let marks: FigureMarks?

  /// The distance from one square to the next, and the length of a side.
  private static let pitch = 10, side = 9
  private static let mostRows = 400

  init?(_ scope: ViewScope) {
    guard let field = scope.field(scope.view.field) else { return nil }
    self.scope = scope
    self.field = field
    tally = Tally(scope, field: field)
    marks = scope.markFields.first { $0 != field }.map { FigureMarks(scope, field: $0) }
  }

  func draw() -> ViewPage.Drawing {
    let places = tally.rows.filter { tile(of: $0.value) != nil }
    return ViewPage.Drawing(
      lead: lead(places), figure: places.isEmpty ? [] : figure(places), table: table(),
      note: places.isEmpty ? "" : scope.words("map_note"))
  }

  private func tile(of value: FacetValue) -> TileGrid.Tile? { TileGrid.tiles[value.id(in: scope.graph)] }

  private func lead(_ places: [Tally.Row]) -> String {
    let words = scope.words
    let located = Set(tally.rows.filter { $0.level == 0 }.flatMap(\.records)).count
    var sentences = [words("map_lead", scope.plural, String(located), String(places.count))]
    if let most = places.max(by: { $0.records.count < $1.records.count }) {
      let equals = places.filter { $0.records.count == most.records.count }
      let names = equals.prefix(3).map { scope.label($0.value) }.joined(separator: words("list_separator"))
      if equals.count <= 3 { sentences.append(words("figure_most", names, String(most.records.count))) }
    }
    if located < scope.records.count { sentences.append(words("figure_without", String(scope.records.count - located))) }
    return sentences.joined(separator: " ")
  }

  // MARK: the grid

  private func figure(_ places: [Tally.Row]) -> [UInt8] {
    let most = places.map(\.records.count).max() ?? 1
    var markup = Markup()
    markup.open(
      "div", ["class": "figure-scroll", "role": "region", "aria-label": scope.label(ofField: field), "tabindex": "0"])
    markup.open(
      "svg",
      [
        "class": "map", "viewBox": "-1 -1 \(TileGrid.columns * Self.pitch + 1) \(TileGrid.rows.count * Self.pitch + 1)",
        "role": "group",
        "aria-labelledby": "_map-title _map-description",
      ])
    markup.element("title", ["id": "_map-title"], text: scope.nodes.site.label(scope.view.label, in: scope.nodes.language))
    markup.element("desc", ["id": "_map-description"], text: lead(places))
    let taken = Set(places.map { $0.value.id(in: scope.graph) })
    // One path draws all empty squares: the shape of the world costs few bytes.
    var empty = ""
    for (row, line) in TileGrid.rows.enumerated() {
      for (column, code) in line.enumerated() where code != "..." && !taken.contains(code) { empty += square(column, row) }
    }
    markup.empty("path", ["class": "tile", "d": empty])
    markup.newLine()
    for (region, members) in regions(places) {
      markup.open("g", ["role": "group", "aria-label": region.map(scope.label) ?? ""])
      markup.newLine()
      for place in members { self.place(place, most: most, into: &markup) }
      markup.close("g")
      markup.newLine()
    }
    markup.close("svg")
    markup.close("div")
    return markup.bytes
  }

  private func square(_ column: Int, _ row: Int) -> String {
    "M\(column * Self.pitch) \(row * Self.pitch)h\(Self.side)v\(Self.side)h-\(Self.side)z"
  }

  private func place(_ place: Tally.Row, most: Int, into markup: inout Markup) {
    guard let tile = tile(of: place.value) else { return }
    let count = place.records.count
    let address = scope.address(of: place.value, field: field) ?? scope.searchAddress([(field, place.value)])
    markup.open(address == nil ? "g" : "a", ["href": address ?? ""])
    markup.element("title", text: scope.label(place.value) + scope.words("label_end") + String(count))
    let step = (count * 4 + most - 1) / most
    markup.empty("path", ["class": "tile tile-has n\(step)", "d": square(tile.column, tile.row)])
    let x = "\(tile.column * Self.pitch + Self.side / 2).5"
    let y = tile.row * Self.pitch
    markup.element("text", ["class": "tile-code n\(step)", "x": x, "y": "\(y + 4)"], text: place.value.id(in: scope.graph))
    markup.element("text", ["class": "tile-count n\(step)", "x": x, "y": "\(y + 8)"], text: String(count))
    markup.close(address == nil ? "g" : "a")
    markup.newLine()
  }

  /// Returns the places below the broadest region inside the whole world, in the vocabulary's
  /// order.
  private func regions(_ places: [Tally.Row]) -> [(FacetValue?, [Tally.Row])] {
    var groups: [(FacetValue?, [Tally.Row])] = []
    for place in places {
      let line = place.value.lineage(in: scope.graph)
      let region = line.count > 2 ? line[line.count - 2] : line.count > 1 ? line[1] : nil
      if let known = groups.firstIndex(where: { $0.0 == region }) {
        groups[known].1.append(place)
      } else {
        groups.append((region, [place]))
      }
    }
    return groups
  }

  // MARK: the table

  private func table() -> [UInt8] {
    let shown = shownRows()
    guard !shown.isEmpty else { return [] }
    var markup = Markup()
    markup.open("table", ["class": "places"])
    markup.element("caption", text: scope.label(ofField: field))
    markup.open("thead")
    markup.open("tr")
    markup.element("th", ["scope": "col"], text: scope.label(ofField: field))
    markup.element("th", ["scope": "col", "class": "total"], text: scope.words("count"))
    if let marks {
      markup.element("th", ["scope": "col"], text: scope.nodes.site.label(marks.field.label, in: scope.nodes.language))
    }
    markup.close("tr")
    markup.close("thead")
    markup.open("tbody")
    markup.newLine()
    for (row, level) in shown.prefix(Self.mostRows) {
      markup.open("tr", ["class": (row.children > 0 ? "region " : "") + "level-\(min(level, 4))"])
      markup.open("th", ["scope": "row"])
      if let address = scope.address(of: row.value, field: field) {
        markup.element("a", ["href": address], text: scope.label(row.value))
      } else {
        markup.text(scope.label(row.value))
      }
      markup.close("th")
      markup.element("td", ["class": "total"], text: String(row.records.count))
      if let marks {
        markup.open("td")
        marks.counts(of: row.records, into: &markup)
        markup.close("td")
      }
      markup.close("tr")
      markup.newLine()
    }
    markup.close("tbody")
    markup.close("table")
    scope.leftOut(shown: min(shown.count, Self.mostRows), of: shown.count, into: &markup)
    return markup.bytes
  }

  /// Leaves out a region that holds only one other: Africa, then Eastern Africa, without
  /// Sub-Saharan Africa between them.
  private func shownRows() -> [(row: Tally.Row, level: Int)] {
    var shown: [(row: Tally.Row, level: Int)] = []
    // The levels of the rows above that were left out.
    var omitted: [Int] = []
    for (index, row) in tally.rows.enumerated() {
      while let last = omitted.last, last >= row.level { omitted.removeLast() }
      let isOmitted =
        row.children == 1 && tally.rows[index + 1].children > 0 && tally.rows[index + 1].records.count == row.records.count
      if isOmitted { omitted.append(row.level) } else { shown.append((row, row.level - omitted.count)) }
    }
    return shown
  }
}
