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
  static func make(_ loaded: LoadedKnowledge, _ options: BuildOptions) throws(BuildFailure) -> (PreparedSite?, [Diagnostic]) {
    var findings = loaded.findings
    var folder = loaded.templates
    let words = folder.words(loaded.graph.settings.languages)
    let compiled = folder.templates(for: loaded.graph.model, words: words["en"]!.keys)
    findings += folder.findings
    let media = MediaFiles(for: loaded.graph, in: loaded.folder)
    findings += media.findings
    let (paths, clashes) = SitePaths.plan(loaded.graph)
    findings += clashes
    guard let compiled, !loaded.isUnbuildable else { return (nil, findings) }
    let settings = loaded.graph.settings
    let assets = AssetFiles(folder.assets(), words: settings.languages.map { words[$0]! })
    let site = Site(
      graph: loaded.graph, paths: paths,
      options: Site.Options(
        baseURL: settings.baseURL, release: settings.release,
        edition: loaded.edition.flatMap { $0.name == settings.editions.first?.name ? nil : $0.name },
        styles: assets.styles, scripts: assets.scripts, kindStyles: assets.kindStyles, wordScripts: assets.wordScripts),
      words: words, files: media.files)
    return (
      PreparedSite(site: site, templates: compiled, assets: assets, media: media, contentRoot: loaded.folder.root), findings
    )
  }
}
