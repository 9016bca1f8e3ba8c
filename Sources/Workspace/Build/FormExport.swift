import Formats
import Knowledge
import Publication
package import Text

/// Writes an edition in a form that is one file: an archive, a page with everything in it, a book.
///
/// Each form is a function from a planned site to the bytes of its file. This driver does the rest:
/// it reads and plans, writes nothing under `--strict` with findings, and gives the file its name
/// when it is complete.
package enum FormExport {
  package struct Report: Sendable {
    /// Sorted.
    package var findings: [Diagnostic]
    /// The number of records in the file.
    package var records: Int
    /// The number of files in the file; 1 if it is no container.
    package var files = 0
    /// The size of the file in bytes.
    package var size = 0
    /// False if nothing was written: under `--strict` with findings, or if nothing can be built.
    package var isWritten = false
  }

  /// A form's account of the bytes that it made.
  struct Content {
    var records: Int
    var files = 1
    var findings: [Diagnostic] = []
  }

  /// The input of a form.
  struct Source {
    let planned: PlannedSite
    let options: BuildOptions
    let progress: BuildProgress?
    fileprivate let spill: SpillFile?

    var site: Site { planned.site }

    func slice(_ request: SliceRequest) throws(BuildFailure) -> Slice {
      do {
        return try Slice(request, of: site)
      } catch {
        throw .usage(error.message)
      }
    }

    /// Makes pages of records that stand one after the other in a document.
    func articles(_ addresses: any Addresses) -> PageRenderer {
      PageRenderer(site: site, templates: planned.articleTemplates(), isWhole: false, addresses: addresses)
    }

    /// Makes the files of single records that the site is built with.
    func forms() async -> SiteForms { await SiteForms.make(of: planned, width: options.jobs, storing: spill) }

    /// Runs the stages up to the list of all files of the site, search included.
    func publication(with forms: SiteForms = SiteForms()) async -> Publication {
      await Made.publication(of: planned, forms, spill, options, Timings(), progress)
    }
  }

  /// - Parameters:
  ///   - output: the path of the file.
  ///   - make: Appends the bytes of the form to the file.
  static func run(
    _ options: BuildOptions, to output: String, progress: BuildProgress? = nil,
    _ make: (Source, OneFile) async throws(BuildFailure) -> Content
  ) async throws(BuildFailure) -> Report {
    // Long texts wait beside the file.
    var options = options
    options.output = output
    let spill = SpillFile(near: output, keeping: SpillFile.bytesKept)
    let loaded = try await LoadedKnowledge.load(options, NoMemory(), spill: spill, Timings())
    let records = loaded.graph.records.count
    let (planned, findings) = await PlannedSite.plan(consume loaded, width: options.jobs)
    guard let planned, !options.stops(at: findings) else { return Report(findings: findings, records: records) }
    let file = try OneFile(output)
    let content = try await make(
      Source(planned: planned, options: options, progress: progress, spill: spill), file)
    if let error = spill?.failure { throw BuildFailure(error, doing: "cannot write '\(output)'") }
    let all = Array(Set(findings + content.findings)).sorted()
    guard !options.stops(at: content.findings) else { return Report(findings: all, records: content.records) }
    try file.finish()
    return Report(
      findings: all, records: content.records, files: content.files, size: file.size, isWritten: true)
  }
}

extension BuildOptions {
  /// True if nothing may be written because of these findings.
  func stops(at findings: [Diagnostic]) -> Bool {
    isStrict && findings.contains { $0.severity == .error || $0.severity == .warning }
  }
}
