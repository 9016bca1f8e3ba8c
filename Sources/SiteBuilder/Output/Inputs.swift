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
    guard var lines = program() else { return nil }
    lines += [
      options.content, options.templates.debugDescription, options.edition.debugDescription, options.languages.debugDescription,
      options.baseURL.debugDescription, options.release.debugDescription, options.isStrict.description,
    ]
    var times: [String] = []
    for folder in [options.content, options.templates].compactMap(\.self) {
      guard let root = FileSystem.realPath(of: folder), let entries = FileSystem.tree(below: root) else { return nil }
      lines.append(root)
      let hashes = await concurrentMap(entries, width: options.jobs) { entry -> (line: String, time: String)? in
        let path = root + "/" + entry.path
        var line = entry.path.debugDescription
        if let target = entry.target { line += " -> " + target.debugDescription }
        guard !entry.isFolder else { return (line, "") }
        guard let status = FileSystem.status(of: path), let hash = hash(path) else { return nil }
        return (line + " " + hash, "\(status)")
      }
      for hash in hashes {
        guard let hash else { return nil }
        lines.append(hash.line)
        times.append(hash.time)
      }
    }
    return Inputs(bytes: Self.hash(lines), times: Self.hash(times))
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
