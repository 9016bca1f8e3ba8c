import Publication
internal import Text

/// All that a build depends on, as it was at one moment.
struct Inputs: Sendable {
  private let options: BuildOptions
  private let entries: [Entry]

  /// Looks at every file that a build can read, without reading it.
  ///
  /// - Returns: nil where something cannot be read, or is a link that leads out of its folder: the build itself will say what.
  static func now(_ options: BuildOptions) async -> Inputs? {
    guard let files = files(options) else { return nil }
    let entries = await concurrentMap(files, width: options.jobs, { Entry($0) }).compactMap(\.self)
    return entries.count == files.count ? Inputs(options: options, entries: entries) : nil
  }

  /// A hash of the program, its flags, and the name, kind and bytes of every file.
  ///
  /// It is that of the moment only if all ``areUntouched()`` afterwards.
  func hash() async -> String? {
    guard var build = Self.program() else { return nil }
    build += [
      options.content, options.templates.debugDescription, options.edition.debugDescription, options.languages.debugDescription,
      options.baseURL.debugDescription, options.release.debugDescription, options.isStrict.description,
    ]
    var hash = SHA256()
    hash.update(Array(build.joined(separator: "\n").utf8))
    for line in await concurrentMap(entries, width: options.jobs, { $0.line }) {
      guard let line else { return nil }
      hash.update(line)
    }
    return hash.finish().hexadecimal()
  }

  /// Whether nothing was touched since: no file is read for that.
  func areUntouched() async -> Bool {
    guard let files = Self.files(options), files == entries.map(\.file) else { return false }
    return await concurrentMap(entries, width: options.jobs) { $0.isUntouched }.allSatisfy(\.self)
  }

  private struct File: Equatable, Sendable {
    /// The real path of the folder.
    var root: String
    var entry: FileSystem.TreeEntry

    var path: String { root + "/" + entry.path }
    var status: FileSystem.Status? { entry.isFolder ? nil : FileSystem.status(of: path) }
  }

  private struct Entry: Sendable {
    let file: File
    /// Its size, and when it was last changed. A file that is changed and changed back while a build reads has the same bytes
    /// before and after it, and another time.
    private let status: FileSystem.Status?

    /// - Returns: nil where the system says nothing of a file.
    init?(_ file: File) {
      self.file = file
      status = file.status
      if status == nil, !file.entry.isFolder { return nil }
    }

    var isUntouched: Bool { file.status == status }

    /// What it is called and where it leads, no name holding a zero; and its SHA-256, read piece by piece: films are files of
    /// records too.
    var line: [UInt8]? {
      let name = Array(file.path.utf8) + [0] + Array((file.entry.target ?? "").utf8) + [0]
      if file.entry.isFolder { return name }
      var hash = SHA256()
      do throws(FileError) {
        try FileSystem.read(file.path) { hash.update($0) }
      } catch {
        return nil
      }
      return name + hash.finish().bytes
    }
  }

  private static func files(_ options: BuildOptions) -> [File]? {
    var files: [File] = []
    for folder in [options.content, options.templates].compactMap(\.self) {
      guard let root = FileSystem.realPath(of: folder), let tree = FileSystem.tree(below: root) else { return nil }
      files += tree.map { File(root: root, entry: $0) }
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
