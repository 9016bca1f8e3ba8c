import Knowledge
import Templates
import Text

/// Makes the values around every page: the site's names, navigation and words, with links as the
/// page needs them.
struct PageFrame {
  let site: Site
  let shapes: PageShapes
  let languageValues: LanguageValues
  let language: String
  let path: String
  let kind: PageKind

  private var words: Words { site.words(in: language) }

  /// Returns the address of a target. A server shows the page 404 at any address, so its links
  /// begin at the root.
  private func url(_ target: LinkTarget, in other: String? = nil) -> Slot {
    let origin = LinkOrigin(path: path, isAnywhere: kind == .notFound)
    return Links(languageValues.addresses, in: language, from: origin).slot(target, in: other)
  }

  private func isHere(_ target: LinkTarget) -> Bool {
    if case .record(let id, nil) = target { kind == .record(id) } else { target == .page(kind) }
  }

  var isInNavigation: Bool { languageValues.navigation.contains { isHere($0.target) } }

  /// The same for all pages with the same links and sheets, but for what the navigation says of
  /// each.
  var neighbours: String { sheet + " " + (path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[...$0] } ?? "") }

  func siteValues() -> Values {
    var values = languageValues.site
    let root = String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
    values[SiteMember.root] = .text(kind == .notFound ? site.options.baseURL ?? root : root)
    values[SiteMember.home] = url(.page(.home))
    values[SiteMember.search] = url(.page(.search))
    var styles = site.options.styles.map(asset)
    if let style = site.options.kindStyles[sheet] ?? site.options.ownStyle { styles.append(asset(style)) }
    values[SiteMember.styles] = .list(styles)
    let words = site.options.wordScripts[language].map { [asset($0)] } ?? []
    values[SiteMember.scripts] = .list(words + site.options.scripts.map(asset))
    values[SiteMember.navigation] = .list(
      languageValues.navigation.map { label, target in
        Values(PageShapes.link, [.text(label), url(target), .flag(isHere(target))])
      })
    if site.options.baseURL != nil {
      values[SiteMember.feed] = url(.file(site.paths.root(of: language) + "feed.xml"))
      values[SiteMember.openSearch] = url(.file(site.paths.root(of: language) + "opensearch.xml"))
    }
    return values
  }

  /// The name of the style sheet for pages of this kind. All pages that list records share that of
  /// an index.
  private var sheet: String {
    switch kind {
    case .home: "home"
    case .record: "record"
    case .search, .index, .facet, .term: "index"
    case .view: "view"
    case .redirect: "redirect"
    case .withdrawn: "withdrawn"
    case .start: "start"
    case .notFound: "404"
    }
  }

  private func asset(_ target: String) -> Values {
    Values(PageShapes.asset, [url(.file(target))])
  }

  func page(
    title: String, heading: String, description: String, kindName: String, crumbs: [(String, LinkTarget)], jsonLD: [UInt8] = [],
    metas: [(String, String)] = []
  ) -> Values {
    let description = FigureText.cut(description.isEmpty ? title : description, width: 300)
    let canonical = site.options.baseURL.map { $0 + percentEncoded(canonicalPath) }
    let own = [("og:title", heading), ("og:type", "website"), ("og:description", description)]
    var told = metas.isEmpty ? own + (canonical.map { [("og:url", $0)] } ?? []) : metas
    // Open Graph is for links that are shared on the web; a site without an address there is not
    // shared.
    if canonical == nil { told.removeAll { $0.0.hasPrefix("og:") } }
    let languages = site.paths.languages.count > 1 && kind != .notFound ? site.paths.languages : []
    return Values(
      shapes.page,
      [
        .text(title), .text(heading), .text(description), .text(path), canonical.map(Slot.text) ?? .absent, .text(kindName),
        .text(language), .text(words.direction), .flag(kind == .home), .flag(kind == .search),
        .list(crumbs.map { label, target in Values(PageShapes.link, [.text(label), url(target), .flag(false)]) }),
        .list(languages.map(languageLink)), .flag(!languages.isEmpty),
        .flag(!languages.isEmpty || !languageValues.navigation.isEmpty), .html(jsonLD),
        .list(
          told.map { name, content in
            let isProperty = name.utf8.starts(with: "og:".utf8)
            return Values(
              PageShapes.meta, [isProperty ? .absent : .text(name), isProperty ? .text(name) : .absent, .text(content)])
          }),
      ])
  }

  /// A page that only repeats the original points at the original, and an old address at the new
  /// one.
  private var canonicalPath: String {
    switch kind {
    case .record(let id), .redirect(let id, _):
      let record = site.graph.records[id.index]
      let original = site.paths.languages.contains(record.originalLanguage) ? record.originalLanguage : language
      return site.paths.address(of: id, in: record.text(in: language) == nil ? original : language).path
    default: return path
    }
  }

  private func languageLink(_ other: String) -> Values {
    let otherWords = site.words(in: other)
    var values = Values(PageShapes.languageLink)
    values["code"] = .text(other)
    values["label"] = .text(otherWords("languages_name"))
    values["direction"] = .text(otherWords.direction)
    values["url"] = url(samePage(in: other), in: other)
    values["isCurrent"] = .flag(other == language)
    if case .record(let id) = kind { values["isFallback"] = .flag(site.graph.records[id.index].text(in: other) == nil) }
    return values
  }

  /// Later pages of a list differ by language, since titles sort differently: the switch leads to
  /// the first. From a page that leads to a record, it leads to the record.
  private func samePage(in other: String) -> LinkTarget {
    switch kind {
    case .index(let type, _) where other != language: .page(.index(type: type, page: 1))
    case .redirect(let id, _): .record(id)
    default: .page(kind)
    }
  }
}

/// The indexes of those members of `site` that differ by page.
private enum SiteMember {
  static let root = member("root"), home = member("home"), search = member("search"), styles = member("styles")
  static let scripts = member("scripts"), navigation = member("navigation"), feed = member("feed")
  static let openSearch = member("openSearch")

  private static func member(_ name: String) -> Int { PageShapes.siteMember(of: name) }
}
