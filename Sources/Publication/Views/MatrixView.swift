import Knowledge

/// The values of two facets as rows and columns; each cell has the number of records with both
/// values.
struct MatrixView {
  private let scope: ViewScope
  private let rowField: Int
  private let columnField: Int
  private let rows: Tally
  private let columns: Tally
  private let allRows: Int
  private let allColumns: Int
  /// The marks of the columns if these have marks; otherwise of the first field by which readers
  /// judge a record.
  private let marks: FigureMarks?
  private let columnsAreMarks: Bool
  private let columnsOfRecord: [RecordID: [Int]]

  private static let mostRows = 60, mostColumns = 24
  private static let rowsAtAGlance = 12, columnsAtAGlance = 6
  /// The most titles in a cell, and in all cells together: a table's size does not grow with the
  /// records.
  private static let titlesInCell = 8, titlesInTable = 240

  init?(_ scope: ViewScope) {
    guard let rowField = scope.field(scope.view.rows), let columnField = scope.field(scope.view.columns) else { return nil }
    self.scope = scope
    self.rowField = rowField
    self.columnField = columnField
    var rows = Tally(scope, field: rowField)
    rows.addTargets(of: rowField, in: scope, limit: Self.mostRows)
    var columns = Tally(scope, field: columnField)
    columns.addTargets(of: columnField, in: scope, limit: Self.mostColumns)
    (allRows, allColumns) = (rows.rows.count, columns.rows.count)
    rows.cut(to: Self.mostRows)
    columns.cut(to: Self.mostColumns)
    guard !rows.rows.isEmpty, !columns.rows.isEmpty else { return nil }
    (self.rows, self.columns) = (rows, columns)
    columnsAreMarks = scope.markFields.contains(columnField)
    let judging = columnsAreMarks ? columnField : scope.markFields.first { $0 != rowField }
    marks = judging.map { FigureMarks(scope, field: $0) }
    var columnsOfRecord: [RecordID: [Int]] = [:]
    for (index, column) in columns.rows.enumerated() {
      for id in column.records { columnsOfRecord[id, default: []].append(index) }
    }
    self.columnsOfRecord = columnsOfRecord
  }

  func draw() -> ViewPage.Drawing {
    let cells = cells(of: rows)
    var markup = Markup()
    let caption = scope.label(ofField: rowField) + " × " + scope.label(ofField: columnField)
    table(rows, field: rowField, cells, caption: caption, titles: true, into: &markup)
    if rows.rows.count < allRows || columns.rows.count < allColumns {
      scope.leftOut(shown: rows.rows.count * columns.rows.count, of: allRows * allColumns, into: &markup)
    }
    for field in scope.markFields where field != rowField && field != columnField { basis(field, into: &markup) }
    return ViewPage.Drawing(lead: lead(cells), figure: markup.bytes)
  }

  /// Returns a small form for the home page: only numbers, and only if they fit next to each other.
  func glance() -> [UInt8] {
    guard rows.rows.count <= Self.rowsAtAGlance, columns.rows.count <= Self.columnsAtAGlance else { return [] }
    let cells = cells(of: rows)
    var markup = Markup()
    let caption = scope.label(ofField: rowField) + " × " + scope.label(ofField: columnField)
    markup.open("div", ["class": "glance", "role": "region", "aria-label": caption, "tabindex": "0"])
    markup.open("table")
    markup.element("caption", text: lead(cells))
    head(rowField, into: &markup)
    markup.open("tbody")
    markup.newLine()
    for (r, row) in rows.rows.enumerated() {
      markup.open("tr")
      heading(row.value, field: rowField, scope: "row", into: &markup)
      for (c, column) in columns.rows.enumerated() {
        cell(cells[r][c], row: row.value, rowField: rowField, column: column.value, most: 1, titles: false, into: &markup)
      }
      markup.element("td", ["class": "total"], text: String(row.records.count))
      markup.close("tr")
      markup.newLine()
    }
    markup.close("tbody")
    markup.close("table")
    markup.close("div")
    return markup.bytes
  }

  private func cells(of rows: Tally) -> [[[RecordID]]] {
    rows.rows.map { row in
      var line = [[RecordID]](repeating: [], count: columns.rows.count)
      for id in row.records { for column in columnsOfRecord[id] ?? [] { line[column].append(id) } }
      return line
    }
  }

  private func lead(_ cells: [[[RecordID]]]) -> String {
    let words = scope.words
    var sentences = [
      words(
        "figure_rows_columns", scope.label(ofField: rowField), scope.label(ofField: columnField), String(scope.records.count))
        + "."
    ]
    var gaps = 0
    var all = 0
    var best: (row: Int, column: Int, count: Int)?
    for (r, row) in rows.rows.enumerated() where row.children == 0 {
      for (c, column) in columns.rows.enumerated() where column.children == 0 {
        all += 1
        if cells[r][c].isEmpty { gaps += 1 }
        if cells[r][c].count > best?.count ?? 0 { best = (r, c, cells[r][c].count) }
      }
    }
    if let best {
      let name = scope.label(rows.rows[best.row].value) + words("list_separator") + scope.label(columns.rows[best.column].value)
      sentences.append(words("figure_most", name, String(best.count)))
    }
    if gaps > 0 { sentences.append(words("figure_gaps", String(gaps), String(all))) }
    for field in scope.markFields where field != rowField && field != columnField {
      guard let most = Tally(scope, field: field).fullest else { continue }
      sentences.append(
        words(
          "figure_basis", scope.label(ofField: field), scope.label(most.value), String(most.records.count),
          String(scope.records.count)))
    }
    return sentences.joined(separator: " ")
  }

