import ArgumentParser
import Workspace

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a small, complete knowledge base to begin with, full of comments.")

  @Argument(help: "A folder that is not there yet, or empty.")
  var directory: String

  func run() throws {
    do {
      let files = try WrittenCopies.starter(to: directory)
      Output.out(
        """
        \(files) files in \(directory). Next:
          casebook serve --content \(directory)/Content      look at it while you write
          casebook build --content \(directory)/Content --output \(directory)/Site

        """)
    } catch {
      throw error.report()
    }
  }
}
