import ArgumentParser
import Publication
import Text
import Workspace

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the records for other programs.", subcommands: [ExportBulk.self])
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
    options.languages = languages.map { $0.split(separator: ",").map { $0.filter { $0 != " " } } }
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
