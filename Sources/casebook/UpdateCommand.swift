import ArgumentParser
import Workspace

struct UpdateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Brings an old copy of a site to a new release, or writes what an old copy needs.",
    discussion: """
      NEW is a folder, a ZIP archive, or a difference. What the new release no longer has is deleted first. If the update is \
      interrupted, every page can be read, and the same command goes on. For example:

        casebook update Site --onto /media/stick/Site
        casebook update Site --from old-manifest.json --output difference.zip
        casebook update difference.zip --onto /media/stick/Site
      """)

  @Argument(help: "The new release: a folder or an archive.")
  var new: String
  @Option(help: "The folder with the old copy, which becomes the new release.")
  var onto: String?
  @Option(help: "The manifest.json of the old copy, for which the difference is written.")
  var from: String?
  @Option(help: "The archive to write the difference into.")
  var output: String?

  func validate() throws {
    switch (onto, from, output) {
    case (_?, nil, nil), (nil, _?, _?): break
    case (nil, nil, nil): throw ValidationError("say which copy to update: --onto FOLDER, or --from MANIFEST --output ZIP")
    default: throw ValidationError("give either --onto FOLDER, or both --from MANIFEST and --output ZIP")
    }
  }

  func run() async throws {
    do throws(BuildFailure) {
      if let onto {
        let report = try Update.run(new, onto: onto)
        Output.out("\(report.written) files written and \(report.deleted) deleted in \(onto)\n")
      } else if let from, let output {
        let report = try await Difference.run(new, from: from, to: output)
        Output.out("\(report.files) files to write and \(report.deleted) to delete, \(report.size) bytes in \(output)\n")
      }
    } catch {
      throw error.report()
    }
  }
}
