import Glibc

/// A file that is written under another name beside its place and gets its own when it is whole: nobody ever reads half of it.
struct AsideFile: ~Copyable {
  private let aside: String
  /// -1 once it is closed.
  private var descriptor: Int32
  private var failure: Int32 = 0
  private var isWhole = false

  init(_ aside: String) throws(FileError) {
    self.aside = aside
    descriptor = unsafe open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw FileError(path: aside, code: errno) }
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
    // A full disk may say so only now.
    if close(descriptor) != 0, failure == 0 { failure = errno }
    descriptor = -1
    if failure == 0, unsafe rename(aside, path) != 0 { failure = errno }
    if failure != 0 { throw FileError(path: path, code: failure) }
    isWhole = true
  }

  /// What did not become whole is not left behind.
  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isWhole { unsafe unlink(aside) }
  }
}
