import ArgumentParser
import Knowledge
import Workspace

struct ChangesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Tells what differs between two states of a knowledge base, the worst for readers first.",
    discussion: """
      OLD and NEW are content folders, or revisions of git, such as main or HEAD~1, of the folder that --content names. \
      For example:

        casebook changes main Content
        casebook changes HEAD~1 HEAD --format markdown
        casebook changes old/Content Content --preview Preview
      """)

  @Argument(help: "A content folder, or a revision of git.")
  var old: String
  @Argument(help: "A content folder, or a revision of git.")
  var new: String
  @Option(help: "How changes are written: \(ChangesReport.Format.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format = ChangesReport.Format.text
  @Option(help: "A folder for a site of NEW whose first page is the list of changes.")
  var preview: String?
  @OptionGroup var input: InputOptions
  @OptionGroup var jobs: JobOptions

  func run() async throws {
    var options = BuildOptions()
    input.apply(to: &options)
    options.jobs = jobs.width
    do throws(BuildFailure) {
      let before = try Revision(old, of: input.content)
      let after = try Revision(new, of: input.content)
      var (oldOptions, newOptions) = (options, options)
      (oldOptions.content, newOptions.content) = (before.folder, after.folder)
      let changes = Changes(from: try await .load(oldOptions), to: try await .load(newOptions))
      Output.out(ChangesReport(changes).text(as: format))
      if let preview {
        newOptions.output = preview
        let report = try await ChangesPreview.run(changes, newOptions)
        Output.error("\(report.files) files in \(preview); open \(preview)/index.html\n")
      }
      // Both folders are needed up to here.
      _ = (consume before).folder
      _ = (consume after).folder
    } catch {
      throw error.report()
    }
  }
}

extension ChangesReport.Format: ExpressibleByArgument {}
