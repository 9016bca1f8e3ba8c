import ArgumentParser
import Foundation
import Synchronization
import Text
import Workspace

struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Builds the site.",
    discussion:
      "Findings go to standard error. With errors the rest is built all the same and the exit code is 1; with --strict, nothing is written then."
  )

  @OptionGroup var input: InputOptions
  @Option(help: "The folder to write; empty, or a site that casebook made.")
  var output = "Site"
  @OptionGroup var site: SiteOptions
  @OptionGroup var jobs: JobOptions
  @Flag(help: "Tell how long each stage took.")
  var timings = false
  @Option(help: "How findings are written: \(DiagnosticFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format = DiagnosticFormat.text

  func run() async throws {
    var options = BuildOptions()
    input.apply(to: &options)
    options.output = output
    site.apply(to: &options)
    options.jobs = jobs.width
    options.notes = Self.notes
    let progress = ProgressLine()
    do {
      let tellProgress: BuildProgress = { stage, done, total in progress.tell(stage, done, total) }
      let report = try await SiteBuild.run(options, progress: progress.isShown ? tellProgress : nil)
      progress.clear()
      tell(report)
      let errors = report.findings.contains { $0.severity == .error || (site.release.strict && $0.severity == .warning) }
      if errors || !report.isWritten { throw Exit.findings }
    } catch let failure as BuildFailure {
      progress.clear()
      throw failure.report()
    }
  }

  /// The folder for files that the program could make again, as the XDG Base Directory
  /// Specification names it.
  static var notes: String? {
    let environment = ProcessInfo.processInfo.environment
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache + "/casebook" }
    return environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.cache/casebook" : nil }
  }

  private func tell(_ report: SiteBuild.Report) {
    let shown = report.findings.filter { $0.severity != .note }
    if format != .text || !shown.isEmpty { Output.error(DiagnosticWriter.reading.write(shown, as: format)) }
    guard format == .text else { return }
    let errors = shown.count { $0.severity == .error }
    let warnings = shown.count { $0.severity == .warning }
    if errors + warnings > 0 {
      Output.error("\(errors) \(errors == 1 ? "error" : "errors"), \(warnings) \(warnings == 1 ? "warning" : "warnings")\n")
    }
    if report.isWritten {
      Output.out(
        "\(report.records) records, \(report.pages) pages, \(report.files) files in \(output) (\(report.written) written)\n")
    } else {
      Output.error("Nothing was written.\n")
    }
    if timings {
      for (name, seconds) in report.timings.stages { Output.error("\(milliseconds(seconds)) ms  \(name)\n") }
      Output.error("\(milliseconds(report.timings.stages.reduce(0) { $0 + $1.seconds })) ms  all\n")
    }
  }

  private func milliseconds(_ seconds: Double) -> String {
    let text = String(Int((seconds * 1000).rounded()))
    return String(repeating: " ", count: max(0, 7 - text.utf8.count)) + text
  }
}

/// A line on a terminal that shows the progress of a build. Nothing is shown when output is piped.
final class ProgressLine: Sendable {
  let isShown = Output.isErrorATerminal
  private let last = Mutex<(percent: Int, stage: String)>((-1, ""))

  func tell(_ stage: String, _ done: Int, _ total: Int) {
    let percent = total == 0 ? 100 : done * 100 / total
    let isNew = last.withLock { last in
      if last.stage == stage, last.percent >= percent { return false }
      last = (percent, stage)
      return true
    }
    if isNew { Output.error("\r\u{1B}[K\(stage): \(done) of \(total)") }
  }

  func clear() { if isShown { Output.error("\r\u{1B}[K") } }
}
