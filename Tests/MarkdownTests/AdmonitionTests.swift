import Testing

@testable import Markdown

/// Callouts of other tools are the callouts of GitHub's form.
struct AdmonitionTests {
  /// The kinds and words of all nodes, by depth.
  private func shown(_ source: String) -> String {
    let bytes = Array(source.utf8)
    let document = Document(parsing: bytes)
    expectConsistent(document, of: bytes)
    return document.nodes.dropFirst().map { node in
      switch node.kind {
      case .alert: "<\(node.alert.name)\(node.text.isEmpty ? "" : " " + document.string(node.text)): \(node.end)>"
      case .text, .code, .codeBlock: "'\(document.string(node.text))'"
      default: "\(node.kind)"
      }
    }.joined(separator: " ")
  }

  @Test(arguments: [
    (":::note\nA\n:::\n\nB", "> [!note]\n> A\n\nB"), ("::: tip First things\nA\n:::", "> [!tip] First things\n>\n> A"),
    (":::warning[Look out]\nA\n\n- b\n:::\nC", "> [!warning] Look out\n>\n> A\n>\n> - b\n\nC"),
    ("::::note\nA\n:::danger\nB\n:::\nC\n::::", "> [!note]\n>\n> A\n> > [!danger]\n> > B\n>\n> C"),
    ("::: {.callout-important title=\"Do this\"}\nA\n:::", "> [!important] Do this\n>\n> A"),
    ("::: {.caution}\nA\n:::", "> [!caution]\n> A"),
    ("::: info ::::\nA\n::::", "> [!info]\n> A"), ("- a\n\n  :::tip\n  b\n  :::\n", "- a\n\n  > [!tip]\n  > b\n"),
    (":::note\n```\n:::\n```\n:::", "> [!note]\n> ```\n> :::\n> ```"),
    ("Words\n:::hint\nA\n:::\nmore", "Words\n\n> [!hint]\n> A\n\nmore"),
    ("!!! note\n    A\n\n    B\nC", "> [!note]\n> A\n>\n> B\n\nC"), ("!!! Tip \"First\"\n\tA\n", "> [!tip] First\n>\n> A"),
    ("??? warning \"W\"\n    A", "> [!warning] W\n>\n> A"),
    ("???+ danger\n    ```\n    a\n    ```", "> [!danger]\n> ```\n> a\n> ```"),
    (
      "!!! note\n    A\n\n    !!! tip \"T\"\n        B\n\n    C\n\nD",
      "> [!note]\n> A\n>\n> > [!tip] T\n> >\n> > B\n>\n> C\n\nD"
    ),
    ("!!! note\n    A\n!!! tip\n    B", "> [!note]\n> A\n\n> [!tip]\n> B"), ("!!! note \"\"\n    A", "> [!note]\n> A"),
    (":::note\r\nA\r\n:::\r\nB", "> [!note]\r\n> A\r\n\r\nB"), ("!!! note\n        code", "> [!note]\n>\n>     code"),
    (":::note\n!!! tip\n    A\n\nB\n:::", "> [!note]\n>\n> > [!tip]\n> > A\n>\n> B"),
    (":::note Only a title\n:::", "> [!note] Only a title\n"),
  ])
  func `a callout with a plain meaning is a callout`(source: String, same: String) { #expect(shown(source) == shown(same)) }

  @Test(arguments: [
    ":::tabs\nA\n:::", ":::note\nA", "!!! note", "!!! note\nA", "!!! note Title without quotes\n    A", "??? example\n    A",
    "Wow!!! note\n    A",
    "```\n:::note\nA\n:::\n```", "    :::note\n    A\n    :::", "::: {.note #id}\nA\n:::", ":::notes\nA\n:::", "a\n:::\nb",
    "> :::note\n> A\n> :::",
  ])
  func `any other is as it is written`(source: String) {
    #expect(!shown(source).contains("<"))
    #expect(Admonitions(Array(source.utf8)) == nil)
  }

  @Test func `an unknown container does not end a known one`() {
    #expect(shown(":::note\n:::tabs\nA\n:::\nB\n:::\nC").hasSuffix("'C'"))
    #expect(shown(":::tabs\n:::note\nA\n:::\nB\n:::").contains("<note"))
  }

  @Test func `random callouts have every byte at its place`() {
    var numbers = SeededNumbers(seed: 7)
    let pieces = [
      ":::note T\n", ":::\n", "::::\n", ":::tabs\n", "!!! tip \"T é\"\n", "    ", "\t", "??? info\n", "words [[a|b]] *x*\n",
      "\n", "- item\n",
      "  ", "```\n", "> quote\n", "| a | b |\n|---|---|\n| c | d |\n", "\r\n", "[^1] [^1]: n\n", "# Heading {#id}\n", "é",
      "::: {.tip}\n",
    ]
    for _ in 0..<4_000 {
      let count = Int.random(in: 1...14, using: &numbers)
      let source = Array((0..<count).map { _ in pieces.randomElement(using: &numbers)! }.joined().utf8)
      expectConsistent(Document(parsing: source), of: source)
    }
  }

  @Test(arguments: [":::note\n", ":::note\nA\n:::\n", "!!! note\n    A\n", ":::\n", "!!! note\n"])
  func `thirty thousand of them end in time, and are not much longer`(part: String) {
    let source = Array(String(repeating: part, count: 30_000).utf8)
    let time = ContinuousClock().measure { _ = Document(parsing: source) }
    #expect(time < .seconds(60))
    let nested = Array(((0..<20_000).map { _ in ":::note\n" } + (0..<20_000).map { _ in ":::\n" }).joined().utf8)
    #expect((Admonitions(nested)?.bytes.count ?? 0) < nested.count * 6)
  }
}
