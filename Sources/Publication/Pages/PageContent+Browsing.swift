import Knowledge
import Templates

/// Home, facets and terms: the ways in that need no search.
extension PageContent {
  func home() -> (name: String, page: Values, object: Values) {
    let settings = graph.settings
    let order = site.paths.orders[site.paths.index(of: language)]
    var home = Values(shapes.home)
    let description = site.label(settings.description, in: language)
    home["description"] = .text(description)
    home["count"] = .text(String(graph.records.count))
    let types = homeTypes(order)
    home["groups"] = .list(types.flatMap { homeGroups(of: $0, order[$0], isFirst: $0 == types.first) })
    home["views"] = .list(
      settings.views.indices.filter(site.isShown).map { view in
        Values(
          PageShapes.link,
          [
            .text(site.label(settings.views[view].label, in: language)),
            links.slot(.page(.view(view))), .flag(false),
          ])
      })
    let figure = settings.views.indices.lazy.filter(site.isShown).map {
      ViewPage(nodes: nodes, view: settings.views[$0]).glance()
    }
    home["figure"] = .html(figure.first { !$0.isEmpty } ?? [])
    home["facets"] = .list(site.facets.indices.compactMap { facet(at: $0, limit: 12) })
    home["recent"] = .list(recent().map(entry))
    home["counts"] = .list(
      graph.model.types.indices.filter { !order[$0].isEmpty }.map { type in
        Values(
          PageShapes.count,
          [
            .text(site.label(graph.model.types[type].plural, in: language)), .text(String(order[type].count)),
            links.slot(.page(.index(type: type, page: 1))),
          ])
      })
    for (flag, list) in [("hasRecent", "recent"), ("hasFacets", "facets"), ("hasViews", "views")] {
      if case .list(let entries) = home[list] { home[flag] = .flag(!entries.isEmpty) }
    }
    let title = site.label(settings.title, in: language)
    return (
      "home",
      frame.page(
        title: title, heading: title, description: description, kindName: "home", crumbs: [],
        jsonLD: StructuredData.site(site, language: language)), home
    )
  }

  /// The records of the type that stands first on the home page, in its groups.
  func firstGroups() -> [(label: String, records: [RecordID])] {
    let order = site.paths.orders[site.paths.index(of: language)]
    guard let type = homeTypes(order).first else { return [] }
    if let facet = sortingFacet(of: type, order[type]) {
      return sorted(order[type], by: facet).map { (site.label($0.value, in: language), $0.members) }
    }
    return [(site.label(graph.model.types[type].plural, in: language), order[type])]
  }

  /// The types whose records the home page lists, in order.
  private func homeTypes(_ order: [[RecordID]]) -> [Int] {
    let navigated = graph.settings.navigation.compactMap { graph.model.index(of: $0.name) }
    return (navigated.isEmpty ? Array(graph.model.types.indices) : navigated).filter { !order[$0].isEmpty }
  }

  private func sortingFacet(of type: Int, _ records: [RecordID]) -> Int? {
    (13...60).contains(records.count) ? sorting(type, at: 2...8) : nil
  }

  private func sorted(_ records: [RecordID], by facet: Int) -> [(value: FacetValue, members: [RecordID])] {
    site.census.entries[facet].compactMap { entry in
      let members = records.filter(Set(entry.records).contains)
      return members.isEmpty ? nil : (entry.value, members)
    }
  }

  /// An entry with the number of records that a facet finds by it, where records can be narrowed by
  /// it.
  private func numbered(_ id: RecordID) -> Values {
    var entry = entry(id)
    let counts = site.facets.indices.filter { site.facets[$0].values == .records }.compactMap {
      site.census.entry(.record(id), facet: $0)?.records.count
    }
    if !counts.isEmpty { entry["number"] = .text(String(counts.reduce(0, +))) }
    return entry
  }

