import Publication

/// The style sheets and scripts of a site: joined, shortened, and named by a hash of their content.
struct AssetFiles: Sendable {
  var files: [OutputFile] = []
  /// The paths of the sheets that every page links.
  var styles: [String] = []
  /// The paths of the scripts that every page links.
  var scripts: [String] = []
  /// For each kind of page, the path of its own sheet: only views link `view.css`.
  var kindStyles: [String: String] = [:]
  /// The knowledge base's own sheet, for kinds of pages that have no sheet. The sheets of the other
  /// kinds end with it, because one sheet compresses better than two.
  var ownStyle: String?
  /// For each language, the path of the script with its words.
  var wordScripts: [String: String] = [:]

  /// The scripts of the search client, in the order in which they build on each other. No page
  /// links them. A page loads them when a reader turns to a search box; the search page loads them
  /// at once.
  private static let searchOrder = [
    "analysis", "shards", "postings", "spelling", "query", "index", "engine", "excerpts", "search",
  ]

  /// The script whose functions all other scripts of a page call; it comes first.
  private static let first = "dom.js"

  private static let searchPage = "search/search-page.js"

  /// The service worker. It keeps its own name and stands at the root, because a browser identifies
  /// a worker by its address and lets it see only what lies below.
  private static let worker = "offline-worker.js"

  private static let pageKinds = ["home", "record", "index", "view"]

  init(_ assets: [(name: String, bytes: [UInt8])], words: [Words], style: [UInt8]? = nil) {
    func kind(_ name: String) -> String? { Self.pageKinds.first { name == $0 + ".css" } }
    let allSheets = assets.filter { $0.name.hasSuffix(".css") && !$0.name.contains("/") }
    let sheets = allSheets.filter { kind($0.name) == nil }
    for sheet in allSheets {
      guard let kind = kind(sheet.name) else { continue }
      kindStyles[kind] = add(kind, "css", Self.joined([sheet.bytes, style].compactMap(\.self)))
    }
    if let style { ownStyle = add("style", "css", style) }
    for words in words { wordScripts[words.language] = add("words-" + words.language, "js", words.script) }
    if !sheets.isEmpty { styles = [add("casebook", "css", Self.joined(sheets.map(\.bytes)))] }
    func rank(_ name: String) -> Int { Self.searchOrder.firstIndex { name == "search/\($0).js" } ?? Self.searchOrder.count }
    let search = assets.filter { $0.name.hasPrefix("search/") && $0.name.hasSuffix(".js") }.sorted {
      (rank($0.name), $0.name) < (rank($1.name), $1.name)
    }
    var scripts = assets.filter { $0.name.hasSuffix(".js") && !$0.name.contains("/") && $0.name != Self.worker }
      .sorted { $0.name == Self.first && $1.name != Self.first }.map(\.bytes)
    if !search.isEmpty {
      // Search and its display are two files: a page that someone else designs needs only the
      // first.
      let shows = search.filter { $0.name == Self.searchPage }
      let finds = search.filter { $0.name != Self.searchPage }
      let paths = [("search", finds), ("search-page", shows)].filter { !$0.1.isEmpty }.map { name, parts in
        add(name, "js", Self.joined(parts.map(\.bytes)))
      }
      scripts.insert(Array("globalThis.casebookSearch = \"\(paths.joined(separator: " "))\";".utf8), at: 0)
    }
    if !scripts.isEmpty { self.scripts = [add("casebook", "js", Self.joined(scripts))] }
    if let worker = assets.first(where: { $0.name == Self.worker }) {
      files.append(OutputFile(worker.name, .resource, .bytes(worker.bytes)))
    }
    for asset in assets where !asset.name.hasSuffix(".css") && !asset.name.hasSuffix(".js") {
      files.append(OutputFile("assets/" + asset.name, .resource, .bytes(asset.bytes)))
    }
  }

  private static func joined(_ parts: [[UInt8]]) -> [UInt8] { Array(parts.joined(separator: [0x0A])) }

  private mutating func add(_ name: String, _ ending: String, _ bytes: [UInt8]) -> String {
    let path = "assets/\(name)-\(Manifest.hash(bytes).prefix(10)).\(ending)"
    files.append(OutputFile(path, .resource, .bytes(bytes)))
    return path
  }
}
