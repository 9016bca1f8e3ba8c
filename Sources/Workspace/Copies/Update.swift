internal import Text

/// Brings an old copy of a site to a new release.
///
/// The order is that of need and of safety. At each moment a reader can open every page:
///
/// 1. files that the new release lacks, pages and media, are deleted: they may have been withdrawn;
/// 2. the search: new shards, then the entries that lead to them, then the old shards go, since
///    they hold excerpts of what was withdrawn;
/// 3. other files, then pages;
/// 4. old style sheets and scripts go, and the manifest is replaced.
///
/// An update that is interrupted goes on when it is started again.
package enum Update {
  package struct Report: Sendable {
    package var deleted = 0
    package var written = 0
  }

  /// - Parameters:
  ///   - new: a copy of the new release, or the difference that ``Difference`` writes.
  ///   - old: a folder.
  package static func run(_ new: String, onto old: String) throws(BuildFailure) -> Report {
    try run(new, onto: old) { true }
  }

  /// - Parameter mayGoOn: asked before each file; if it is false, the update ends there as if the
  ///   power had failed.
  static func run(_ new: String, onto old: String, while mayGoOn: @escaping () -> Bool) throws(BuildFailure) -> Report {
    let source = try SiteCopies.openSite(new)
    let manifest = try source.manifest(of: new)
    guard FileSystem.kindFollowingLinks(of: old) == .folder else { throw .files("there is no folder '\(old)'") }
    let lock = try FolderLock(old)
    defer { withExtendedLifetime(lock) {} }
    let target = try FolderCopy(old)
    let before = try known(target, old)

    // Nothing is changed unless all that is needed is there and whole.
    let offered = Set(source.paths)
    let present = Set(target.paths)
    var needed: [String] = []
    for (path, file) in manifest.files.sorted(by: { $0.key.precedesInBytes($1.key) }) {
      guard SiteFolder.isInside(path) else {
        throw .files("the manifest of '\(new)' names a file outside the site: '\(path)'")
      }
      if present.contains(path), try target.hash(of: path) == file.hash { continue }
      guard offered.contains(path) else {
        throw .files(
          "'\(new)' lacks '\(path)', and '\(old)' has another one: this difference is for another copy. Take the whole release instead; nothing was changed"
        )
      }
      guard try source.hash(of: path) == file.hash else {
        throw .files("'\(path)' in '\(new)' is damaged: its bytes are not those of its manifest. Nothing was changed")
      }
      needed.append(path)
    }
    let gone = before.filter { manifest.files[$0] == nil && present.contains($0) }
    let step = Step(source: source, root: old, mayGoOn: mayGoOn)
    var report = Report()
    do throws(FileError) {
      let all = Set(manifest.files.keys).union(before).sorted { $0.precedesInBytes($1) }
      try step.write(Manifest.nextName, Manifest.next(all))
      report.deleted += try step.delete(gone.filter { !isOfSearch($0) && !isAsset($0) })
      let search = needed.filter(isOfSearch)
      report.written += try step.copy(search.filter { !isEntry($0) }) + step.copy(search.filter(isEntry))
      report.deleted += try step.delete(gone.filter(isOfSearch))
      let rest = needed.filter { !isOfSearch($0) }
      report.written += try step.copy(rest.filter { !isPage($0) }) + step.copy(rest.filter(isPage))
      report.deleted += try step.delete(gone.filter(isAsset))
      try step.write(Manifest.name, step.bytes(Manifest.name))
      try FileSystem.remove(old + "/" + Manifest.nextName)
    } catch {
      throw BuildFailure(error, doing: "cannot update '\(old)'")
    }
    return report
  }

  /// Returns the files of earlier releases, those of an interrupted build or update among them.
  private static func known(_ target: FolderCopy, _ old: String) throws(BuildFailure) -> Set<String> {
    var files: Set<String> = []
    for name in [Manifest.name, Manifest.nextName] where target.paths.contains(name) {
      if let manifest = Manifest.read(try target.bytes(of: name)) { files.formUnion(manifest.files.keys) }
    }
    guard !files.isEmpty else {
      throw .files("'\(old)' is no copy of a site that casebook made; nothing was changed")
    }
    return files.filter(SiteFolder.isInside)
  }

  private static func isOfSearch(_ path: String) -> Bool { path.hasPrefix("search/") }
  private static func isEntry(_ path: String) -> Bool { path.hasSuffix("/index.js") }
  private static func isAsset(_ path: String) -> Bool { path.hasPrefix("assets/") }
  private static func isPage(_ path: String) -> Bool { path.hasSuffix(".html") }
}

/// Single steps of an update.
private struct Step {
  let source: any SiteCopy
  let root: String
  let mayGoOn: () -> Bool

  private func goOn(_ path: String) throws(FileError) {
    if !mayGoOn() { throw FileError(path: path, code: FileError.interrupted) }
  }

  func bytes(_ path: String) throws(FileError) -> [UInt8] {
    do { return try source.bytes(of: path) } catch { throw FileError(path: path, code: FileError.unreadableCopy) }
  }

  func write(_ path: String, _ bytes: [UInt8]) throws(FileError) {
    try goOn(path)
    if let slash = path.lastIndex(of: "/") {
      let folder = String(path[..<slash])
      if let link = SiteFolder.link(on: folder, below: root) {
        throw FileError(path: root + "/" + link, code: FileError.linkedFolder)
      }
      try FileSystem.makeFolder(root + "/" + folder)
    }
    try FileSystem.write(bytes, to: root + "/" + path, aside: root + "/.casebook-update.tmp")
  }

  func copy(_ paths: [String]) throws(FileError) -> Int {
    for path in paths { try write(path, bytes(path)) }
    return paths.count
  }

  /// Deletes files, and the folders that this leaves empty.
  func delete(_ paths: [String]) throws(FileError) -> Int {
    var deleted = 0
    for path in paths.sorted(by: { $0.precedesInBytes($1) }) {
      var folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
      if SiteFolder.link(on: folder, below: root) != nil { continue }
      try goOn(path)
      try FileSystem.remove(root + "/" + path)
      deleted += 1
      while !folder.isEmpty {
        FileSystem.removeIfEmpty(root + "/" + folder)
        folder = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
      }
    }
    return deleted
  }
}
