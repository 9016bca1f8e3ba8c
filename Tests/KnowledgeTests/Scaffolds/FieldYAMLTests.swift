import Testing
import Text

@testable import Knowledge

struct FieldYAMLTests {
  static let texts = [
    "plain", "two: parts # and more", "- a sign", "\"quoted\" \\ 'so'", "null", "~", " leading", "a\nb\n\nc", "\n\nfirst",
    "a\tb",
    "**bold** `code`", "*alias", "&anchor", "|", "a\r\nb", "[not, a list", "{no: map",
    "  indented\nless\n    more", "--- \n...\n---",
  ]

  @Test(arguments: [FieldKind.text, .markdown, .term, .date], texts)
  func `what is written reads back as it was given`(kind: FieldKind, text: String) throws {
    for many in [false, true] {
      var field = Field(name: "field", kind: kind)
      field.many = many
      let yaml = FieldYAML.lines(field, many ? [text, text] : [text]).joined(separator: "\n") + "\nnext: true\n"
      let source = SourceText(path: "x", bytes: Array(yaml.utf8))
      let (node, findings) = YAMLReader.read(source, 0..<source.bytes.count)
      #expect(findings.isEmpty, "\(yaml)")
      var reader = MappingReader(try #require(node), in: source, as: "it")
      let found = reader.node("field")
      let value = try #require(found, "\(yaml)")
      var read = [value.scalar?.text]
      if many, case .sequence(let items) = value.content { read = items.map(\.scalar?.text) }
      // A block of Markdown loses the empty lines at its end, which mean nothing.
      let trimmed = kind == .markdown && !many ? String(text.reversed().drop { $0 == "\n" }.reversed()) : text
      #expect(read == (many ? [text, text] : [trimmed]), "\(yaml)")
      let next = reader.text("next")
      #expect(next == "true")
    }
  }

  @Test(arguments: ["\u{1B}[1m", "a\u{2028}b\u{85}c"])
  func `what nobody sees is a finding, however it was written`(text: String) throws {
    let yaml = FieldYAML.lines(Field(name: "field", kind: .text), [text]).joined(separator: "\n") + "\n"
    let source = SourceText(path: "x", bytes: Array(yaml.utf8))
    let (node, findings) = YAMLReader.read(source, 0..<source.bytes.count)
    #expect(Set(findings.map(\.code)) == ["control-character"])
    var reader = MappingReader(try #require(node), in: source, as: "it")
    let read = reader.text("field")
    let seen = try #require(read)
    #expect(UnseenCharacter.all(in: Array(seen.utf8), 0..<seen.utf8.count).isEmpty)
  }

  @Test(arguments: [
    (FieldKind.term, true, ["[a, b]"], "field: [a, b]"), (.term, true, ["a", "b"], "field: [a, b]"),
    (.text, true, ["[a] and b"], "field: [\"[a] and b\"]"), (.text, false, ["[a, b]"], "field: \"[a, b]\""),
    (.period, false, ["{start: 2009}"], "field: {start: 2009}"), (.reference, true, ["a#b"], "field: [\"a#b\"]"),
    (.reference, true, ["{to: a,\nnote: b}"], "field: [{to: a, note: b}]"), (.integer, false, ["-5"], "field: \"-5\""),
  ])
  func `lists and mappings are taken as YAML where the field has them`(
    kind: FieldKind, many: Bool, values: [String], expected: String
  ) {
    var field = Field(name: "field", kind: kind)
    field.many = many
    #expect(FieldYAML.lines(field, values) == [expected])
  }

  @Test func `Markdown stands in a block`() {
    #expect(FieldYAML.lines(Field(name: "text", kind: .markdown), ["**a**\n\nb"]) == ["text: |-", "  **a**", "", "  b"])
  }
}
