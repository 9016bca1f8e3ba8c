import ArgumentParser
import Workspace

struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "Writes the program's theme into a folder, to copy from or to change.",
    discussion: """
      Copy single files into the folder templates/ of your content: what stands there is used instead of the theme's. \
      Or change the whole and build with --templates DIRECTORY.
      """)

  @Argument(help: "A folder that is not there yet, or empty.")
  var directory: String

  func run() throws {
    do {
      Output.out("\(try WrittenCopies.theme(to: directory)) files in \(directory)\n")
    } catch {
      throw error.report()
    }
  }
}
