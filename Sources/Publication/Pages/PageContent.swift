import Knowledge
import Templates

/// Makes the values of a page, by its kind: its own object, and the values that its frame shows.
struct PageContent {
  let site: Site
  let shapes: PageShapes
  let frame: PageFrame
  let language: String
  let path: String
  let nodes: NodeBuilder

  init(site: Site, shapes: PageShapes, frame: PageFrame) {
    self.site = site
    self.shapes = shapes
    self.frame = frame
    language = frame.language
    path = frame.path
    nodes = NodeBuilder(site: site, languageValues: frame.languageValues, language: frame.language, path: frame.path)
  }

  var graph: ContentGraph { site.graph }
  var links: Links { nodes.links }
  var words: Words { nodes.words }

  var templateName: String {
    switch frame.kind {
    case .home: "home"
    case .search: "search"
    case .record(let id): "record-" + graph.type(of: id).name
    case .index(let type, _): graph.model.types[type].page == .own ? "index" : "list-" + graph.model.types[type].name
    case .facet: "facet"
    case .term: "term"
    case .view: "view"
    case .redirect: "redirect"
    case .withdrawn: "withdrawn"
    case .start: "start"
    case .notFound: "404"
    }
  }

  private var siteTitle: String { site.label(graph.settings.title, in: language) }

  private func title(_ heading: String) -> String { heading == siteTitle ? heading : heading + " · " + siteTitle }

  func make() -> (name: String, page: Values, object: Values) {
    switch frame.kind {
    case .home: return home()
    case .search: return message("search", words("search"))
    case .notFound: return message("message", words("not_found"))
    case .record(let id): return record(id)
    case .index(let type, let page): return graph.model.types[type].page == .own ? index(type, page) : list(type, page)
    case .facet(let facet): return self.facet(facet)
    case .term(let facet, let value, let page): return term(facet, value, page)
    case .view(let view): return self.view(view)
    case .redirect(let id, _): return redirect(id)
    case .withdrawn(let number, _): return withdrawn(graph.withdrawn[number])
    case .start: return start()
    }
  }

  private func message(_ member: String, _ heading: String) -> (String, Values, Values) {
    let page = frame.page(title: title(heading), heading: heading, description: heading, kindName: member, crumbs: [])
    return (member, page, Values(PageShapes.message, [.text(member)]))
  }

  private func record(_ id: RecordID) -> (String, Values, Values) {
    let record = graph[id]
    let heading = record.title(in: language)
    let summary = site.summary(of: id, in: language) ?? heading
    let structured = StructuredData(site: site, id: id, language: language, path: path)
    let page = frame.page(
      title: title(heading), heading: heading, description: summary, kindName: "record",
      crumbs: [(frame.languageValues.types[record.type].plural, .page(.index(type: record.type, page: 1)))],
      jsonLD: structured.jsonLD, metas: structured.metas)
    return ("record", page, RecordPage(site: site, shapes: shapes, id: id, nodes: nodes).values())
  }

  /// Says nothing of the record, not even its title.
  private func start() -> (String, Values, Values) {
    let heading = words("start_here")
    let page = frame.page(title: title(heading), heading: heading, description: heading, kindName: "start", crumbs: [])
    let base = site.label(graph.settings.title, in: language)
    return ("start", page, Values(PageShapes.redirect, [links.slot(.page(.home)), .text(base)]))
  }

  private func withdrawn(_ record: Withdrawal) -> (String, Values, Values) {
    let heading = words("withdrawn_title")
    let page = frame.page(title: title(heading), heading: heading, description: heading, kindName: "message", crumbs: [])
    return ("withdrawn", page, Values(PageShapes.withdrawn, tombstone(record)))
  }

  /// The date of a withdrawal, and its reason, in words.
  private func tombstone(_ record: Withdrawal) -> [Slot] {
    let date = record.said.date.map { words("withdrawn_on", DateWords(words: words).text($0)) }
    let reason = record.said.reason.map { reason in
      switch reason {
      case .consent: words("withdrawn_consent")
      case .safety: words("withdrawn_safety")
      case .error: words("withdrawn_error")
      case .duplicate: words("withdrawn_duplicate")
      case .outdated: words("withdrawn_outdated")
      case .request: words("withdrawn_request")
      }
    }
    return [date.map(Slot.text) ?? .absent, reason.map(Slot.text) ?? .absent]
  }

