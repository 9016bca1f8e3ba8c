import Glibc

/// A file for an atomic write: it gets its name when it is complete, so that no program reads half
/// of it.
struct AsideFile: ~Copyable {
  /// The way in which a file gets its name.
  enum Way: Equatable, Sendable {
    /// The file is written under a temporary name and renamed.
    case renamed
    /// The file is written without a name and linked by its descriptor or, where that needs
    /// privileges, by its path in /proc.
    ///
    /// The folder then stores one name instead of two, one after the other: 16,000 files of a
    /// page's size take 153 ms, and 204 ms if they are renamed (two tasks, tmpfs).
    case linked(byDescriptor: Bool)
  }

  private let aside: String
  private let way: Way
  /// -1 after the file is closed.
  private var descriptor: Int32
  private var failure: Int32 = 0
  /// True if the temporary name exists and must be removed.
  private var isAside: Bool

  /// - Parameters:
  ///   - aside: the temporary name, in the same folder as the path.
  ///   - path: the path of the file; its folder exists.
  init(_ aside: String, for path: String, _ way: Way = .renamed) throws(FileError) {
    self.aside = aside
    self.way = way
    isAside = way == .renamed
    if isAside {
      descriptor = Self.open(aside)
    } else {
      descriptor = unsafe Glibc.open(Self.folder(of: path), O_WRONLY | Self.withoutName | O_CLOEXEC, 0o666)
    }
    if descriptor < 0 { throw FileError(path: isAside ? aside : path, code: errno) }
  }

  /// Removes a link at the path: through it the bytes would be written elsewhere.
  private static func open(_ aside: String) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let descriptor = unsafe Glibc.open(aside, flags, 0o666)
    guard descriptor < 0, errno == ELOOP, unsafe unlink(aside) == 0 else { return descriptor }
    return unsafe Glibc.open(aside, flags, 0o666)
  }

  /// `O_TMPFILE` and `AT_EMPTY_PATH`, which are not imported.
  private static let withoutName = 0o20_000_000 | O_DIRECTORY
  private static let ofDescriptor: Int32 = 0x1000

  private static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? "."
  }

  /// Finds the best way that the file system of a folder supports, by a trial.
  static func best(in folder: String, aside: String) -> Way {
    for way in [Way.linked(byDescriptor: true), .linked(byDescriptor: false)] {
      unsafe unlink(aside)
      guard let file = try? AsideFile(aside, for: folder + "/", way), (try? file.finish(as: aside)) != nil else { continue }
      unsafe unlink(aside)
      return way
    }
    return .renamed
  }

  /// Appends bytes. Errors are reported at the end.
  mutating func write(_ bytes: [UInt8]) {
    var written = 0
    while written < bytes.count, failure == 0 {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
      }
      if count >= 0 { written += count } else if errno != EINTR { failure = errno }
    }
  }

  consuming func finish(as path: String) throws(FileError) {
    var isLinked = false
    if failure == 0, case .linked(let byDescriptor) = way {
      failure = link(as: path, byDescriptor)
      isLinked = failure == 0
      if failure == EEXIST {
        // A link does not replace a file.
        unsafe unlink(aside)
        failure = link(as: aside, byDescriptor)
        isAside = failure == 0
      }
    }
    // The system may report a full disk only now.
    if close(descriptor) != 0, failure == 0 {
      failure = errno
      if isLinked { unsafe unlink(path) }
    }
    descriptor = -1
    if failure == 0, isAside {
      if unsafe rename(aside, path) == 0 { isAside = false } else { failure = errno }
    }
    if failure != 0 { throw FileError(path: path, code: failure) }
  }

  /// - Returns: the error code, or 0.
  private func link(as path: String, _ byDescriptor: Bool) -> Int32 {
    let result =
      byDescriptor
      ? unsafe linkat(descriptor, "", AT_FDCWD, path, Self.ofDescriptor)
      : unsafe linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, path, AT_SYMLINK_FOLLOW)
    return result == 0 ? 0 : errno
  }

  /// Removes a file that did not become complete.
  deinit {
    if descriptor >= 0 { close(descriptor) }
    if isAside { unsafe unlink(aside) }
  }
}
