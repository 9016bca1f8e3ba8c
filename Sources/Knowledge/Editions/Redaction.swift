import Markdown

/// A text without the sections that an edition must not show.
///
/// The cut is made in the text itself, which is then parsed again: so footnotes, definitions, numbers and anchors are what
/// they would be had the sections never been written.
struct Redaction {
  private(set) var text: [UInt8]
  /// For each piece that is left, where it begins in ``text`` and where it began.
  private(set) var pieces: [(compiled: Int, given: Int)] = []
  /// Anchors of all headings that are cut, those below the omitted ones too.
  private(set) var anchors: Set<String> = []
  /// Anchors that no heading has.
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
    // What stood on both sides of a cut must not grow together.
    if !text.isEmpty { text.append(contentsOf: [0x0A, 0x0A]) }
    pieces.append((text.count, range.lowerBound))
    text.append(contentsOf: given[range])
  }

  /// From the line on which a heading begins to the next heading that is not below it. A heading within a quote or a list
  /// goes with the whole of that.
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