  private func redirect(_ id: RecordID) -> (String, Values, Values) {
    let heading = graph.records[id.index].title(in: language)
    let page = frame.page(title: title(heading), heading: heading, description: heading, kindName: "redirect", crumbs: [])
    return (
      "redirect", page,
      Values(PageShapes.redirect, [links.slot(.record(id)), .text(heading)])
    )
  }

  // MARK: lists

  func entry(_ id: RecordID) -> Values { nodes.cards[id].entry(graph.ids[id.index], url: nodes.url(of: id)) }

  private func index(_ type: Int, _ page: Int) -> (String, Values, Values) {
    let recordType = graph.model.types[type]
    let all = site.paths.orders[site.paths.index(of: language)][type]
    let shown = Array(all.dropFirst((page - 1) * SitePaths.indexPage).prefix(SitePaths.indexPage))
    let heading = site.label(recordType.plural, in: language)
    var index = Values(PageShapes.index)
    index["type"] = .text(site.label(recordType.label, in: language))
    index["typeName"] = .text(recordType.name)
    index["plural"] = .text(heading)
    index["count"] = .text(String(all.count))
    index["entries"] = .list(shown.map(entry))
    index["isFirst"] = .flag(page == 1)
    if page == 1 {
      let facets = facets(ofType: type)
      index["facets"] = .list(facets)
      index["hasFacets"] = .flag(!facets.isEmpty)
    }
    pages(of: all.count, size: SitePaths.indexPage, at: page, &index) { .index(type: type, page: $0) }
    return (
      "index",
      frame.page(title: title(paged(heading, page)), heading: heading, description: heading, kindName: "index", crumbs: []),
      index
    )
  }

  private func paged(_ heading: String, _ page: Int) -> String { page == 1 ? heading : heading + " (\(page))" }

  func pages(of count: Int, size: Int, at page: Int, _ values: inout Values, kind: (Int) -> PageKind) {
    let last = max(1, (count + size - 1) / size)
    guard last > 1 else { return }
    values["hasPages"] = .flag(true)
    // The first, the last and those near: a long list's pages do not grow with the list.
    let near = Set([1, last] + Array(max(1, page - 2)...min(last, page + 2))).sorted()
    values["pages"] = .list(
      near.map {
        Values(PageShapes.link, [.text(String($0)), links.slot(.page(kind($0))), .flag($0 == page)])
      })
    if page > 1 { values["previous"] = links.slot(.page(kind(page - 1))) }
    if page < last { values["next"] = links.slot(.page(kind(page + 1))) }
  }

  private func list(_ type: Int, _ page: Int) -> (String, Values, Values) {
    let recordType = graph.model.types[type]
    let all = site.paths.orders[site.paths.index(of: language)][type]
    let heading = site.label(recordType.plural, in: language)
    let letters =
      all.count < Letters.fewest
      ? Letters(all: all.count)
      : Letters(
        all.map { graph.records[$0.index].title(in: language) }, other: words("other_letters"),
        order: site.paths.titleOrder(in: language))
    let first = (page - 1) * SitePaths.listPage
    var list = list(type, all, under: letters, showing: first..<min(all.count, first + SitePaths.listPage))
    list["count"] = .text(String(all.count))
    // Records move from page to page as others come and go, so each page has all of these.
    let taken = Set(all.map { site.paths.anchors[$0.index] })
    let withdrawn = graph.withdrawn.filter { $0.type == type && !taken.contains(SitePaths.anchor(of: $0.slug)) }
    list["withdrawn"] = .list(
      withdrawn.map { Values(PageShapes.listTombstone, [.text(SitePaths.anchor(of: $0.slug))] + tombstone($0)) })
    list["hasBar"] = .flag(letters.groups.count > 1)
    list["bar"] = .list(
      letters.groups.map { letter, range in
        let kind = PageKind.index(type: type, page: range.lowerBound / SitePaths.listPage + 1)
        let target = LinkTarget.page(kind, fragment: Letters.anchor(letter))
        return Values(PageShapes.link, [.text(letter), links.slot(target), .flag(false)])
      })
    pages(of: all.count, size: SitePaths.listPage, at: page, &list) { .index(type: type, page: $0) }
    let frameValues = frame.page(
      title: title(paged(heading, page)), heading: heading, description: heading, kindName: "list",
      crumbs: [])
    return ("list", frameValues, list)
  }

