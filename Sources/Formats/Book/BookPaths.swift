import Knowledge
import Publication
import Text

/// The path of each file of a book, from the folder of its package.
///
/// Old readers know only the letters, digits and signs of ASCII in names, so a name with any other
/// character becomes a hash of it.
struct BookPaths: Sendable {
  static let package = "package.opf"
  static let contents = "contents.xhtml"
  static let oldContents = "toc.ncx"
  static let style = "style.css"
  static let ownStyle = "own.css"
  static let title = folder + "index.xhtml"
  private static let folder = "text/"

  /// The number of records in one file of a list: a reader opens a file at once.
  static let listPage = 100

  /// By record; nil for a record that is not in the book.
  private(set) var records: [String?]
  /// By type: the page that lists its records.
  private(set) var types: [Int: String] = [:]
  private(set) var views: [Int: String] = [:]
  /// By facet: the page with its terms.
  private(set) var facets: [Int: String] = [:]

  init(_ parts: BookParts, _ slice: Slice, of site: Site) {
    let graph = site.graph
    let root = site.paths.root(of: slice.language)
    func path(_ sitePath: String) -> String { Self.path(sitePath.dropFirst(root.count)) }
    records = Array(repeating: nil, count: graph.records.count)
    for part in parts.parts {
      switch part {
      case .record(let id): records[id.index] = path(site.paths.address(of: id, in: slice.language).path)
      case .type(let type, let members):
        types[type] = path(site.paths.index(ofType: type, in: slice.language))
        for id in members { records[id.index] = path(site.paths.address(of: id, in: slice.language).path) }
      case .list(let type, let members):
        types[type] = path(site.paths.index(ofType: type, in: slice.language))
        for (place, id) in members.enumerated() {
          records[id.index] = path(
            site.paths.index(ofType: type, page: place / Self.listPage + 1, in: slice.language))
        }
      case .view(let view): views[view] = path(site.paths.view(graph.settings.views[view].id, in: slice.language))
      }
    }
    for (place, facet) in site.facets.enumerated() where facet.values == .terms || facet.values == .texts {
      guard slice.records.contains(where: { !site.values(of: $0, facet: place).isEmpty }) else { continue }
      facets[place] = path(site.paths.facet(facet, in: slice.language))
    }
  }

  /// The path of a page in the book, from its path in the site.
  private static func path(_ page: Substring) -> String {
    let stem = page.hasSuffix(".html") ? page.dropLast(".html".count) : page
    return folder + plain(String(stem)) + ".xhtml"
  }

  /// The path of a picture, from its path in the site.
  static func picture(_ path: String) -> String {
    let dot = path.lastIndex(of: ".") ?? path.endIndex
    return plain(String(path[..<dot])) + path[dot...].lowercased()
  }

  private static func plain(_ path: String) -> String {
    path.split(separator: "/").map { part in
      part.utf8.allSatisfy { $0 < 0x80 } ? String(part) : "n" + SHA256.digest(of: Array(part.utf8)).hexadecimal(bytes: 8)
    }.joined(separator: "/")
  }

  /// The anchor of a term on the page of its facet.
  ///
  /// - Parameter place: the place of the term among the values of its facet.
  static func anchor(ofTerm place: Int) -> String { "term-\(place + 1)" }
}
