import Markdown

/// A text without the sections that an edition must not show.
///
/// The sections are cut from the source text, which is then parsed again: so footnotes,
/// definitions, numbers and anchors are the same as if the sections had never been written.
struct Redaction {
  private(set) var text: [UInt8]
  /// For each piece that is left, its offset in ``text`` and its offset in the given text. A cut of
  /// bytes 40 to 90 gives (0, 0) and (42, 90): two line ends separate the pieces.
  private(set) var pieces: [(compiled: Int, given: Int)] = []
  /// The anchors of all headings that are cut, with the headings below the omitted ones.
  private(set) var anchors: Set<String> = []
  /// The omitted anchors that no heading has.
  private(set) var missing: [String]

  init(of document: Document, _ given: [UInt8], omitting: Set<String>, sections: [ExpectedSection]) {
    text = given
    let outline = Outline(of: document, sections: sections)
    var found: Set<String> = []
    var cuts: [Range<Int>] = []
    for entry in outline.entries {
      guard let name = [entry.heading.anchor, entry.ownAnchor].first(where: omitting.contains) else { continue }
      found.insert(name)
      cuts.append(Self.extent(of: entry, in: document, given))
    }
    missing = omitting.subtracting(found).sorted()
    guard missing.isEmpty else { return }
    for entry in outline.entries where cuts.contains(where: { $0.contains(entry.range.lowerBound) }) {
      anchors.formUnion([entry.heading.anchor, entry.ownAnchor])
    }
    text = []
    var start = 0
    for cut in cuts.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      if cut.lowerBound > start { keep(start..<cut.lowerBound, of: given) }
      start = max(start, cut.upperBound)
    }
    keep(start..<given.count, of: given)
  }

  private mutating func keep(_ range: Range<Int>, of given: [UInt8]) {
    // The texts before and after a cut must not join into one block.
    if !text.isEmpty { text.append(contentsOf: [0x0A, 0x0A]) }
    pieces.append((text.count, range.lowerBound))
    text.append(contentsOf: given[range])
  }

  /// The range from the line of a heading to the next heading that is not below it. A heading
  /// within a quote or a list extends to the whole block.
  private static func extent(of entry: Outline.Entry, in document: Document, _ given: [UInt8]) -> Range<Int> {
    var block = entry.node
    while document.nodes[block].parent > 0 { block = Int(document.nodes[block].parent) }
    var end = given.count
    var next = Int(document.nodes[block].end)
    while next < document.nodes.count {
      let node = document.nodes[next]
      if node.kind == .heading, max(2, Int(node.number)) <= entry.heading.level {
        end = start(ofLineAt: node.sourceRange.lowerBound, in: given)
        break
      }
      next = Int(node.end)
    }
    let start = start(ofLineAt: document.nodes[block].sourceRange.lowerBound, in: given)
    return start..<max(start, end)
  }

  private static func start(ofLineAt offset: Int, in bytes: [UInt8]) -> Int {
    var start = min(offset, bytes.count)
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    return start
  }
}
