import Knowledge
import Publication
import Search
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

  /// Receives the progress of a stage from time to time: the number of items done, and of all
  /// items.
  package typealias Progress = @Sendable (_ stage: String, _ done: Int, _ total: Int) -> Void

  package static func run(_ options: BuildOptions, progress: Progress? = nil) async throws(BuildFailure) -> Report {
    try await run(options, keeping: ScratchFile.bytesKept, progress)
  }

  /// - Parameter kept: the number of bytes of long texts that stay in memory until they are
  ///   written.
  static func run(_ options: BuildOptions, keeping kept: Int, _ progress: Progress? = nil)
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
    let scratch = ScratchFile(near: options.output, keeping: kept)
    let loaded = try await LoadedKnowledge.load(options, NoMemory(), scratch: scratch, timings)
    let records = loaded.graph.records.count
    let (planned, findings) = await PlannedSite.plan(consume loaded, width: options.jobs)
    timings.mark("plan")
    let blocking = findings.contains { $0.severity == .error || (options.isStrict && $0.severity == .warning) }
    guard let planned, !(options.isStrict && blocking) else {
      return Report(
        findings: findings, records: records, pages: 0, files: 0, written: 0, timings: timings, isWritten: false)
    }
    // Nothing is indexed if the folder cannot be written.
    let folder = try SiteFolder(options.output)
    let publication = await publication(of: planned, scratch, options, timings, progress)
    let receipt = try await Publishing(into: folder, width: options.jobs, progress: progress).publish(publication)
    if let error = scratch?.failure { throw BuildFailure(error, doing: "cannot write the site") }
    timings.mark("publish")
    let report = Report(
      findings: findings, records: records, pages: publication.files.count { $0.phase == .page }, files: receipt.files,
      written: receipt.written, timings: timings, isWritten: true)
    letGo(of: publication, scratch)
    await unchanged.note(report, manifest: receipt.manifest)
    timings.mark("finish")
    return report
  }

  /// Runs the stages from the plan to the list of files: Indexing for each language, and Relating.
  private static func publication(
    of planned: PlannedSite, _ scratch: ScratchFile?, _ options: BuildOptions, _ timings: Timings, _ progress: Progress?
  ) async -> Publication {
    let site = planned.site
    var indexes: [OutputFile] = []
    var relating: Task<Relating, Never>?
    for language in site.paths.languages {
      progress?("index " + language, 0, site.graph.records.count)
      let index = await site.searchIndex(language, width: options.jobs, storing: scratch)
      if language == site.paths.defaultLanguage {
        relating = meanwhile(isConcurrent: options.jobs > 1) { Relating(site, index.tellingWords()) }
      }
      timings.mark("index")
      indexes += await index.outputFiles(width: options.jobs, storing: scratch)
      timings.mark("encode index")
    }
    var related = planned
    if let relating = await relating?.value { related.site = site.relating(await relating.rank(width: options.jobs)) }
    timings.mark("relate")
    let renderer = PageRenderer(site: related.site, templates: related.templates)
    return Publication(
      release: site.options.release, edition: site.options.edition ?? "", files: related.files(renderer) + indexes)
  }

  /// Frees the inputs of the pages, which takes as long as some hundred pages. Another core does
  /// it, or the program ends before it is done.
  private static func letGo(of publication: consuming Publication, _ scratch: ScratchFile?) {
    let publication = publication
    Task.detached {
      scratch?.empty()
      withExtendedLifetime(publication) {}
    }
  }
}
