import Glibc

/// A file that gets its name when it is whole: nobody ever reads half of it.
struct AsideFile: ~Copyable {
  /// How a file comes by its name.
  enum Way: Equatable, Sendable {
    /// It is written under another name and renamed.
    case renamed
    /// It is written without a name and linked: by its descriptor, or by what /proc calls that where only some may do so.
    ///
    /// A folder is asked to keep one name and not two in turn: 16,000 files of a page's size are there after 153 ms, those that
    /// are renamed after 204 (two tasks, tmpfs).
    case linked(byDescriptor: Bool)
  }

  private let aside: String
  private let way: Way
  /// -1 once it is closed.
  private var descriptor: Int32
  private var failure: Int32 = 0
  /// Whether the other name is there, which is not to be left behind.
  private var isAside: Bool

  /// - Parameters:
  ///   - aside: the other name, beside the place.
  ///   - path: the place; its folder is there.
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

  /// A link that stands there would have us write elsewhere: it goes.
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

  /// The best way that the file system of a folder knows, found by trying.
  static func best(in folder: String, aside: String) -> Way {
    for way in [Way.linked(byDescriptor: true), .linked(byDescriptor: false)] {
      unsafe unlink(aside)
      guard let file = try? AsideFile(aside, for: folder + "/", way), (try? file.finish(as: aside)) != nil else { continue }
      unsafe unlink(aside)
      return way
    }
    return .renamed
  }

  /// Appends bytes. What goes wrong is told in the end.
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
        // A link replaces nothing.
        unsafe unlink(aside)
        failure = link(as: aside, byDescriptor)
        isAside = failure == 0
      }
    }
    // A full disk may say so only now.
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

  /// - Returns: what went wrong, or 0.
  private func link(as path: String, _ byDescriptor: Bool) -> Int32 {
    let result =
      byDescriptor
      ? unsafe linkat(descriptor, "", AT_FDCWD, path, Self.ofDescriptor)
      : unsafe linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, path, AT_SYMLINK_FOLLOW)
    return result == 0 ? 0 : errno
  }

  /// What did not become whole is not left behind.
  deinit {
    if descriptor >= 0 { close(descriptor) }
    if isAside { unsafe unlink(aside) }
  }
}
