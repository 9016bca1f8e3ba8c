/// A file of the index, made when it is written: a classic script with one call.
package struct IndexFile: Sendable {
  /// From the root of the site: `search/en/0123456789abcdef/t12.js`.
  package let path: String
  private let make: @Sendable () -> [UInt8]

  init(_ path: String, _ make: @escaping @Sendable () -> [UInt8]) { (self.path, self.make) = (path, make) }

  package func bytes() -> [UInt8] { make() }
}

/// Names and wraps the files of one index. All but the entry lie in a folder of their own index: while another is written, and
/// if that ends early, the old entry still finds its own files whole.
struct ScriptFolder: Sendable {
  let language: String
  let id: String

  static let entry = "index"

  /// - Parameter payload: appends what the script hands over; asked for each time that the file is made.
  func file(_ name: String, _ payload: @escaping @Sendable (inout [UInt8]) -> Void) -> IndexFile {
    let (language, id) = (language, id)
    return IndexFile("search/\(language)/\(name == Self.entry ? "" : id + "/")\(name).js") {
      var bytes = Array("casebook.shard(\"\(id)\",\"\(language)/\(name)\",".utf8)
      payload(&bytes)
      bytes.append(contentsOf: ");\n".utf8)
      return bytes
    }
  }
}
