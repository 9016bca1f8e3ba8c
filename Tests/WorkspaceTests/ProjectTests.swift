import Foundation
import Knowledge
import Testing

@testable import Workspace

/// The project's description of itself agrees with the project.
struct ProjectTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func files(_ folder: String, ending: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: Self.root.appending(path: folder).path).filter { $0.hasSuffix(ending) }
      .sorted()
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
  }

  @Test func `every code of a finding has a page in the manual, and no page has a code that is not there`() throws {
    var codes: Set<String> = []
    for file in try files("Sources", ending: ".swift") {
      let source = try text("Sources/" + file)
      for match in source.matches(of: /\.(?:error|warning|note),\s*"([a-z0-9-]+)"/) { codes.insert(String(match.1)) }
      for match in source.matches(of: /\b(?:report|refuse|note)\(\s*"([a-z0-9-]+)"/) { codes.insert(String(match.1)) }
      for match in source.matches(of: /\badd\(\s*"([a-z]+-[a-z0-9-]+)"/) { codes.insert(String(match.1)) }
      for match in source.matches(of: /\bcode: "([a-z]+-[a-z0-9-]+)"/) { codes.insert(String(match.1)) }
      for match in source.matches(of: /Diagnostic\(\s*\.\w+,\s*"([a-z0-9-]+)"/) { codes.insert(String(match.1)) }
    }
    let pages = Set(try files("Documentation/diagnostics", ending: ".md").map { String($0.dropLast(3)) })
    #expect(codes.count > 60, "the patterns above still find the codes")
    #expect(codes.subtracting(pages).sorted() == [], "codes without a page")
    #expect(pages.subtracting(codes).filter { !$0.contains("/") }.sorted() == [], "pages without a code")
  }

  @Test(arguments: [("Templates", ShippedFiles.all), ("Documentation", ShippedFiles.manual)])
  func `what ships inside the program is what stands in its folder`(folder: String, shipped: [String: [UInt8]]) throws {
    let names = try files(folder, ending: "").filter { name in
      FileSystem.kindFollowingLinks(of: Self.root.appending(path: folder + "/" + name).path) == .file
        && !name.split(separator: "/").contains { $0.hasPrefix(".") || $0.hasSuffix("~") }
    }
    #expect(shipped.keys.sorted() == names.sorted(), "run `make defaults` and commit what it writes")
    for name in names {
      let bytes = try Data(contentsOf: Self.root.appending(path: folder + "/" + name))
      let isSame = shipped[name].map { Data($0) } == bytes
      #expect(isSame, "\(name)")
    }
  }

  @Test func `each language of the interface has every word`() throws {
    func keys(_ file: String) throws -> Set<String> {
      Set(
        try text("Templates/languages/" + file).split(separator: "\n").compactMap {
          $0.firstMatch(of: /^([a-z0-9_]+):/).map { String($0.1) }
        })
    }
    let english = try keys("en.yaml")
    #expect(english.count > 80)
    for file in try files("Templates/languages", ending: ".yaml") {
      #expect(try keys(file).symmetricDifference(english).sorted() == [], "\(file)")
    }
  }

  @Test func `every word that Swift asks for is there`() throws {
    let english = try text("Templates/languages/en.yaml")
    func isThere(_ key: String) -> Bool { english.contains("\n\(key):") }
    for file in try files("Sources", ending: ".swift") {
      for match in try text("Sources/" + file).matches(
        of: /\b(?:words(?:\(in: [^)]*\))?|words\[\w+\]\?)\(\s*(?:\w+ \? "([a-z0-9_]+)" : )?"([a-z0-9_]+)"/)
      {
        for key in [match.1, match.2].compactMap({ $0 }) { #expect(isThere(String(key)), "\(key), which \(file) asks for") }
      }
    }
    // Bodies ask for their words by name, dates for months by number.
    _ = BodyLabels { key in
      #expect(isThere(key), "\(key), which bodies ask for")
      return key
    }
    for month in 1...12 { #expect(isThere("month_\(month)")) }
  }
}
