import Knowledge
import Text

/// The files for programs: the whole graph, a table for each type, and with a base URL the sitemap,
/// the feed and the description of the search.
package struct DataFiles: Sendable {
  let site: Site
  /// Addresses begin at the root.
  let links: Links

  package init(site: Site) {
    self.site = site
    links = Links(site, in: site.paths.defaultLanguage, from: LinkOrigin(path: "index.html"))
  }

  var graph: ContentGraph { site.graph }
  var language: String { site.paths.defaultLanguage }

  /// Lists the files. Some are as large as all records together, so each is made when it is
  /// written.
  package func all() -> [OutputFile] {
    var files = [OutputFile("data/graph.json", .resource, .pieces { graphJSON($0) })]
    func add(_ path: String, _ make: @escaping @Sendable () -> [UInt8]) {
      files.append(OutputFile(path, .resource, .pieces { use in use(make()) }))
    }
    for type in graph.model.types.indices where !site.paths.orders[0][type].isEmpty {
      add("data/\(graph.model.types[type].name).csv") { csv(type) }
    }
    let withdrawn = WithdrawnList(graph: graph)
    if !withdrawn.isEmpty { add("withdrawn.json") { withdrawn.json } }
    if let base = site.options.baseURL {
      add("sitemap.xml") { sitemap(base) }
      for language in site.paths.languages {
        add(site.paths.root(of: language) + "feed.xml") { feed(base, language) }
        add(site.paths.root(of: language) + "opensearch.xml") { openSearch(base, language) }
      }
    }
    return files
  }
}
