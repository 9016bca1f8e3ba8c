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
    guard var lines = program(), let entries = entries(options) else { return nil }
    lines += [
      options.content, options.templates.debugDescription, options.edition.debugDescription, options.languages.debugDescription,
      options.baseURL.debugDescription, options.release.debugDescription, options.isStrict.description,
    ]
    let seen = await concurrentMap(entries, width: options.jobs) { entry -> (times: [UInt8], bytes: [UInt8])? in
      // Times come first: what is changed after them is seen by them.
      guard let times = entry.times else { return nil }
      return entry.bytes.map { (times, $0) }
    }
    var bytes = SHA256()
    var times = SHA256()
    bytes.update(data: Array(lines.joined(separator: "\n").utf8))
    for seen in seen {
      guard let seen else { return nil }
      bytes.update(data: seen.bytes)
      times.update(data: seen.times)
    }
    return Inputs(bytes: Manifest.text(of: bytes.finalize()), times: Manifest.text(of: times.finalize()))
  }

  /// Whether nothing was touched since these were taken: no file is read again for that.
  func areUntouched(_ options: BuildOptions) async -> Bool {
    guard let entries = Self.entries(options) else { return false }
    var times = SHA256()
    for seen in await concurrentMap(entries, width: options.jobs, { $0.times }) {
      guard let seen else { return false }
      times.update(data: seen)
    }
    return Manifest.text(of: times.finalize()) == self.times
  }

  private struct Entry: Sendable {
    var root: String
    var entry: FileSystem.TreeEntry

    private var path: String { root + "/" + entry.path }

    /// What it is called and where it leads; no name holds a zero.
    private var name: [UInt8] { Array(path.utf8) + [0] + Array((entry.target ?? "").utf8) + [0] }

    /// What the system says of when it was changed; nil where nothing can be said.
    var times: [UInt8]? {
      if entry.isFolder { return name }
      guard let status = FileSystem.status(of: path) else { return nil }
      var line = name
      for number in [status.size, status.modified, status.changed, Int(bitPattern: status.number)] {
        unsafe withUnsafeBytes(of: number.littleEndian) { unsafe line.append(contentsOf: $0) }
      }
      return line
    }

    /// Its name and SHA-256, read piece by piece: films are files of records too.
    var bytes: [UInt8]? {
      if entry.isFolder { return name }
      var hash = SHA256()
      do throws(FileError) {
        try FileSystem.read(path) { hash.update(data: $0) }
      } catch {
        return nil
      }
      return name + hash.finalize()
    }
  }

  private static func entries(_ options: BuildOptions) -> [Entry]? {
    var entries: [Entry] = []
    for folder in [options.content, options.templates].compactMap(\.self) {
      guard let root = FileSystem.realPath(of: folder), let tree = FileSystem.tree(below: root) else { return nil }
      entries += tree.map { Entry(root: root, entry: $0) }
    }
    return entries
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
