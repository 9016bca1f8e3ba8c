import Knowledge
import Text

/// The files that need a base URL: sitemap, feed and the description of the search.
extension DataFiles {
  func sitemap(_ base: String) -> [UInt8] {
    var bytes = Array(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".utf8)
    for page in site.plan() {
      switch page.kind {
      case .redirect, .withdrawn, .notFound, .search, .start: continue
      // A page that only repeats the original is not listed as another page.
      case .record(let id) where graph.records[id.index].text(in: page.language) == nil: continue
      default: break
      }
      bytes.append(contentsOf: "<url><loc>".utf8)
      bytes.appendEscaped(base + percentEncoded(page.path))
      bytes.append(contentsOf: "</loc>".utf8)
      if case .record(let id) = page.kind, case .date(let date)? = graph[id][.updated] {
        bytes.append(contentsOf: "<lastmod>\(date.iso)</lastmod>".utf8)
      }
      bytes.append(contentsOf: "</url>\n".utf8)
    }
    bytes.append(contentsOf: "</urlset>\n".utf8)
    return bytes
  }

  /// Atom (RFC 4287): the records with the latest updates. The feed's own time is that of its
  /// latest record, and never the clock's.
  func feed(_ base: String, _ language: String) -> [UInt8] {
    let dated = graph.records.indices.compactMap { index -> (RecordID, PartialDate)? in
      guard case .date(let date)? = graph.records[index][.updated], graph.type(of: RecordID(index)).page == .own else {
        return nil
      }
      return (RecordID(index), date)
    }.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }.prefix(30)
    func time(_ date: PartialDate) -> String {
      PartialDate(year: date.year, month: date.month ?? 1, day: date.day ?? 1).iso + "T00:00:00Z"
    }
    var bytes: [UInt8] = []
    func element(_ name: String, _ text: String) {
      bytes.append(contentsOf: "<\(name)>".utf8)
      bytes.appendEscaped(text)
      bytes.append(contentsOf: "</\(name)>\n".utf8)
    }
    bytes.append(
      contentsOf:
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"\(language)\">\n"
        .utf8)
    element("title", site.label(graph.settings.title, in: language))
    element("id", base + percentEncoded(site.paths.root(of: language) + "feed.xml"))
    element("updated", dated.first.map { time($0.1) } ?? "1970-01-01T00:00:00Z")
    bytes.append(contentsOf: "<author>".utf8)
    let publisher = site.label(graph.settings.publisher, in: language)
    element("name", publisher.isEmpty ? site.label(graph.settings.title, in: language) : publisher)
    bytes.append(contentsOf: "</author>\n<link rel=\"self\" href=\"".utf8)
    bytes.appendEscaped(base + percentEncoded(site.paths.root(of: language) + "feed.xml"))
    bytes.append(contentsOf: "\" />\n".utf8)
    for (id, date) in dated {
      let address = base + percentEncoded(site.paths.address(of: id, in: language).path)
      bytes.append(contentsOf: "<entry>\n".utf8)
      element("title", graph.records[id.index].title(in: language))
      element("id", address)
      element("updated", time(date))
      bytes.append(contentsOf: "<link href=\"".utf8)
      bytes.appendEscaped(address)
      bytes.append(contentsOf: "\" />\n".utf8)
      if let summary = site.summary(of: id, in: language) { element("summary", summary) }
      bytes.append(contentsOf: "</entry>\n".utf8)
    }
    bytes.append(contentsOf: "</feed>\n".utf8)
    return bytes
  }

  func openSearch(_ base: String, _ language: String) -> [UInt8] {
    var bytes = Array(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>"
        .utf8)
    bytes.appendEscaped(String(site.label(graph.settings.title, in: language).prefix(16)))
    bytes.append(contentsOf: "</ShortName>\n<Description>".utf8)
    bytes.appendEscaped(site.label(graph.settings.description, in: language))
    // The searched words are in the URL's fragment, which no server sees.
    bytes.append(contentsOf: "</Description>\n<InputEncoding>UTF-8</InputEncoding>\n<Url type=\"text/html\" template=\"".utf8)
    bytes.appendEscaped(base + percentEncoded(site.paths.search(in: language)) + "#q={searchTerms}")
    bytes.append(contentsOf: "\" />\n</OpenSearchDescription>\n".utf8)
    return bytes
  }
}
