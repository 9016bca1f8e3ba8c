import Foundation
import Templates
import Testing
import Text

/// Tests every rule of Mustache with examples of our own, from `mustache-rules.txt`. These run in
/// any clone.
struct MustacheRuleTests {
  struct Rule: Sendable, CustomTestStringConvertible {
    var module: String
    var name: String
    var data = JSON.object([:])
    /// The template `main` and the partials, by name.
    var templates: [String: String] = [:]
    var result = ""
    var testDescription: String { "\(module): \(name)" }
  }

  static let rules = read()

  private static func read() -> [Rule] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "mustache-rules.txt")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    var rules: [Rule] = []
    var module = ""
    var part = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("@ ") {
        module = String(line.dropFirst(2))
      } else if line.hasPrefix("? ") {
        rules.append(Rule(module: module, name: String(line.dropFirst(2))))
      } else if let last = rules.indices.last {
        if line.hasPrefix("data ") {
          rules[last].data = (try? JSONDecoder().decode(JSON.self, from: Data(line.dropFirst(5).utf8))) ?? .null
        } else if line.hasPrefix("partial ") {
          part = String(line.dropFirst(8))
        } else if line == "template" {
          part = "main"
        } else if line == "⇒" {
          part = "⇒"
        } else {
          let line = line.replacing("·", with: " ").replacing("␍", with: "\r")
          if part == "⇒" {
            rules[last].result += line + "\n"
          } else {
            rules[last].templates[part, default: ""] += line + "\n"
          }
        }
      }
    }
    return rules
  }

  @Test func `every module of the specification has a rule`() {
    let modules = [
      "comments", "delimiters", "interpolation", "inverted", "partials", "sections", "inheritance", "dynamic-names",
    ]
    #expect(modules.filter { module in !Self.rules.contains { $0.module == module } } == [])
    #expect(Self.rules.count >= 80)
    #expect(Set(Self.rules.map(\.testDescription)).count == Self.rules.count, "each rule stands once")
  }

  @Test(arguments: rules)
  func `a rule of Mustache holds`(_ rule: Rule) throws {
    // The line break after the last line of a block belongs to the table.
    let files = rule.templates.sorted { $0.key < $1.key }.map { name, text in
      (name: name + ".mustache", source: SourceText(path: name, bytes: Array(text.utf8.dropLast())))
    }
    let (set, loading) = TemplateSet.load(files)
    let values = rule.data.rootValues
    let (template, compiling) = set.compile(
      "main", for: values.shape, leniency: [.unknownNamesAreEmpty, .rawTextIsAllowed])
    let findings = (loading + compiling).filter { $0.code != "unknown-partial" }.map { $0.description + "\n" }.joined()
    var bytes: [UInt8] = []
    try #require(template).render(values, into: &bytes)
    #expect((findings.isEmpty ? String(decoding: bytes, as: UTF8.self) + "\n" : findings) == rule.result)
  }
}
