import Glibc

/// A file that is written under a temporary name and renamed when it is complete, so that no
/// program reads half of it.
struct AtomicFile: ~Copyable {
  private let aside: String
  /// -1 after the file is closed.
  private var descriptor: Int32
  private var failure: Int32 = 0
  /// True if the temporary name exists and must be removed.
  private var isAside = true

  /// - Parameter aside: the temporary name, on the same file system as the file's own path.
  init(_ aside: String) throws(FileError) {
    self.aside = aside
    descriptor = Self.open(aside)
    if descriptor < 0 {
      isAside = false
      throw FileError(path: aside, code: errno)
    }
  }

  /// Removes a link at the path: through it the bytes would be written elsewhere.
  private static func open(_ aside: String) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let descriptor = unsafe Glibc.open(aside, flags, 0o666)
    guard descriptor < 0, errno == ELOOP, unsafe unlink(aside) == 0 else { return descriptor }
    return unsafe Glibc.open(aside, flags, 0o666)
  }

  /// Appends bytes. Errors are reported at the end.
  mutating func write(_ bytes: [UInt8]) {
    if failure == 0 { failure = FileSystem.write(bytes, to: descriptor) }
  }

  /// Gives the file its path and replaces a file that is there.
  consuming func finish(as path: String) throws(FileError) {
    // The system may report a full disk only now.
    if close(descriptor) != 0, failure == 0 { failure = errno }
    descriptor = -1
    if failure == 0 {
      if unsafe rename(aside, path) == 0 { isAside = false } else { failure = errno }
    }
    if failure != 0 { throw FileError(path: path, code: failure) }
  }

  /// Removes a file that did not become complete.
  deinit {
    if descriptor >= 0 { close(descriptor) }
    if isAside { unsafe unlink(aside) }
  }
}
