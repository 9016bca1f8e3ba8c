import Rendering

/// Style sheets and scripts, joined and named by their content.
struct AssetFiles: Sendable {
  var files: [(path: String, bytes: [UInt8])] = []
  var styles: [String] = []
  var scripts: [String] = []
  var searchScripts: [String] = []

  /// Scripts of the search client in the order in which they build on each other.
  private static let searchOrder = ["analysis", "shards", "postings", "spelling", "query", "engine", "search"]

  init(_ assets: [(name: String, bytes: [UInt8])]) {
    let sheets = assets.filter { $0.name.hasSuffix(".css") && !$0.name.contains("/") }
    if !sheets.isEmpty { styles = [add("casebook", "css", CompactText.css(Self.joined(sheets.map(\.bytes))))] }
    let scripts = assets.filter { $0.name.hasSuffix(".js") && !$0.name.contains("/") }
    if !scripts.isEmpty { self.scripts = [add("casebook", "js", CompactText.javaScript(Self.joined(scripts.map(\.bytes))))] }
    func rank(_ name: String) -> Int { Self.searchOrder.firstIndex { name == "search/\($0).js" } ?? Self.searchOrder.count }
    let search = assets.filter { $0.name.hasPrefix("search/") && $0.name.hasSuffix(".js") }.sorted { (rank($0.name), $0.name) < (rank($1.name), $1.name) }
    if !search.isEmpty { searchScripts = [add("search", "js", CompactText.javaScript(Self.joined(search.map(\.bytes))))] }
    self.scripts += searchScripts
    for asset in assets where !asset.name.hasSuffix(".css") && !asset.name.hasSuffix(".js") {
      files.append(("assets/" + asset.name, asset.bytes))
    }
  }

  private static func joined(_ parts: [[UInt8]]) -> [UInt8] { Array(parts.joined(separator: [0x0A])) }

  private mutating func add(_ name: String, _ ending: String, _ bytes: [UInt8]) -> String {
    let path = "assets/\(name)-\(Manifest.hash(bytes).prefix(10)).\(ending)"
    files.append((path, bytes))
    return path
  }
}
