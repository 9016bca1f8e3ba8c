import Knowledge
import Publication
import Search
import Synchronization
package import Text

/// A site in memory. It makes pages, the search index and the data files on request.
package final class SitePreview: Sendable {
  private let prepared: PreparedSite?
  private let groundwork: Groundwork.Identity
  private let jobs: Int
  private let plans: [String: PagePlan]
  private let media: [String: String]
  package let findings: [Diagnostic]
  private let state: Mutex<State>

  private struct State {
    var renderer: PageRenderer?
    var indexes: [String: Task<SearchIndex, Never>] = [:]
    var searchFiles: [String: Task<[String: IndexFile], Never>] = [:]
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
        try await LoadedKnowledge.load(options, KnowledgeMemory.Look(memory, options), scratch: nil, Timings())
      } else {
        try await LoadedKnowledge.load(options)
      }
    let (prepared, found) = await PreparedSite.make(loaded, width: options.jobs)
    findings = Array(Set(found)).sorted()
    jobs = options.jobs
    groundwork = loaded.groundwork.identity
    guard let prepared else {
      (self.prepared, plans, media) = (nil, [:], [:])
      state = Mutex(State())
      return
    }
    self.prepared = prepared
    plans = Dictionary(prepared.site.plan().map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    media = Dictionary(
      prepared.media.copies.map { ($0.target, prepared.contentRoot + "/" + $0.source) }, uniquingKeysWith: { first, _ in first }
    )
    let related = last.flatMap { $0.groundwork === loaded.groundwork.identity ? $0.related : nil }
    let site = related.map { prepared.site.relating($0.entries(in: prepared.site.graph)) } ?? prepared.site
    state = Mutex(State(renderer: PageRenderer(site: site, templates: prepared.templates, isWhole: false)))
  }

  /// Ranks related records again. It takes as long as an index does, too long to wait for after
  /// saving a file.
  package func settle(width: Int) async {
    guard let prepared, !Task.isCancelled else { return }
    let index = await index(prepared.site.paths.defaultLanguage, width: width)
    guard !Task.isCancelled else { return }
    let related = await RelatedStage(prepared.site, index.tellingWords()).rank(width: width)
    let renderer = PageRenderer(site: prepared.site.relating(related), templates: prepared.templates, isWhole: false)
    state.withLock { $0.renderer = renderer }
  }

  package enum Answer: Sendable {
    case bytes([UInt8])
    case file(String)
  }

  package func answer(for path: String) async -> Answer? {
    guard let prepared else { return nil }
    if let plan = plans[path], let renderer = state.withLock({ $0.renderer }) { return .bytes(renderer.render(plan)) }
    if let file = prepared.assets.files.first(where: { $0.path == path }) { return .bytes(file.bytes) }
    if let file = media[path] { return .file(file) }
    let folders = path.split(separator: "/").map(String.init)
    if folders[0] == "search", folders.count > 2, prepared.site.paths.languages.contains(folders[1]) {
      return await searchFiles(folders[1])[path].map { .bytes($0.bytes) }
    }
    return DataFiles(site: prepared.site).all().first { $0.path == path }.map { .bytes($0.bytes()) }
  }

  /// True if pages have no related records yet, not even those of the previous site.
  package var isUnranked: Bool { state.withLock { $0.renderer }.map { $0.site.related.isEmpty } ?? false }

  /// True if nothing could be built.
  package var isEmpty: Bool { prepared == nil }

  private var related: RelatedByName? { state.withLock { $0.renderer }.map { RelatedByName($0.site) } }

  // Each of these is made once, at the first request.

  private func index(_ language: String, width: Int) async -> SearchIndex {
    let site = prepared!.site
    let task = state.withLock { state in
      let task = state.indexes[language] ?? Task { await SearchStage.index(site, language, width: width) }
      state.indexes[language] = task
      return task
    }
    return await task.value
  }

  private func searchFiles(_ language: String) async -> [String: IndexFile] {
    let jobs = jobs
    let task = state.withLock { state in
      let task =
        state.searchFiles[language]
        ?? Task {
          let files = await self.index(language, width: jobs).files(width: jobs)
          let shards = await concurrentMap(files.shards, width: jobs) { $0.script() }
          let all = shards + files.leading(to: shards.map(\.hash))
          return Dictionary(all.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        }
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
