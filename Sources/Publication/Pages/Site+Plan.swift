import Knowledge

extension Site {
  /// All pages, in the order of languages and kinds.
  package func plan() -> [PagePlan] {
    var pages: [PagePlan] = []
    for language in paths.languages {
      func add(_ kind: PageKind) { pages.append(PagePlan(kind: kind, language: language, path: path(of: kind, in: language))) }
      add(.home)
      add(.start)
      add(.search)
      for (typeIndex, type) in graph.model.types.enumerated() {
        let records = paths.orders[paths.index(of: language)][typeIndex]
        // On a list, what was withdrawn stands among the other records.
        let isTombstone = records.isEmpty && type.page == .list && graph.withdrawn.contains { $0.type == typeIndex }
        if isTombstone { add(.index(type: typeIndex, page: 1)) }
        guard !records.isEmpty else { continue }
        let size = type.page == .list ? SitePaths.listPage : SitePaths.indexPage
        for page in 1...((records.count + size - 1) / size) { add(.index(type: typeIndex, page: page)) }
        if type.page == .own { for id in records { add(.record(id)) } }
      }
      for (facetIndex, facet) in facets.enumerated() where facet.values == .terms || facet.values == .texts {
        guard !census.entries[facetIndex].isEmpty else { continue }
        add(.facet(facetIndex))
        for entry in census.entries[facetIndex] {
          let count = max(1, (entry.records.count + SitePaths.indexPage - 1) / SitePaths.indexPage)
          for page in 1...count { add(.term(facet: facetIndex, entry.value, page: page)) }
        }
      }
      for view in graph.settings.views.indices where isShown(view) { add(.view(view)) }
      for (index, record) in graph.records.enumerated() {
        for alias in record.texts(.aliases) { add(.redirect(RecordID(index), alias: alias)) }
      }
      for (number, record) in graph.withdrawn.enumerated() {
        let isPage = graph.model.types[record.type].page == .own
        for name in (isPage ? [record.slug] : []) + record.aliases { add(.withdrawn(number, name: name)) }
      }
      if options.baseURL != nil, language == paths.defaultLanguage { add(.notFound) }
    }
    // An alias, or what is no longer there, never hides a page that is there; nor do
    // two languages with the same words have two pages to start from.
    var seen: Set<String> = []
    return pages.filter { page in
      if page.kind.isLast { return false }
      seen.insert(SitePaths.foldedCase(page.path))
      return true
    }
      + pages.filter { page in
        guard page.kind.isLast else { return false }
        return seen.insert(SitePaths.foldedCase(page.path)).inserted
      }
  }

  package func isShown(_ view: Int) -> Bool {
    graph.model.index(of: graph.settings.views[view].type).map { !paths.orders[0][$0].isEmpty } ?? false
  }

  func path(of kind: PageKind, in language: String) -> String {
    switch kind {
    case .home: return paths.home(in: language)
    case .search: return paths.search(in: language)
    case .record(let id): return paths.address(of: id, in: language).path
    case .index(let type, let page): return paths.index(ofType: type, page: page, in: language)
    case .facet(let facet): return paths.facet(facets[facet], in: language)
    case .term(let facet, let value, let page):
      return termPath(value, facet: facet, page: page, in: language)
    case .view(let view): return paths.view(graph.settings.views[view].id, in: language)
    case .redirect(let id, let alias): return path(ofName: alias, type: graph.types[id.index], in: language)
    case .withdrawn(let index, let name): return path(ofName: name, type: graph.withdrawn[index].type, in: language)
    case .notFound: return "404.html"
    case .start: return "0-" + OutputName.file(for: words(in: language)("start_here")) + ".html"
    }
  }
}

extension Site {
  /// - Parameters:
  ///   - name: `slug` or `type/slug`.
  ///   - type: the type of a name that says none.
  private func path(ofName name: String, type: Int, in language: String) -> String {
    let slash = name.firstIndex(of: "/")
    let typeName = slash.map { String(name[..<$0]) }
    let type = typeName.flatMap { graph.model[$0] } ?? graph.model.types[type]
    return paths.alias(type.folder, slash.map { String(name[name.index(after: $0)...]) } ?? name, in: language)
  }
}

extension PageKind {
  /// True if another page with the same path hides it.
  fileprivate var isLast: Bool {
    switch self {
    case .redirect, .withdrawn, .start: true
    default: false
    }
  }
}
