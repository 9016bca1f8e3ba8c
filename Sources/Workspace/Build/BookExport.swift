package import Formats
import Knowledge
import Publication

/// Writes an edition in one language, or some of its records, as a book.
package enum BookExport {
  package static func run(
    _ options: BuildOptions, _ request: SliceRequest, to output: String, progress: BuildProgress? = nil
  ) async throws(BuildFailure) -> FormExport.Report {
    try await FormExport.run(options, to: output, progress: progress) { source, file throws(BuildFailure) in
      let slice = try source.slice(request)
      let (templates, findings) = source.planned.bookTemplates()
      let (shared, own) = source.planned.bookStyles()
      let book = Book(slice, depth: request.depth, of: source.site, styles: Book.Styles(shared: shared, own: own))
      let copies = Dictionary(source.planned.media.copies.map { ($0.path, $0.content) }, uniquingKeysWith: { a, _ in a })
      let made = await book.make(width: options.jobs) { path in
        copies[path]
      } renderer: { addresses in
        PageRenderer(site: source.site, templates: templates, isWhole: request.records == nil, addresses: addresses)
      }
      let receipt = try await Publishing(into: ZipSink(file, .book), width: options.jobs, progress: progress)
        .publish(made.publication)
      return FormExport.Content(records: slice.records.count, files: receipt.files, findings: findings)
    }
  }
}
