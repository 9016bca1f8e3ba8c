import ArgumentParser
import Knowledge
import Text
import Workspace

struct New: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes the file of a new record, with its fields explained.",
    discussion: "For example: casebook new note \"A first note\" --set kind=observation")

  @Argument(help: "The type, as model.yaml names it.")
  var type: String
  @Argument(help: "The record's title.")
  var title: String
  @Option(name: .customLong("set"), help: "A field's value, field=value; a list's field once for each of its values.")
  var values: [String] = []
  @OptionGroup var input: InputOptions

  func validate() throws {
    for value in values where !value.contains("=") { throw ValidationError("--set takes field=value, not '\(value)'") }
  }

  func run() async throws {
    var options = BuildOptions()
    input.apply(to: &options)
    let pairs = values.map { text in
      let cut = text.firstIndex(of: "=")!
      return (field: String(text[..<cut]), value: String(text[text.index(after: cut)...]))
    }
    do {
      let (path, missing) = try await NewRecord.make(type: type, title: title, values: pairs, options)
      Output.out("\(path)\n")
      if !missing.isEmpty {
        Output.error("still to write:\n" + missing.map { "  line \($0.start.line): \($0.message)\n" }.joined())
      }
    } catch {
      throw error.report()
    }
  }
}
