import Synchronization
import Text

/// A file that gets its name when it is complete: the output of a form that is one file.
final class OneFile: Sendable {
  private let path: String
  /// nil after ``finish()``.
  private let file: Mutex<AtomicFile?>
  private let count = Atomic<Int>(0)

  init(_ path: String) throws(BuildFailure) {
    self.path = path
    do {
      file = Mutex(try AtomicFile(path + ".tmp"))
    } catch {
      throw BuildFailure(error, doing: "cannot write '\(path)'")
    }
  }

  /// The number of bytes so far.
  var size: Int { count.load(ordering: .relaxed) }

  /// Errors are reported at the end.
  func append(_ bytes: [UInt8]) {
    count.add(bytes.count, ordering: .relaxed)
    file.withLock { $0?.write(bytes) }
  }

  /// Without this call nothing stays of the file.
  func finish() throws(BuildFailure) {
    do {
      if let file = file.withLock({ $0.take() }) { try file.finish(as: path) }
    } catch {
      throw BuildFailure(error, doing: "cannot write '\(path)'")
    }
  }
}
