import ArgumentParser
import Logging
import Preview
import Text
import Workspace

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the site while you write: pages are made when asked for and reload when a file changes.",
    discussion: "Nothing is written to the output folder. Only this machine can see the pages, unless --host says otherwise.")

  @OptionGroup var input: InputOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var jobs: JobOptions
  @Option(help: "The address to listen on; 0.0.0.0 shows the pages to everybody on your network.")
  var host = "127.0.0.1"
  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 8080

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535") }
  }

  func run() async throws {
    var options = BuildOptions()
    input.apply(to: &options)
    site.apply(to: &options)
    options.jobs = jobs.width
    let log = Logger(label: "casebook") { _ in StandardErrorLog() }
    do {
      let preview = try await LivePreview(options) { findings in
        let shown = findings.filter { $0.severity != .note }
        Output.error(DiagnosticWriter.reading.write(shown, as: .text))
      }
      let server = try await PreviewServer(host: host, port: port, site: preview, log: log)
      Output.out("\(server.address) shows \(options.content); Ctrl-C ends it\n")
      let folders = [options.content] + (options.templates.map { [$0] } ?? [])
      let watcher = FolderWatcher(folders, log: log)
      let watching = Task {
        for await changed in watcher.changes() {
          await preview.refresh(changed)
          server.reload()
        }
      }
      let serving = Task { try await server.run() }
      await StopSignal.wait()
      watching.cancel()
      serving.cancel()
      try await serving.value
    } catch let failure as BuildFailure {
      throw failure.report()
    } catch let failure as PreviewFailure {
      throw BuildFailure.files(String(describing: failure)).report()
    }
  }
}

/// Prints the server's log in the same plain form as the messages of the program.
private struct StandardErrorLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.warning
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    Output.error("casebook: \(event.level): \(event.message)\n")
  }
}
