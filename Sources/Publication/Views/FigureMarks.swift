import Knowledge

/// Marks in figures: a shape, a word, and often a number.
///
/// The shape of a term depends on its position among the terms that the field's records use; style
/// sheets may give some terms another shape by `mark-<id>`.
struct FigureMarks {
  let scope: ViewScope
  let field: Field
  let tally: Tally
  private let shapes: [FacetValue: Int]

  init(_ scope: ViewScope, field place: Int) {
    self.scope = scope
    field = scope.recordType.fields[place]
    tally = Tally(scope, field: place)
    shapes = Dictionary(uniqueKeysWithValues: tally.rows.enumerated().map { ($1.value, $0 % 6 + 1) })
  }

  /// - Parameters:
  ///   - unseen: the words that a screen reader says before the mark's word: a row and a column, a
  ///     field.
  ///   - shown: replaces the term's own word, such as a number.
  func mark(_ value: FacetValue, unseen: String = "", shown: String? = nil, into markup: inout Markup) {
    let name = Self.classes(field.name, value.id(in: scope.graph), shape: shapes[value] ?? 1)
    markup.open("span", ["class": name])
    if !unseen.isEmpty { markup.element("span", ["class": "unseen"], text: unseen + ": ") }
    markup.element("span", ["class": "mark-text"], text: shown ?? scope.label(value))
    markup.close("span")
  }

  static func classes(_ field: String, _ id: String, shape: Int) -> String { "mark mark-of-\(field) mark-\(id) shape-\(shape)" }

  /// Writes the number of these records with each mark: `● 3 ◐ 1`.
  func counts(of records: [RecordID], into markup: inout Markup) {
    let wanted = Set(records)
    markup.open("span", ["class": "cell-marks"])
    var isFirst = true
    for row in tally.rows where row.children == 0 {
      let count = row.records.count(where: wanted.contains)
      guard count > 0 else { continue }
      if !isFirst { markup.text(" ") }
      isFirst = false
      mark(row.value, unseen: scope.label(row.value), shown: String(count), into: &markup)
    }
    markup.close("span")
  }

  /// Writes the meaning of the shapes, with the number of records for each and a link to them.
  func key(field place: Int, into markup: inout Markup) {
    markup.open("section", ["class": "figure-key"])
    markup.element("h2", text: scope.label(ofField: place))
    markup.open("ul")
    for row in tally.rows {
      markup.open("li")
      let address = scope.address(of: row.value, field: place)
      if let address { markup.open("a", ["href": address]) }
      mark(row.value, into: &markup)
      if address != nil { markup.close("a") }
      markup.text(" ")
      markup.element("span", ["class": "figure-count"], text: String(row.records.count))
      markup.close("li")
    }
    markup.close("ul")
    markup.close("section")
    markup.newLine()
  }
}
