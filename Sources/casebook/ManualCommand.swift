import ArgumentParser
import Foundation
import Text
import Workspace

struct ManualCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Writes the manual that the program carries, as a site, and opens it.",
    discussion: "With --output the manual is written there and not opened.")

  @Option(help: "The folder to write; without it, a folder for files that can be made again.")
  var output: String?
  @OptionGroup var jobs: JobOptions

  func run() async throws {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "casebook-manual-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    do {
      let folder = try output ?? Self.cacheFolder()
      _ = try WrittenCopies.manual(to: scratch)
      var options = BuildOptions()
      options.content = scratch
      options.output = folder
      options.jobs = jobs.width
      let report = try await SiteBuild.run(options, progress: nil)
      guard report.isWritten else { throw BuildFailure.files("the manual cannot be built") }
      let page = folder + "/index.html"
      Output.out(page + "\n")
      if output == nil { Self.open(page) }
    } catch let failure as BuildFailure {
      throw failure.report()
    }
  }

  private static func cacheFolder() throws(BuildFailure) -> String {
    guard let caches = Build.notes else {
      throw .usage("there is no folder for files that can be made again (HOME and XDG_CACHE_HOME are not set); use --output")
    }
    return caches + "/manual"
  }

  /// Opens a page in the browser of a desktop. Elsewhere the printed path must suffice.
  private static func open(_ page: String) {
    let environment = ProcessInfo.processInfo.environment
    guard environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil else { return }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["xdg-open", page]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try? process.run()
  }
}
