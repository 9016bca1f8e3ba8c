import Markdown
import Text

/// The headings of a body: their levels on the page, their texts and their anchors.
struct Outline {
  struct Entry {
    var heading: Heading
    /// The index of the heading in the document's nodes.
    var node: Int
    /// The range of the heading in the source text.
    var range: Range<Int>
    /// The level in the source text.
    var level: Int
    /// The anchor that the text alone would give; `#…` may use it too.
    var ownAnchor: String
  }

  private(set) var entries: [Entry] = []
  /// The ranges of headings in which a reader would see nothing: they are not written.
  private(set) var empty: [Range<Int>] = []
  /// The ranges of headings that show a picture and have no words.
  private(set) var wordless: [Range<Int>] = []
  /// The sections that the model expects and the body lacks.
  private(set) var missing: [ExpectedSection]
  private var named: [String: String] = [:]

  init(of document: Document, sections: [ExpectedSection]) {
    missing = sections
    var anchors = AnchorNames()
    var node = 1
    while node < document.nodes.count {
      guard document.nodes[node].kind == .heading else {
        node += 1
        continue
      }
      defer { node = Int(document.nodes[node].end) }
      // A browser shows blanks in a row as one.
      let text = document.plainText(of: node, naming: true).split(separator: " ").joined(separator: " ")
      let range = document.nodes[node].sourceRange
      if text.isBlank {
        guard document.showsSomething(in: node) else {
          empty.append(range)
          continue
        }
        wordless.append(range)
      }
      let written = Int(document.nodes[node].number)
      let level = max(2, written)
      let ownAnchor = AnchorNames.anchor(for: text)
      let given = document.string(document.nodes[node].detail)
      var wanted = given.isEmpty ? ownAnchor : AnchorNames.anchor(for: given)
      if level == 2, let section = sections.first(where: { $0.id == wanted || $0.matches(text: text, anchor: ownAnchor) }) {
        wanted = section.id
        missing.removeAll { $0.id == section.id }
      }
      let anchor = anchors.unique(wanted)
      var heading = Heading(level: level, anchor: anchor, text: text)
      if ownAnchor != anchor { heading.ownAnchor = ownAnchor }
      if !heading.hasNames {
        named[anchor] = anchor
        named[ownAnchor] = named[ownAnchor] ?? anchor
      }
      entries.append(Entry(heading: heading, node: node, range: range, level: written, ownAnchor: ownAnchor))
    }
  }

  /// The anchor that a fragment means in this body: the fragment itself, or the anchor of a heading
  /// with this text; nil if no heading has it, or if the text of the heading is not known yet.
  func anchor(for fragment: String) -> String? { named[fragment] ?? named[AnchorNames.anchor(for: fragment)] }
}

extension ExpectedSection {
  fileprivate func matches(text: String, anchor: String) -> Bool {
    anchor == id || text.lowercased() == label.lowercased() || text.lowercased() == id.lowercased()
  }
}

extension Document {
  /// The text of a node as a reader sees it: its text, its code, the words of its links and
  /// pictures, with each line break as a blank.
  ///
  /// - Parameter naming: true if ``Heading/name`` stands for another record's title, which
  ///   is known only when records are linked, and which some readers may not see.
  func plainText(of node: Int, naming: Bool = false) -> String {
    var bytes: [UInt8] = []
    for child in node + 1..<Int(nodes[node].end) {
      let node = nodes[child]
      switch node.kind {
      case .text, .code, .htmlInline: bytes.append(contentsOf: text[node.text.range])
      case .lineBreak: bytes.append(0x20)
      case .wikiLink where Int(node.end) == child + 1:
        if node.text.isEmpty {
          bytes.append(contentsOf: text[node.detail.range])
        } else if naming {
          bytes.append(contentsOf: Heading.name.utf8)
        }
      case .citation where naming: bytes.append(contentsOf: Heading.name.utf8)
      case .link where naming && Int(node.end) == child + 1:
        if case .record = LinkTarget(text[node.text.range]) { bytes.append(contentsOf: Heading.name.utf8) }
      default: break
      }
    }
    for i in bytes.indices where bytes[i] < 0x20 { bytes[i] = 0x20 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// True if a reader sees something in a node that has no words.
  fileprivate func showsSomething(in node: Int) -> Bool {
    nodes[node + 1..<Int(nodes[node].end)].contains { $0.kind == .image || $0.kind == .footnoteReference || $0.kind == .link }
  }
}
