import Publication
internal import Text

/// All that a build depends on, as it was at one moment.
struct Inputs: Sendable {
  private let options: BuildOptions
  private var entries: [Entry]

  /// Looks at every file that a build can read, without reading it.
  ///
  /// - Parameter records: whether also at those that may hold records. A build that hashes them as it reads them need not: see
  ///   ``know(_:isOfRecords:)``.
  /// - Returns: nil where something cannot be read, or is a link that leads out of its folder: the build itself will say what.
  static func now(_ options: BuildOptions, andRecords records: Bool) async -> Inputs? {
    guard let files = files(options) else { return nil }
    let content = FileSystem.realPath(of: options.content)
    // Through a link to a folder, a build reads files by other names.
    let records = records || files.contains(where: \.entry.isFolder)
    let entries = await concurrentMap(files, width: options.jobs) { file in
      Entry(file, isLookedAt: records || file.root != content || !file.mayHoldRecords)
    }.compactMap(\.self)
    return entries.count == files.count ? Inputs(options: options, entries: entries) : nil
  }

  /// Takes over what the build itself has read: nobody needs to read it again, or to look whether it has been touched since.
  ///
  /// - Parameters:
  ///   - hashes: of files of the content folder, by their path in it.
  ///   - isOfRecords: whether a build reads a path that is there; it never looks into any other that was not looked at here.
  /// - Returns: false where the build has not seen a file that was there before it.
  mutating func know(_ hashes: [String: SHA256.Digest], isOfRecords: (_ path: String) -> Bool) -> Bool {
    for place in entries.indices where !entries[place].isLookedAt {
      let path = entries[place].file.entry.path
      entries[place].hash = hashes[path]
      if entries[place].hash == nil, isOfRecords(path) { return false }
    }
    return true
  }

  /// A hash of the program, its flags, and the name, kind and bytes of every file.
  ///
  /// It is that of the moment only if all ``areUntouched()`` afterwards.
  /// - Parameter width: how many files at a time.
  func bytes(width: Int) async -> String? {
    guard var build = Self.program() else { return nil }
    build += [
      options.content, options.templates.debugDescription, options.edition.debugDescription, options.languages.debugDescription,
      options.baseURL.debugDescription, options.release.debugDescription, options.isStrict.description,
    ]
    var hash = SHA256()
    hash.update(Array(build.joined(separator: "\n").utf8))
    for line in await concurrentMap(entries, width: width, { $0.line }) {
      guard let line else { return nil }
      hash.update(line)
    }
    return hash.finish().hexadecimal()
  }

  /// Whether nothing was touched since: no file is read for that.
  func areUntouched() async -> Bool {
    guard let files = Self.files(options), files == entries.map(\.file) else { return false }
    return await concurrentMap(entries.filter(\.isLookedAt), width: options.jobs) { $0.isUntouched }.allSatisfy(\.self)
  }

  private struct File: Equatable, Sendable {
    /// The real path of the folder.
    var root: String
    var entry: FileSystem.TreeEntry

    var path: String { root + "/" + entry.path }
    var status: FileSystem.Status? { entry.isFolder ? nil : FileSystem.status(of: path) }

    /// Whether it stands where files of records stand, in a folder of the content.
    var mayHoldRecords: Bool {
      let parts = entry.path.split(separator: "/", maxSplits: 2)
      return parts.count == 2 && parts[0] != "media" && parts[0] != "vocabularies"
        && (parts[1].hasSuffix(".md") || parts[1].hasSuffix(".yaml"))
    }
  }

  private struct Entry: Sendable {
    let file: File
    /// Its size, and when it was last changed. A file that is changed and changed back while a build reads has the same bytes
    /// before and after it, and another time.
    private let status: FileSystem.Status?
    let isLookedAt: Bool
    /// Of its bytes, where they are known.
    var hash: SHA256.Digest?

    /// - Returns: nil where nothing can be said of a file.
    init?(_ file: File, isLookedAt: Bool) {
      (self.file, self.isLookedAt) = (file, isLookedAt)
      status = isLookedAt ? file.status : nil
      if isLookedAt, status == nil, !file.entry.isFolder { return nil }
    }

    var isUntouched: Bool { file.status == status }

    /// What it is called and where it leads, no name holding a zero; and its SHA-256, read piece by piece: films are files of
    /// records too.
    var line: [UInt8]? {
      let name = Array(file.path.utf8) + [0] + Array((file.entry.target ?? "").utf8) + [0]
      if file.entry.isFolder { return name }
      if let hash { return name + hash.bytes }
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