  /// Lately reviewed or updated records with pages of their own. Of one day, types take turns, in
  /// order of id: the page stays the same, and a day on which all was reviewed shows more than the
  /// first type.
  private func recent() -> [RecordID] {
    func date(_ id: RecordID) -> PartialDate? {
      let dates = [CommonField.updated, .last_reviewed].compactMap {
        if case .date(let date)? = graph[id][$0] { date } else { nil }
      }
      return dates.max()
    }
    let dated = graph.records.indices.map(RecordID.init).compactMap { id -> (RecordID, PartialDate)? in
      guard graph.type(of: id).page == .own, let date = date(id) else { return nil }
      return (id, date)
    }
    var turns: [[Int]: Int] = [:]
    let placed = dated.map { id, date -> (id: RecordID, date: PartialDate, turn: Int) in
      let key = [date.year, date.month ?? 0, date.day ?? 0, graph.types[id.index]]
      turns[key, default: 0] += 1
      return (id, date, turns[key]!)
    }
    return placed.sorted { a, b in
      a.date != b.date ? a.date > b.date : (a.turn, a.id) < (b.turn, b.id)
    }.prefix(6).map(\.id)
  }

  /// The facets of a type, with the counts of that type.
  func facets(ofType type: Int) -> [Values] {
    site.facets.indices.filter { site.facets[$0].field(ofType: type) != nil }.compactMap {
      facet(at: $0, limit: nil, type: type)
    }
  }

  /// A facet with its values and counts; nil where nobody has one or it has no pages. Returns the
  /// groups in which the home page lists the records of a type.
  ///
  /// The type that stands first in the navigation is what readers come for. If each of its records
  /// has one term of few, such as a kind of situation, every term is a group.
  private func homeGroups(of type: Int, _ records: [RecordID], isFirst: Bool) -> [Values] {
    let recordType = graph.model.types[type]
    let label = site.label(recordType.plural, in: language)
    if isFirst, let facet = sortingFacet(of: type, records) {
      return sorted(records, by: facet).enumerated().map { number, group in
        let target = site.target(of: group.value, facet: facet).map { links.slot($0) } ?? .absent
        return homeGroup(
          site.label(group.value, in: language), "\(recordType.name)-\(number + 1)", target, group.members, isShort: true)
      }
    }
    let target = links.slot(.page(.index(type: type, page: 1)))
    return [homeGroup(label, recordType.name, target, records, isShort: records.count <= 40)]
  }

  private func homeGroup(_ label: String, _ name: String, _ url: Slot, _ records: [RecordID], isShort: Bool) -> Values {
    Values(
      PageShapes.homeGroup,
      [
        .text(label), .text(name), url, .text(String(records.count)),
        .list(records.prefix(isShort ? records.count : 6).map(numbered)), .flag(isShort), .flag(!isShort),
      ])
  }

  /// Returns the first facet that gives each record of a type one of a few terms.
  private func sorting(_ type: Int, at count: ClosedRange<Int>) -> Int? {
    let fields = graph.model.types[type].fields
    return fields.indices.lazy.filter { index in
      let field = fields[index]
      return field.kind == .term && !field.many && field.isFacet && field.required == .always
    }.compactMap { self.site.facetIndexes[FieldPath(type: type, field: $0)] }
      .first { facet in count.contains(self.site.census.entries[facet].count { !$0.isBroaderOnly }) }
  }

  private func facet(at index: Int, limit: Int?, type: Int? = nil) -> Values? {
    let facet = site.facets[index]
    guard facet.values != .years else { return nil }
    var terms = site.census.entries[index].compactMap { entry -> Values? in
      let count = type.map { type in entry.types.first { $0.type == type }?.count ?? 0 } ?? entry.records.count
      return count > 0 ? facetTerm(entry, facet: index, count: count) : nil
    }
    guard !terms.isEmpty else { return nil }
    if let limit { terms = Array(terms.prefix(limit)) }
    return Values(
      PageShapes.facet, [.text(facet.id), .text(site.label(facet, in: language)), .list(terms), .flag(terms.count > 12)])
  }

  private func facetTerm(_ entry: Census.Entry, facet: Int, count: Int) -> Values {
    let url = site.target(of: entry.value, facet: facet).map { links.slot($0) } ?? .absent
    var mark = Slot.absent
    if case .term(let term) = entry.value { mark = site.sign(of: term, in: language).mark }
    return Values(
      PageShapes.facetTerm,
      [
        .text(entry.value.id(in: graph)), .text(site.label(entry.value, in: language)), url, .text(String(count)),
        .flag(entry.isBroaderOnly), .text(String(entry.level)), mark,
      ])
  }

