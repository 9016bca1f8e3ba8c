import Glibc
import Knowledge
package import Publication
package import Text

/// Writes the records of an edition for a search server, from the same prepared site that a build
/// writes.
package enum BulkExport {
  package struct Report: Sendable {
    /// Sorted.
    package var findings: [Diagnostic]
    package var records: Int
    /// False if nothing can be built, and so nothing was written.
    package var isWritten: Bool
  }

  /// - Parameter output: a file, or `-` for standard output.
  package static func run(_ options: BuildOptions, for target: BulkTarget, to output: String) async throws(BuildFailure)
    -> Report
  {
    let loaded = try await LoadedKnowledge.load(options)
    let (prepared, found) = await PreparedSite.make(loaded, width: options.jobs)
    let findings = Array(Set(found)).sorted()
    guard let site = prepared?.site else { return Report(findings: findings, records: 0, isWritten: false) }
    let documents = BulkDocuments(site: site, target: target)
    let count = site.graph.records.count
    do throws(FileError) {
      let stream = try OutputStream(output)
      // Writes the documents in groups: a hundred thousand documents are never in memory together.
      for start in stride(from: 0, to: count, by: 2048) {
        let slice = (start..<min(start + 2048, count)).map { RecordID($0) }
        for lines in await concurrentMap(slice, width: options.jobs, { documents.lines(of: $0) }) { try stream.write(lines) }
      }
      try stream.finish()
    } catch {
      throw BuildFailure(error, doing: "cannot write the documents")
    }
    return Report(findings: findings, records: count, isWritten: true)
  }
}

/// Standard output, or a file that gets its name when it is complete.
private struct OutputStream: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private var isFile: Bool { descriptor != STDOUT_FILENO }

  init(_ path: String) throws(FileError) {
    self.path = path
    descriptor = path == "-" ? STDOUT_FILENO : unsafe open(path + ".tmp", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw FileError(path: path, code: errno) }
  }

  borrowing func write(_ bytes: [UInt8]) throws(FileError) {
    var at = 0
    while at < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress! + at, $0.count - at) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw FileError(path: path, code: errno) }
      at += count
    }
  }

  consuming func finish() throws(FileError) {
    guard isFile else { return }
    if unsafe fsync(descriptor) != 0 || rename(path + ".tmp", path) != 0 { throw FileError(path: path, code: errno) }
  }

  /// Removes the temporary file if it did not become complete; a complete file has its own name by
  /// now.
  deinit {
    guard isFile else { return }
    close(descriptor)
    unsafe unlink(path + ".tmp")
  }
}
