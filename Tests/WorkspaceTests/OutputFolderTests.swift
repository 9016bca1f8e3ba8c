import Foundation
import Publication
import Testing
import Text

@testable import Workspace

/// A build writes into its own folder only, one build at a time, and afterwards the folder holds
/// what its manifest says.
struct OutputFolderTests {
  private static let base = """
    -- Content/casebook.yaml --
    title: Small
    -- Content/model.yaml --
    types:
      note: {folder: notes}
    -- Content/notes/a.md --
    ---
    title: A
    ---
    [Plan](a/plan.txt)
    -- Content/notes/a/plan.txt --
    The plan.
    -- elsewhere/kept.txt --
    Kept.
    """

  private func base() throws -> Sandbox {
    let sandbox = Sandbox()
    try sandbox.write(Self.base)
    return sandbox
  }

  private func link(_ name: String, to target: String, in sandbox: Sandbox) throws {
    try FileManager.default.createSymbolicLink(atPath: sandbox.path + "/" + name, withDestinationPath: target)
  }

  @Test func `a forged manifest and a linked folder delete nothing elsewhere`() async throws {
    let sandbox = try base()
    _ = try await SiteBuild.run(sandbox.options())
    try link("Site/old", to: "../elsewhere", in: sandbox)
    let manifest = try sandbox.read("Site/manifest.json")
    let forged = [
      "old/kept.txt", "../elsewhere/kept.txt", "notes/../../elsewhere/kept.txt", sandbox.path + "/elsewhere/kept.txt",
    ]
    try sandbox.write(
      manifest.replacing("\"files\": {", with: "\"files\": {" + forged.map { "\"\($0)\": {\"size\": 6}," }.joined()).replacing(
        "\"files\":{", with: "\"files\":{" + forged.map { "\"\($0)\":{\"size\":6}," }.joined()), to: "Site/manifest.json")
    #expect(try sandbox.read("Site/manifest.json").contains("old/kept.txt"))
    #expect(try await SiteBuild.run(sandbox.options()).isWritten)
    #expect(try sandbox.files("elsewhere").keys.sorted() == ["kept.txt"])
  }

  @Test(arguments: ["notes", "media", "search"])
  func `a build does not write through a linked folder`(folder: String) async throws {
    let sandbox = try base()
    _ = try await SiteBuild.run(sandbox.options())
    try FileManager.default.removeItem(atPath: sandbox.path + "/Site/" + folder)
    try link("Site/" + folder, to: "../elsewhere", in: sandbox)
    let failure = await #expect(throws: BuildFailure.self) { try await SiteBuild.run(sandbox.options()) }
    #expect(failure?.message.contains("a link to another place") == true, "\(failure?.message ?? "")")
    #expect(try sandbox.files("elsewhere").keys.sorted() == ["kept.txt"])
  }

  @Test func `a link where a file is first written aside does not lead there`() throws {
    let sandbox = try base()
    let folder = try SiteFolder(sandbox.path + "/Site")
    try folder.begin(Publication(release: "", edition: "", files: []))
    try link("Site/.casebook-1.tmp", to: "../elsewhere/kept.txt", in: sandbox)
    _ = try folder.write("page.html", Array("text".utf8))
    #expect(try sandbox.read("elsewhere/kept.txt") == "Kept.\n")
    #expect(try sandbox.read("Site/page.html") == "text")
  }

  @Test func `while one build writes a folder, another is refused`() async throws {
    let sandbox = try base()
    do {
      let first = try SiteFolder(sandbox.path + "/Site")
      let failure = await #expect(throws: BuildFailure.self) { try await SiteBuild.run(sandbox.options()) }
      #expect(failure?.message.contains("another build is writing") == true)
      withExtendedLifetime(first) {}
    }
    #expect(try await SiteBuild.run(sandbox.options()).isWritten)
  }

  @Test func `a file that kept its size and date but not its bytes is written again`() async throws {
    let sandbox = try base()
    _ = try await SiteBuild.run(sandbox.options())
    let whole = try sandbox.files("Site")
    let path = sandbox.path + "/Site/notes/a.html"
    let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    // A clock may tick more slowly than this test runs.
    usleep(20_000)
    var page = whole["notes/a.html"]!
    page[page.count - 2] = UInt8(ascii: "#")
    try sandbox.write(page, to: "Site/notes/a.html")
    try FileManager.default.setAttributes([.modificationDate: try #require(date)], ofItemAtPath: path)
    #expect(try await SiteBuild.run(sandbox.options()).written == 1)
    #expect(differences(whole, try sandbox.files("Site")) == [])
    // A file that was touched but not changed is not written again.
    usleep(20_000)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(try await SiteBuild.run(sandbox.options()).written == 0)
  }

  @Test(arguments: [
    "vocabularies/kinds.yaml", "notes/b.md", "notes/a/plan.txt", "media/plan.txt", "casebook.yaml", "model.yaml",
  ])
  func `a pipe in place of a file of the content does not hang`(name: String) async throws {
    let sandbox = try base()
    try sandbox.write("---\ntitle: C\n---\n\n[Plan](../media/plan.txt)\n", to: "Content/notes/c.md")
    try sandbox.write("x", to: "Content/media/plan.txt")
    let path = sandbox.path + "/Content/" + name
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try? FileManager.default.removeItem(atPath: path)
    #expect(unsafe mkfifo(path, 0o600) == 0)
    if ["casebook.yaml", "model.yaml"].contains(name) {
      let failure = await #expect(throws: BuildFailure.self) { try await SiteBuild.run(sandbox.options()) }
      #expect(failure?.message.contains("a pipe") == true, "\(failure?.message ?? "")")
    } else {
      let codes = Set(try await SiteBuild.run(sandbox.options()).findings.map(\.code))
      #expect(!codes.isDisjoint(with: ["file-passed-over", "unreadable-file", "missing-file"]), "\(codes)")
    }
  }

  @Test func `a pipe among the templates is passed over, and told`() async throws {
    let sandbox = try base()
    try FileManager.default.createDirectory(atPath: sandbox.path + "/Templates", withIntermediateDirectories: true)
    #expect(unsafe mkfifo(sandbox.path + "/Templates/record.mustache", 0o600) == 0)
    var options = sandbox.options()
    options.templates = sandbox.path + "/Templates"
    let report = try await SiteBuild.run(options)
    #expect(report.isWritten && report.findings.contains { $0.code == "file-passed-over" })
  }
}
