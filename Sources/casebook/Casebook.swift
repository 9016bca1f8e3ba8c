import ArgumentParser
import Publication
import Workspace

@main
struct Casebook: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "casebook",
    abstract: "Turns a folder of Markdown records into a linked, searchable site.",
    discussion: """
      A knowledge base is a folder with casebook.yaml (its title, languages and editions), model.yaml (its kinds of \
      record) and a folder of Markdown files for each kind. Begin with:

        casebook init notes            makes a small one, with comments
        casebook serve --content notes/Content
        casebook build --content notes/Content --output Site

      Then open Site/index.html; it works from a folder, a stick or a web server.
      """,
    version: Generator.version,
    subcommands: [
      Build.self, Check.self, Serve.self, New.self, SchemaCommand.self, Export.self, Init.self, ManualCommand.self,
      TemplatesCommand.self, WordsCommand.self, Verify.self, UpdateCommand.self, ChangesCommand.self,
    ])

  /// Does what ArgumentParser's own `main` does, and reports when help or version cannot be
  /// written.
  static func main() async {
    do {
      var command = try await asyncParseAsRoot()
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    } catch {
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if !text.isEmpty { code.isSuccess ? Output.out(text + "\n") : Output.error(text + "\n") }
      exit(withError: code)
    }
  }
}

/// Exit codes. The manual lists them under "The command line".
enum Exit {
  static let findings = ExitCode(1)
  static let usage = ExitCode(64)
  static let files = ExitCode(74)
}
