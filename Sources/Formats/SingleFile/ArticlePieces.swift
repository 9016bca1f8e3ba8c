import Knowledge
import Publication
import Text

/// The records of a document that stand together under one heading.
struct ArticleGroup {
  /// The type; nil for the records that were asked for, which stand first without a heading.
  var type: Int?
  var isList: Bool
  var records: [RecordID]

  /// First the records that were asked for, then the others by type, in the order in which a reader
  /// comes to them. Types whose records share a page, such as sources, come last.
  static func groups(of slice: Slice, in site: Site) -> [ArticleGroup] {
    let graph = site.graph
    func isList(_ id: RecordID) -> Bool { graph.type(of: id).page == .list }
    let roots = slice.roots.filter { !isList($0) }
    var groups = roots.isEmpty ? [] : [ArticleGroup(type: nil, isList: false, records: roots)]
    let rest = slice.records.filter { !roots.contains($0) }
    for id in rest.filter({ !isList($0) }) + rest.filter(isList) {
      let type = graph.types[id.index]
      if let known = groups.firstIndex(where: { $0.type == type }) {
        groups[known].records.append(id)
      } else {
        groups.append(ArticleGroup(type: type, isList: isList(id), records: [id]))
      }
    }
    return groups
  }
}

/// The HTML of records for one document.
struct ArticlePieces {
  let slice: Slice
  let site: Site
  let renderer: PageRenderer

  init(_ slice: Slice, _ site: Site, _ renderer: PageRenderer) {
    (self.slice, self.site, self.renderer) = (slice, site, renderer)
  }

  private var language: String { slice.language }

  /// A record as an article with its anchor.
  ///
  /// - Parameter isShort: true for the beginning of the record alone.
  func html(of id: RecordID, isShort: Bool = false) -> [UInt8] {
    if site.graph.type(of: id).page == .list {
      let html = renderer.renderList(of: site.graph.types[id.index], [id], in: language, at: "")
      return ArticleMarkup(prefix: site.listFolder(of: id)).fitted(html)
    }
    let anchor = site.anchor(of: id)
    let html =
      isShort
      ? renderer.render(.head, of: id, in: language, at: "")
      : renderer.render(PagePlan(kind: .record(id), language: language, path: ""))
    var bytes = Array("<div class=\"sheet\" id=\"".utf8)
    bytes.appendEscaped(anchor)
    bytes += Array("\">\n".utf8)
    bytes += ArticleMarkup(prefix: anchor + "--", levels: 1).fitted(html)
    return bytes + Array("</div>\n".utf8)
  }

  /// - Parameter short: the records of which only the beginning is wanted.
  func html(of group: ArticleGroup, short: Set<RecordID>) -> [UInt8] {
    guard group.isList, let type = group.type else {
      return group.records.flatMap { html(of: $0, isShort: short.contains($0)) }
    }
    var bytes = Array("<section class=\"sheet\" aria-labelledby=\"_list-\(type)\">\n<h2 id=\"_list-\(type)\">".utf8)
    bytes.appendEscaped(site.label(site.graph.model.types[type].plural, in: language))
    bytes += Array("</h2>\n".utf8)
    for id in group.records { bytes += html(of: id) }
    return bytes + Array("</section>\n".utf8)
  }

  /// The records that the home page begins with, each with its cautions. More than a few dozen
  /// would not be read.
  func firstScreen() -> [UInt8] {
    var bytes: [UInt8] = []
    for (label, records) in renderer.firstGroups(in: language) {
      bytes += Array("<section class=\"first\">\n<h2>".utf8)
      bytes.appendEscaped(label)
      bytes += Array("</h2>\n".utf8)
      for id in records.prefix(60) {
        let prefix = "_first-" + site.anchor(of: id) + "-"
        bytes += ArticleMarkup(prefix: prefix).fitted(renderer.render(.first, of: id, in: language, at: ""))
      }
      bytes += Array("</section>\n".utf8)
    }
    return bytes
  }
}
