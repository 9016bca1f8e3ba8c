import ArgumentParser
import Workspace

struct WordsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "words",
    abstract: "Writes the words of the interface for a language, to translate or to change.",
    discussion: """
      They are written into templates/words/ of your content, in the language where the program has it, and in \
      English otherwise. With --output - they are printed.
      """)

  @Argument(help: "The language, such as pt or pt-br.")
  var language: String
  @Option(help: "The folder with casebook.yaml.")
  var content = "Content"
  @Option(help: "The file to write; - is standard output.")
  var output: String?

  func run() throws {
    do {
      if output == "-" {
        Output.out(try WrittenCopies.words(of: language))
      } else {
        Output.out(try WrittenCopies.words(of: language, to: output, content: content) + "\n")
      }
    } catch {
      throw error.report()
    }
  }
}
