import Knowledge
import Templates

/// What surrounds every page: the site's names, navigation and words, seen from the page's place.
struct PageFrame {
  let site: Site
  let shapes: PageShapes
  let shared: LanguageValues
  let language: String
  let path: String
  let kind: PageKind

  private var words: Words { site.words(in: language) }

  /// Where a link leads. A server shows the page for what is not there at any address, so its links begin at the root.
  private func url(_ place: SitePaths.Place) -> String {
    guard kind == .notFound, let base = site.options.baseURL else { return relativeURL(from: path, to: place) }
    return base + percentEncoded(place.path) + (place.fragment.map { "#" + percentEncoded($0) } ?? "")
  }

  private func url(_ target: String) -> String { url(SitePaths.Place(path: target)) }

  func siteValues(kindName: String) -> Values {
    var values = shared.site
    let root = String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
    values["root"] = .text(kind == .notFound ? site.options.baseURL ?? root : root)
    values["home"] = .text(url(site.paths.home(in: language)))
    values["search"] = .text(url(site.paths.search(in: language)))
    let kindStyle = site.options.kindStyles[Self.sheet(of: String(kindName.prefix { $0 != "-" }))]
    values["styles"] = .list((site.options.styles + (kindStyle.map { [$0] } ?? [])).map(asset))
    let words = site.options.wordScripts[language].map { [$0] } ?? []
    values["scripts"] = .list((words + site.options.scripts).map(asset))
    values["navigation"] = .list(
      shared.navigation.map { label, target, record in
        let isHere = target.path == path && (target.fragment == nil || record == nil)
        return Values(PageShapes.link, [.text(label), .text(url(target)), .flag(isHere)])
      })
    if site.options.baseURL != nil {
      values["feed"] = .text(url(site.paths.root(of: language) + "feed.xml"))
      values["openSearch"] = .text(url(site.paths.root(of: language) + "opensearch.xml"))
    }
    return values
  }

  /// All pages that list records share the sheet of an index.
  private static func sheet(of kind: String) -> String {
    ["list", "term", "facet", "search"].contains(kind) ? "index" : kind
  }

  private func asset(_ target: String) -> Values {
    Values(PageShapes.asset, [.text(url(target))])
  }

  func page(
    title: String, heading: String, description: String, kindName: String, crumbs: [(String, String)], jsonLD: [UInt8] = [],
    metas: [(String, String)] = []
  ) -> Values {
    var values = Values(shapes.page)
    values["title"] = .text(title)
    values["heading"] = .text(heading)
    let description = FigureText.cut(description.isEmpty ? title : description, width: 300)
    values["description"] = .text(description)
    values["path"] = .text(path)
    values["kind"] = .text(kindName)
    values["language"] = .text(language)
    values["direction"] = .text(words.direction)
    values["isHome"] = .flag(kind == .home)
    values["isSearch"] = .flag(kind == .search)
    values["crumbs"] = .list(
      crumbs.map { label, target in
        Values(PageShapes.link, [.text(label), .text(url(target)), .flag(false)])
      })
    values["jsonLD"] = .html(jsonLD)
    let address = site.options.baseURL.map { [("og:url", $0 + percentEncoded(canonicalPath))] } ?? []
    let own = [("og:title", heading), ("og:type", "website"), ("og:description", description)] + address
    values["metas"] = .list(
      (metas.isEmpty ? own : metas).map { name, content in
        let isProperty = name.hasPrefix("og:")
        return Values(PageShapes.meta, [.text(isProperty ? "" : name), .text(isProperty ? name : ""), .text(content)])
      })
    if let base = site.options.baseURL { values["canonical"] = .text(base + percentEncoded(canonicalPath)) }
    let languages = site.paths.languages.filter { _ in kind != .notFound }
    values["hasLanguages"] = .flag(languages.count > 1)
    values["languages"] = .list(languages.count > 1 ? languages.map(languageLink) : [])
    return values
  }

