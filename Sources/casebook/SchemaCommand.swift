import ArgumentParser
import Knowledge
import Workspace

struct SchemaCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case jsonSchema = "json-schema", markdown }

  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints what a type's fields are: for editors as JSON Schema, for people as Markdown.")

  @Argument(help: "A type of model.yaml; all by default.")
  var type: String?
  @Option(help: "json-schema or markdown.")
  var format = Format.jsonSchema
  @OptionGroup var input: InputOptions

  func run() throws {
    var options = BuildOptions()
    input.apply(to: &options)
    do {
      Output.out(try SchemaText.make(type: type, asMarkdown: format == .markdown, options))
    } catch {
      throw error.report()
    }
  }
}
