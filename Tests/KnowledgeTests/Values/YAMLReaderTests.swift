import Testing
import Text

@testable import Knowledge

/// Tests the YAML that writers may use, and the exact place of YAML that they may not use.
struct YAMLReaderTests {
  private func read(_ text: String) -> (node: YAMLNode?, findings: [String]) {
    let source = SourceText(path: "a", bytes: Array(text.utf8))
    let (node, findings) = YAMLReader.read(source, 0..<source.bytes.count)
    return (node, findings.map { "\($0.start.line):\($0.start.column) \($0.code)" })
  }

  @Test(arguments: [
    ("title: A", "{title: A}"), ("a: 1\nb: [x, y]", "{a: 1, b: [x, y]}"), ("- a\n- b", "[a, b]"),
    ("{a: b, c: {d: e}}", "{a: b, c: {d: e}}"),
    ("a:", "{a: ∅}"), ("a: ~", "{a: ∅}"), ("a: null", "{a: ∅}"), ("a: \"\"", "{a: ∅}"), ("a: ' '", "{a: ∅}"),
    ("a: 'null'", "{a: 'null'}"),
    ("a: \"x\\ty\"", "{a: 'x\ty'}"), ("a: 'it''s'", "{a: 'it's'}"), ("a: # note\n  b", "{a: b}"),
    ("a: |\n  one\n  two\n", "{a: |one\ntwo\n|}"), ("a: >\n  one\n  two\n", "{a: |one two\n|}"),
    ("a: |-\n  one\n", "{a: |one|}"), ("a: yes\nb: 012\nc: 1e3", "{a: yes, b: 012, c: 1e3}"), ("a: one\n  two", "{a: one two}"),
    ("\"a b\": c", "{a b: c}"), ("a: []\nb: {}", "{a: [], b: {}}"),
  ])
  func `values are mappings, lists and texts, and what a text means is left to its field`(text: String, shown: String) {
    let (node, findings) = read(text)
    #expect(node?.shown == shown)
    #expect(findings == [])
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n"])
  func `a text without a value is nothing or an empty value`(text: String) {
    let (node, findings) = read(text)
    #expect(node?.isNull ?? true)
    #expect(findings == [])
  }

  @Test(arguments: [
    ("a: &x b", "1:4 yaml-anchor"), ("a: &x [b]", "1:4 yaml-anchor"), ("a: &x {b: c}", "1:4 yaml-anchor"),
    ("&x a: b", "1:1 yaml-anchor"), ("a: *x", "1:4 yaml-alias"), ("a: !x b", "1:4 yaml-tag"), ("a: !!seq []", "1:4 yaml-tag"),
    ("a: !x {}", "1:4 yaml-tag"), ("? [a]\n: b", "1:3 yaml-complex-key"), ("? {a: b}\n: c", "1:3 yaml-complex-key"),
    ("a: b: c", "1:5 malformed-yaml"), ("a: [b", "1:6 malformed-yaml"), ("a: 'b", "1:6 malformed-yaml"),
    ("a:\n\tb", "2:1 malformed-yaml"), ("a: @b", "1:4 malformed-yaml"), ("a\nb: c", "2:2 malformed-yaml"),
    ("é: &x b", "1:5 yaml-anchor"), ("a: 日本 b: c", "1:12 malformed-yaml"),
    ("a: b\n---\nc: d", "2:1 malformed-yaml"),
  ])
  func `what could mislead or hang a reader is one finding at its place, and nothing is read`(text: String, finding: String) {
    let (node, findings) = read(text)
    #expect(findings == [finding])
    #expect(node == nil)
  }

  @Test func `a key that stands twice is a finding at the second place, and the first value counts`() {
    let (node, findings) = read("a: 1\nb: 2\na: 3\n")
    #expect(node?.shown == "{a: 1, b: 2}")
    #expect(findings == ["3:1 duplicate-key"])
  }

  @Test func `a key that stands twice among a hundred is found as well`() {
    let (node, findings) = read((0..<100).map { "k\($0): 0\n" }.joined() + "k3: 1\nk80: 1\n")
    #expect(findings == ["101:1 duplicate-key", "102:1 duplicate-key"])
    if case .mapping(let entries)? = node?.content { #expect(entries.count == 100) }
  }

  @Test(arguments: [(100, []), (101, ["1:101 yaml-too-deep"])])
  func `values nest a hundred levels deep`(depth: Int, expected: [String]) {
    let (_, findings) = read(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
    #expect(findings == expected)
  }

  @Test func `ranges are bytes of the file, whatever letters stand before`() throws {
    let text = "é: ñandú\nlist:\n  - 日本\n  - [b, c]\nnext: x\n"
    let source = SourceText(path: "a", bytes: Array(text.utf8))
    let node = try #require(YAMLReader.read(source, 0..<source.bytes.count).0)
    guard case .mapping(let entries) = node.content, case .sequence(let items) = entries[1].value.content else {
      Issue.record("not a mapping with a list")
      return
    }
    #expect(entries.map { source.string($0.keyRange) } == ["é", "list", "next"])
    #expect(source.string(entries[0].value.range) == "ñandú")
    #expect(items.map { source.string($0.range) } == ["日本", "[b, c]"])
    #expect(source.string(entries[1].value.range) == "- 日本\n  - [b, c]")
  }

  @Test func `a part of a file is read with the places of the whole`() throws {
    let source = SourceText(path: "a", bytes: Array("---\na: [x\n---\n".utf8))
    #expect(YAMLReader.read(source, 4..<10).1.map { "\($0.start.line) \($0.code)" } == ["3 malformed-yaml"])
  }

  @Test func `a list of names and texts is read in its order`() {
    let source = SourceText(path: "a", bytes: Array("b: two\na: one\n".utf8))
    let (pairs, findings) = FlatMapping.read(source)
    #expect(pairs.map { $0.key + "=" + $0.text } == ["b=two", "a=one"])
    #expect(findings.isEmpty)
  }
}

extension YAMLNode {
  /// The value in flow style: quoted texts in single quotation marks, block texts between strokes.
  fileprivate var shown: String {
    switch content {
    case .scalar(let scalar):
      isNull ? "∅" : scalar.isPlain ? scalar.text : scalar.isBlock ? "|\(scalar.text)|" : "'\(scalar.text)'"
    case .sequence(let items): "[" + items.map(\.shown).joined(separator: ", ") + "]"
    case .mapping(let entries): "{" + entries.map { "\($0.key): \($0.value.shown)" }.joined(separator: ", ") + "}"
    }
  }
}
