import Knowledge
import Publication

/// Writes an edition as a ZIP archive.
package enum ArchiveExport {
  package static func run(_ options: BuildOptions, to output: String, progress: BuildProgress? = nil)
    async throws(BuildFailure) -> FormExport.Report
  {
    try await FormExport.run(options, to: output, progress: progress) { source, file throws(BuildFailure) in
      let forms = await source.forms()
      let publication = await source.publication(with: forms)
      let sink = ZipSink(file, .site(in: source.site.archiveName))
      let receipt = try await Publishing(into: sink, width: options.jobs, progress: progress)
        .publish(publication.ordered(first: source.site.startPath))
      return FormExport.Content(records: source.site.graph.records.count, files: receipt.files, findings: forms.findings)
    }
  }
}
