import Publication
import Synchronization
import Text

/// The stage Publishing: makes the files of a publication and hands them to a sink.
struct Publishing<Target: Sink>: Sendable {
  let sink: Target
  /// The number of concurrent tasks.
  let width: Int
  let progress: BuildProgress?
  private let failure = Failure()

  /// The first error of any task.
  private final class Failure: Sendable {
    private let first = Mutex<FileError?>(nil)

    var error: FileError? { first.withLock { $0 } }
    var isEmpty: Bool { error == nil }
    func keep(_ error: FileError) { first.withLock { if $0 == nil { $0 = error } } }
  }

  init(into sink: Target, width: Int, progress: BuildProgress? = nil) {
    self.sink = sink
    self.width = width
    self.progress = progress
  }

  func publish(_ publication: Publication) async throws(BuildFailure) -> Target.Receipt {
    try sink.begin(publication)
    var written: [WrittenFile] = []
    written.reserveCapacity(publication.files.count)
    let steps = Target.isSequential ? [publication.files] : publication.phases
    for files in steps {
      written += await write(files)
      if let error = failure.error { throw BuildFailure(error, doing: "cannot write the site") }
    }
    return try sink.finish(written)
  }

  /// Writes files. After an error the rest is skipped.
  private func write(_ files: [OutputFile]) async -> [WrittenFile] {
    let done = Atomic<Int>(0)
    let hasPages = files.contains { $0.phase == .page }
    @Sendable func tell(_ count: Int) {
      if hasPages { progress?("pages", done.add(count, ordering: .relaxed).newValue, files.count) }
    }
    if Target.isSequential {
      var written: [WrittenFile] = []
      await inOrder(files, width: width) { file in
        failure.isEmpty ? file.held() : file
      } use: { file in
        var buffer: [UInt8] = []
        if let file = attempt({ () throws(FileError) in try write(file, &buffer) }) { written.append(file) }
        tell(1)
      }
      return written
    }
    // Pages are alike; other files differ in size so much that one may take as long as all others.
    let slices = files.inSlices(of: hasPages ? 32 : 1)
    return await concurrentMap(slices, width: width, slice: 1) { files in
      var buffer: [UInt8] = []
      let written = files.compactMap { file in attempt { () throws(FileError) in try write(file, &buffer) } }
      tell(files.count)
      return written
    }.flatMap(\.self)
  }

  /// Runs a step unless an earlier one failed, and keeps the first error.
  private func attempt(_ step: () throws(FileError) -> WrittenFile) -> WrittenFile? {
    guard failure.isEmpty else { return nil }
    do throws(FileError) {
      return try step()
    } catch {
      failure.keep(error)
      return nil
    }
  }

  /// - Parameter buffer: Keeps its memory from one page to the next.
  private func write(_ file: OutputFile, _ buffer: inout [UInt8]) throws(FileError) -> WrittenFile {
    switch file.content {
    case .bytes(let bytes): return try sink.write(file.path, bytes)
    case .stored(let stored): return try sink.write(file.path, stored.all)
    case .made(let make):
      buffer.removeAll(keepingCapacity: true)
      make(&buffer)
      return try sink.write(file.path, buffer)
    case .pieces(let make): return try sink.write(file.path) { use in make(use) }
    case .copy(let source):
      return try sink.write(file.path) { use throws(FileError) in try FileSystem.read(source, each: use) }
    }
  }
}

extension OutputFile {
  /// Returns the same file with its bytes made, if they fit into memory.
  fileprivate func held() -> OutputFile {
    guard case .made(let make) = content else { return self }
    var bytes: [UInt8] = []
    make(&bytes)
    return OutputFile(path, phase, .bytes(bytes))
  }
}
