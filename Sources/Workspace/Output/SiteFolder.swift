import Glibc
import Publication
import Synchronization
import Text

/// The folder that a build writes. Every page in it can be read at any moment.
///
/// A build writes `manifest.next.json`, then each file with an atomic write, then `manifest.json`,
/// and then deletes the files that the site no longer has. If a build is interrupted, the next one
/// finds both manifests and repairs the rest.
final class SiteFolder: Sink {
  let root: String
  private let previous: Manifest
  /// Files whose bytes on disk are known to be those of ``previous``.
  private let isPreviousWhole: Bool
  /// The time at which ``previous`` was written. A file that changed later is written again.
  private let previousTime: FileSystem.Status?
  private let state = Mutex(State())
  private let lock: FolderLock?

  private struct State {
    var release = ""
    var edition = ""
    var folders: Set<String> = []
    /// The numbers of temporary names that no task uses.
    var freeNumbers: [Int] = []
    var countOfNumbers = 0
    /// True if the status of a file changed since, even if its size and date did not.
    var isTouched = false
  }

  static var isSequential: Bool { false }

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
  func begin(_ publication: Publication) throws(BuildFailure) {
    state.withLock { ($0.release, $0.edition) = (publication.release, publication.edition) }
    do {
      try FileSystem.makeFolder(root)
      // After two interrupted builds, the folder holds files of any of the earlier builds.
      let all = Set(publication.files.map(\.path)).union(previous.files.keys).sorted { $0.precedesInBytes($1) }
      try FileSystem.write(Manifest.next(all), to: root + "/" + Manifest.nextName, aside: aside("manifest"))
    } catch {
      throw BuildFailure(error, doing: "cannot write the site")
    }
  }

  private func aside(_ name: String) -> String { root + "/.casebook-\(name).tmp" }

  /// Lends a temporary name to one task. Names are used again, so that after a build that was
  /// killed the next one overwrites its temporary files.
  private func withAside<Result>(_ use: (String) throws(FileError) -> Result) throws(FileError) -> Result {
    let number = state.withLock { state in
      if let free = state.freeNumbers.popLast() { return free }
      state.countOfNumbers += 1
      return state.countOfNumbers
    }
    defer { state.withLock { $0.freeNumbers.append(number) } }
    return try use(aside(String(number)))
  }

  /// Writes a file unless it has the same bytes already.
  func write(_ path: String, _ bytes: [UInt8]) throws(FileError) -> WrittenFile {
    let file = Manifest.File(size: bytes.count, hash: Manifest.hash(bytes))
    if isThere(path, file) { return WrittenFile(path: path, file: file, isNew: false) }
    let folder = Self.folder(of: path)
    if state.withLock({ $0.folders.insert(folder).inserted }) { try makeFolder(folder) }
    try withAside { aside throws(FileError) in
      do throws(FileError) {
        try FileSystem.write(bytes, to: root + "/" + path, aside: aside)
      } catch {
        // Another task may have claimed the folder without having made it yet.
        guard error.code == ENOENT else { throw error }
        try makeFolder(folder)
        try FileSystem.write(bytes, to: root + "/" + path, aside: aside)
      }
    }
    return WrittenFile(path: path, file: file, isNew: true)
  }

  func write(_ path: String, pieces make: (_ use: ([UInt8]) -> Void) throws(FileError) -> Void) throws(FileError)
    -> WrittenFile
  {
    try makeFolder(Self.folder(of: path))
    return try withAside { name throws(FileError) in
      var aside = try AtomicFile(name)
      var size = 0
      var hash = SHA256()
      try make { piece in
        size += piece.count
        hash.update(piece)
        aside.write(piece)
      }
      let file = Manifest.File(size: size, hash: hash.finish().hexadecimal())
      if isThere(path, file) { return WrittenFile(path: path, file: file, isNew: false) }
      try aside.finish(as: root + "/" + path)
      return WrittenFile(path: path, file: file, isNew: true)
    }
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

  private static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
  }

  /// Makes a folder of the site. Refuses a link on the way to it, since files would be written
  /// elsewhere.
  private func makeFolder(_ folder: String) throws(FileError) {
    guard !folder.isEmpty else { return }
    if let link = Self.link(on: folder, below: root) { throw FileError(path: root + "/" + link, code: FileError.linkedFolder) }
    try FileSystem.makeFolder(root + "/" + folder)
  }

  /// Returns the first folder on the path that is a link.
  static func link(on folder: String, below root: String) -> String? {
    var path = ""
    for part in folder.split(separator: "/") {
      path += (path.isEmpty ? "" : "/") + part
      if FileSystem.kind(of: root + "/" + path) == .link { return path }
    }
    return nil
  }

  struct Receipt {
    var files: Int
    /// The number of files that this build wrote.
    var written: Int
    /// The hash of the manifest.
    var manifest: String
  }

  /// Ends the build: writes the manifest, then deletes the files that no longer belong to the site.
  func finish(_ files: [WrittenFile]) throws(BuildFailure) -> Receipt {
    let (release, edition, isTouched) = state.withLock { ($0.release, $0.edition, $0.isTouched) }
    let files = files.sorted { $0.path.precedesInBytes($1.path) }
    let written = files.count { $0.isNew }
    let bytes = Manifest.bytes(of: files, release: release, edition: edition)
    do {
      // The manifest is newer than every file of its site, so that the next build sees which files
      // changed.
      if written > 0 || isTouched || !isPreviousWhole || (try? FileSystem.read(root + "/" + Manifest.name)) != bytes {
        try FileSystem.write(bytes, to: root + "/" + Manifest.name, aside: aside("manifest"))
      }
      try deletePrevious(except: Set(files.map(\.path)))
      try FileSystem.remove(root + "/" + Manifest.nextName)
    } catch {
      throw BuildFailure(error, doing: "cannot write the site")
    }
    return Receipt(files: files.count, written: written, manifest: Manifest.hash(bytes))
  }

  /// Deletes the files of earlier builds that the site no longer has, and the folders that this
  /// leaves empty.
  private func deletePrevious(except files: Set<String>) throws(FileError) {
    var folders: Set<String> = []
    var linked: [String: Bool] = [:]
    for path in previous.files.keys where !files.contains(path) && Self.isInside(path) {
      let parent = Self.folder(of: path)
      let isElsewhere = linked[parent] ?? (Self.link(on: parent, below: root) != nil)
      linked[parent] = isElsewhere
      if isElsewhere { continue }
      try FileSystem.remove(root + "/" + path)
      var folder = path[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        folders.insert(String(folder))
      }
    }
    for folder in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) { FileSystem.removeIfEmpty(root + "/" + folder) }
  }

  /// Rejects paths that lead out of the folder: a manifest that somebody changed must not make a
  /// build delete files elsewhere.
  static func isInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.utf8.contains(0) && !path.split(separator: "/").contains { $0.hasPrefix(".") }
  }
}
