import Knowledge
import Publication
import Search
import Text

/// The result of all stages but the last: a publication that no sink has received yet.
struct Made: Sendable {
  /// nil if nothing can be built, or if there are findings under `--strict`.
  let publication: Publication?
  /// Sorted.
  let findings: [Diagnostic]
  let records: Int
  /// The file that holds long texts of the publication, and the error if they cannot be read again.
  let spill: SpillFile?

  /// - Parameter kept: the number of bytes of long texts that stay in memory until they are
  ///   written.
  static func make(
    _ options: BuildOptions, keeping kept: Int = SpillFile.bytesKept, _ timings: Timings = Timings(),
    _ progress: BuildProgress? = nil
  ) async throws(BuildFailure) -> Made {
    let spill = SpillFile(near: options.output, keeping: kept)
    let loaded = try await LoadedKnowledge.load(options, NoMemory(), spill: spill, timings)
    let records = loaded.graph.records.count
    let (planned, found) = await PlannedSite.plan(consume loaded, width: options.jobs)
    timings.mark("plan")
    guard let planned, !options.stops(at: found) else {
      return Made(publication: nil, findings: found, records: records, spill: spill)
    }
    let forms = await SiteForms.make(of: planned, width: options.jobs, storing: spill)
    timings.mark("forms")
    let findings = (found + forms.findings).sorted()
    guard !options.stops(at: forms.findings) else {
      return Made(publication: nil, findings: findings, records: records, spill: spill)
    }
    let publication = await publication(of: planned, forms, spill, options, timings, progress)
    return Made(publication: publication, findings: findings, records: records, spill: spill)
  }

  /// Runs the stages from the plan to the list of files: Indexing for each language, and Relating.
  static func publication(
    of planned: PlannedSite, _ forms: SiteForms, _ spill: SpillFile?, _ options: BuildOptions, _ timings: Timings,
    _ progress: BuildProgress?
  ) async -> Publication {
    let site = planned.site
    var indexes: [OutputFile] = []
    var relating: Task<Relating, Never>?
    for language in site.paths.languages {
      progress?("index " + language, 0, site.graph.records.count)
      let index = await site.searchIndex(language, width: options.jobs, storing: spill)
      if language == site.paths.defaultLanguage {
        relating = meanwhile(isConcurrent: options.jobs > 1) { Relating(site, index.tellingWords()) }
      }
      timings.mark("index")
      indexes += await index.outputFiles(width: options.jobs, storing: spill)
      timings.mark("encode index")
    }
    var related = planned
    if let relating = await relating?.value { related.site = site.relating(await relating.rank(width: options.jobs)) }
    timings.mark("relate")
    let renderer = PageRenderer(site: related.site, templates: related.templates, forms: forms.links)
    return Publication(
      release: site.options.release, edition: site.options.edition ?? "",
      files: related.files(renderer, forms: forms.files) + indexes)
  }
}
