import Knowledge
import Rendering
import Source

/// A knowledge base with all that its pages need: paths, templates, assets, media.
struct PreparedSite: Sendable {
  var site: Site
  var templates: CompiledTemplates
  var assets: AssetFiles
  var media: MediaFiles
  var contentRoot: String

  /// - Returns: nil where nothing can be built, with all findings.
  static func make(_ loaded: LoadedKnowledge) async -> (PreparedSite?, [Diagnostic]) {
    let groundwork = loaded.groundwork
    var findings = loaded.findings
    let graph = loaded.graph
    let folder = loaded.folder
    async let planned = SitePaths.plan(graph)
    async let counted = Site.Counts(graph)
    let media = MediaFiles(for: graph, in: folder)
    findings += media.findings
    let (paths, clashes) = await planned
    findings += clashes
    let counts = await counted
    guard let templates = groundwork.templates, !groundwork.isUnbuildable else { return (nil, findings) }
    let settings = loaded.graph.settings
    let assets = groundwork.assets
    let site = Site(
      graph: graph, paths: paths, counts: counts,
      options: Site.Options(
        baseURL: settings.baseURL, release: settings.release,
        edition: loaded.edition.flatMap { $0.name == settings.editions.first?.name ? nil : $0.name },
        styles: assets.styles, scripts: assets.scripts, kindStyles: assets.kindStyles, wordScripts: assets.wordScripts),
      words: groundwork.words, files: media.files)
    return (
      PreparedSite(site: site, templates: templates, assets: assets, media: media, contentRoot: loaded.folder.root), findings
    )
  }
}
