import Foundation
import Markdown
import Testing

@testable import Knowledge

/// Tests every rule of GitHub Flavored Markdown with examples of our own, from
/// `markdown-rules.txt`. These run in any clone.
struct MarkdownRuleTests {
  struct Rule: Sendable, CustomTestStringConvertible {
    var section: String
    var name: String
    var markdown = ""
    var html = ""
    var testDescription: String { "\(section): \(name)" }
  }

  static let rules = read()

  private static func read() -> [Rule] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "markdown-rules.txt")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    var rules: [Rule] = []
    var section = ""
    var isHTML = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("@ ") {
        section = String(line.dropFirst(2))
      } else if line.hasPrefix("? ") {
        rules.append(Rule(section: section, name: String(line.dropFirst(2))))
        isHTML = false
      } else if line == "⇒" {
        isHTML = true
      } else if let last = rules.indices.last {
        let line = line.replacing("→", with: "\t").replacing("·", with: " ") + "\n"
        if isHTML { rules[last].html += line } else { rules[last].markdown += line }
      }
    }
    return rules
  }

  @Test func `every section of the specification has a rule`() {
    let sections = [
      "Tabs", "Precedence", "Container blocks and leaf blocks", "Thematic breaks", "ATX headings", "Setext headings",
      "Indented code blocks", "Fenced code blocks", "HTML blocks", "Link reference definitions", "Paragraphs", "Blank lines",
      "Tables", "Block quotes", "List items", "Task list items", "Lists", "Inlines", "Backslash escapes",
      "Entity and numeric character references", "Code spans", "Emphasis and strong emphasis", "Strikethrough", "Links",
      "Images",
      "Autolinks", "Autolinks (extension)", "Raw HTML", "Disallowed raw HTML", "Hard line breaks", "Soft line breaks",
      "Textual content",
    ]
    #expect(sections.filter { section in !Self.rules.contains { $0.section == section } } == [])
    #expect(Self.rules.count > 180)
    #expect(Set(Self.rules.map(\.testDescription)).count == Self.rules.count, "each rule stands once")
  }

  @Test(arguments: rules)
  func `a rule of GitHub Flavored Markdown holds`(_ rule: Rule) {
    let document = Document(parsing: Array(rule.markdown.utf8))
    var writer = HTMLWriter(document, Outline(of: document, sections: []), style: .specification)
    writer.write()
    #expect(String(decoding: writer.html, as: UTF8.self) == rule.html)
  }
}
