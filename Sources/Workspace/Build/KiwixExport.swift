import Formats
import Knowledge
import Publication

/// Writes an edition as a ZIM archive, the form of books for Kiwix.
package enum KiwixExport {
  package static func run(_ options: BuildOptions, to output: String, progress: BuildProgress? = nil)
    async throws(BuildFailure) -> FormExport.Report
  {
    try await FormExport.run(options, to: output, progress: progress) { source, file throws(BuildFailure) in
      let site = await source.publication()
      let book = KiwixBook(source.site)
      let renderer = PageRenderer(site: source.site, templates: source.planned.templates, isWhole: false)
      let doors = book.doors.map { page in OutputFile(page.path, .page, .made { renderer.render(page, into: &$0) }) }
      let publication = Publication(
        release: site.release, edition: site.edition, files: site.files.filter { KiwixBook.has($0.path) } + doors)
      let spill = SpillFile(near: output, keeping: SpillFile.bytesKept)
      let sink = ZimSink(file, book, icon: source.planned.icon, store: spill)
      let receipt = try await Publishing(into: sink, width: options.jobs, progress: progress)
        .publish(publication.ordered(first: book.mainPage))
      if let error = spill?.failure { throw BuildFailure(error, doing: "cannot write '\(output)'") }
      return FormExport.Content(records: source.site.graph.records.count, files: receipt.files)
    }
  }
}