  func facet(_ index: Int) -> (name: String, page: Values, object: Values) {
    let facet = site.facets[index]
    let heading = site.label(facet, in: language)
    let entries = site.census.entries[index]
    let terms = tree(entries, facet: index)
    let page = frame.page(
      title: heading + " · " + site.label(graph.settings.title, in: language), heading: heading, description: heading,
      kindName: "facet", crumbs: [])
    return ("facet", page, Values(PageShapes.facetPage, [.text(heading), .list(terms), .text(String(entries.count))]))
  }

  /// Broader terms before the terms under them.
  private func tree(_ entries: [Census.Entry], facet: Int) -> [Values] {
    var children: [FacetValue?: [Census.Entry]] = [:]
    for entry in entries {
      let line = entry.value.lineage(in: graph)
      children[line.count > 1 ? line[1] : nil, default: []].append(entry)
    }
    var ordered: [Values] = []
    var stack = Array((children[nil] ?? []).reversed())
    while let entry = stack.popLast() {
      ordered.append(facetTerm(entry, facet: facet, count: entry.records.count))
      stack += (children[entry.value] ?? []).reversed()
    }
    return ordered
  }

  func term(_ index: Int, _ value: FacetValue, _ page: Int) -> (name: String, page: Values, object: Values) {
    let facet = site.facets[index]
    let entry = site.census.entry(value, facet: index)!
    let heading = site.label(value, in: language)
    let fieldLabel = site.label(facet, in: language)
    var term = Values(PageShapes.term)
    term["id"] = .text(value.id(in: graph))
    term["label"] = .text(heading)
    term["field"] = .text(fieldLabel)
    term["fieldName"] = .text(facet.id)
    term["fieldURL"] = links.slot(.page(.facet(index)))
    var description = fieldLabel + words("label_end") + heading
    if case .term(let id) = value {
      let known = graph.vocabularies[id]
      if let definition = known.definition.written(in: language, default: graph.settings.defaultLanguage) {
        term["definition"] = .text(definition.text)
        description = definition.text
        if definition.language != language, !definition.language.isEmpty {
          term["language"] = .text(definition.language)
          term["direction"] = .text(Words.direction(of: definition.language))
        }
      }
      let also = known.also[language] ?? known.also[""] ?? []
      term["also"] = .list(also.map { Values(text: $0) })
      term["hasAlso"] = .flag(!also.isEmpty)
      term["broader"] = .list(
        value.lineage(in: graph).dropFirst().reversed().map { up in
          Values(
            PageShapes.link,
            [
              .text(site.label(up, in: language)),
              site.target(of: up, facet: index).map { links.slot($0) } ?? .absent, .flag(false),
            ])
        })
      let narrower = (site.narrower[index][value] ?? []).map { site.census.entries[index][$0] }
      term["narrower"] = .list(narrower.map { facetTerm($0, facet: index, count: $0.records.count) })
      term["isRegion"] = .flag(!narrower.isEmpty)
    }
    term["count"] = .text(String(entry.records.count))
    let shown = entry.records.dropFirst((page - 1) * SitePaths.indexPage).prefix(SitePaths.indexPage)
    term["groups"] = .list(
      entry.types.compactMap { type, total -> Values? in
        let members = shown.filter { graph.types[$0.index] == type }
        guard !members.isEmpty else { return nil }
        return Values(
          PageShapes.termGroup,
          [
            .text(site.label(graph.model.types[type].plural, in: language)), .text(String(total)),
            .list(members.map(self.entry)),
          ])
      })
    pages(of: entry.records.count, size: SitePaths.indexPage, at: page, &term) {
      .term(facet: index, value, page: $0)
    }
    let crumbs = [(fieldLabel, LinkTarget.page(.facet(index)))]
    let title = heading + " · " + fieldLabel + " · " + site.label(graph.settings.title, in: language)
    return (
      "term", frame.page(title: title, heading: heading, description: description, kindName: "term", crumbs: crumbs), term
    )
  }
}
