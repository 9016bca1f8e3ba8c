internal import Crypto
import Rendering

/// All that a build depends on, as two hashes.
struct Inputs: Hashable, Sendable {
  /// Of the program, its flags, and the name, kind and bytes of every file that a build can read.
  var bytes: String
  /// Of when each of these files was last changed. A file that is changed and changed back while a build reads has the same
  /// bytes before and after it, and another time.
  var times: String

  /// - Returns: nil where something cannot be read, or is a link that leads out of its folder: the build itself will say what.
  static func of(_ options: BuildOptions) async -> Inputs? {
    // Times come first: what is changed after them is seen by them.
    guard var lines = program(), let entries = entries(options), let times = times(entries) else { return nil }
    lines += [
      options.content, options.templates.debugDescription, options.edition.debugDescription, options.languages.debugDescription,
      options.baseURL.debugDescription, options.release.debugDescription, options.isStrict.description,
    ]
    let hashes = await concurrentMap(entries, width: options.jobs) { entry -> String? in
      let line = entry.line
      return entry.entry.isFolder ? line : hash(entry.path).map { line + " " + $0 }
    }
    for hash in hashes {
      guard let hash else { return nil }
      lines.append(hash)
    }
    return Inputs(bytes: hash(lines), times: times)
  }

  /// Whether nothing was touched since these were taken: no file is read again for that.
  func areUntouched(_ options: BuildOptions) -> Bool { Self.entries(options).flatMap(Self.times) == times }

  private struct Entry: Sendable {
    var root: String
    var entry: FileSystem.TreeEntry

    var path: String { root + "/" + entry.path }
    var line: String { path.debugDescription + (entry.target.map { " -> " + $0.debugDescription } ?? "") }
  }

  private static func entries(_ options: BuildOptions) -> [Entry]? {
    var entries: [Entry] = []
    for folder in [options.content, options.templates].compactMap(\.self) {
      guard let root = FileSystem.realPath(of: folder), let tree = FileSystem.tree(below: root) else { return nil }
      entries += tree.map { Entry(root: root, entry: $0) }
    }
    return entries
  }

  private static func times(_ entries: [Entry]) -> String? {
    var lines: [String] = []
    for entry in entries {
      guard !entry.entry.isFolder else {
        lines.append(entry.line)
        continue
      }
      guard let status = FileSystem.status(of: entry.path) else { return nil }
      lines.append("\(entry.line) \(status.size) \(status.modified) \(status.changed) \(status.number)")
    }
    return hash(lines)
  }

  private static func hash(_ lines: [String]) -> String { Manifest.hash(Array(lines.joined(separator: "\n").utf8)) }

  /// A file's SHA-256, read piece by piece: films are files of records too.
  private static func hash(_ path: String) -> String? {
    var hash = SHA256()
    do throws(FileError) {
      try FileSystem.read(path) { hash.update(data: $0) }
    } catch {
      return nil
    }
    return hash.finalize().map(hexadecimal).joined()
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
