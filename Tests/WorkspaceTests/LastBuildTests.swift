import Foundation
import Testing
import Text

@testable import Workspace

/// A build that finds everything as the last build left it does nothing, and says the same.
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
    let first = try await build(options)
    #expect(!first.isSkipped)
    let site = try sandbox.files("Site")
    options.jobs = 1
    let second = try await build(options)
    #expect(second.isSkipped)
    #expect(second.report.written == 0)
    #expect(second.report.findings == [])
    #expect(second.report.records == first.report.records)
    #expect(second.report.pages == first.report.pages)
    #expect(second.report.files == first.report.files)
    #expect(try differences(site, sandbox.files("Site")) == [])
  }

  @Test(arguments: ["Content/lessons/read-aloud.md", "Content/model.yaml", "Content/media/ward.txt"])
  func `a byte of any input is enough, whatever the file's size and time`(_ file: String) async throws {
    let options = try options()
    if file.hasSuffix(".txt") { try sandbox.write("a ward\n", to: file) }
    let before = file.hasSuffix(".yaml") ? "# Number 1\n" : "Number 1\n"
    try sandbox.write(try sandbox.read(file) + before, to: file)
    _ = try await build(options)
    #expect(try await build(options).isSkipped)
    let path = sandbox.path + "/" + file
    let time = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]!
    try sandbox.write(try sandbox.read(file).replacing("Number 1\n", with: "Number 2\n"), to: file)
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
      // Later than the smallest step of any file system's clock.
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

  @Test func `what is wrong is told each time, and nothing of it is noted`() async throws {
    let options = try options()
    try sandbox.write("---\ntitle: Draught\nseverity: nonsense\n---\n", to: "Content/incidents/draught.md")
    let first = try await build(options)
    #expect(!first.report.findings.isEmpty)
    let second = try await build(options)
    #expect(!second.isSkipped)
    #expect(second.report.findings == first.report.findings)
    #expect(!FileManager.default.fileExists(atPath: options.notes!))
  }

  @Test func `an empty flag is another than none`() async throws {
    var options = try options()
    _ = try await build(options)
    options.release = ""
    #expect(try await !build(options).isSkipped)
    #expect(!(try sandbox.read("Site/index.html").contains("spring")))
    options.release = nil
    #expect(try await !build(options).isSkipped)
    #expect(try sandbox.read("Site/index.html").contains("spring"))
  }

  /// A build treats a link differently from a file, although the bytes are the same.
  @Test func `a file that becomes a link, or a link that becomes a file, is a change`() async throws {
    let options = try options()
    let (file, copy) = (sandbox.path + "/Content/lessons/read-aloud.md", sandbox.path + "/outside.md")
    try FileManager.default.copyItem(atPath: file, toPath: copy)
    _ = try await build(options)
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: copy)
    let linked = try await build(options)
    #expect(linked.report.findings.map(\.code).contains("link-outside"))
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.copyItem(atPath: copy, toPath: file)
    #expect(try await build(options).report.findings == [])
  }

  @Test func `links that lead in circles or far away cost nothing`() async throws {
    let options = try options()
    try sandbox.write("a ward\n", to: "Content/media/ward.txt")
    for name in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"] {
      try FileManager.default.createSymbolicLink(
        atPath: sandbox.path + "/Content/media/" + name, withDestinationPath: sandbox.path + "/Content/media")
    }
    try FileManager.default.createSymbolicLink(atPath: sandbox.path + "/Content/media/all", withDestinationPath: "/")
    let report = try await build(options).report
    #expect(report.isWritten)
    #expect(report.findings.map(\.code).contains("link-outside"))
    #expect(report.findings.count < 3000)
  }

  @Test func `what strictness refused is no last build`() async throws {
    var options = try options()
    try sandbox.write("---\ntitle: Draught\nseverity: nonsense\n---\n", to: "Content/incidents/draught.md")
    options.isStrict = true
    #expect(try await !build(options).report.isWritten)
    #expect(try await !build(options).report.isWritten)
  }

  @Test func `a build during which a file was touched is not noted`() async throws {
    let options = try options()
    let record = "Content/lessons/read-aloud.md"
    let unchanged = await Unchanged.check(options)
    let report = try await SiteBuild.run(options)
    try FileManager.default.removeItem(atPath: options.notes!)
    try sandbox.write(try sandbox.read(record) + "More.\n", to: record)
    await unchanged.note(report, manifest: "any")
    #expect(!FileManager.default.fileExists(atPath: options.notes!))
  }
}
