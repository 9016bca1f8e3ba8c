package import Knowledge
import Publication
package import Text

/// Writes a site whose first page is a list of changes. The home page stands beside it.
package enum ChangesPreview {
  private static let homePath = "home.html"

  package static func run(_ changes: Changes, _ options: BuildOptions) async throws(BuildFailure) -> (
    files: Int, findings: [Diagnostic]
  ) {
    let spill = SpillFile(near: options.output, keeping: SpillFile.bytesKept)
    let loaded = try await LoadedKnowledge.load(options, NoMemory(), spill: spill, Timings())
    let (planned, findings) = await PlannedSite.plan(consume loaded, width: options.jobs)
    guard let planned else { throw .files("no preview can be built; casebook check tells why") }
    let publication = await Made.publication(of: planned, SiteForms(), spill, options, Timings(), nil)
    var files = publication.files
    if let home = files.firstIndex(where: { $0.path == "index.html" }) { files[home].path = homePath }
    files.append(OutputFile("index.html", .page, .bytes(ChangesPage.page(changes, of: planned.site, homePath: homePath))))
    let all = Publication(release: publication.release, edition: publication.edition, files: files)
    let receipt = try await Publishing(into: SiteFolder(options.output), width: options.jobs, progress: nil).publish(all)
    if let error = spill?.failure { throw BuildFailure(error, doing: "cannot write the site") }
    return (receipt.files, findings)
  }
}
