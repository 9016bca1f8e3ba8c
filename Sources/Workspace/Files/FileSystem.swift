import Glibc
import Text

/// An error with a file, in the system's words.
package struct FileError: Error, Sendable {
  package var path: String
  package var code: Int32

  /// Codes of this program: a pipe, a socket or a device instead of a file, and a link instead of a
  /// folder.
  static let noFile: Int32 = -1
  static let linkedFolder: Int32 = -2
  /// A copy of a site, or its manifest, that cannot be read.
  static let unreadableCopy: Int32 = -3
  /// An update that was stopped.
  static let interrupted: Int32 = -4

  package var message: String {
    switch code {
    case Self.noFile: return "\(path): this is a pipe, a socket or a device, and no file"
    case Self.interrupted: return "\(path): the update was stopped here; start it again"
    case Self.unreadableCopy: return "\(path): this is damaged, or another program's"
    case Self.linkedFolder: return "\(path): this is a link to another place; delete the link, and a folder takes its place"
    default:
      let words = unsafe String(cString: strerror(code))
      return "\(path): \(words)"
    }
  }
  var isMissing: Bool { code == ENOENT || code == ENOTDIR }
}

/// The few system calls that a build makes for each file, without an intermediate object.
package enum FileSystem {
  package enum Kind: Sendable { case file, folder, link, other }

  /// Returns a folder's entries without dot files, sorted by their bytes. A name that is not UTF-8
  /// is nil.
  package static func entries(of folder: String) throws(FileError) -> [(name: String?, kind: Kind)] {
    guard let stream = unsafe opendir(folder) else { throw FileError(path: folder, code: errno) }
    defer { unsafe closedir(stream) }
    var found: [(bytes: [UInt8], kind: Kind)] = []
    while let entry = unsafe readdir(stream) {
      let length = unsafe strlen(&entry.pointee.d_name.0)
      let bytes = unsafe withUnsafeBytes(of: entry.pointee.d_name) { unsafe Array($0.prefix(length)) }
      if bytes.first == UInt8(ascii: ".") { continue }
      let kind: Kind =
        switch unsafe Int32(entry.pointee.d_type) {
        case Int32(DT_REG): .file
        case Int32(DT_DIR): .folder
        case Int32(DT_LNK): .link
        case Int32(DT_UNKNOWN): Self.kind(of: folder + "/" + String(decoding: bytes, as: UTF8.self)) ?? .other
        default: .other
        }
      found.append((bytes, kind))
    }
    found.sort { $0.bytes.span.precedes($1.bytes.span) }
    return found.map { (String(validating: $0.bytes, as: UTF8.self), $0.kind) }
  }

  /// An entry below a folder.
  struct TreeEntry: Equatable, Sendable {
    /// The path, relative to the folder.
    var path: String
    var isFolder: Bool
    /// The target of a link: a real path within the folder.
    var target: String?
  }

  /// Lists every file and every link below a folder, in order. A link to a folder is one entry; the
  /// files of its target are listed at their own paths.
  ///
  /// - Parameter folder: a real path.
  /// - Returns: nil if a folder or a name cannot be read, if an entry is neither a file nor a
  ///   folder, if a link leads out of the folder, and if folders are nested more than 32 deep.
  static func tree(below folder: String) -> [TreeEntry]? {
    var found: [TreeEntry] = []
    return tree(folder, "", depth: 0, &found) ? found : nil
  }

  private static func tree(_ root: String, _ prefix: String, depth: Int, _ found: inout [TreeEntry]) -> Bool {
    guard depth < 32, let entries = try? entries(of: root + "/" + prefix) else { return false }
    for (name, kind) in entries {
      guard let name else { return false }
      let path = prefix + name
      switch kind {
      case .folder: guard tree(root, path + "/", depth: depth + 1, &found) else { return false }
      case .file: found.append(TreeEntry(path: path, isFolder: false))
      case .link:
        guard let target = realPath(of: root + "/" + path), target.hasPrefix(root + "/") else { return false }
        switch kindFollowingLinks(of: target) {
        case .file: found.append(TreeEntry(path: path, isFolder: false, target: target))
        case .folder: found.append(TreeEntry(path: path, isFolder: true, target: target))
        default: return false
        }
      case .other: return false
      }
    }
    return true
  }

  /// Returns the kind of a path without following links; nil if nothing is there.
  package static func kind(of path: String) -> Kind? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    return kind(mode: status.st_mode)
  }

  /// Returns the kind of a path's target, with links followed.
  package static func kindFollowingLinks(of path: String) -> Kind? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return kind(mode: status.st_mode)
  }

  private static func kind(mode: mode_t) -> Kind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  /// The status of a file from the system. Times are nanoseconds since 1970.
  package struct Status: Hashable, Sendable {
    package var size: Int
    /// The time of the last change to the bytes. Programs can set it.
    package var modified: Int
    /// The time of the last change to the bytes or the status.
    package var changed: Int
    package var number: UInt
  }

  /// - Returns: nil if there is no file.
  package static func status(of path: String) -> Status? {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    func nanoseconds(_ time: timespec) -> Int { time.tv_sec * 1_000_000_000 + time.tv_nsec }
    return Status(
      size: status.st_size, modified: nanoseconds(status.st_mtim), changed: nanoseconds(status.st_ctim), number: status.st_ino)
  }

  /// Returns the real path, with all links followed.
  package static func realPath(of path: String) -> String? {
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// Opens a file for reading. Does not wait for a pipe.
  private static func openFile(_ path: String) throws(FileError) -> (descriptor: Int32, status: stat) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno == ENXIO ? FileError.noFile : errno) }
    var status = stat()
    var failure: Int32 = 0
    if unsafe fstat(descriptor, &status) != 0 {
      failure = errno
    } else if kind(mode: status.st_mode) != .file {
      failure = kind(mode: status.st_mode) == .folder ? EISDIR : FileError.noFile
    }
    guard failure == 0 else {
      close(descriptor)
      throw FileError(path: path, code: failure)
    }
    return (descriptor, status)
  }

  /// Reads a whole file; of a file longer than `limit`, it reads `limit` + 1 bytes.
  package static func read(_ path: String, limit: Int = .max) throws(FileError) -> [UInt8] {
    let (descriptor, status) = try openFile(path)
    defer { close(descriptor) }
    let wanted = min(Int(status.st_size), limit == .max ? .max : limit + 1)
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      while count < wanted {
        let got = unsafe Glibc.read(descriptor, buffer.baseAddress! + count, wanted - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        count += got
      }
    }
    if failure != 0 { throw FileError(path: path, code: failure) }
    return bytes
  }

  /// Reads a file in pieces of at most 1 MiB.
  static func read(_ path: String, each use: ([UInt8]) -> Void) throws(FileError) {
    let (descriptor, status) = try openFile(path)
    defer { close(descriptor) }
    // To allocate 1 MiB for each of 10,000 small files takes longer than to read them.
    let size = min(max(Int(status.st_size) + 1, 1 << 12), 1 << 20)
    while true {
      var failure: Int32 = 0
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        let got = unsafe Glibc.read(descriptor, buffer.baseAddress!, buffer.count)
        if got < 0 { failure = errno }
        count = max(got, 0)
      }
      if failure == EINTR { continue }
      if failure != 0 { throw FileError(path: path, code: failure) }
      if piece.isEmpty { return }
      use(piece)
    }
  }

  /// Reads a range of a file; fewer bytes at its end.
  static func read(_ path: String, range: Range<Int>) throws(FileError) -> [UInt8] {
    let (descriptor, _) = try openFile(path)
    defer { close(descriptor) }
    return unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        let got = unsafe pread(descriptor, buffer.baseAddress! + count, range.count - count, range.lowerBound + count)
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        count += got
      }
    }
  }

  /// Lists every file below a folder, those whose names begin with a dot too. A link is one entry
  /// and is not followed. A name that is not UTF-8 is shown with replacement characters.
  static func everything(below root: String) throws(FileError) -> [String] {
    var found: [String] = []
    var folders = [""]
    while let folder = folders.popLast() {
      guard let stream = unsafe opendir(root + "/" + folder) else { throw FileError(path: root + "/" + folder, code: errno) }
      defer { unsafe closedir(stream) }
      while let entry = unsafe readdir(stream) {
        let length = unsafe strlen(&entry.pointee.d_name.0)
        let bytes = unsafe withUnsafeBytes(of: entry.pointee.d_name) { unsafe Array($0.prefix(length)) }
        let name = String(decoding: bytes, as: UTF8.self)
        if name == "." || name == ".." { continue }
        let path = folder + name
        if kind(of: root + "/" + path) == .folder { folders.append(path + "/") } else { found.append(path) }
      }
    }
    return found
  }

  /// Reads to the end, also for a file whose size the system does not know.
  static func readAll(_ path: String) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(path) { bytes += $0 }
    return bytes
  }

  package static func makeFolder(_ path: String) throws(FileError) {
    if unsafe mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else {
      throw FileError(path: path, code: errno)
    }
    try makeFolder(String(path[..<slash]))
    guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else { throw FileError(path: path, code: errno) }
  }

  /// Writes a file with an atomic write: no program reads half of it.
  ///
  /// - Parameter aside: the temporary name, on the same file system.
  package static func write(_ bytes: [UInt8], to path: String, aside: String) throws(FileError) {
    var file = try AtomicFile(aside)
    file.write(bytes)
    try file.finish(as: path)
  }

  /// Writes all bytes to an open file or a stream.
  ///
  /// - Returns: the error code, or 0.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress! + done, $0.count - done) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { return errno }
      done += count
    }
    return 0
  }

  package static func remove(_ path: String) throws(FileError) {
    if unsafe unlink(path) != 0, errno != ENOENT { throw FileError(path: path, code: errno) }
  }

  /// Removes a folder if it is empty; ignores a folder that is not.
  package static func removeIfEmpty(_ folder: String) { _ = unsafe rmdir(folder) }
}
