import Knowledge

/// Marks in figures: a shape, a word, and often a number.
struct FigureMarks {
  let scope: ViewScope
  let field: Field
  let tally: Tally

  init(_ scope: ViewScope, field index: Int) {
    self.scope = scope
    field = scope.recordType.fields[index]
    tally = Tally(scope, field: index)
  }

  /// - Parameters:
  ///   - unseen: the words that a screen reader says before the mark's word: a row and a column, a
  ///     field.
  ///   - shown: replaces the term's own word, such as a number.
  func mark(_ value: FacetValue, unseen: String = "", shown: String? = nil, into markup: inout Markup) {
    markup.open("span", ["class": Self.classes(Self.mark(of: value, in: scope))])
    if !unseen.isEmpty { markup.element("span", ["class": "unseen"], text: unseen + scope.words("label_end")) }
    markup.element("span", ["class": "mark-text"], text: shown ?? scope.label(value))
    markup.close("span")
  }

  static func mark(of value: FacetValue, in scope: ViewScope) -> Mark? {
    if case .term(let term) = value { scope.graph.vocabularies.mark(of: term) } else { nil }
  }

  static func classes(_ mark: Mark?) -> String { mark.map { "mark mark-\($0.rawValue)" } ?? "mark" }

  /// Writes the number of these records with each term: `● 3 ◐ 1`. A term without a mark is said by
  /// its label.
  func counts(of records: [RecordID], into markup: inout Markup) {
    let wanted = Set(records)
    markup.open("span", ["class": "cell-marks"])
    var isFirst = true
    for row in tally.rows where row.children == 0 {
      let count = row.records.count(where: wanted.contains)
      guard count > 0 else { continue }
      if !isFirst { markup.text(" ") }
      isFirst = false
      let label = scope.label(row.value)
      if Self.mark(of: row.value, in: scope) == nil {
        mark(row.value, shown: scope.words("figure_part", label, String(count)), into: &markup)
      } else {
        mark(row.value, unseen: label, shown: String(count), into: &markup)
      }
    }
    markup.close("span")
  }

  /// Writes the meaning of the shapes, with the number of records for each and a link to them.
  func key(field index: Int, into markup: inout Markup) {
    markup.open("section", ["class": "figure-key"])
    markup.element("h2", text: scope.label(ofField: index))
    markup.open("ul")
    for row in tally.rows {
      markup.open("li")
      let address = scope.address(of: row.value, field: index)
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
