import Markdown
import Text

/// The headings of a body: their levels as they are shown, their text and their anchors.
struct Outline {
  struct Entry {
    var heading: Heading
    /// The heading among the document's nodes.
    var node: Int
    /// Where it stands in the text.
    var range: Range<Int>
    /// The level as it was written.
    var level: Int
    /// The anchor that the text alone would give, by which `#…` may name it too.
    var ownAnchor: String
  }

  private(set) var entries: [Entry] = []
  /// What the model expects and the body does not have.
  private(set) var missing: [ExpectedSection]
  private var places: [String: String] = [:]

  init(of document: Document, sections: [ExpectedSection]) {
    missing = sections
    var anchors = AnchorNames()
    var node = 1
    while node < document.nodes.count {
      guard document.nodes[node].kind == .heading else {
        node += 1
        continue
      }
      let written = Int(document.nodes[node].number)
      let level = max(2, written)
      let text = document.plainText(of: node)
      let ownAnchor = AnchorNames.anchor(for: text)
      var wanted = ownAnchor
      if level == 2, let section = sections.first(where: { $0.matches(text: text, anchor: ownAnchor) }) {
        wanted = section.id
        missing.removeAll { $0.id == section.id }
      }
      let anchor = anchors.unique(wanted)
      places[anchor] = anchor
      places[ownAnchor] = places[ownAnchor] ?? anchor
      entries.append(
        Entry(
          heading: Heading(level: level, anchor: anchor, text: text), node: node, range: document.nodes[node].sourceRange,
          level: written, ownAnchor: ownAnchor))
      node = Int(document.nodes[node].end)
    }
  }

  /// The anchor that a fragment of this body means: the same, that of a heading with this text, or one not of this body.
  func anchor(for fragment: String) -> String {
    places[fragment] ?? places[AnchorNames.anchor(for: fragment)] ?? fragment
  }
}

extension ExpectedSection {
  fileprivate func matches(text: String, anchor: String) -> Bool {
    anchor == id || text.lowercased() == label.lowercased() || text.lowercased() == id.lowercased()
  }
}

extension Document {
  /// What a reader would read in a node: its text, codes and the words of its links, each line break a blank.
  func plainText(of node: Int) -> String {
    var bytes: [UInt8] = []
    for child in node + 1..<Int(nodes[node].end) {
      let node = nodes[child]
      switch node.kind {
      case .text, .code, .htmlInline: bytes.append(contentsOf: text[node.text.range])
      case .lineBreak: bytes.append(0x20)
      // A link to another record without words: its title is known only when the page is made, and may not be told to all.
      case .wikiLink where Int(node.end) == child + 1 && node.text.isEmpty: bytes.append(contentsOf: text[node.detail.range])
      default: break
      }
    }
    for i in bytes.indices where bytes[i] < 0x20 { bytes[i] = 0x20 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
