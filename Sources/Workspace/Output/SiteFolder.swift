import Glibc
import Synchronization
import Text

/// The folder that a build writes, so that at any moment every page in it can be read.
///
/// First `manifest.next.json`, then each file, which gets its name when it is whole, then `manifest.json`, then what is no longer
/// there is deleted. Whatever cuts a build short, the next one finds both manifests and mends the rest.
final class SiteFolder: Sendable {
  let root: String
  private let previous: Manifest
  /// Files whose bytes on disk are known to be those of ``previous``.
  private let isPreviousWhole: Bool
  /// When ``previous`` was written: a file that was changed since is written again.
  private let previousTime: FileSystem.Status?
  private let state = Mutex(State())
  private let lock: FolderLock?

  private struct State {
    var folders: Set<String> = []
    var files = WrittenFiles()
    var written = 0
    var way = AsideFile.Way.renamed
    /// Whether something about a file was changed since, though not its size and date.
    var isTouched = false
  }

  /// Opens a folder for writing. It is refused where it holds anything that is no site of ours.
  init(_ path: String) throws(BuildFailure) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    root = path
    lock = try FolderLock(path)
    switch FileSystem.kindFollowingLinks(of: path) {
    case nil:
      previous = Manifest()
      isPreviousWhole = true
      previousTime = nil
    case .folder:
      let entries: [(name: String?, kind: FileSystem.Kind)]
      do { entries = try FileSystem.entries(of: path) } catch {
        throw BuildFailure(error, doing: "cannot read the output folder")
      }
      let old = (try? FileSystem.read(path + "/" + Manifest.name)).flatMap(Manifest.read)
      let interrupted = (try? FileSystem.read(path + "/" + Manifest.nextName)).flatMap(Manifest.read)
      guard entries.isEmpty || old != nil || interrupted != nil else {
        throw .files(
          "'\(path)' holds files that are no casebook site; choose an empty folder for --output, so that nothing is lost")
      }
      var known = old ?? Manifest()
      for file in interrupted?.files.keys ?? [:].keys where known.files[file] == nil {
        known.files[file] = Manifest.File(size: -1, hash: "")
      }
      previous = known
      isPreviousWhole = interrupted == nil
      previousTime = FileSystem.status(of: path + "/" + Manifest.name)
    default: throw .files("'\(path)' is a file; --output names a folder")
    }
  }

  /// Whether a folder holds the site of a manifest with this hash, no file of it missing or changed since.
  static func isWhole(_ root: String, manifest hash: String) -> Bool {
    let path = root + "/" + Manifest.name
    guard FileSystem.kind(of: root + "/" + Manifest.nextName) == nil, let bytes = try? FileSystem.read(path),
      Manifest.hash(bytes) == hash, let written = FileSystem.status(of: path), let manifest = Manifest.read(bytes)
    else { return false }
    return manifest.files.allSatisfy { path, file in
      guard let there = FileSystem.status(of: root + "/" + path) else { return false }
      return there.size == file.size && there.modified <= written.modified && there.changed <= written.changed
    }
  }

  /// Begins: from here on the folder is a site of ours.
  ///
  /// - Parameter way: how files come by their names; nil is the best that the file system knows.
  func begin(_ paths: [String], _ way: AsideFile.Way? = nil) throws(BuildFailure) {
    do {
      try FileSystem.makeFolder(root)
      // Twice interrupted, the folder holds what any of the builds before has written.
      let all = Set(paths).union(previous.files.keys).sorted { $0.precedesInBytes($1) }
      let files = WrittenFiles(beginningWith: all)
      state.withLock { $0.files = files }
      try FileSystem.write(Manifest.next(all), to: root + "/" + Manifest.nextName, aside: aside("manifest"))
      let way = way ?? AsideFile.best(in: root, aside: aside("manifest"))
      state.withLock { $0.way = way }
    } catch {
      throw BuildFailure(error, doing: "cannot write the site")
    }
  }

  private func aside(_ worker: String) -> String { root + "/.casebook-\(worker).tmp" }

  /// Writes a file unless the same bytes are there already.
  ///
  /// - Parameter worker: keeps what several tasks write aside apart.
  func write(_ path: String, _ bytes: [UInt8], worker: Int) throws(FileError) {
    let file = Manifest.File(size: bytes.count, hash: Manifest.hash(bytes))
    if isThere(path, file) { return record(path, file, wasWritten: false) }
    let target = root + "/" + path
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    let (isNew, way) = state.withLock { ($0.folders.insert(folder).inserted, $0.way) }
    if isNew { try makeFolder(folder) }
    do {
      try FileSystem.write(bytes, to: target, aside: aside(String(worker)), way)
    } catch {
      // Another task may have claimed the folder and not have made it yet.
      guard error.code == ENOENT else { throw error }
      try makeFolder(folder)
      try FileSystem.write(bytes, to: target, aside: aside(String(worker)), way)
    }
    record(path, file, wasWritten: true)
  }

  /// The same for a file that is made piece by piece, because it would be large to hold.
  func write(_ path: String, worker: Int, pieces make: (_ use: ([UInt8]) -> Void) -> Void) throws(FileError) {
    if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) { try makeFolder(String(path[..<slash])) }
    var aside = try AsideFile(aside(String(worker)), for: root + "/" + path, state.withLock { $0.way })
    var size = 0
    var hash = SHA256()
    make { piece in
      size += piece.count
      hash.update(piece)
      aside.write(piece)
    }
    let file = Manifest.File(size: size, hash: hash.finish().hexadecimal())
    if isThere(path, file) { return record(path, file, wasWritten: false) }
    try aside.finish(as: root + "/" + path)
    record(path, file, wasWritten: true)
  }

  /// Whether the same bytes are there already.
  private func isThere(_ path: String, _ file: Manifest.File) -> Bool {
    guard previous.files[path] == file, isPreviousWhole, let previousTime,
      let there = FileSystem.status(of: root + "/" + path), there.size == file.size, there.modified <= previousTime.modified
    else { return false }
    if there.changed <= previousTime.changed { return true }
    // Nobody can set when a file was last touched: its bytes may be others, though its date says that they are not.
    state.withLock { $0.isTouched = true }
    return FileSystem.kind(of: root + "/" + path) == .file && Self.hash(of: root + "/" + path) == file.hash
  }

  private static func hash(of path: String) -> String? {
    var hash = SHA256()
    guard (try? FileSystem.read(path) { hash.update($0) }) != nil else { return nil }
    return hash.finish().hexadecimal()
  }

  /// Makes a folder of the site. Where one on the way is a link, what is written would end up elsewhere.
  private func makeFolder(_ folder: String) throws(FileError) {
    if let link = link(on: folder) { throw FileError(path: root + "/" + link, code: FileError.linkedFolder) }
    try FileSystem.makeFolder(root + "/" + folder)
  }

  /// The first folder on the way to one that is a link.
  private func link(on folder: String) -> String? {
    var path = ""
    for part in folder.split(separator: "/") {
      path += (path.isEmpty ? "" : "/") + part
      if FileSystem.kind(of: root + "/" + path) == .link { return path }
    }
    return nil
  }

  private func record(_ path: String, _ file: Manifest.File, wasWritten: Bool) {
    state.withLock {
      $0.files.add(path, file)
      $0.written += wasWritten ? 1 : 0
    }
  }

  struct Result {
    var files: Int
    /// How many of them were written now.
    var written: Int
    /// The hash of the manifest.
    var manifest: String
  }

  /// Ends: the manifest is written, then what no longer belongs is deleted.
  func finish(release: String, edition: String) throws(BuildFailure) -> Result {
    let (files, written, isTouched) = state.withLock { ($0.files, $0.written, $0.isTouched) }
    let bytes = Manifest.bytes(of: files.inOrder, release: release, edition: edition)
    do {
      // Newer than every file of its site: that is how the next build knows what was changed since.
      if written > 0 || isTouched || !isPreviousWhole || (try? FileSystem.read(root + "/" + Manifest.name)) != bytes {
        try FileSystem.write(bytes, to: root + "/" + Manifest.name, aside: aside("manifest"))
      }
      var folders: Set<String> = []
      var linked: [Substring: Bool] = [:]
      for path in previous.files.keys where files[path] == nil && Self.isInside(path) {
        let parent = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[..<$0] } ?? ""
        let isElsewhere = linked[parent] ?? (link(on: String(parent)) != nil)
        linked[parent] = isElsewhere
        if isElsewhere { continue }
        try FileSystem.remove(root + "/" + path)
        var folder = path[...]
        while let slash = folder.lastIndex(of: "/") {
          folder = folder[..<slash]
          folders.insert(String(folder))
        }
      }
      removeShards(except: files)
      for folder in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) { FileSystem.removeIfEmpty(root + "/" + folder) }
      try FileSystem.remove(root + "/" + Manifest.nextName)
    } catch {
      throw BuildFailure(error, doing: "cannot write the site")
    }
    return Result(files: files.count, written: written, manifest: Manifest.hash(bytes))
  }

  /// Deletes indexes that no manifest knows: a build that was cut short had not yet said what it was writing.
  private func removeShards(except files: WrittenFiles) {
    let search = root + "/search"
    guard FileSystem.kind(of: search) == .folder else { return }
    for (language, kind) in (try? FileSystem.entries(of: search)) ?? [] where kind == .folder {
      guard let language else { continue }
      for (index, kind) in (try? FileSystem.entries(of: search + "/" + language)) ?? [] where kind == .folder {
        guard let index else { continue }
        let folder = "search/" + language + "/" + index
        for (name, kind) in (try? FileSystem.entries(of: root + "/" + folder)) ?? [] where kind == .file {
          guard let name, files[folder + "/" + name] == nil else { continue }
          try? FileSystem.remove(root + "/" + folder + "/" + name)
        }
        FileSystem.removeIfEmpty(root + "/" + folder)
      }
    }
  }

  /// A manifest that somebody changed must not make us delete what is elsewhere.
  private static func isInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.utf8.contains(0) && !path.split(separator: "/").contains { $0.hasPrefix(".") }
  }
}
