import Formats
import Knowledge
import Publication
import Text

/// A knowledge base with everything that its pages need: paths, templates, assets, media.
struct PlannedSite: Sendable {
  var site: Site
  var templates: CompiledTemplates
  /// Everything from which ``templates`` were compiled.
  private var groundwork: Groundwork
  var assets: AssetFiles
  var media: MediaFiles

  /// The stage Planning: gives every record, page and media file its path, and counts what facets
  /// show.
  ///
  /// - Parameter width: the number of concurrent tasks.
  /// - Returns: nil if nothing can be built, with all findings.
  static func plan(_ loaded: LoadedKnowledge, width: Int) async -> (PlannedSite?, [Diagnostic]) {
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
    findings = Array(Set(findings)).sorted()
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
    return (PlannedSite(site: site, templates: templates, groundwork: groundwork, assets: assets, media: media), findings)
  }

  /// Compiles the templates for forms in which records stand one after the other.
  func articleTemplates() -> CompiledTemplates { groundwork.articleTemplates() ?? templates }

  /// The picture that stands for the knowledge base in a library of books: a PNG of 48 by 48
  /// pixels.
  var icon: [UInt8] { groundwork.icon }

  /// Compiles the templates for books, with what is wrong with them.
  func bookTemplates() -> (CompiledTemplates, [Diagnostic]) {
    let (compiled, findings) = groundwork.bookTemplates()
    return (compiled ?? templates, findings)
  }

  /// The style sheets of a book.
  func bookStyles() -> (shared: [UInt8], own: [UInt8]?) { groundwork.bookStyles() }

  /// A finding at a place in casebook.yaml.
  func finding(_ problem: SingleFile.Problem, at range: Range<Int> = 0..<0) -> Diagnostic {
    groundwork.base.settingsSource.finding(.warning, problem.code, range, problem.message)
  }

  /// The style sheet and the script of a document with everything in it.
  func documentAssets() -> SingleFile.Assets { groundwork.documentAssets() }

  /// Lists all files but those of the search indexes.
  ///
  /// - Parameters:
  ///   - renderer: It makes the pages, and may know related records already.
  ///   - forms: the files of single records, to which its pages link.
  func files(_ renderer: PageRenderer, forms: [OutputFile] = []) -> [OutputFile] {
    assets.files + media.copies + forms + DataFiles(site: site).all()
      + site.plan().map { page in OutputFile(page.path, .page, .made { renderer.render(page, into: &$0) }) }
  }
}
