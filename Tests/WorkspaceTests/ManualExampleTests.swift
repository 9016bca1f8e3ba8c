import Foundation
import Knowledge
import Testing
import Text

@testable import Workspace

/// Every finding code has an example on its page of the manual, and the program says what the page
/// says.
struct ManualExampleTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The codes that no file can show, each with the reason and the test that shows it instead.
  private static let shownByTests: [String: (reason: String, test: String)] = [
    "form-over-budget": (
      "its example tells the size of a file, which every change of the theme's style changes",
      "a file over its limit names the heaviest records"
    ),
    "invalid-file-name": (
      "its example is a name that no page can hold", "a file whose name is not UTF-8 is a finding in its folder"
    ),
    "link-outside": ("its example is a symbolic link", "a link out of the content folder is not followed"),
    "unreadable-file": ("its example is a right that a file lacks", "a file that cannot be read is a finding with the reason"),
    "unknown-template": ("only a program without its templates says it", "an unknown template has no compiled form"),
  ]

  static let codes =
    (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Documentation/diagnostics").path))?
    .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.filter { shownByTests[$0] == nil }.sorted() ?? []

  /// Returns the findings of `check` about these files on 1 January 2026.
  private func answer(to files: [String: String], mendedIn sandbox: Sandbox = Sandbox()) async throws -> [Diagnostic] {
    for (path, text) in files { try sandbox.write(ManualExample.bytes(of: text), to: path) }
    var options = sandbox.options()
    if files.keys.contains(where: { $0.hasPrefix("Templates/") }) { options.templates = sandbox.path + "/Templates" }
    return try await SiteBuild.check(options, today: PartialDate(year: 2026, month: 1, day: 1))
  }

  private static func lines(_ findings: [Diagnostic], in sandbox: Sandbox) -> [String] {
    findings.map { $0.description.replacing(sandbox.path + "/", with: "") }
  }

  @Test(arguments: codes)
  func `the program says about an example what its page says, and nothing about the mended one`(code: String) async throws {
    let page = try Self.text("Documentation/diagnostics/\(code).md")
    let example = ManualExample(page)
    let base = ManualExample(try Self.text("Documentation/reference/examples.md")).files
    try #require(!example.files.isEmpty, "the page has no example: Documentation/reference/examples.md tells its form")
    try #require(example.answer.contains { $0.hasSuffix(" [\(code)]") }, "the page shows no finding with its code")

    let files = example.files(on: base)
    let sandbox = Sandbox()
    let findings = try await answer(to: files, mendedIn: sandbox)
    #expect(Self.lines(findings, in: sandbox) == example.answer)

    try #require(!example.mended.isEmpty || !example.deleted.isEmpty, "the page does not show how to mend the example")
    var mended = files.merging(example.mended) { $1 }
    for path in example.deleted { mended[path] = nil }
    let other = Sandbox()
    #expect(Self.lines(try await answer(to: mended, mendedIn: other), in: other) == [])

    guard page.contains("\nmends: true\n") else { return }
    _ = try SiteBuild.fix(findings)
    for (path, text) in example.mended {
      #expect(
        try FileSystem.read(sandbox.path + "/" + path) == ManualExample.bytes(of: text),
        "`check --fix` writes what the page shows")
    }
  }

  @Test func `the knowledge base that all examples share has no findings`() async throws {
    let base = ManualExample(try Self.text("Documentation/reference/examples.md")).files
    #expect(base.count > 5)
    let sandbox = Sandbox()
    #expect(Self.lines(try await answer(to: base, mendedIn: sandbox), in: sandbox) == [])
  }

  @Test func `a code that no file can show has a test of its own`() throws {
    let folder = Self.root.appending(path: "Tests").path
    let tests = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix("Tests.swift") }.sorted()
      .map { try Self.text("Tests/" + $0) }
    for (code, (_, test)) in Self.shownByTests {
      #expect(tests.contains { $0.contains("func `\(test)`()") }, "no test is called '\(test)', which shows '\(code)'")
    }
  }
}
