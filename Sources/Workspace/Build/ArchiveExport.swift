import Publication
package import Text

/// Writes an edition as a ZIP archive.
package enum ArchiveExport {
  package struct Report: Sendable {
    /// Sorted.
    package var findings: [Diagnostic]
    package var records: Int
    package var files: Int
    /// The size of the archive in bytes.
    package var size: Int
    /// False if nothing was written: under `--strict` with findings, or if nothing can be built.
    package var isWritten: Bool
  }

  package static func run(_ options: BuildOptions, to output: String, progress: BuildProgress? = nil)
    async throws(BuildFailure) -> Report
  {
    // Long texts wait beside the archive.
    var options = options
    options.output = output
    let made = try await Made.make(options, Timings(), progress)
    guard let publication = made.publication, let site = made.site else {
      return Report(findings: made.findings, records: made.records, files: 0, size: 0, isWritten: false)
    }
    let sink = try ZipSink(output, top: site.archiveName)
    let receipt = try await Publishing(into: sink, width: options.jobs, progress: progress)
      .publish(publication.ordered(first: site.startPath))
    return Report(
      findings: made.findings, records: made.records, files: receipt.files, size: receipt.size, isWritten: true)
  }
}
