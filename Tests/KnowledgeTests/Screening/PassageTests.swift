import Testing
import Text

@testable import Knowledge

struct PassageTests {
  /// Returns the bytes of the file at the range that a passage gives for a text.
  private func place(of wanted: String, in file: String, path: String = "notes/x.md") throws -> String {
    let source = SourceText(path: path, bytes: Array(file.utf8))
    for passage in Passage.passages(of: source, in: 0..<source.bytes.count) {
      let bytes = Array(passage.bytes)
      let count = wanted.utf8.count
      guard bytes.count >= count,
        let start = (0...bytes.count - count).first(where: { bytes[$0..<$0 + count].elementsEqual(wanted.utf8) })
      else { continue }
      return source.string(passage.map.fileRange(start..<start + count))
    }
    throw NotFound()
  }

  private struct NotFound: Error {}

  @Test(arguments: [
    ("a field", "---\ntitle: Call 0700\n---\n", "0700", "0700"),
    ("a comment in front matter", "---\ntitle: A # ask 0700\n---\n", "0700", "0700"),
    ("a body", "---\ntitle: A\n---\nCall 0700.\n", "0700", "0700"),
    ("an alternative text and an address", "---\ntitle: A\n---\n![of 07](x.png) [a](tel:0700)\n", "tel:0700", "tel:0700"),
    ("an escape", "---\ntitle: \"a\\x40b.org\"\n---\n", "a@b.org", "a\\x40b.org"),
    ("an escape beyond ASCII", "---\ntitle: \"\\u0660 7\"\n---\n", "\u{660} 7", "\\u0660 7"),
    ("a doubled quotation mark", "---\ntitle: 'It''s 0700'\n---\n", "It's 07", "It''s 07"),
    ("a text over two lines", "---\ntitle: Call\n  0700 900\nsummary: B\n---\n", "Call 0700", "Call\n  0700"),
    ("a folded text", "---\nsummary: >\n  Call\n  0700\n---\n", "Call 0700", "Call\n  0700"),
    ("a nested list", "---\nways:\n  - {text: \"a\\x40b\"}\n---\n", "a@b", "a\\x40b"),
  ])
  func `what is written stands where it was written`(kind: String, file: String, wanted: String, written: String) throws {
    #expect(try place(of: wanted, in: file) == written)
  }

  @Test func `an entry of a list has the texts of its own lines alone`() throws {
    let file = "- slug: a\n  title: \"x\\x40y\"\n- slug: b\n  title: \"z\\x40y\"\n"
    let source = SourceText(path: "terms/all.yaml", bytes: Array(file.utf8))
    let start = file.utf8.count / 2
    let texts = Passage.passages(of: source, in: start..<file.utf8.count).map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(texts == ["- slug: b\n  title: \"z\\x40y\"\n", "z@y"])
  }

  @Test func `a finding in a passage has the line and the column in the file`() throws {
    let source = SourceText(path: "x.md", bytes: Array("---\ntitle: A\nsummary: \"\\x41 b\"\n---\n".utf8))
    let passage = try #require(Passage.passages(of: source, in: 0..<source.bytes.count).last)
    let finding = passage.finding(.error, "a-code", 2..<3, "this")
    #expect("\(finding)".hasPrefix("x.md:3:16: error: this"))
  }
}
