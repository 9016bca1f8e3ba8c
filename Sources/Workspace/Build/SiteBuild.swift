import Publication
package import Text

/// A build from content to site: the stages in order.
package struct SiteBuild: Sendable {
  package struct Report: Sendable {
    /// Sorted.
    package var findings: [Diagnostic]
    package var records: Int
    package var pages: Int
    package var files: Int
    package var written: Int
    package var timings: Timings
    /// False if nothing was written: under `--strict` with findings, or if nothing can be built.
    package var isWritten: Bool
  }

  package static func run(_ options: BuildOptions, progress: BuildProgress? = nil) async throws(BuildFailure) -> Report {
    try await run(options, keeping: SpillFile.bytesKept, progress)
  }

  /// - Parameter kept: the number of bytes of long texts that stay in memory until they are
  ///   written.
  static func run(_ options: BuildOptions, keeping kept: Int, _ progress: BuildProgress? = nil)
    async throws(BuildFailure) -> Report
  {
    let timings = Timings()
    let unchanged = await Unchanged.check(options)
    if options.notes != nil { timings.mark("compare") }
    if let last = unchanged.last {
      return Report(
        findings: [], records: last.records, pages: last.pages, files: last.files, written: 0, timings: timings,
        isWritten: true)
    }
    let made = try await Made.make(options, keeping: kept, timings, progress)
    var report = Report(
      findings: made.findings, records: made.records, pages: 0, files: 0, written: 0, timings: timings, isWritten: false)
    guard let publication = made.publication else { return report }
    let receipt = try await Publishing(into: SiteFolder(options.output), width: options.jobs, progress: progress)
      .publish(publication)
    if let error = made.spill?.failure { throw BuildFailure(error, doing: "cannot write the site") }
    timings.mark("publish")
    report.pages = publication.files.count { $0.phase == .page }
    (report.files, report.written, report.isWritten) = (receipt.files, receipt.written, true)
    letGo(of: made)
    await unchanged.note(report, manifest: receipt.manifest)
    timings.mark("finish")
    return report
  }

  /// Frees the inputs of the pages, which takes as long as some hundred pages. Another core does
  /// it, or the program ends before it is done.
  private static func letGo(of made: consuming Made) {
    let made = made
    Task.detached {
      made.spill?.empty()
      withExtendedLifetime(made) {}
    }
  }
}
