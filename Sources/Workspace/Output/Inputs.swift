import Publication
internal import Text

/// Everything that a build depends on, at one moment.
struct Inputs: Sendable {
  private let options: BuildOptions
  private let entries: [Entry]

  /// Lists every file that a build can read, without reading it.
  ///
  /// - Returns: nil if something cannot be read, or a link leads out of its folder: the build
  ///   itself reports the error.
  static func now(_ options: BuildOptions) async -> Inputs? {
    guard let files = files(options) else { return nil }
    let entries = await concurrentMap(files, width: options.jobs, { Entry($0) }).compactMap(\.self)
    return entries.count == files.count ? Inputs(options: options, entries: entries) : nil
  }

  /// Returns a hash of the program, its flags, and the name, kind and bytes of every file.
  ///
  /// The hash is valid only if all ``areUntouched()`` afterwards.
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

  /// True if no file has changed since; reads no file.
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
    /// The size of the file and the time of its last change. A file that changes and changes back
    /// during a build has the same bytes before and after it, but another time.
    private let status: FileSystem.Status?

    /// - Returns: nil if the system has no status for a file.
    init?(_ file: File) {
      self.file = file
      status = file.status
      if status == nil, !file.entry.isFolder { return nil }
    }

    var isUntouched: Bool { file.status == status }

    /// Hashes the name and the target, neither of which holds a zero byte, and the SHA-256 of the
    /// bytes. It reads the file in pieces: films are files of records too.
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

  /// The program's file and those of the libraries that it loads: another version of one may make
  /// other pages.
  private static func program() -> [String]? {
    guard let maps = try? FileSystem.readAll("/proc/self/maps") else { return nil }
    let paths = String(decoding: maps, as: UTF8.self).split(separator: "\n").compactMap { line in
      line.firstIndex(of: "/").map { String(line[$0...]) }
    }
    return [Generator.version] + Set(paths).sorted().map { "\($0) \(FileSystem.status(of: $0).debugDescription)" }
  }
}
