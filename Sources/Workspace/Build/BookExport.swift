package import Formats
import Knowledge
import Publication
import Text

/// Writes an edition in one language, or some of its records, as a book.
package enum BookExport {
  /// - Parameter largestPicture: the size in bytes of the largest picture to take.
  package static func run(
    _ options: BuildOptions, _ request: SliceRequest, to output: String, largestPicture: Int = 5_000_000,
    progress: BuildProgress? = nil
  ) async throws(BuildFailure) -> FormExport.Report {
    try await FormExport.run(options, to: output, progress: progress) { source, file throws(BuildFailure) in
      let slice = try source.slice(request)
      let (templates, findings) = source.planned.bookTemplates()
      let (shared, own) = source.planned.bookStyles()
      let book = Book(
        slice, depth: request.depth, of: source.site, styles: Book.Styles(shared: shared, own: own),
        largestPicture: largestPicture)
      let copies = Dictionary(source.planned.media.copies.map { ($0.path, $0.content) }, uniquingKeysWith: { a, _ in a })
      let made = await book.make(width: options.jobs) { path in
        copies[path]
      } renderer: { addresses in
        PageRenderer(site: source.site, templates: templates, isWhole: request.records == nil, addresses: addresses)
      }
      let receipt = try await Publishing(into: ZipSink(file, .book), width: options.jobs, progress: progress)
        .publish(made.publication)
      return FormExport.Content(
        records: slice.records.count, files: receipt.files,
        findings: findings + made.leftOut.map { tooLarge(copies[$0], largestPicture) })
    }
  }

  private static func tooLarge(_ picture: OutputFile.Content?, _ limit: Int) -> Diagnostic {
    let path = if case .copy(let source)? = picture { source } else { "" }
    return Diagnostic(
      .warning, "file-too-large", path: path,
      "this picture is larger than \(limit / 1000) kB, so its words stand in its place in the book; make it smaller, or take it with --pictures"
    )
  }
}
