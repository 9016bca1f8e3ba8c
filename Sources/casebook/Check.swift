import ArgumentParser
import Foundation
import Knowledge
import Text
import Workspace

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what is wrong with the content, and mends what is safe to mend.",
    discussion: "Findings go to standard output. Name files to hear of those alone; all records are read either way.")

  @Argument(help: "Only findings in these files.")
  var files: [String] = []
  @OptionGroup var input: InputOptions
  @Flag(help: "Warnings count as errors.")
  var strict = false
  @Flag(help: "Make the edits that findings offer.")
  var fix = false
  @Flag(help: "List all who seem to be named, beside words such as 'said' and 'Colonel'.")
  var names = false
  @Option(help: "How findings are written: \(DiagnosticFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format = DiagnosticFormat.text
  @Option(help: "The day that freshness rules are asked for (YYYY-MM-DD); today by default.")
  var today: String?
  @OptionGroup var jobs: JobOptions

  func validate() throws {
    if let today, PartialDate(today)?.day == nil { throw ValidationError("--today is a day such as 2026-01-31") }
  }

  func run() async throws {
    var options = BuildOptions()
    input.apply(to: &options)
    options.jobs = jobs.width
    options.isStrict = strict
    do {
      let wanted = Set(try SiteBuild.files(files, options).map(Self.plain))
      var findings = chosen(try await SiteBuild.check(options, today: day), wanted)
      var mended = 0
      // An edit may have to wait for another edit at the same position, so the loop checks again.
      // The limit ends it when two edits undo each other.
      for _ in 0..<(fix ? Self.rounds : 0) {
        let made = try SiteBuild.fix(findings)
        if made == 0 { break }
        mended += made
        findings = chosen(try await SiteBuild.check(options, today: day), wanted)
      }
      if mended > 0, format == .text { Output.error("\(mended) \(mended == 1 ? "edit" : "edits") made\n") }
      let named = format == .text ? try await SiteBuild.named(options).filter { isChosen($0.path, wanted) } : []
      tell(findings, named)
    } catch {
      throw error.report()
    }
  }

  private var day: PartialDate {
    if let today, let date = PartialDate(today) { return date }
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
    return PartialDate(year: parts.year!, month: parts.month!, day: parts.day!)
  }

  private static let rounds = 10

  private func chosen(_ findings: [Diagnostic], _ wanted: Set<String>) -> [Diagnostic] {
    findings.filter { isChosen($0.path, wanted) }
  }

  private func isChosen(_ path: String, _ wanted: Set<String>) -> Bool {
    guard !wanted.isEmpty else { return true }
    let path = Self.plain(path)
    return wanted.contains(path) || wanted.contains { path.hasPrefix($0 + "/") }
  }

  /// The path without `./` and doubled slashes. An absolute path becomes relative to the current
  /// folder.
  private static func plain(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }

  private func tell(_ findings: [Diagnostic], _ named: [NamedPerson]) {
    Output.out(DiagnosticWriter.reading.write(findings, as: format))
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count { $0.severity == .warning }
    if format == .text {
      Output.error(
        errors + warnings == 0
          ? "nothing found\n"
          : "\(errors) \(errors == 1 ? "error" : "errors"), \(warnings) \(warnings == 1 ? "warning" : "warnings")\n")
      Output.error(NamedPeopleList(named, isWhole: names).text)
    }
    if errors > 0 || (strict && warnings > 0) { Check.exit(withError: Exit.findings) }
  }
}
