import Foundation
import Knowledge
import Text

@testable import Workspace

/// A temporary folder for one test, deleted when the test ends.
final class Sandbox: Sendable {
  let path: String

  init() {
    path = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString)").path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes files from one text, with `-- Content/a.md --` before each.
  func write(_ literal: String) throws {
    var name: String?
    var lines: [Substring] = []
    func flush() throws {
      if let name { try write(lines.joined(separator: "\n") + "\n", to: name) }
      lines = []
    }
    for line in literal.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- "), line.hasSuffix(" --") {
        try flush()
        name = String(line.dropFirst(3).dropLast(3))
      } else {
        lines.append(line)
      }
    }
    try flush()
  }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }

  func options(output: String = "Site", jobs: Int = 2) -> BuildOptions {
    var options = BuildOptions()
    options.content = path + "/Content"
    options.output = path + "/" + output
    options.jobs = jobs
    return options
  }

  /// Returns the findings of a check of a knowledge base and one note in it, on 1 January 2026.
  ///
  /// - Parameter fields: lines of the note's front matter. `title`, `needed` and `told` are filled
  ///   in if they are missing.
  static func findings(ofNote fields: String, in base: String) async throws -> [Diagnostic] {
    let sandbox = Sandbox()
    try sandbox.write(base)
    let all = ["title: A", "needed: x", "told: y"].filter { line in
      !fields.split(separator: "\n").contains { $0.prefix { $0 != ":" } == line.prefix { $0 != ":" } }
    }
    try sandbox.write("---\n\(all.joined(separator: "\n"))\n\(fields)\n---\n", to: "Content/notes/a.md")
    let today = PartialDate(year: 2026, month: 1, day: 1)
    return try await SiteBuild.check(sandbox.options(), today: today).filter { $0.code != "orphan" }
  }

  /// Returns every file of a folder by its path, without hidden files.
  func files(_ folder: String) throws -> [String: [UInt8]] { try Self.files(at: path + "/" + folder) }

  static func files(at folder: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let path = folder + "/" + name
      guard FileSystem.kindFollowingLinks(of: path) == .file, !name.split(separator: "/").contains(where: { $0.hasPrefix(".") })
      else { continue }
      files[name] = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
    return files
  }
}

/// Returns the path of a fixture, which stands beside the tests that read it.
func fixture(_ name: String, of file: String = #filePath) -> String {
  URL(fileURLWithPath: file).deletingLastPathComponent().appending(path: "Fixtures/" + name).path
}

/// Returns the differences of two sites, for the message of a failing test.
func differences(_ a: [String: [UInt8]], _ b: [String: [UInt8]]) -> [String] {
  Set(a.keys).union(b.keys).sorted().compactMap { name in
    switch (a[name], b[name]) {
    case (nil, _): return "only in the second: \(name)"
    case (_, nil): return "only in the first: \(name)"
    case (let x?, let y?):
      guard x != y else { return nil }
      let at = zip(x, y).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(x.count, y.count)
      func near(_ bytes: [UInt8]) -> String {
        String(decoding: bytes[max(0, at - 60)..<min(bytes.count, at + 60)], as: UTF8.self)
      }
      return "\(name) at \(at): …\(near(x))… and …\(near(y))…"
    }
  }
}
