import Archives
import Text

/// A copy of a site as somebody holds it: a folder, a ZIP archive with the site's folder in it, or
/// a book.
protocol SiteCopy: Sendable {
  /// The path of the manifest from the root.
  var manifestName: String { get }
  /// The paths of all files from the site's root, sorted. Files that the systems of readers'
  /// machines leave in folders are not among them.
  var paths: [String] { get }
  func bytes(of path: String) throws(BuildFailure) -> [UInt8]
  func hash(of path: String) throws(BuildFailure) -> String
  /// False if a sum over the whole copy shows damage.
  func isIntact() -> Bool
}

extension SiteCopy {
  var manifestName: String { Manifest.name }

  /// Reads the manifest.
  func manifest(of name: String) throws(BuildFailure) -> Manifest {
    guard paths.contains(manifestName) else {
      throw .files("'\(name)' has no manifest.json, so it is no copy of a site that casebook made")
    }
    guard let manifest = Manifest.read(try bytes(of: manifestName)) else {
      throw .files("the manifest.json of '\(name)' is damaged, or another program's")
    }
    return manifest
  }

  func hash(of path: String) throws(BuildFailure) -> String { Manifest.hash(try bytes(of: path)) }

  func isIntact() -> Bool { true }
}

/// Opens a copy, whichever form it has.
enum SiteCopies {
  /// Opens a copy of a whole site. A book for Kiwix lacks some files of a site, and has others.
  static func openSite(_ path: String) throws(BuildFailure) -> any SiteCopy {
    let copy = try open(path)
    if copy is BookCopy {
      throw .files("'\(path)' is a book for Kiwix and no whole site; take the site's folder or its ZIP archive")
    }
    if copy.manifestName != Manifest.name {
      throw .files("'\(path)' is a book and no whole site; take the site's folder or its ZIP archive")
    }
    return copy
  }

  static func open(_ path: String) throws(BuildFailure) -> any SiteCopy {
    switch FileSystem.kindFollowingLinks(of: path) {
    case nil: throw .files("there is no '\(path)'")
    case .folder: return try FolderCopy(path)
    default: return BookCopy.isBook(path) ? try BookCopy(path) : try ArchiveCopy(path)
    }
  }

  /// True for a file that Windows or macOS puts into folders by itself. `autorun.inf` is none of
  /// them: it makes programs start.
  static func isOfSystem(_ path: String) -> Bool {
    let parts = path.split(separator: "/").map { $0.lowercased() }
    let folders: Set = ["__macosx", "system volume information", "$recycle.bin", ".trashes", ".spotlight-v100", ".fseventsd"]
    let names: Set = [".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db", ".localized"]
    return parts.contains(where: folders.contains) || parts.last.map { names.contains($0) || $0.hasPrefix("._") } ?? false
  }
}

/// A folder on a disk or a stick.
struct FolderCopy: SiteCopy {
  let root: String
  let paths: [String]

  init(_ root: String) throws(BuildFailure) {
    self.root = root
    do {
      paths = try FileSystem.everything(below: root).filter { !SiteCopies.isOfSystem($0) }
        .sorted { $0.precedesInBytes($1) }
    } catch {
      throw BuildFailure(error, doing: "cannot read '\(root)'")
    }
  }

  func bytes(of path: String) throws(BuildFailure) -> [UInt8] {
    do throws(FileError) { return try FileSystem.read(root + "/" + path) } catch {
      throw BuildFailure(error, doing: "cannot read '\(root)'")
    }
  }

  /// Reads in pieces: films may be larger than memory.
  func hash(of path: String) throws(BuildFailure) -> String {
    var hash = SHA256()
    do throws(FileError) {
      try FileSystem.read(root + "/" + path) { hash.update($0) }
    } catch {
      throw BuildFailure(error, doing: "cannot read '\(root)'")
    }
    return hash.finish().hexadecimal()
  }
}

/// An archive. Its one folder at the top is the site's root; a book has no such folder.
struct ArchiveCopy: SiteCopy {
  let manifestName: String
  let paths: [String]
  private let reader: ZipReader
  private let entries: [String: ZipReader.Entry]

  init(_ path: String) throws(BuildFailure) {
    let size = FileSystem.status(of: path)?.size ?? 0
    do throws(ZipReader.Failure) {
      reader = try ZipReader(size: size) { (try? FileSystem.read(path, range: $0)) ?? [] }
    } catch {
      throw .files("cannot read '\(path)': \(error.message)")
    }
    let names = reader.entries.filter { !SiteCopies.isOfSystem($0.path) }
    // The shallowest manifest is the site's: an attachment may have the same name.
    let manifests = names.map(\.path).filter { ("/" + $0).hasSuffix("/" + Manifest.name) }
    let depths = manifests.map { path in path.utf8.count { $0 == UInt8(ascii: "/") } }
    let manifest = zip(depths, manifests).min { $0.0 < $1.0 }?.1
    let isBook = manifest == nil && names.contains { $0.path == Manifest.bookName }
    manifestName = isBook ? Manifest.bookName : Manifest.name
    let root = manifest.map { $0.dropLast(Manifest.name.count) } ?? ""
    var entries: [String: ZipReader.Entry] = [:]
    for entry in names {
      // A file beside the site's folder is in the archive all the same, and is told.
      entries[entry.path.hasPrefix(root) ? String(entry.path.dropFirst(root.count)) : "../" + entry.path] = entry
    }
    self.entries = entries
    paths = entries.keys.sorted { $0.precedesInBytes($1) }
  }

  func bytes(of path: String) throws(BuildFailure) -> [UInt8] {
    guard let entry = entries[path] else { throw .files("the archive has no '\(path)'") }
    do throws(ZipReader.Failure) { return try reader.bytes(of: entry) } catch { throw .files(error.message) }
  }
}
