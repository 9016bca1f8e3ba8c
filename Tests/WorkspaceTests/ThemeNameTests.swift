import Foundation
import Testing

/// The program and its theme serve any knowledge base: they contain no name that a knowledge base
/// gives to its types, fields or terms.
struct ThemeNameTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Names that are also words of the theme: of all records, of pages, of HTML, CSS and JavaScript,
  /// and of everyday English.
  private static let everyday: Set<String> = [
    // Words of every record, field and entry.
    "title", "summary", "superseded", "id", "kind", "labels", "language", "text", "note", "items", "parts",
    "fields", "links", "reference", "url", "number", "files", "role", "definition", "publisher", "reasons", "places", "place",
    // Words of pages and of what they show.
    "page", "pages", "term", "terms", "list", "table", "figure", "group", "search", "settings", "message", "area", "state",
    "changes", "warning",
    // Words of HTML, CSS and JavaScript: `<article>`, `flex-basis`, `@media`, `system-ui`,
    // `document.children` and so on.
    "article", "background", "basis", "media", "system", "none", "children", "source", "for", "error", "high", "low",
    // Words of scripts.
    "analysis", "full", "known", "pair", "question", "units", "to", "why",
  ]

  private static func paths(_ folder: String, _ endings: [String]) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: Self.root.appending(path: folder).path).sorted()
      .filter { path in endings.contains { path.hasSuffix($0) } }.map { folder + "/" + $0 }
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
  }

  /// Returns a file without its comments, which may mention an example.
  private func code(_ path: String) throws -> String {
    try Self.text(path).replacing(/(?s)\/\*.*?\*\//, with: "").replacing(/(?m)(^|\s)\/\/.*$/, with: "")
  }

  /// Returns the ids of types, fields, inverses, sections and terms of knowledge bases.
  static func names(of folders: [String]) throws -> Set<String> {
    var names: Set<String> = []
    for folder in folders {
      let model = try text(folder + "/model.yaml")
      for match in model.matches(of: /(?m)^ {2}([a-z][a-z0-9_-]*):$/) { names.insert(String(match.1)) }
      for match in model.matches(of: /([a-z][a-z0-9_]*):\s*\{kind:/) { names.insert(String(match.1)) }
      for match in model.matches(of: /inverse: \{name: ([a-z][a-z0-9_]*)/) { names.insert(String(match.1)) }
      for match in model.matches(of: /\{id: ([a-z][a-z0-9-]*), label/) { names.insert(String(match.1)) }
      for file in try paths(folder + "/vocabularies", [".yaml"]) {
        for match in try text(file).matches(of: /\bid: ([a-z][a-z0-9-]*)/) { names.insert(String(match.1)) }
      }
    }
    return names
  }

  @Test func `no template, style sheet or script of the theme has the id of a type, field or term`() throws {
    let names = try Self.names(of: ["Content", "Documentation"])
    #expect(names.count > 250 && names.isSuperset(of: ["case", "applies_not", "evidence", "not-stated", "diagnostic"]))
    var used: Set<String> = []
    for path in try Self.paths("Templates", [".mustache", ".css", ".js"]) where !path.hasPrefix("Templates/starter/") {
      for match in try code(path).matches(of: /[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*/) {
        // `mark-not-stated` contains `not-stated`, and `record-case` contains `case`.
        let parts = match.0.split(separator: "-")
        for first in parts.indices {
          for last in first..<parts.count {
            let name = parts[first...last].joined(separator: "-")
            guard names.contains(name) else { continue }
            used.insert(name)
            #expect(Self.everyday.contains(name), "\(path): '\(match.0)' has the id '\(name)'")
          }
        }
      }
    }
    print("Everyday words that are ids of Content or of the manual too:", Self.everyday.sorted().joined(separator: ", "))
    #expect(Self.everyday.subtracting(used).sorted() == [], "words that need no leave")
  }

  @Test func `no text of the program names a type of Content`() throws {
    let types = try Self.text("Content/model.yaml").matches(of: /(?m)^ {2}([a-z][a-z0-9_-]*):$/).map { String($0.1) }
    #expect(types.contains("case") && types.contains("lesson"))
    let everyday: Set = ["page", "source", "term"]
    let names = Set(types.filter { !everyday.contains($0) }.flatMap { [$0, $0 + "s"] })
    // Lists of words of a language hold everyday words; the help of a command names nothing of Content.
    for path in try Self.paths("Sources/casebook", [".swift"]) {
      for literal in try Self.text(path).matches(of: /"""(?s)(.*?)"""/) {
        let found = literal.output.1.matches(of: /[a-z_-]+/).map { String($0.0) }.filter(names.contains)
        #expect(found == [], "\(path): \(literal.output.1)")
      }
    }
    for path in try Self.paths("Sources", [".swift"]) {
      for line in try Self.text(path).split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        for literal in line.replacing(/lower[ -]case/, with: "").matches(of: /"(?:[^"\\]|\\.)*"/) {
          let found = literal.0.matches(of: /[a-z_-]+/).map { String($0.0) }.filter(names.contains)
          #expect(found == [], "\(path): \(literal.0)")
        }
      }
    }
  }
}
