import Knowledge
import Templates

/// The records of a type that a filter accepts, grouped by the values of one field and in the order
/// of another.
struct ListView {
  private let scope: ViewScope
  private static let mostEntries = 400

  init(_ scope: ViewScope) { self.scope = scope }

  func draw() -> ViewPage.Drawing {
    let words = scope.words
    var lead = scope.plural + words("label_end") + String(scope.records.count) + "."
    let sorted = sorted()
    var groups: [(value: FacetValue?, members: [RecordID])] = [(nil, sorted)]
    if let index = scope.field(scope.view.group) {
      let tally = Tally(scope, field: index)
      // A record with several values is listed under each of them, but not under terms broader than
      // its own.
      groups = tally.rows.compactMap { row in
        let own = Set(row.records.filter { scope.nodes.values(of: $0, field: index).contains(row.value) })
        return own.isEmpty ? nil : (row.value, sorted.filter(own.contains))
      }
      let grouped = Set(groups.flatMap(\.members))
      let rest = sorted.filter { !grouped.contains($0) }
      if !rest.isEmpty { groups.append((nil, rest)) }
      if let most = tally.fullest { lead += " " + words("figure_most", scope.label(most.value), String(most.records.count)) }
    }
    var markup = Markup()
    var shown: Set<RecordID> = []
    var entries = 0
    for (value, members) in groups where entries < Self.mostEntries {
      let part = members.prefix(Self.mostEntries - entries)
      entries += part.count
      shown.formUnion(part)
      markup.open("section", ["class": "list-group"])
      if groups.count > 1 || value != nil { heading(value, count: members.count, into: &markup) }
      markup.open("ul", ["class": "entries"])
      markup.newLine()
      for id in part { entry(id, into: &markup) }
      markup.close("ul")
      markup.close("section")
      markup.newLine()
    }
    scope.leftOut(shown: shown.count, of: scope.records.count, into: &markup)
    return ViewPage.Drawing(lead: lead, table: markup.bytes)
  }

  private func heading(_ value: FacetValue?, count: Int, into markup: inout Markup) {
    markup.open("h2")
    if let value, let index = scope.field(scope.view.group), let address = scope.address(of: value, field: index) {
      markup.element("a", ["href": address], text: scope.label(value))
    } else {
      markup.text(value.map(scope.label) ?? scope.words("other_letters"))
    }
    markup.text(" ")
    markup.element("span", ["class": "figure-count"], text: String(count))
    markup.close("h2")
  }

  /// Returns the record as the partial `entry` shows it.
  private func entry(_ id: RecordID, into markup: inout Markup) {
    let nodes = scope.nodes
    let record = scope.graph[id]
    let text = record.bestText(in: nodes.language)
    let isForeign = text.language != nodes.language
    markup.open(
      "li",
      [
        "class": scope.graph.settings.role(ofStatus: record.status) == .superseded ? "entry entry-superseded" : "entry",
        "data-id": record.id,
      ])
    nodes.link(to: id, class: "entry-title", into: &markup)
    if let summary = nodes.site.summary(of: id, in: nodes.language) {
      markup.element(
        "p",
        [
          "class": "entry-summary", "lang": isForeign ? text.language : "",
          "dir": isForeign ? Words.direction(of: text.language) : "",
        ], text: summary)
    }
    markup.close("li")
    markup.newLine()
  }

  // MARK: order

  /// Sorts dates and periods with the latest first, and other values ascending. Records without a
  /// value come last, in order of titles.
  private func sorted() -> [RecordID] {
    guard let index = scope.field(scope.view.sort), index != CommonField.title.rawValue else { return scope.records }
    let values = scope.records.map { scope.graph.records[$0.index].values[index]?.elements.first }
    let order = TitleOrder(
      language: scope.nodes.language, of: zip(scope.records, values).compactMap { text($1, of: $0, index) })
    let keys = zip(scope.records, values).map { key($1, of: $0, index, order) }
    let indexes = scope.records.indices.sorted { a, b in
      switch (keys[a], keys[b]) {
      case (let x?, let y?): x == y ? a < b : x < y
      case (nil, nil): a < b
      case (let x, _): x != nil
      }
    }
    return indexes.map { scope.records[$0] }
  }

  private enum Key: Comparable {
    case number(Double)
    case text(SortKey)
  }

  /// Returns the text by which a value is compared.
  private func text(_ value: Value?, of id: RecordID, _ index: Int) -> String? {
    switch value {
    case .text(let text)?, .url(let text)?, .language(let text)?: text
    case .file, .record, .list, .markdown, .reference, nil:
      scope.nodes.values(of: id, field: index).first.map { scope.label($0) }
    default: nil
    }
  }

  private func key(_ value: Value?, of id: RecordID, _ index: Int, _ order: TitleOrder) -> Key? {
    func latestFirst(_ date: PartialDate?) -> Key? {
      date.map { .number(-Double($0.year * 400 + ($0.month ?? 0) * 32 + ($0.day ?? 0))) }
    }
    switch value {
    case .number(let number)?: return .number(number.value)
    case .boolean(let flag)?: return .number(flag ? 0 : 1)
    case .duration(let span)?: return .number(Double((span.months * 30 + span.days) * 1440 + span.minutes))
    case .date(let date)?: return latestFirst(date)
    case .datetime(let time)?: return latestFirst(PartialDate(String(time.prefix(10))))
    case .period(let period)?: return latestFirst(period.start ?? period.end)
    case .term(let term)?: return .number(Double(term.vocabulary) * 1e6 + Double(term.term))
    default: return text(value, of: id, index).map { .text(order.key($0)) }
    }
  }
}
