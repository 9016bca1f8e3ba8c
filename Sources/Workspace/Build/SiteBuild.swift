import Knowledge
import Publication
import Search
import Synchronization
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
    try await run(options, keeping: Scratch.bytesKept, progress)
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
    let scratch = Scratch(near: options.output, keeping: kept)
    let loaded = try await LoadedKnowledge.load(options, NoMemory(), scratch: scratch, timings)
    let records = loaded.graph.records.count
    var (prepared, findings) = await PreparedSite.make(consume loaded, width: options.jobs)
    timings.mark("prepare")
    findings = Array(Set(findings)).sorted()
    let blocking = findings.contains { $0.severity == .error || (options.isStrict && $0.severity == .warning) }
    guard let site = consume prepared, !(options.isStrict && blocking) else {
      return Report(
        findings: findings, records: records, pages: 0, files: 0, written: 0, timings: timings, isWritten: false)
    }
    let folder = try SiteFolder(options.output)
    let (release, edition) = (site.site.options.release, site.site.options.edition ?? "")
    let (pages, used) = try await write(consume site, scratch, to: folder, options, timings, progress)
    letGo(of: consume used, scratch)
    let result = try folder.finish(release: release, edition: edition)
    let report = Report(
      findings: findings, records: records, pages: pages, files: result.files, written: result.written, timings: timings,
      isWritten: true)
    await unchanged.note(report, manifest: result.manifest)
    timings.mark("finish")
    return report
  }

  /// Writes all files but the manifest.
  ///
  /// - Returns: the number of pages, and the values that they were made from.
  private static func write(
    _ prepared: consuming PreparedSite, _ scratch: Scratch, to folder: SiteFolder, _ options: BuildOptions,
    _ timings: Timings, _ progress: Progress?
  ) async throws(BuildFailure) -> (pages: Int, used: PageRenderer) {
    let plan = prepared.site.plan()
    let others = DataFiles(site: prepared.site).all().map(\.path) + prepared.assets.files.map(\.path)
    let paths = plan.map(\.path) + others + prepared.media.copies.map(\.target)
    let begun = meanwhile(isConcurrent: options.jobs > 1) { Result { () throws(BuildFailure) in try folder.begin(paths) } }
    let writer = FileWriter(folder: folder)
    timings.mark("plan")

    // Each step frees the values that only it uses: an index before there are pages, the site after
    // they are written.
    let (entries, texts) = try await writeIndexes(
      &prepared, scratch.indexes, once: begun, with: writer, options, timings, progress)
    // Pages use the memory that this frees.
    let emptying = meanwhile(isConcurrent: options.jobs > 1) { scratch.indexes?.empty() }
    let pages = plan.count
    let renderer = try await writePages(consume plan, of: consume prepared, texts, with: writer, options, progress)
    await emptying.value
    if let error = scratch.failure { throw BuildFailure(error, doing: "cannot write the site") }
    for entry in entries { writer.write(entry.path, entry.bytes, worker: 0) }
    try writer.check()
    timings.mark("render and write")
    return (pages, renderer)
  }

  /// Frees the inputs of the pages, which takes as long as some hundred pages. Another core does
  /// it, or the program ends before it is done. The system also needs time for each page of memory,
  /// so the temporary file, which is no longer read, goes first.
  private static func letGo(of parts: consuming some Sendable, _ scratch: Scratch) {
    let parts = parts
    Task.detached {
      scratch.pages?.empty()
      withExtendedLifetime(parts) {}
    }
  }

  /// Writes the data files and the indexes without their entry files, ranks related records, and
  /// prepares the texts that pages show of them. Readers find an index only through its entry file,
  /// which is written last.
  private static func writeIndexes(
    _ prepared: inout PreparedSite, _ scratch: ScratchFile?, once begun: Task<Result<Void, BuildFailure>, Never>,
    with writer: FileWriter, _ options: BuildOptions, _ timings: Timings, _ progress: Progress?
  ) async throws(BuildFailure) -> (entries: [IndexFile], texts: [String: SharedTexts]) {
    var entries: [IndexFile] = []
    var related: Task<(stage: RelatedStage, texts: [String: SharedTexts]), Never>?
    var data: Task<Void, Never>?
    let (paths, site) = (prepared.site.paths, prepared.site)
    for language in paths.languages {
      progress?("index " + language, 0, prepared.site.graph.records.count)
      let records = await SearchStage.records(of: prepared.site, language, width: options.jobs, storing: scratch)
      if language == paths.languages.first { try await begun.value.get() }
      // One core can do this while another numbers the records and prepares the index's files.
      if language == paths.defaultLanguage {
        data = meanwhile(isConcurrent: options.jobs > 1) {
          for (place, file) in DataFiles(site: site).all().enumerated() { writer.write(file, worker: -1 - place) }
        }
      }
      let index = await records.index()
      if language == paths.defaultLanguage {
        related = meanwhile(isConcurrent: options.jobs > 1) {
          let stage = RelatedStage(site, index.tellingWords())
          let naming = site.relating(stage.named)
          return (stage, Dictionary(uniqueKeysWithValues: paths.languages.map { ($0, SharedTexts(naming, language: $0)) }))
        }
      }
      timings.mark("index")
      entries.append(await write(index, with: writer, width: options.jobs))
      timings.mark("write index")
    }
    let found = await related?.value
    if let found { prepared.site = prepared.site.relating(await found.stage.rank(width: options.jobs)) }
    await data?.value
    timings.mark("relate")
    return (entries, found?.texts ?? [:])
  }

  /// - Returns: the values that the pages were made from.
  private static func writePages(
    _ plan: consuming [PagePlan], of prepared: consuming PreparedSite, _ texts: [String: SharedTexts], with writer: FileWriter,
    _ options: BuildOptions, _ progress: Progress?
  ) async throws(BuildFailure) -> PageRenderer {
    // Writes assets before the pages that use them.
    for (path, bytes) in prepared.assets.files { writer.write(path, bytes, worker: 0) }
    for copy in prepared.media.copies { writer.copy(copy.source, to: copy.target, from: prepared.contentRoot) }
    let renderer = PageRenderer(site: prepared.site, templates: prepared.templates, records: texts)
    let done = Atomic<Int>(0)
    let total = plan.count
    _ = await concurrentMap(Array(plan.inSlices(of: 32).enumerated()), width: options.jobs, slice: 1) { worker, pages in
      var bytes: [UInt8] = []
      for page in pages {
        guard !writer.hasFailed else { return }
        bytes.removeAll(keepingCapacity: true)
        renderer.render(page, into: &bytes)
        writer.write(page.path, bytes, worker: worker + 1)
      }
      progress?("pages", done.add(pages.count, ordering: .relaxed).newValue, total)
    }
    try writer.check()
    return renderer
  }

  /// Writes all files of an index except its entry file, and returns that file.
  private static func write(_ index: SearchIndex, with writer: FileWriter, width: Int) async -> IndexFile {
    let files = await index.files(width: width)
    let hashes = await concurrentMap(Array(files.shards.enumerated()), width: width) { place, shard in
      let file = shard.script()
      writer.write(file.path, file.bytes, worker: place + 1)
      return file.hash
    }
    let leading = files.leading(to: hashes)
    for file in leading.dropLast() { writer.write(file.path, file.bytes, worker: 0) }
    return leading[leading.count - 1]
  }
}

/// Writes files from several tasks and keeps the first error.
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