  /// - Parameter shown: the places in `all` of the records that the list shows.
  private func list(_ type: Int, _ all: [RecordID], under letters: Letters, showing shown: Range<Int>) -> Values {
    let recordType = graph.model.types[type]
    let (shape, letterShape) = shapes.lists[type]
    var list = Values(shape)
    list["type"] = .text(site.label(recordType.label, in: language))
    list["typeName"] = .text(recordType.name)
    list["plural"] = .text(site.label(recordType.plural, in: language))
    list["letters"] = .list(
      letters.groups.compactMap { letter, range in
        let shown = range.clamped(to: shown)
        guard !shown.isEmpty else { return nil }
        return Values(
          letterShape,
          [
            .text(letter), .text(Letters.anchor(letter)),
            .list(all[shown].map { RecordPage(site: site, shapes: shapes, id: $0, nodes: nodes).values() }),
          ])
      })
    return list
  }

  /// Some records of a type that share a page, one after the other, without letters.
  func list(of type: Int, _ records: [RecordID]) -> (String, Values, Values) {
    let heading = site.label(graph.model.types[type].plural, in: language)
    let page = frame.page(title: heading, heading: heading, description: heading, kindName: "list", crumbs: [])
    return ("list", page, list(type, records, under: Letters(all: records.count), showing: records.indices))
  }

  // MARK: views

  private func view(_ index: Int) -> (String, Values, Values) {
    let view = graph.settings.views[index]
    let heading = site.label(view.label, in: language)
    let drawn = ViewPage(nodes: nodes, view: view).draw()
    var values = Values(PageShapes.view)
    values["id"] = .text(view.id)
    values["kind"] = .text(view.kind.rawValue)
    values["label"] = .text(heading)
    values["lead"] = .text(drawn.lead)
    values["figure"] = .html(drawn.figure)
    values["table"] = .html(drawn.table)
    values["note"] = .text(drawn.note)
    values["isWide"] = .flag(drawn.isWide)
    return (
      "view",
      frame.page(
        title: title(heading), heading: heading, description: drawn.lead.isEmpty ? heading : drawn.lead, kindName: "view",
        crumbs: []), values
    )
  }
}

/// Titles under their letters; the order is that of the list.
struct Letters {
  var groups: [(letter: String, range: Range<Int>)] = []

  /// Fewer titles than this are looked through faster than letters.
  static let fewest = 12

  /// One group without a letter.
  init(all count: Int) { groups = count > 0 ? [("", 0..<count)] : [] }

  init(_ titles: [String], other: String, order: TitleOrder) {
    for (index, title) in titles.enumerated() {
      let letter = order.letter(of: title) ?? other
      if let last = groups.last, last.letter == letter {
        groups[groups.count - 1].range = last.range.lowerBound..<index + 1
      } else if let known = groups.firstIndex(where: { $0.letter == letter }), known == groups.count - 1 {
        groups[known].range = groups[known].range.lowerBound..<index + 1
      } else {
        groups.append((letter, index..<index + 1))
      }
    }
  }

  /// Ids that a page uses itself begin with `_`, which no anchor of a record does.
  static func anchor(_ letter: String) -> String { "_letter-" + letter.lowercased() }
}

extension Site {
  /// Fields that say in a list where and when: the first facet of countries or the like, and the
  /// first period.
  func hitFacts(of type: RecordType) -> [Int] {
    var indexes: [Int] = []
    if let index = type.fields.firstIndex(where: { $0.kind == .term && $0.many && $0.isFacet }) { indexes.append(index) }
    if let index = type.fields.firstIndex(where: { $0.kind == .period || ($0.kind == .date && !$0.isCommon) }) {
      indexes.append(index)
    }
    return indexes
  }
}
