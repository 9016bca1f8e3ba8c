import ArgumentParser
import Workspace

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares a copy of a site with its manifest.",
    discussion: """
      Names each file that is changed, added or missing. The copy is a folder, a ZIP archive, or a book for Kiwix. Files that Windows and macOS \
      put into folders by themselves do not count. The exit code is 1 if there is any difference.
      """)

  @Argument(help: "The folder or archive.")
  var path: String

  func run() throws {
    do throws(BuildFailure) {
      let report = try Verification.run(path)
      for (word, paths) in [("changed", report.changed), ("added", report.added), ("missing", report.missing)] {
        for path in paths { Output.out("\(word): \(path)\n") }
      }
      if report.isDamaged { Output.out("The archive's own checksum is not that of its bytes: it is damaged.\n") }
      if report.isInterrupted {
        Output.out("A build or an update of this copy did not come to its end; start it again.\n")
      }
      if report.isWhole {
        Output.out("\(report.whole) files are as the manifest says; none is missing and none was added.\n")
        return
      }
      Output.out(
        "\(report.whole) files are as the manifest says; \(report.changed.count) changed, \(report.added.count) added, \(report.missing.count) missing.\n"
      )
    } catch {
      throw error.report()
    }
    throw Exit.findings
  }
}
