import Testing

@testable import Markdown

/// Checks what must be true of every document, whatever was parsed.
func expectConsistent(_ document: Document, of source: [UInt8], _ location: SourceLocation = #_sourceLocation) {
  let nodes = document.nodes
  #expect(Int(nodes[0].end) == nodes.count, sourceLocation: location)
  for (i, node) in nodes.enumerated() {
    if i > 0 {
      let parent = nodes[Int(node.parent)]
      guard node.parent >= 0, node.parent < i, node.end > i, node.end <= parent.end else {
        Issue.record("node \(i), \(node.kind), is not within its parent: \(shown(source))", sourceLocation: location)
        return
      }
    }
    guard node.source.lowerBound >= 0, Int(node.source.upperBound) <= source.count, node.targetSource.lowerBound >= 0,
      Int(node.targetSource.upperBound) <= source.count, node.text.upper <= document.text.count
    else {
      Issue.record("node \(i), \(node.kind), is not within the text: \(shown(source))", sourceLocation: location)
      return
    }
    if node.kind == .text, let wrong = misplacedByte(of: node, in: document, source) {
      Issue.record(
        "byte \(wrong) of '\(document.string(node.text))' is not where it was written: \(shown(source))",
        sourceLocation: location)
      return
    }
  }
}

private func shown(_ source: [UInt8]) -> String { String(decoding: source, as: UTF8.self).debugDescription }

/// Returns the first byte of literal text that is none of these: the byte of the source at its
/// place, part of an entity there, or the end of a line.
private func misplacedByte(of node: Node, in document: Document, _ source: [UInt8]) -> Int? {
  for i in node.text.range {
    let byte = document.text[i]
    let place = document.sourceOffset(ofText: i)
    let written = place < source.count ? source[place] : 0x0A
    if written == byte || byte == 0x0A && written <= 0x20 || byte < 0x20 && written < 0x20 { continue }
    // The rest of a tab becomes spaces.
    if byte == 0x20, source[max(0, place - 4)..<min(place + 4, source.count)].contains(0x09) { continue }
    // After an entity, text and source differ in length until the next node begins.
    if source[..<min(place + 1, source.count)].suffix(40).contains(UInt8(ascii: "&")) { continue }
    return i - node.text.range.lowerBound
  }
  return nil
}

/// A generator that gives the same numbers on every machine.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// Returns pieces of Markdown in random order. Random bytes would seldom form anything that the
/// parser treats specially.
func randomMarkdown(_ numbers: inout SeededNumbers, pieces: Int) -> [UInt8] {
  let choices = [
    "word", "é", "😀", " ", " ", "\n", "\n", "\n\n", "\r", "\r\n", "\t", "    ", "  \n", "\\\n", "[[a|b]]", "[[a_b#c]]", "[[",
    "]]", "[@a, p. 1; @b]", "[@a,\nx]", "[@", "*", "**", "_", "__", "~", "~~", "`", "``", "[", "]", "(", ")", "](u)", "](", "!",
    "![", "<", ">", "&amp;", "&", "&#0;", "&#1;", "&quot;", "\\", "\\*", "> ", ">", "- ", "1. ", "- [x] ", "# ", "## ", "---",
    "===",
    "\n---\n", "|", "| a | b |\n|---|:-:|\n| c\\|d | e |\n", "a|b\n-|-\n", "http://a.b/c_d_", "www.a.b", "a@b.cc", "[^1]",
    "[^1]: ", "[x]: y\n", "[x]", "<b>", "</b>", "<!--", "-->", "<div>\n", "```\n", "~~~ x\n", "\u{1}", "\u{0}", "\u{FEFF}",
    "[!NOTE]\n",
    "> [!TIP]\n> ",
  ]
  var text: [UInt8] = []
  for _ in 0..<pieces { text.append(contentsOf: choices.randomElement(using: &numbers)!.utf8) }
  return text
}
