import Glibc
import Synchronization
import Text

/// A temporary file for long texts of a build until they are written. It has no name: only this
/// process can read it, and it ends with the process.
final class SpillFile: ByteStore {
  /// With this number of bytes in memory, 10,000 cases stay below 250 MB.
  static let bytesKept = 24 << 20

  private let descriptor: Int32
  private let end = Atomic<Int>(0)
  private let code = Atomic<Int32>(0)
  private let kept: Int
  private let offered = Atomic<Int>(0)

  /// - Parameters:
  ///   - path: The file is made in this folder, or in the nearest folder above it that exists: the
  ///     bytes are about to be written to that disk anyway.
  ///   - kept: the number of bytes that stay in memory: what fits into memory is not written twice.
  /// - Returns: nil if no file can be made.
  init?(near path: String, keeping kept: Int = 0) {
    self.kept = kept
    var folder = path
    while FileSystem.kindFollowingLinks(of: folder) != .folder {
      guard let slash = folder.lastIndex(of: "/") else {
        folder = "."
        break
      }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
    var name = Array((folder + "/.casebook-XXXXXX").utf8CString)
    descriptor = unsafe name.withUnsafeMutableBufferPointer { unsafe mkstemp($0.baseAddress!) }
    if descriptor < 0 { return nil }
    _ = unsafe name.withUnsafeBufferPointer { unsafe unlink($0.baseAddress!) }
  }

  deinit { close(descriptor) }

  /// The error of a read.
  var failure: FileError? {
    let code = code.load(ordering: .relaxed)
    return code == 0 ? nil : FileError(path: "a temporary file", code: code)
  }

  /// Frees the disk space of the file before the process ends.
  func empty() { _ = ftruncate(descriptor, 0) }

  func append(_ bytes: [UInt8]) -> Range<Int>? {
    if kept > 0, offered.add(bytes.count, ordering: .relaxed).newValue <= kept { return nil }
    let start = end.add(bytes.count, ordering: .relaxed).oldValue
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe pwrite(descriptor, $0.baseAddress! + done, $0.count - done, start + done)
      }
      if count < 0, errno == EINTR { continue }
      // On a full disk the bytes stay in memory.
      if count <= 0 { return nil }
      done += count
    }
    return start..<start + bytes.count
  }

  func bytes(in range: Range<Int>) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, done in
      while done < range.count {
        let count = unsafe pread(descriptor, buffer.baseAddress! + done, range.count - done, range.lowerBound + done)
        if count < 0, errno == EINTR { continue }
        if count <= 0 {
          code.store(count < 0 ? errno : EIO, ordering: .relaxed)
          unsafe buffer[done...].initialize(repeating: 0x20)
          done = range.count
          return
        }
        done += count
      }
    }
  }
}
