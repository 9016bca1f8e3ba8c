import ArgumentParser
import Workspace

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares a copy of a site with its manifest.",
    discussion: """
      Names each file that is changed, added or missing. The copy is a folder, a ZIP archive, or a book for Kiwix. Files that Windows and macOS \
      put into folders by themselves do not count. The exit code is 1 if there is any difference.

      With --content it also looks in every file for what the edition hides. For example:

        casebook verify site.zip --content Content --edition public
      """)

  @Argument(help: "The folder or archive.")
  var path: String

  @Option(help: "The content that the copy was made of: nothing that its edition hides may be in the copy.")
  var content: String?
  @Option(help: "Which edition of casebook.yaml, with --content; the first one by default.")
  var edition: String?
  @Option(help: "The folder of templates that the copy was made with; those that came with the program by default.")
  var templates: String?
  @OptionGroup var jobs: JobOptions

  func validate() throws {
    if content == nil, edition != nil || templates != nil {
      throw ValidationError("--edition and --templates go with --content")
    }
  }

  func run() async throws {
    do throws(BuildFailure) {
      let leaks = try await leaks()
      let report = try Verification.run(path)
      for (word, paths) in [("changed", report.changed), ("added", report.added), ("missing", report.missing)] {
        for path in paths { Output.out("\(word): \(path)\n") }
      }
      if report.isDamaged { Output.out("The archive's own checksum is not that of its bytes: it is damaged.\n") }
      if report.isInterrupted {
        Output.out("A build or an update of this copy did not come to its end; start it again.\n")
      }
      let rest = "\(report.changed.count) changed, \(report.added.count) added, \(report.missing.count) missing"
      Output.out(
        "\(report.whole) files are as the manifest says; \(report.isWhole ? "none is missing and none was added" : rest).\n")
      if content != nil { tell(leaks) }
      if report.isWhole && leaks.isEmpty { return }
    } catch {
      throw error.report()
    }
    throw Exit.findings
  }

  private func leaks() async throws(BuildFailure) -> [HiddenSearch.Leak] {
    guard let content else { return [] }
    var options = BuildOptions()
    options.content = content
    options.edition = edition
    options.templates = templates
    options.jobs = jobs.width
    return try await HiddenSearch.leaks(in: path, of: options)
  }

  private func tell(_ leaks: [HiddenSearch.Leak]) {
    for leak in leaks {
      Output.out("hidden: \(leak.path): '\(leak.words)' is of \(leak.record), in \(leak.source)\n")
    }
    if leaks.isEmpty { Output.out("No text that the edition hides was found in them.\n") }
  }
}
