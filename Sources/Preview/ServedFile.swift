import NIOCore
import NIOPosix

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A regular file that is open for reading in pieces.
///
/// NIO's `NonBlockingFileIO` is deprecated, and its successor is a separate library.
struct ServedFile: ~Copyable {
  let size: Int
  private let descriptor: Int32

  /// Opens a file; nil if the path is no regular file. Opening a pipe does not block.
  init?(path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      _ = close(descriptor)
      return nil
    }
    size = Int(status.st_size)
    self.descriptor = descriptor
  }

  deinit { _ = close(descriptor) }

  /// Reads at most `count` bytes at an offset. Returns none if the file has become shorter or
  /// cannot be read.
  func read(at offset: Int, count: Int) async throws -> ByteBuffer {
    let descriptor = descriptor
    return try await NIOThreadPool.singleton.runIfActive {
      var buffer = ByteBuffer()
      unsafe buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { bytes in
        max(0, unsafe pread(descriptor, bytes.baseAddress, min(count, bytes.count), off_t(offset)))
      }
      return buffer
    }
  }
}