  /// A page that only repeats the original points at the original, and an old address at the new one.
  private var canonicalPath: String {
    switch kind {
    case .record(let id) where site.graph.records[id.index].text(in: language) == nil:
      site.paths.place(of: id, in: site.graph.records[id.index].originalLanguage).path
    case .redirect(let id, _):
      site.paths.place(
        of: id,
        in: site.graph.records[id.index].text(in: language) == nil ? site.graph.records[id.index].originalLanguage : language
      ).path
    default: path
    }
  }

  private func languageLink(_ other: String) -> Values {
    let otherWords = site.words(in: other)
    var values = Values(PageShapes.languageLink)
    values["code"] = .text(other)
    values["label"] = .text(otherWords("languages_name"))
    values["direction"] = .text(otherWords.direction)
    values["url"] = .text(url(site.path(of: samePage(in: other), in: other)))
    values["isCurrent"] = .flag(other == language)
    if case .record(let id) = kind { values["isFallback"] = .flag(site.graph.records[id.index].text(in: other) == nil) }
    return values
  }

  /// Later pages of a list differ by language, since titles sort differently: the switch leads to the first.
  private func samePage(in other: String) -> PageKind {
    guard other != language, case .index(let type, _) = kind else { return kind }
    return .index(type: type, page: 1)
  }
}

/// What all pages of a language share, made once.
final class LanguageValues: Sendable {
  let site: Values
  let cards: RecordCards
  let navigation: [(label: String, target: SitePaths.Place, record: RecordID?)]

  init(_ site: Site, _ shapes: PageShapes, language: String, isWhole: Bool = true) {
    cards = RecordCards(site, language: language, isWhole: isWhole)
    let words = site.words(in: language)
    let settings = site.graph.settings
    var values = Values(shapes.site)
    values["title"] = .text(site.label(settings.title, in: language))
    values["description"] = .text(site.label(settings.description, in: language))
    values["publisher"] = .text(site.label(settings.publisher, in: language))
    values["contact"] = .text(site.label(settings.contact, in: language))
    values["licence"] = .text(settings.licence)
    values["licenceURL"] = .text(Licences.url(of: settings.licence) ?? "")
    values["release"] = .text(site.options.release)
    values["edition"] = .text(site.options.edition ?? "")
    values["language"] = .text(language)
    values["direction"] = .text(words.direction)
    // Its single quotes stay as they are: whoever compares a page's policy with the one they wrote finds it to the letter.
    var policy: [UInt8] = []
    policy.appendEscaped(site.options.policy)
    values["policy"] = .html(policy)
    values["hasBase"] = .flag(site.options.baseURL != nil)
    values["words"] = .object(Values(shapes.words, shapes.words.names.map { .text(words($0)) }))
    self.site = values
    navigation = settings.navigation.compactMap { name, _ in
      if let type = site.graph.model.index(of: name) {
        guard !site.paths.orders[0][type].isEmpty else { return nil }
        return (
          site.label(site.graph.model.types[type].plural, in: language),
          SitePaths.Place(path: site.paths.index(ofType: type, in: language)), nil
        )
      }
      if let view = settings.views.firstIndex(where: { $0.id == name }) {
        guard site.isShown(view) else { return nil }
        return (
          site.label(settings.views[view].label, in: language), SitePaths.Place(path: site.paths.view(name, in: language)), nil
        )
      }
      guard case .found(let id) = site.graph.names.resolve(name) else { return nil }
      return (site.graph.records[id.index].title(in: language), site.paths.place(of: id, in: language), id)
    }
  }
}

enum Licences {
  /// Addresses of licences that are named by their SPDX id.
  static func url(of licence: String) -> String? {
    switch licence {
    case "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/"
    case "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"
    case "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/"
    case "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/"
    case "CC-BY-NC-SA-4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/"
    case "CC-BY-ND-4.0": "https://creativecommons.org/licenses/by-nd/4.0/"
    case "CC-BY-NC-ND-4.0": "https://creativecommons.org/licenses/by-nc-nd/4.0/"
    default: nil
    }
  }
}
