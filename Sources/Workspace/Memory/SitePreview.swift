import Knowledge
import Publication
import Search
import Synchronization
package import Text

/// A site in memory. It makes the files of its publication when they are asked for.
package final class SitePreview: Sendable {
  private let planned: PlannedSite?
  private let groundwork: Groundwork.Identity
  private let jobs: Int
  package let findings: [Diagnostic]
  private let state: Mutex<State>

  private struct State {
    var renderer: PageRenderer?
    /// By path, all files but those of the search indexes.
    var files: [String: OutputFile] = [:]
    var indexes: [String: Task<SearchIndex, Never>] = [:]
    /// By language and path.
    var searchFiles: [String: Task<[String: OutputFile], Never>] = [:]

    mutating func show(_ site: Site, of planned: PlannedSite) {
      let renderer = PageRenderer(site: site, templates: planned.templates, isWhole: false)
      self.renderer = renderer
      files = SitePreview.byPath(planned.files(renderer))
    }
  }

  /// Reads and links everything, and renders nothing yet.
  ///
  /// ``settle(width:)`` ranks related records. Until then pages show those of `last`, if it has
  /// any.
  ///
  /// - Parameters:
  ///   - memory: The results that earlier previews of the same content kept.
  ///   - last: The site before the change.
  package init(_ options: BuildOptions, memory: KnowledgeMemory? = nil, after last: SitePreview? = nil)
    async throws(BuildFailure)
  {
    let loaded =
      if let memory {
        try await LoadedKnowledge.load(options, KnowledgeMemory.Look(memory, options), spill: nil, Timings())
      } else {
        try await LoadedKnowledge.load(options)
      }
    (planned, findings) = await PlannedSite.plan(loaded, width: options.jobs)
    jobs = options.jobs
    groundwork = loaded.groundwork.identity
    var shown = State()
    if let planned {
      let related = last.flatMap { $0.groundwork === loaded.groundwork.identity ? $0.related : nil }
      shown.show(related.map { planned.site.relating($0.entries(in: planned.site.graph)) } ?? planned.site, of: planned)
    }
    state = Mutex(shown)
  }

  /// Ranks related records again. It takes as long as an index does, too long to wait for after
  /// saving a file.
  package func settle(width: Int) async {
    guard let planned, !Task.isCancelled else { return }
    let index = await index(planned.site.paths.defaultLanguage, width: width)
    guard !Task.isCancelled else { return }
    let related = await Relating(planned.site, index.tellingWords()).rank(width: width)
    state.withLock { $0.show(planned.site.relating(related), of: planned) }
  }

  package enum Answer: Sendable {
    case bytes([UInt8])
    case file(String)
  }

  package func answer(for path: String) async -> Answer? {
    guard let planned else { return nil }
    var file = state.withLock { $0.files[path] }
    let folders = path.split(separator: "/").map(String.init)
    if folders[0] == "search", folders.count > 2, planned.site.paths.languages.contains(folders[1]) {
      file = await searchFiles(folders[1])[path]
    }
    guard let file else { return nil }
    if case .copy(let source) = file.content { return .file(source) }
    return file.bytes().map { .bytes($0) }
  }

  private static func byPath(_ files: [OutputFile]) -> [String: OutputFile] {
    Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// True if pages have no related records yet, not even those of the previous site.
  package var isUnranked: Bool { state.withLock { $0.renderer }.map { $0.site.related.isEmpty } ?? false }

  /// True if nothing could be built.
  package var isEmpty: Bool { planned == nil }

  private var related: RelatedByName? { state.withLock { $0.renderer }.map { RelatedByName($0.site) } }

  // Each of these is made once, at the first request.

  private func index(_ language: String, width: Int) async -> SearchIndex {
    let site = planned!.site
    let task = state.withLock { state in
      let task = state.indexes[language] ?? Task { await site.searchIndex(language, width: width) }
      state.indexes[language] = task
      return task
    }
    return await task.value
  }

  private func searchFiles(_ language: String) async -> [String: OutputFile] {
    let jobs = jobs
    let task = state.withLock { state in
      let task =
        state.searchFiles[language]
        ?? Task { Self.byPath(await self.index(language, width: jobs).outputFiles(width: jobs)) }
      state.searchFiles[language] = task
      return task
    }
    return await task.value
  }
}

/// The related records of one site, for use in another site in which most records are the same.
private struct RelatedByName {
  private let graph: ContentGraph
  private let related: RelatedEntries

  init(_ site: Site) { (graph, related) = (site.graph, site.related) }

  func entries(in new: ContentGraph) -> RelatedEntries {
    if related.isEmpty || graph.records.elementsEqual(new.records, by: { $0.id == $1.id }) { return related }
    return related.moved(to: graph.records.map { new.names.record($0.id) }, count: new.records.count)
  }
}
