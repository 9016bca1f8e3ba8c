/// A file of the index: a classic script with one call.
package struct IndexFile: Sendable {
  /// From the root of the site: `search/en/0123456789abcdef/t12.js`.
  package var path: String
  package var bytes: [UInt8]
}

/// Names and wraps the files of one index. All but the entry lie in a folder of their own index: while another is written, and
/// if that ends early, the old entry still finds its own files whole.
struct ScriptFolder: Sendable {
  let language: String
  let id: String

  static let entry = "index"

  func file(_ name: String, _ payload: (inout [UInt8]) -> Void) -> IndexFile {
    var bytes = Array("casebook.shard(\"\(id)\",\"\(language)/\(name)\",".utf8)
    payload(&bytes)
    bytes.append(contentsOf: ");\n".utf8)
    return IndexFile(path: "search/\(language)/\(name == Self.entry ? "" : id + "/")\(name).js", bytes: bytes)
  }
}
