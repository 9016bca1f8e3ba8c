package import Formats
import Publication

/// Writes some records, or a whole language, as one file for a browser.
package enum SingleExport {
  package static func run(_ options: BuildOptions, _ request: SliceRequest, to output: String)
    async throws(BuildFailure) -> FormExport.Report
  {
    try await FormExport.run(options, to: output) { source, file throws(BuildFailure) in
      let slice = try source.slice(request)
      let form = source.planned.singleFile()
      let made = request.records == nil ? form.makeWhole(slice) : form.make(slice)
      file.append(made.bytes)
      return FormExport.Content(
        records: slice.records.count, findings: made.problems.map { source.planned.finding($0) })
    }
  }
}

extension PlannedSite {
  /// - Parameter limits: nil for those of the form.
  func singleFile(_ limits: SingleFile.Limits = SingleFile.Limits()) -> SingleFile {
    let sources = Dictionary(
      media.copies.compactMap { file -> (String, String)? in
        if case .copy(let source) = file.content { (file.path, source) } else { nil }
      }, uniquingKeysWith: { first, _ in first })
    return SingleFile(site: site, templates: articleTemplates(), assets: documentAssets(), limits: limits) { path in
      sources[path].flatMap { try? FileSystem.read($0) }
    }
  }
}
