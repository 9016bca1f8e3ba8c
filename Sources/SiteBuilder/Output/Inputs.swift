internal import Crypto
import Rendering

/// All that a build depends on, as it was at one moment.
struct Inputs: Sendable {
  private let options: BuildOptions
  private let entries: [Entry]
  /// Of when each file was last changed. A file that is changed and changed back while a build reads has the same bytes before
  /// and after it, and another time.
  private let times: String

  /// Looks at every file that a build can read, without reading it.
  ///
  /// - Returns: nil where something cannot be read, or is a link that leads out of its folder: the build itself will say what.
  static func now(_ options: BuildOptions) async -> Inputs? {
    guard let entries = entries(options), let times = await times(of: entries, options) else { return nil }
    return Inputs(options: options, entries: entries, times: times)
  }

  /// A hash of the program, its flags, and the name, kind and bytes of every file.
  ///
  /// It is that of the moment only if all ``areUntouched()`` afterwards.
  /// - Parameter width: how many files at a time.
  func bytes(width: Int) async -> String? {
    guard var lines = Self.program() else { return nil }
    lines += [
      options.content, options.templates.debugDescription, options.edition.debugDescription, options.languages.debugDescription,
      options.baseURL.debugDescription, options.release.debugDescription, options.isStrict.description,
    ]
    var hash = SHA256()
    hash.update(data: Array(lines.joined(separator: "\n").utf8))
    for bytes in await concurrentMap(entries, width: width, { $0.bytes }) {
      guard let bytes else { return nil }
      hash.update(data: bytes)
    }
    return Manifest.text(of: hash.finalize())
  }

  /// Whether nothing was touched since: no file is read for that.
  func areUntouched() async -> Bool {
    guard let entries = Self.entries(options) else { return false }
    return await Self.times(of: entries, options) == times
  }

  private static func times(of entries: [Entry], _ options: BuildOptions) async -> String? {
    var times = SHA256()
    for seen in await concurrentMap(entries, width: options.jobs, { $0.times }) {
      guard let seen else { return nil }
      times.update(data: seen)
    }
    return Manifest.text(of: times.finalize())
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
