import Knowledge

/// Periods as bars next to their records. If there are too many records, bars show the number of
/// records in each year.
struct TimelineView {
  private let scope: ViewScope
  private let field: Int
  private let dated: [(id: RecordID, periods: [Period])]
  private let undated: [RecordID]
  private let scale: TimeScale

  private static let mostBars = 200, mostUndated = 100

  init?(_ scope: ViewScope) {
    guard let field = scope.field(scope.view.field) else { return nil }
    self.scope = scope
    self.field = field
    var dated: [(id: RecordID, periods: [Period])] = []
    var undated: [RecordID] = []
    for id in scope.records {
      let periods = (scope.graph.records[id.index].values[field]?.elements ?? []).compactMap(Self.period)
      if periods.isEmpty { undated.append(id) } else { dated.append((id, periods)) }
    }
    // Records that began together keep the order of titles.
    let order = dated.indices.sorted {
      let (a, b) = (Self.beginning(dated[$0].periods), Self.beginning(dated[$1].periods))
      return a != b ? a < b : $0 < $1
    }
    self.dated = order.map { dated[$0] }
    self.undated = undated
    let years = dated.flatMap { $0.periods.compactMap(\.years) }
    let from = years.map(\.lowerBound).min() ?? 0
    scale = TimeScale(from...max(from, years.map(\.upperBound).max() ?? 0), isMirrored: scope.words.direction == "rtl")
  }

  private static func period(_ value: Value) -> Period? {
    switch value {
    case .period(let period): period.years == nil ? nil : period
    case .date(let date): Period(start: date, end: date, isCirca: date.isCirca)
    default: nil
    }
  }

  private static func beginning(_ periods: [Period]) -> PartialDate {
    periods.compactMap { $0.start ?? $0.end }.min() ?? PartialDate(year: 0)
  }

  func draw() -> ViewPage.Drawing {
    guard !dated.isEmpty else { return ViewPage.Drawing(lead: lead([:]), table: list()) }
    let counts = counts()
    var markup = Markup()
    markup.open(
      "div", ["class": "figure-scroll", "role": "region", "aria-label": scope.label(ofField: field), "tabindex": "0"])
    markup.open("table", ["class": "timeline"])
    markup.element("caption", text: scope.label(ofField: field))
    if dated.reduce(0, { $0 + $1.periods.count }) <= Self.mostBars {
      records(into: &markup)
    } else {
      years(counts, into: &markup)
    }
    markup.close("table")
    markup.close("div")
    return ViewPage.Drawing(lead: lead(counts), figure: markup.bytes, table: list())
  }

