import Knowledge
import Rendering
import SearchIndex
package import Source
import Synchronization

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
    /// False where nothing was written: under `--strict` with findings, or when nothing can be built.
    package var isWritten: Bool
  }

  /// Told now and then how far a stage is: done, of how many.
  package typealias Progress = @Sendable (_ stage: String, _ done: Int, _ total: Int) -> Void

  package static func run(_ options: BuildOptions, progress: Progress? = nil) async throws(BuildFailure) -> Report {
    var timings = Timings()
    let inputs = options.notes == nil ? nil : await Inputs.of(options)
    if let inputs, let last = LastBuild.unchanged(since: inputs, options) {
      timings.mark("compare")
      return Report(
        findings: [], records: last.records, pages: last.pages, files: last.files, written: 0, timings: timings,
        isWritten: true)
    }
    if inputs != nil { timings.mark("compare") }
    let loaded = try await LoadedKnowledge.load(options, timings: &timings)
    let records = loaded.graph.records.count
    var (prepared, findings) = await PreparedSite.make(consume loaded)
    timings.mark("prepare")
    findings = Array(Set(findings)).sorted()
    let blocking = findings.contains { $0.severity == .error || (options.isStrict && $0.severity == .warning) }
    guard let site = consume prepared, !(options.isStrict && blocking) else {
      return Report(
        findings: findings, records: records, pages: 0, files: 0, written: 0, timings: timings,
        isWritten: false)
    }
    let folder = try SiteFolder(options.output)
    let (pages, result) = try await write(consume site, to: folder, options, &timings, progress)
    // What was changed while it was being read may be in the site or not.
    if let inputs, findings.isEmpty, inputs.areUntouched(options) {
      let note = LastBuild(
        inputs: inputs.bytes, manifest: result.manifest, records: records, pages: pages, files: result.files)
      note.keep(options)
    }
    return Report(
      findings: findings, records: records, pages: pages, files: result.files, written: result.written,
      timings: timings,
      isWritten: true)
  }

  private enum Work: Sendable {
    case data(DataFiles.File)
    case pages([PagePlan])
  }

  private static func write(
    _ prepared: consuming PreparedSite, to folder: SiteFolder, _ options: BuildOptions, _ timings: inout Timings,
    _ progress: Progress?
  ) async throws(BuildFailure) -> (pages: Int, result: SiteFolder.Result) {
    let (release, edition) = (prepared.site.options.release, prepared.site.options.edition ?? "")
    // Each lets go of what it alone has used: the plain texts once they are indexed, all of the site once its pages are written.
    let indexes = await index(&prepared, options, &timings, progress)
    let (pages, renderer) = try await writePages(consume prepared, to: folder, options, &timings, progress)
    // To take apart what pages were made from takes as long as some hundred pages: another core does it.
    Task.detached { [renderer] in withExtendedLifetime(renderer) {} }
    try await write(indexes, to: folder, options)
    let result = try folder.finish(release: release, edition: edition)
    timings.mark("write index")
    return (pages, result)
  }

  private static func index(
    _ prepared: inout PreparedSite, _ options: BuildOptions, _ timings: inout Timings, _ progress: Progress?
  ) async -> [SearchIndex] {
    let site = prepared.site
    // The default language comes first: related records are ranked by what its index knows.
    var indexes: [SearchIndex] = []
    let others = site.paths.languages.filter { $0 != site.paths.defaultLanguage }
    for language in [site.paths.defaultLanguage] + others {
      progress?("index " + language, 0, site.graph.records.count)
      indexes.append(await SearchStage.index(site, language, width: options.jobs))
    }
    prepared.site = site.forPages()
    timings.mark("index")
    prepared.site = prepared.site.relating(await RelatedStage.rank(prepared.site, indexes[0], width: options.jobs))
    timings.mark("relate")
    return indexes
  }

  /// - Returns: how many pages there are, and what they were made with.
  private static func writePages(
    _ prepared: consuming PreparedSite, to folder: SiteFolder, _ options: BuildOptions, _ timings: inout Timings,
    _ progress: Progress?
  ) async throws(BuildFailure) -> (Int, PageRenderer) {
    let site = prepared.site
    let writer = FileWriter(folder: folder)
    let plan = site.plan()
    let data = DataFiles(site: site).all()
    let assets = prepared.assets.files
    try folder.begin(plan.map(\.path) + data.map(\.path) + assets.map(\.path) + prepared.media.copies.map(\.target))
    timings.mark("plan")

    // Assets before the pages that use them; the new index before the entry that leads to it.
    for (path, bytes) in assets { writer.write(path, bytes, worker: 0) }
    for copy in prepared.media.copies { writer.copy(copy.source, to: copy.target, from: prepared.contentRoot) }
    let renderer = PageRenderer(site: site, templates: prepared.templates)
    let done = Atomic<Int>(0)
    let slices = stride(from: 0, to: plan.count, by: 32).map { Array(plan[$0..<min($0 + 32, plan.count)]) }
    let total = plan.count
    // The longest first.
    let work = data.map(Work.data) + slices.map(Work.pages)
    _ = await concurrentMap(Array(work.enumerated()), width: options.jobs, slice: 1) { worker, work in
      switch work {
      case .data(let file): writer.write(file, worker: worker + 1)
      case .pages(let pages):
        var bytes: [UInt8] = []
        for page in pages {
          guard !writer.hasFailed else { return }
          bytes.removeAll(keepingCapacity: true)
          renderer.render(page, into: &bytes)
          writer.write(page.path, bytes, worker: worker + 1)
        }
        progress?("pages", done.add(pages.count, ordering: .relaxed).newValue, total)
      }
    }
    try writer.check()
    timings.mark("render and write")
    return (total, renderer)
  }

  private static func write(_ indexes: [SearchIndex], to folder: SiteFolder, _ options: BuildOptions)
    async throws(BuildFailure)
  {
    let writer = FileWriter(folder: folder)
    var entries: [IndexFile] = []
    for index in indexes {
      var last: IndexFile?
      await index.files(width: options.jobs) { file in
        if let last { writer.write(last.path, last.bytes, worker: 0) }
        last = file
      }
      if let last { entries.append(last) }
    }
    for entry in entries { writer.write(entry.path, entry.bytes, worker: 0) }
    try writer.check()
  }
}

/// Writes from several tasks and keeps the first thing that went wrong.
private final class FileWriter: Sendable {
  private let folder: SiteFolder
  private let failure = Mutex<FileError?>(nil)

  init(folder: SiteFolder) { self.folder = folder }

  var hasFailed: Bool { failure.withLock { $0 != nil } }

  func write(_ path: String, _ bytes: [UInt8], worker: Int) {
    guard !hasFailed else { return }
    do throws(FileError) {
      try folder.write(path, bytes, worker: worker)
    } catch {
      failure.withLock { if $0 == nil { $0 = error } }
    }
  }

  func write(_ file: DataFiles.File, worker: Int) {
    guard !hasFailed else { return }
    do throws(FileError) {
      try folder.write(file.path, worker: worker, pieces: file.pieces)
    } catch {
      failure.withLock { if $0 == nil { $0 = error } }
    }
  }

  func copy(_ source: String, to target: String, from root: String) {
    do throws(FileError) {
      write(target, try FileSystem.read(root + "/" + source), worker: 0)
    } catch {
      failure.withLock { if $0 == nil { $0 = error } }
    }
  }

  func check() throws(BuildFailure) {
    if let error = failure.withLock({ $0 }) { throw BuildFailure(error, doing: "cannot write the site") }
  }
}

/// What the program calls itself.
package enum Generator {
  package static let version = "0.1.0"
}
