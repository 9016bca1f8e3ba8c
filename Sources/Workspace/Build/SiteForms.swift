import Formats
import Knowledge
import Publication
import Text

/// The forms that `forms` in casebook.yaml asks for: a file for each record of a type, in each
/// language that the record is written in.
struct SiteForms: Sendable {
  private(set) var files: [OutputFile] = []
  private(set) var findings: [Diagnostic] = []
  /// For the pages of the records.
  private(set) var links = RecordForms()

  private struct Job: Sendable {
    var form: Settings.Form
    var maker: SingleFile
    var id: RecordID
    var language: String
  }

  private struct Done: Sendable {
    var path: String
    var size: Int
    var bytes: StoredBytes
    var findings: [Diagnostic]
  }

  /// - Parameters:
  ///   - store: Holds the files until they are written.
  ///   - keepsBytes: false for findings alone.
  static func make(
    of planned: PlannedSite, width: Int, storing store: (any ByteStore)? = nil, keepsBytes: Bool = true
  ) async -> SiteForms {
    // A site without such forms compiles no templates for them.
    guard !planned.site.graph.settings.forms.isEmpty else { return SiteForms() }
    let site = planned.site
    let jobs = site.graph.settings.forms.flatMap { form -> [Job] in
      guard let type = site.graph.model.index(of: form.type) else { return [] }
      let limits = SingleFile.Limits(file: form.limit, picture: form.pictureLimit ?? SingleFile.Limits().picture)
      let maker = planned.singleFile(limits)
      return site.paths.languages.flatMap { language in
        site.graph.records.indices.map(RecordID.init).compactMap { id in
          guard site.graph.types[id.index] == type, site.graph.records[id.index].text(in: language) != nil else { return nil }
          return Job(form: form, maker: maker, id: id, language: language)
        }
      }
    }
    let done = await concurrentMap(jobs, width: width, slice: 1) { make($0, planned, store, keepsBytes) }
    var forms = SiteForms()
    var links: [String: [RecordID: [RecordForms.File]]] = [:]
    for (job, made) in zip(jobs, done) {
      forms.files.append(OutputFile(made.path, .resource, .stored(made.bytes)))
      forms.findings += made.findings
      links[job.language, default: [:]][job.id, default: []].append(RecordForms.File(path: made.path, size: made.size))
    }
    forms.links = RecordForms(links)
    return forms
  }

  private static func make(_ job: Job, _ planned: PlannedSite, _ store: (any ByteStore)?, _ keepsBytes: Bool) -> Done {
    let record = planned.site.graph.records[job.id.index]
    let request = SliceRequest(records: [record.id], depth: job.form.depth, language: job.language)
    // The record exists, and so does the language.
    guard let slice = try? Slice(request, of: planned.site) else { preconditionFailure("no slice of \(record.id)") }
    let made = job.maker.make(slice)
    let name = OutputName.file(for: job.form.type + "-" + record.slug)
    return Done(
      path: "data/forms/\(job.language)/\(name).html", size: made.bytes.count,
      bytes: StoredBytes(keepsBytes ? made.bytes : [], in: store),
      findings: made.problems.map { planned.finding($0, at: job.form.range) })
  }
}
