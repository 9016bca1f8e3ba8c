import Knowledge
package import Publication
import Text

/// A site as a book for Kiwix: which of its files are in it, how readers find its pages by their
/// titles, and what a library tells of it.
///
/// Kiwix has two ways to find a page: the search of the site itself, and the box of the reader,
/// which compares what is typed with the beginnings of titles, capitals and accents included. So
/// the book has further titles, which lead to the same pages: see ``KiwixTitles``.
package struct KiwixBook: Sendable {
  let site: Site
  /// The titles of pages by their paths.
  package let titles: [String: String]
  /// Pages that lead to records that share a page with others: a title leads to a page, and not to
  /// a place on it.
  package let doors: [PagePlan]

  /// The folder of all entries that the site does not have. No name of a site begins like this.
  private static let folder = "~/"

  /// In characters. Kiwix shows a line.
  private static let longestTitle = 200

  package init(_ site: Site) {
    self.site = site
    var titles: [String: String] = [:]
    for page in site.plan() {
      if let title = site.listedTitle(of: page) { titles[page.path] = title.cut(to: Self.longestTitle) }
    }
    var doors: [PagePlan] = []
    for language in site.paths.languages {
      for id in site.listed(in: language) where site.graph.type(of: id).page == .list {
        let path = Self.door(to: id, in: language, site)
        doors.append(PagePlan(kind: .redirect(id, alias: ""), language: language, path: path))
        titles[path] = site.graph[id].title(in: language).cut(to: Self.longestTitle)
      }
    }
    self.titles = titles
    self.doors = doors
  }

  /// The path of the page that readers see first.
  package var mainPage: String { site.paths.home(in: site.paths.defaultLanguage) }

  /// False for files that nobody can open in Kiwix: those for other programs, for web servers and
  /// for copies in browsers.
  package static func has(_ path: String) -> Bool {
    !path.hasPrefix("data/") && !["404.html", "offline-worker.js", "robots.txt", "sitemap.xml"].contains(path)
  }

  /// Passes on all further titles: the path of an entry, its title, and the path of the page.
  package func eachTitle(_ use: (_ path: String, _ title: String, _ target: String) -> Void) {
    var count = 0
    for language in site.paths.languages {
      let rules = KiwixTitles(site, language: language)
      for id in site.listed(in: language) {
        let target =
          site.graph.type(of: id).page == .list
          ? Self.door(to: id, in: language, site) : site.paths.address(of: id, in: language).path
        for title in rules.titles(of: site.graph[id]) {
          use(Self.folder + String(count, radix: 36), title, target)
          count += 1
        }
      }
    }
  }

  private static func door(to id: RecordID, in language: String, _ site: Site) -> String {
    let name = OutputName.file(for: site.graph[id].slug)
    return folder + site.paths.root(of: language) + site.graph.type(of: id).folder + "/" + name + ".html"
  }
}

extension Site {
  /// The records whose titles readers see in a language: those that are written in it, and, in the
  /// first language of the site, all others too.
  fileprivate func listed(in language: String) -> [RecordID] {
    paths.orders[paths.index(of: language)].flatMap(\.self).filter { id in
      let record = graph[id]
      if record.text(in: language) != nil { return true }
      return language == paths.languages.first && !paths.languages.contains { record.text(in: $0) != nil }
    }
  }

  /// The title by which readers find a page; nil for one that leads to another page, and for the
  /// later pages of a long list.
  fileprivate func listedTitle(of page: PagePlan) -> String? {
    let language = page.language
    switch page.kind {
    case .home: return label(graph.settings.title, in: language)
    case .search: return words(in: language)("search")
    case .record(let id):
      let record = graph[id]
      let isOwn = record.text(in: language) != nil || language == paths.languages.first
      return isOwn ? record.title(in: language) : nil
    case .index(let type, 1): return label(graph.model.types[type].plural, in: language)
    case .facet(let facet): return label(facets[facet], in: language)
    case .term(_, let value, 1): return label(value, in: language)
    case .view(let view): return label(graph.settings.views[view].label, in: language)
    case .index, .term, .redirect, .withdrawn, .notFound, .start: return nil
    }
  }
}
