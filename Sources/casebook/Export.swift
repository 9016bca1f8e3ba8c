import ArgumentParser
import Publication
import Text
import Workspace

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the site or the records in other forms.",
    subcommands: [ExportZip.self, ExportSingle.self, ExportZim.self, ExportBook.self, ExportBulk.self])
}

/// The options of every form that is one file.
struct FormOptions: ParsableArguments {
  @OptionGroup var input: InputOptions
  @Option(help: "The file to write.")
  var output: String
  @OptionGroup var release: ReleaseOptions
  @OptionGroup var jobs: JobOptions

  /// - Parameter languages: names with commas between them; nil for all.
  func build(languages: String? = nil) -> BuildOptions {
    var options = BuildOptions()
    input.apply(to: &options)
    options.languages = languages.map(listed)
    release.apply(to: &options)
    options.jobs = jobs.width
    return options
  }
}

struct ExportZip: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zip",
    abstract: "Writes the whole site as one ZIP archive.",
    discussion: """
      The archive has one folder, and in it first the page to open. SHA256SUMS lists what it holds. The same content gives \
      the same bytes. For example:

        casebook export zip --output site.zip
        casebook verify site.zip
      """)

  @OptionGroup var form: FormOptions
  @Option(help: "Languages to take, such as en,fr; all by default.")
  var languages: String?

  func run() async throws {
    try await writeForm(form.build(languages: languages), to: form.output) { options, progress throws(BuildFailure) in
      try await ArchiveExport.run(options, to: form.output, progress: progress)
    }
  }
}

struct ExportSingle: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "single",
    abstract: "Writes some records, or a language, as one file for a browser.",
    discussion: """
      The file opens alone, on a phone too, and has its own search. With --records it holds these records and what they \
      lead to, and needs no script to be read; without, it holds a language. For example:

        casebook export single --records note/first-idea --depth 1 --output first-idea.html
        casebook export single --language fr --output tout.html
      """)

  @OptionGroup var form: FormOptions
  @OptionGroup var slice: SliceOptions

  func run() async throws {
    try await writeForm(form.build(), to: form.output) { options, _ throws(BuildFailure) in
      try await SingleExport.run(options, slice.request, to: form.output)
    }
  }
}

struct ExportZim: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zim",
    abstract: "Writes the site as a book for Kiwix.",
    discussion: """
      Kiwix shows it on phones and computers without a network, and Kiwix servers to a whole building. The same content \
      gives the same bytes. For example:

        casebook export zim --language fr --output notes-fr.zim
        casebook verify notes-fr.zim
      """)

  @OptionGroup var form: FormOptions
  @Option(
    name: [.customLong("language"), .customLong("languages")],
    help: "The languages to take, such as fr or en,fr; all by default.")
  var languages: String?

  func run() async throws {
    try await writeForm(form.build(languages: languages), to: form.output) { options, progress throws(BuildFailure) in
      try await KiwixExport.run(options, to: form.output, progress: progress)
    }
  }
}

struct ExportBook: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "book",
    abstract: "Writes a language, or some records, as a book for e-readers and phones (EPUB 3).",
    discussion: """
      The book has a title page, contents, the records in the order of the navigation, the sources at the end, and an index \
      of terms. With --records it holds these records and what they lead to. For example:

        casebook export book --language fr --output livre.epub
        casebook export book --records note/first-idea --depth 1 --output first-idea.epub
        casebook verify livre.epub
      """)

  @OptionGroup var form: FormOptions
  @Option(help: "The size of the largest picture to take, in kB.")
  var pictures = 5000
  @OptionGroup var slice: SliceOptions

  func run() async throws {
    try await writeForm(form.build(), to: form.output) { options, progress throws(BuildFailure) in
      try await BookExport.run(
        options, slice.request, to: form.output, largestPicture: max(0, pictures) * 1000, progress: progress)
    }
  }
}

/// Writes a form that is one file, and tells of it.
private func writeForm(
  _ options: BuildOptions, to output: String,
  _ export: (BuildOptions, BuildProgress?) async throws(BuildFailure) -> FormExport.Report
) async throws {
  let progress = ProgressLine()
  let tellProgress: BuildProgress = { stage, done, total in progress.tell(stage, done, total) }
  do {
    let report = try await export(options, progress.isShown ? tellProgress : nil)
    progress.clear()
    let shown = report.findings.filter { $0.severity != .note }
    if !shown.isEmpty { Output.error(DiagnosticWriter.reading.write(shown, as: .text)) }
    if report.isWritten {
      let files = report.files == 1 ? "" : "\(report.files) files, "
      Output.out("\(report.records) records, \(files)\(report.size) bytes in \(output)\n")
    } else {
      Output.error("Nothing was written.\n")
    }
    let errors = shown.contains { $0.severity == .error || (options.isStrict && $0.severity == .warning) }
    if errors || !report.isWritten { throw Exit.findings }
  } catch let failure as BuildFailure {
    progress.clear()
    throw failure.report()
  }
}

struct ExportBulk: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bulk",
    abstract: "Writes one JSON document a line, for a search server.",
    discussion: """
      It holds what the edition shows, a document for each language that a record is written in. For example:

        casebook export bulk --output records.ndjson
        curl -H 'Content-Type: application/x-ndjson' --data-binary @records.ndjson http://localhost:9200/records/_bulk
      """)

  @OptionGroup var input: InputOptions
  @Option(help: "Languages to write, such as en,fr; all by default.")
  var languages: String?
  @Option(name: .customLong("base-url"), help: "Where the site is published, so that documents have whole addresses.")
  var baseURL: String?
  @Option(help: "The file to write; - is standard output.")
  var output = "-"
  @Option(help: "The server to write for: \(BulkTarget.allCases.map(\.rawValue).joined(separator: ", ")).")
  var target = BulkTarget.elasticsearch
  @OptionGroup var jobs: JobOptions

  func run() async throws {
    var options = BuildOptions()
    input.apply(to: &options)
    options.languages = languages.map(listed)
    options.baseURL = baseURL
    options.jobs = jobs.width
    do {
      let report = try await BulkExport.run(options, for: target, to: output)
      let shown = report.findings.filter { $0.severity != .note }
      if !shown.isEmpty { Output.error(DiagnosticWriter.reading.write(shown, as: .text)) }
      if !report.isWritten { Output.error("Nothing was written.\n") }
      if shown.contains(where: { $0.severity == .error }) || !report.isWritten { throw Exit.findings }
    } catch let failure as BuildFailure {
      throw failure.report()
    }
  }
}

extension BulkTarget: ExpressibleByArgument {}
