/// Reads `## Words {#id}`, the anchor of a heading as Pandoc, Hugo and Kramdown write it. The mark
/// is not part of the text.
extension TreeFlattener {
  /// Removes the mark from the end of a heading's text, and stores the anchor in the heading.
  mutating func takeID(ofHeading index: Int) {
    let last = document.nodes.count - 1
    guard last > index, document.nodes[last].kind == .text, Int(document.nodes[last].parent) == index else { return }
    var text = document.nodes[last].text.range
    while let end = text.last, document.text[end] == 0x20 { text = text.lowerBound..<end }
    guard let close = text.last, document.text[close] == UInt8(ascii: "}"),
      let open = text.last(where: { document.text[$0] == UInt8(ascii: "{") }), let id = id(in: open + 1..<close),
      !isEscaped(open)
    else { return }
    document.nodes[index].detail = TextRange(id)
    var end = open
    while end > text.lowerBound, document.text[end - 1] == 0x20 { end -= 1 }
    document.nodes[last].text = TextRange(text.lowerBound..<end)
  }

  /// The name after the `#` in the braces. Classes and attributes may accompany it: `{#id .class
  /// key=value}`.
  private func id(in braces: Range<Int>) -> Range<Int>? {
    var range = braces
    if let first = range.first, document.text[first] == UInt8(ascii: ":") { range = first + 1..<range.upperBound }
    let words = document.text[range].split(separator: 0x20)
    guard words.allSatisfy({ "#.".utf8.contains($0.first!) || $0.contains(UInt8(ascii: "=")) }) else { return nil }
    return words.first { $0.first == UInt8(ascii: "#") && $0.count > 1 }.map { $0.startIndex + 1..<$0.endIndex }
  }

  private func isEscaped(_ offset: Int) -> Bool {
    let sourceOffset = document.sourceOffset(ofText: offset)
    return sourceOffset > 0 && source.byte(sourceOffset - 1) == UInt8(ascii: "\\")
  }
}