  private func lead(_ counts: [Int: Int]) -> String {
    let words = scope.words
    var sentences: [String] = []
    if let first = counts.keys.min(), let last = counts.keys.max() {
      sentences.append(words("timeline_lead", scope.plural, String(dated.count), String(first), String(last)))
      let most = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }!
      if most.value > 1 { sentences.append(words("figure_most", String(most.key), String(most.value))) }
    }
    if !undated.isEmpty { sentences.append(words("undated") + words("label_end") + String(undated.count) + ".") }
    return sentences.joined(separator: " ")
  }

  /// Returns the number of records whose periods touch a year, or a band of `step` years; a record
  /// counts once in each.
  private func counts(per step: Int = 1) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for (id, _) in dated {
      var last: Int?
      for case .year(let year) in scope.nodes.yearsOf(id, field: field).sorted(by: { $0.year < $1.year }) {
        let band = year / step * step
        if band != last { counts[band, default: 0] += 1 }
        last = band
      }
    }
    return counts
  }

  // MARK: one bar for each record

  private func records(into markup: inout Markup) {
    head(
      [scope.nodes.site.label(scope.recordType.label, in: scope.nodes.language), scope.label(ofField: field)], axis: true,
      into: &markup)
    for (name, members) in groups() {
      markup.open("tbody")
      markup.newLine()
      if !name.isEmpty {
        markup.open("tr", ["class": "group"])
        markup.element("th", ["colspan": "2", "scope": "rowgroup"], text: name)
        markup.close("tr")
        markup.newLine()
      }
      for (id, periods) in members {
        markup.open("tr")
        markup.open("th", ["scope": "row"])
        scope.nodes.link(to: id, into: &markup)
        markup.close("th")
        let text = periods.map { scope.nodes.dates.text($0) }.joined(separator: scope.words("list_separator"))
        timeCell(text, into: &markup) {
          scale.bars(
            periods.map { (scale.bar($0), $0.isCirca || $0.start?.isCirca ?? false || $0.end?.isCirca ?? false) }, into: &$0)
        }
        markup.close("tr")
        markup.newLine()
      }
      markup.close("tbody")
    }
  }

  /// Groups by the view's own field or, if the list is long, by the decade in which each record
  /// began.
  private func groups() -> [(name: String, members: [(id: RecordID, periods: [Period])])] {
    if let index = scope.field(scope.view.group) {
      let tally = Tally(scope, field: index)
      var seen: Set<RecordID> = []
      var groups = tally.rows.filter { $0.children == 0 }.map { row in
        let wanted = Set(row.records).subtracting(seen)
        seen.formUnion(wanted)
        return (scope.label(row.value), dated.filter { wanted.contains($0.id) })
      }
      groups.append((scope.words("other_letters"), dated.filter { !seen.contains($0.id) }))
      return groups.filter { !$0.1.isEmpty }
    }
    guard dated.count > 24 else { return [("", dated)] }
    var groups: [(name: String, members: [(id: RecordID, periods: [Period])])] = []
    for entry in dated {
      let decade = Self.beginning(entry.periods).year / 10 * 10
      let name = "\(decade)–\(decade + 9)"
      if groups.last?.name == name { groups[groups.count - 1].members.append(entry) } else { groups.append((name, [entry])) }
    }
    return groups
  }

  // MARK: one bar for each year

  private func years(_ years: [Int: Int], into markup: inout Markup) {
    head([scope.label(ofField: field), scope.words("count")], axis: false, into: &markup)
    let from = years.keys.min()!
    let to = years.keys.max()!
    // Shows years or, if there are many, the steps of the axis.
    let step = to - from < 60 ? 1 : scale.step
    let counts = step == 1 ? years : counts(per: step)
    let most = counts.values.max() ?? 1
    markup.open("tbody")
    markup.newLine()
    for year in stride(from: from / step * step, through: to, by: step) {
      let count = counts[year] ?? 0
      markup.open("tr")
      markup.element("th", ["scope": "row"], text: step == 1 ? String(year) : "\(year)–\(year + step - 1)")
      let address = count > 0 && step == 1 ? scope.searchAddress([(field, .year(year))]) : nil
      timeCell(count == 0 ? scope.words("gap") : String(count), address: address, into: &markup) {
        let length = count * TimeScale.width / most
        let path = scale.isMirrored ? "M\(TimeScale.width) 3h-\(length)v8h\(length)z" : "M0 3h\(length)v8h-\(length)z"
        $0.open("svg", ["class": "bars-of-time", "viewBox": "0 0 \(TimeScale.width) 14", "aria-hidden": "true"])
        if length > 0 { $0.empty("path", ["class": "time", "d": path]) }
        $0.close("svg")
      }
      markup.close("tr")
      markup.newLine()
    }
    markup.close("tbody")
  }

  // MARK: cells

  /// Words and their bar in one cell: next to each other if there is room, otherwise one above the
  /// other.
  private func timeCell(_ text: String, address: String? = nil, into markup: inout Markup, figure: (inout Markup) -> Void) {
    markup.open("td", ["class": "time-cell"])
    markup.open("div", ["class": "time-row"])
    if let address { markup.element("a", ["href": address], text: text) } else { markup.element("span", text: text) }
    figure(&markup)
    markup.close("div")
    markup.close("td")
  }

  private func head(_ names: [String], axis: Bool, into markup: inout Markup) {
    markup.open("thead")
    markup.open("tr")
    markup.element("th", ["scope": "col"], text: names[0])
    markup.open("th", ["scope": "col"])
    markup.open("div", ["class": "time-row"])
    markup.element("span", text: names[1])
    if axis { scale.axis(into: &markup) }
    markup.close("div")
    markup.close("th")
    markup.close("tr")
    markup.close("thead")
    markup.newLine()
  }

  // MARK: without a date

  private func list() -> [UInt8] {
    guard !undated.isEmpty else { return [] }
    var markup = Markup()
    markup.open("section", ["class": "undated"])
    markup.element("h2", text: scope.words("undated"))
    markup.open("ul")
    markup.newLine()
    for id in undated.prefix(Self.mostUndated) {
      markup.open("li")
      scope.nodes.link(to: id, into: &markup)
      markup.close("li")
      markup.newLine()
    }
    markup.close("ul")
    scope.leftOut(shown: min(undated.count, Self.mostUndated), of: undated.count, into: &markup)
    markup.close("section")
    return markup.bytes
  }
}

extension NodeBuilder {
  /// Returns the years that a record's periods and dates touch, each once.
  fileprivate func yearsOf(_ id: RecordID, field: Int) -> [FacetValue] {
    let facet = Facet(id: "", label: Labels(), values: .years, fields: [])
    return FacetValue.values(of: id, field: field, facet: facet, in: graph)
  }
}

extension FacetValue {
  fileprivate var year: Int { if case .year(let year) = self { year } else { 0 } }
}
