import Foundation
import Testing

@testable import Knowledge

/// A folder with one case, such as `Fixtures/footnotes/`: the input, and golden files of the
/// expected output.
private struct Fixture: Sendable, CustomTestStringConvertible {
  let folder: URL
  var testDescription: String { folder.lastPathComponent }

  /// Returns the folders beside this file. Throws if there are none, because a test without cases
  /// would pass in silence.
  static func all() throws -> [Fixture] {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let names = try FileManager.default.contentsOfDirectory(atPath: fixtures.path).filter { !$0.hasPrefix(".") }.sorted()
    try #require(!names.isEmpty)
    return names.map { Fixture(folder: fixtures.appending(path: $0)) }
  }

  func text(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }

  /// Compares `actual` with a golden file. With `UPDATE_GOLDENS` set, it rewrites the file and
  /// fails, so that CI cannot pass that way.
  func expect(_ actual: String, matches name: String) throws {
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
      try actual.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
      Issue.record("rewrote \(testDescription)/\(name)")
    }
    #expect(actual == (try text(name)))
  }
}

struct FixtureTests {
  @Test(arguments: try Fixture.all())
  fileprivate func `a body becomes HTML with holes, and findings`(fixture: Fixture) throws {
    let markdown = try fixture.text("input.md")
    let (body, findings) = compiled(markdown, autolinks: [(["roadblock", "roadblocks"], "term/roadblock")])
    try fixture.expect(body.shown, matches: "expected.html")
    try fixture.expect(findings.sorted().map { "\($0)\n" }.joined(), matches: "findings.txt")
    expectWellFormed(String(decoding: body.html, as: UTF8.self), of: markdown)
  }
}
