import Foundation
import Testing

@testable import SiteBuilder

/// A build that finds everything as the last one left it does nothing, and says the same.
struct LastBuildTests {
  private let sandbox = Sandbox()

  private func options() throws -> BuildOptions {
    if !FileManager.default.fileExists(atPath: sandbox.path + "/Content") {
      try FileManager.default.copyItem(atPath: fixture("patient-safety/Content"), toPath: sandbox.path + "/Content")
    }
    var options = sandbox.options()
    options.notes = sandbox.path + "/notes"
    return options
  }

  private func build(_ options: BuildOptions) async throws -> (report: SiteBuild.Report, isSkipped: Bool) {
    let report = try await SiteBuild.run(options)
    return (report, report.timings.stages.map(\.name) == ["compare"])
  }

  @Test func `nothing changed, nothing done, the same told`() async throws {
    var options = try options()
    try sandbox.write("---\ntitle: Draught\nseverity: nonsense\n---\n", to: "Content/incidents/draught.md")
    let first = try await build(options)
    #expect(!first.isSkipped)
    #expect(!first.report.findings.isEmpty, "what is told again has to be there first")
    let site = try sandbox.files("Site")
    options.jobs = 1
    let second = try await build(options)
    #expect(second.isSkipped)
    #expect(second.report.written == 0)
    #expect(second.report.findings == first.report.findings)
    #expect(second.report.records == first.report.records)
    #expect(second.report.pages == first.report.pages)
    #expect(second.report.files == first.report.files)
    #expect(try differences(site, sandbox.files("Site")) == [])
  }

  @Test(arguments: ["Content/lessons/read-aloud.md", "Content/model.yaml", "Content/media/ward.txt"])
  func `a byte of any input is enough, whatever the file's size and time`(_ file: String) async throws {
    let options = try options()
    if file.hasSuffix(".txt") { try sandbox.write("a ward\n", to: file) }
    try sandbox.write(try sandbox.read(file) + "# 1\n", to: file)
    _ = try await build(options)
    #expect(try await build(options).isSkipped)
    let path = sandbox.path + "/" + file
    let time = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]!
    try sandbox.write(try sandbox.read(file).replacing("# 1\n", with: "# 2\n"), to: file)
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    #expect(try await !build(options).isSkipped)
  }

  @Test func `another flag, another folder, another template: all is built`() async throws {
    var options = try options()
    _ = try await build(options)
    options.release = "2"
    #expect(try await !build(options).isSkipped)
    options.edition = "staff"
    #expect(try await !build(options).isSkipped)
    try sandbox.write("h1 { margin: 0 }\n", to: "Looks/assets/own.css")
    options.templates = sandbox.path + "/Looks"
    #expect(try await !build(options).isSkipped)
    #expect(try await build(options).isSkipped)
    try sandbox.write("h1 { margin: 1 }\n", to: "Looks/assets/own.css")
    #expect(try await !build(options).isSkipped)
    options.output = sandbox.path + "/Elsewhere"
    #expect(try await !build(options).isSkipped)
  }

  @Test(arguments: ["lost", "changed", "cut short", "another's"])
  func `a site that is not as it was left is mended`(_ how: String) async throws {
    var options = try options()
    _ = try await build(options)
    let site = try sandbox.files("Site")
    let page = sandbox.path + "/Site/lessons/read-aloud.html"
    switch how {
    case "lost": try FileManager.default.removeItem(atPath: page)
    case "changed":
      try sandbox.write(
        Array(repeating: 0x20, count: site["lessons/read-aloud.html"]!.count), to: "Site/lessons/read-aloud.html")
      // Past the granularity of any clock a file system keeps.
      let later = Date(timeIntervalSinceNow: 60)
      try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: page)
    case "cut short": try sandbox.write("{}", to: "Site/manifest.next.json")
    default:
      options.notes = nil
      options.edition = "staff"
      _ = try await build(options)
      options.notes = sandbox.path + "/notes"
      options.edition = nil
    }
    #expect(try await !build(options).isSkipped)
    #expect(try differences(site, sandbox.files("Site")) == [])
  }

  @Test func `a note that cannot be read or kept changes nothing`() async throws {
    var options = try options()
    _ = try await build(options)
    for note in try FileManager.default.contentsOfDirectory(atPath: options.notes!) {
      try sandbox.write("{", to: "notes/" + note)
    }
    #expect(try await !build(options).isSkipped)
    try sandbox.write("in the way", to: "blocked")
    options.notes = sandbox.path + "/blocked"
    #expect(try await build(options).report.isWritten)
    #expect(try await !build(options).isSkipped)
  }

  @Test func `what strictness refused is no last build`() async throws {
    var options = try options()
    try sandbox.write("---\ntitle: Draught\nseverity: nonsense\n---\n", to: "Content/incidents/draught.md")
    options.isStrict = true
    #expect(try await !build(options).report.isWritten)
    #expect(try await !build(options).report.isWritten)
  }
}
