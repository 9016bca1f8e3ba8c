internal import Crypto
import Rendering

/// All that a build depends on, as it was at one moment.
struct Inputs: Sendable {
  private let options: BuildOptions
  private let entries: [Entry]

  /// Looks at every file that a build can read, without reading it.
  ///
  /// - Returns: nil where something cannot be read, or is a link that leads out of its folder: the build itself will say what.
  static func now(_ options: BuildOptions) async -> Inputs? {
    guard let files = files(options) else { return nil }
    let entries = await concurrentMap(files, width: options.jobs) { Entry($0.root, $0.entry) }.compactMap(\.self)
    return entries.count == files.count ? Inputs(options: options, entries: entries) : nil
  }

  /// A hash of the program, its flags, and the name, kind and bytes of every file.
  ///
  /// It is that of the moment only if all ``areUntouched()`` afterwards.
  /// - Parameters:
  ///   - width: how many files at a time.
  ///   - hashes: of files of the content folder, by their path in it: they have been read already.
  func bytes(width: Int, knowing hashes: [String: SHA256.Digest] = [:]) async -> String? {
    guard var build = Self.program() else { return nil }
    build += [
      options.content, options.templates.debugDescription, options.edition.debugDescription, options.languages.debugDescription,
      options.baseURL.debugDescription, options.release.debugDescription, options.isStrict.description,
    ]
    var hash = SHA256()
    hash.update(data: Array(build.joined(separator: "\n").utf8))
    let content = FileSystem.realPath(of: options.content)
    let lines = await concurrentMap(entries, width: width) { $0.line(hash: $0.root == content ? hashes[$0.entry.path] : nil) }
    for line in lines {
      guard let line else { return nil }
      hash.update(data: line)
    }
    return Manifest.text(of: hash.finalize())
  }

  /// Whether nothing was touched since: no file is read for that.
  func areUntouched() async -> Bool { await Self.now(options)?.entries == entries }

  private struct Entry: Equatable, Sendable {
    let root: String
    let entry: FileSystem.TreeEntry
    /// Its size, and when it was last changed. A file that is changed and changed back while a build reads has the same bytes
    /// before and after it, and another time.
    private let status: FileSystem.Status?

    /// - Returns: nil where nothing can be said of a file.
    init?(_ root: String, _ entry: FileSystem.TreeEntry) {
      (self.root, self.entry) = (root, entry)
      status = entry.isFolder ? nil : FileSystem.status(of: root + "/" + entry.path)
      if status == nil, !entry.isFolder { return nil }
    }

    private var path: String { root + "/" + entry.path }

    /// What it is called and where it leads; no name holds a zero.
    private var name: [UInt8] { Array(path.utf8) + [0] + Array((entry.target ?? "").utf8) + [0] }

    /// Its name and SHA-256, read piece by piece: films are files of records too.
    ///
    /// - Parameter hash: where it is known, nothing is read.
    func line(hash: SHA256.Digest?) -> [UInt8]? {
      if entry.isFolder { return name }
      if let hash { return name + hash }
      var hash = SHA256()
      do throws(FileError) {
        try FileSystem.read(path) { hash.update(data: $0) }
      } catch {
        return nil
      }
      return name + hash.finalize()
    }
  }

  private static func files(_ options: BuildOptions) -> [(root: String, entry: FileSystem.TreeEntry)]? {
    var files: [(root: String, entry: FileSystem.TreeEntry)] = []
    for folder in [options.content, options.templates].compactMap(\.self) {
      guard let root = FileSystem.realPath(of: folder), let tree = FileSystem.tree(below: root) else { return nil }
      files += tree.map { (root, $0) }
    }
    return files
  }

  /// The program's own file and those of the libraries that it runs with: another version of one may make other pages.
  private static func program() -> [String]? {
    guard let maps = try? FileSystem.readAll("/proc/self/maps") else { return nil }
    let paths = String(decoding: maps, as: UTF8.self).split(separator: "\n").compactMap { line in
      line.firstIndex(of: "/").map { String(line[$0...]) }
    }
    return [Generator.version] + Set(paths).sorted().map { "\($0) \(FileSystem.status(of: $0).debugDescription)" }
  }
}