  // MARK: the table

  private func table(
    _ rows: Tally, field: Int, _ cells: [[[RecordID]]], caption: String, titles: Bool, into markup: inout Markup
  ) {
    let most = cells.joined().map(\.count).max() ?? 1
    var listed = 0
    markup.open("div", ["class": "figure-scroll", "role": "region", "aria-label": caption, "tabindex": "0"])
    markup.open("table", ["class": "matrix"])
    markup.element("caption", text: caption)
    head(field, into: &markup)
    markup.open("tbody")
    markup.newLine()
    for (r, row) in rows.rows.enumerated() {
      markup.open("tr", ["class": row.level > 0 ? "level-\(min(row.level, 4))" : ""])
      heading(row.value, field: field, scope: "row", into: &markup)
      for (c, column) in columns.rows.enumerated() {
        let records = cells[r][c]
        let isListed = titles && records.count <= Self.titlesInCell && listed + records.count <= Self.titlesInTable
        if isListed { listed += records.count }
        cell(records, row: row.value, rowField: field, column: column.value, most: most, titles: isListed, into: &markup)
      }
      markup.element("td", ["class": "total"], text: String(row.records.count))
      markup.close("tr")
      markup.newLine()
    }
    markup.close("tbody")
    markup.open("tfoot")
    markup.open("tr")
    markup.element("th", ["scope": "row"], text: scope.words("total"))
    for column in columns.rows { markup.element("td", ["class": "total"], text: String(column.records.count)) }
    markup.element("td", ["class": "total"], text: String(scope.records.count))
    markup.close("tr")
    markup.close("tfoot")
    markup.close("table")
    markup.close("div")
    markup.newLine()
  }

  private func head(_ field: Int, into markup: inout Markup) {
    markup.open("thead")
    markup.open("tr")
    markup.element("th", ["scope": "col"], text: scope.label(ofField: field))
    for column in columns.rows { heading(column.value, field: columnField, scope: "col", into: &markup) }
    markup.element("th", ["scope": "col", "class": "total"], text: scope.words("total"))
    markup.close("tr")
    markup.close("thead")
    markup.newLine()
  }

  /// Links a heading to the page of its value, which lists all its records without a script.
  private func heading(_ value: FacetValue, field: Int, scope direction: String, into markup: inout Markup) {
    markup.open("th", ["scope": direction])
    let address = scope.address(of: value, field: field)
    if let address { markup.open("a", ["href": address]) }
    if columnsAreMarks, field == columnField, let marks {
      marks.mark(value, into: &markup)
    } else {
      markup.text(scope.label(value))
    }
    if address != nil { markup.close("a") }
    markup.close("th")
  }

  private func cell(
    _ records: [RecordID], row: FacetValue, rowField: Int, column: FacetValue, most: Int, titles: Bool,
    into markup: inout Markup
  ) {
    guard !records.isEmpty else {
      markup.element("td", ["class": "cell gap"], text: scope.words("gap"))
      return
    }
    markup.open("td", ["class": "cell n\(min(5, (records.count * 5 + most - 1) / most))"])
    let name = scope.label(row) + scope.words("list_separator") + scope.label(column)
    let address = scope.searchAddress([(rowField, row), (columnField, column)])
    if let address { markup.open("a", ["href": address]) }
    if columnsAreMarks, let marks {
      marks.mark(column, unseen: name, shown: String(records.count), into: &markup)
    } else {
      markup.element("span", ["class": "unseen"], text: name + scope.words("label_end"))
      markup.text(String(records.count))
    }
    if address != nil { markup.close("a") }
    if !columnsAreMarks, let marks { marks.counts(of: records, into: &markup) }
    if titles {
      markup.open("details")
      markup.open("summary")
      markup.text(scope.words("figure_titles"))
      markup.element("span", ["class": "unseen"], text: ": " + name)
      markup.close("summary")
      markup.open("ul")
      for id in records {
        markup.open("li")
        scope.nodes.link(to: id, into: &markup)
        markup.close("li")
      }
      markup.close("ul")
      markup.close("details")
    }
    markup.close("td")
  }

  /// Shows the evidence for the numbers: the same columns by the field that gives it, or a list if
  /// they would be too many.
  private func basis(_ field: Int, into markup: inout Markup) {
    guard columnsAreMarks else {
      FigureMarks(scope, field: field).key(field: field, into: &markup)
      return
    }
    let tally = Tally(scope, field: field)
    let caption = scope.label(ofField: field) + " × " + scope.label(ofField: columnField)
    table(tally, field: field, cells(of: tally), caption: caption, titles: false, into: &markup)
  }
}

extension Tally {
  /// Adds records that no record names yet, if the field leads to few records: readers should see
  /// such a gap.
  fileprivate mutating func addTargets(of field: Int, in scope: ViewScope, limit: Int) {
    let declared = scope.recordType.fields[field]
    guard declared.kind == .reference, declared.targets.allSatisfy({ $0.field == nil }) else { return }
    let graph = scope.graph
    let paths = scope.nodes.site.paths
    let types = Set(declared.targets.compactMap { graph.model.index(of: $0.type) }).sorted()
    let all = types.flatMap { paths.orders[paths.index(of: scope.nodes.language)][$0] }
    guard all.count <= limit else { return }
    let known = Dictionary(uniqueKeysWithValues: rows.map { ($0.value, $0) })
    rows = all.map { known[.record($0)] ?? Row(value: .record($0), records: []) }
  }
}
