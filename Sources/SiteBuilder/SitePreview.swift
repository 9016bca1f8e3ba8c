import Knowledge
import Rendering
import SearchIndex
package import Source
import Synchronization

/// A site held in memory: pages are made when they are asked for.
package final class SitePreview: Sendable {
  private let renderer: PageRenderer?
  private let plans: [String: PagePlan]
  private let files: [String: [UInt8]]
  private let media: [String: String]
  package let findings: [Diagnostic]

  /// Reads and links everything; renders nothing yet.
  package init(_ options: BuildOptions) async throws(BuildFailure) {
    var timings = Timings()
    let loaded = try await LoadedKnowledge.load(options, timings: &timings)
    let (prepared, found) = try PreparedSite.make(loaded, options)
    findings = Array(Set(found)).sorted()
    guard let prepared else {
      (renderer, plans, files, media) = (nil, [:], [:], [:])
      return
    }
    var site = prepared.site
    var files = Dictionary(prepared.assets.files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    let others = site.paths.languages.filter { $0 != site.paths.defaultLanguage }
    for language in [site.paths.defaultLanguage] + others {
      let index = await SearchStage.index(site, language, width: options.jobs)
      if language == site.paths.defaultLanguage {
        site = site.relating(await RelatedStage.rank(site, index, width: options.jobs))
      }
      await index.files(width: options.jobs) { files[$0.path] = $0.bytes }
    }
    for (path, bytes) in DataFiles(site: site).all() { files[path] = bytes }
    renderer = PageRenderer(site: site, templates: prepared.templates)
    plans = Dictionary(site.plan().map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    self.files = files
    media = Dictionary(
      prepared.media.copies.map { ($0.target, prepared.contentRoot + "/" + $0.source) }, uniquingKeysWith: { first, _ in first }
    )
  }

  package enum Answer: Sendable {
    case bytes([UInt8])
    case file(String)
  }

  package func answer(for path: String) -> Answer? {
    if let plan = plans[path], let renderer { return .bytes(renderer.render(plan)) }
    if let bytes = files[path] { return .bytes(bytes) }
    return media[path].map(Answer.file)
  }

  /// True where nothing could be built.
  package var isEmpty: Bool { renderer == nil }
}
