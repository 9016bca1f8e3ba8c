import Glibc
import Publication
import Synchronization
import Text

/// Writes the files of a publication one after another to standard output, or into one file that
/// gets its name when it is complete.
final class StreamSink: Sink {
  private let path: String
  /// nil before ``begin(_:)`` and after ``finish(_:)``.
  private let descriptor = Mutex<Int32?>(nil)

  /// - Parameter path: `-` for standard output.
  init(_ path: String) { self.path = path }

  static var isSequential: Bool { true }

  private var isFile: Bool { path != "-" }
  private var aside: String { path + ".tmp" }

  func begin(_ publication: Publication) throws(BuildFailure) {
    let opened = isFile ? unsafe open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666) : STDOUT_FILENO
    if opened < 0 { throw BuildFailure(FileError(path: path, code: errno), doing: "cannot write") }
    descriptor.withLock { $0 = opened }
  }

  func write(_ path: String, _ bytes: [UInt8]) throws(FileError) -> WrittenFile { try write(path) { $0(bytes) } }

  func write(_ path: String, pieces make: (_ use: ([UInt8]) -> Void) throws(FileError) -> Void) throws(FileError)
    -> WrittenFile
  {
    let descriptor = descriptor.withLock { $0 ?? -1 }
    var hash = SHA256()
    var size = 0
    var failure: Int32 = 0
    try make { piece in
      size += piece.count
      hash.update(piece)
      if failure == 0 { failure = FileSystem.write(piece, to: descriptor) }
    }
    if failure != 0 { throw FileError(path: self.path, code: failure) }
    return WrittenFile(path: path, file: Manifest.File(size: size, hash: hash.finish().hexadecimal()), isNew: true)
  }

  func finish(_ files: [WrittenFile]) throws(BuildFailure) {
    guard isFile, let descriptor = descriptor.withLock({ $0.take() }) else { return }
    // The system may report a full disk only now.
    let isWritten = fsync(descriptor) == 0
    let failure = errno
    close(descriptor)
    if isWritten, unsafe rename(aside, path) == 0 { return }
    let code = isWritten ? errno : failure
    unsafe unlink(aside)
    throw BuildFailure(FileError(path: path, code: code), doing: "cannot write")
  }

  /// Removes the temporary file if it did not become complete.
  deinit {
    guard isFile, let descriptor = descriptor.withLock({ $0.take() }) else { return }
    close(descriptor)
    unsafe unlink(aside)
  }
}
