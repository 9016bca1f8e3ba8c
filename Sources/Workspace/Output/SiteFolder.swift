import Glibc
import Synchronization
import Text

/// The folder that a build writes. Every page in it can be read at any moment.
///
/// A build writes `manifest.next.json`, then each file with an atomic write, then `manifest.json`,
/// and then deletes the files that the site no longer has. If a build is interrupted, the next one
/// finds both manifests and repairs the rest.
final class SiteFolder: Sendable {
  let root: String
  private let previous: Manifest
  /// Files whose bytes on disk are known to be those of ``previous``.
  private let isPreviousWhole: Bool
  /// The time at which ``previous`` was written. A file that changed later is written again.
  private let previousTime: FileSystem.Status?
  private let state = Mutex(State())
  private let lock: FolderLock?

  private struct State {
    var folders: Set<String> = []
    var files = WrittenFiles()
    var written = 0
    var way = AsideFile.Way.renamed
    /// True if the status of a file changed since, even if its size and date did not.
    var isTouched = false
  }

  /// Opens a folder for writing. Refuses a folder that holds anything but a site of this program.
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

  /// True if a folder holds the site of a manifest with this hash, and no file of it is missing or
  /// has changed since.
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

  /// Begins to write: from now on the folder is a site of this program.
  ///
  /// - Parameter way: the way in which files get their names; nil is the best that the file system
  ///   supports.
  func begin(_ paths: [String], _ way: AsideFile.Way? = nil) throws(BuildFailure) {
    do {
      try FileSystem.makeFolder(root)
      // After two interrupted builds, the folder holds files of any of the earlier builds.
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

  /// Writes a file unless it has the same bytes already.
  ///
  /// - Parameter worker: the number of the task, which keeps the temporary files of several tasks
  ///   apart.
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
      // Another task may have claimed the folder without having made it yet.
      guard error.code == ENOENT else { throw error }
      try makeFolder(folder)
      try FileSystem.write(bytes, to: target, aside: aside(String(worker)), way)
    }
    record(path, file, wasWritten: true)
  }

  /// Writes a file in pieces, because it would be too large to hold in memory.
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

  /// True if the file has the same bytes already.
  private func isThere(_ path: String, _ file: Manifest.File) -> Bool {
    guard previous.files[path] == file, isPreviousWhole, let previousTime,
      let there = FileSystem.status(of: root + "/" + path), there.size == file.size, there.modified <= previousTime.modified
    else { return false }
    if there.changed <= previousTime.changed { return true }
    // A program can set the date of a file's content but not the time of its last status change:
    // the bytes may differ although the date says otherwise.
    state.withLock { $0.isTouched = true }
    return FileSystem.kind(of: root + "/" + path) == .file && Self.hash(of: root + "/" + path) == file.hash
  }

  private static func hash(of path: String) -> String? {
    var hash = SHA256()
    guard (try? FileSystem.read(path) { hash.update($0) }) != nil else { return nil }
    return hash.finish().hexadecimal()
  }

  /// Makes a folder of the site. Refuses a link on the way to it, since files would be written
  /// elsewhere.
  private func makeFolder(_ folder: String) throws(FileError) {
    if let link = link(on: folder) { throw FileError(path: root + "/" + link, code: FileError.linkedFolder) }
    try FileSystem.makeFolder(root + "/" + folder)
  }

  /// Returns the first folder on the path that is a link.
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
    /// The number of files that this build wrote.
    var written: Int
    /// The hash of the manifest.
    var manifest: String
  }

  /// Ends the build: writes the manifest, then deletes the files that no longer belong to the site.
  func finish(release: String, edition: String) throws(BuildFailure) -> Result {
    let (files, written, isTouched) = state.withLock { ($0.files, $0.written, $0.isTouched) }
    let bytes = Manifest.bytes(of: files.inOrder, release: release, edition: edition)
    do {
      // The manifest is newer than every file of its site, so that the next build sees which files
      // changed.
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

  /// Deletes index files that no manifest lists: an interrupted build had not yet listed the files
  /// that it wrote.
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

  /// Rejects paths that lead out of the folder: a manifest that somebody changed must not make a
  /// build delete files elsewhere.
  private static func isInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.utf8.contains(0) && !path.split(separator: "/").contains { $0.hasPrefix(".") }
  }
}
