import Knowledge
import Publication
import Search
import Text

/// A knowledge base with everything that its pages need: paths, templates, assets, media.
struct PreparedSite: Sendable {
  var site: Site
  var templates: CompiledTemplates
  var assets: AssetFiles
  var media: MediaFiles
  var contentRoot: String

  /// - Parameter width: the number of concurrent tasks.
  /// - Returns: nil if nothing can be built, with all findings.
  static func make(_ loaded: LoadedKnowledge, width: Int) async -> (PreparedSite?, [Diagnostic]) {
    let groundwork = loaded.groundwork
    var findings = loaded.findings
    let graph = loaded.graph
    let folder = loaded.folder
    let planned = meanwhile(isConcurrent: width > 1) { SitePaths.plan(graph) }
    let found = meanwhile(isConcurrent: width > 1) { MediaFiles(for: graph, in: folder) }
    let facets = Facet.facets(of: graph.model)
    let entries = await concurrentMap(facets, width: width, slice: 1) { Census.entries(of: $0, in: graph) }
    let counts = Site.Counts(graph, facets, Census(entries))
    let media = await found.value
    findings += media.findings
    let (paths, clashes) = await planned.value
    findings += clashes
    guard let templates = groundwork.templates, !groundwork.isUnbuildable, !loaded.isStopped else { return (nil, findings) }
    let settings = loaded.graph.settings
    let assets = groundwork.assets
    let site = Site(
      graph: graph, paths: paths, counts: counts,
      options: Site.Options(
        baseURL: settings.baseURL, release: settings.release,
        edition: loaded.edition.flatMap { $0.name == settings.editions.first?.name ? nil : $0.name },
        styles: assets.styles, scripts: assets.scripts, kindStyles: assets.kindStyles, ownStyle: assets.ownStyle,
        wordScripts: assets.wordScripts),
      words: groundwork.words, files: media.files)
    return (
      PreparedSite(site: site, templates: templates, assets: assets, media: media, contentRoot: loaded.folder.root), findings
    )
  }
}
