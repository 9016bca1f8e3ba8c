package import Text

/// A compiled Markdown text: HTML bytes with typed holes, which the page that shows the body fills.
///
/// It does not depend on the path of a page, so the same body serves a site, a list page and later
/// containers.
package struct CompiledBody: Sendable {
  /// The holes in the order of their offsets; several may have the same offset.
  package var holes: [Hole] = []
  package var references: [BodyReference] = []
  package var files: [BodyFile] = []
  package var headings: [Heading] = []
  /// The anchors that this edition does not show: a link to one of them becomes its words.
  package var withheldAnchors: Set<String> = []
  private var content = BodyContent()

  package init() {}

  /// The HTML, which is also well-formed XML: its only named entities are `&amp; &lt; &gt; &quot;`,
  /// and empty elements are closed (`<br />`).
  ///
  /// Each access reads it again if it is in a store: keep the result to use it more than once.
  package var html: [UInt8] { content.html }

  /// The plain text in reading order, one section for each heading; the first section has no
  /// heading. For search and summaries.
  ///
  /// Each access reads it again if it is in a store.
  package var text: [TextSection] { content.text }

  package var isEmpty: Bool { content.isEmpty }

  mutating func hold(html: [UInt8], text: [UInt8], sections: [BodyContent.Section]) {
    content = BodyContent(html: html, text: text, sections: sections)
  }

  /// Moves long parts out of memory into stores that have room, and frees spare capacity.
  package mutating func settle(html: (any ByteStore)?, text: (any ByteStore)?) { content.settle(html: html, text: text) }
}

/// An offset in a body's HTML at which bytes are inserted when the page is known.
package struct Hole: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The `<a …>` for the reference with this index in ``CompiledBody/references``; empty if the
    /// record is absent.
    case linkStart(Int)
    /// The target's title, for a link without words of its own.
    case linkText(Int)
    case linkEnd(Int)
    /// A whole citation, with link and locator; empty if the record is absent.
    case citation(Int)
    /// The whole image with this index in ``CompiledBody/files``, or its alternative text.
    case image(Int)
    case fileStart(Int)
    case fileEnd(Int)
    /// The anchor of the heading with this index in ``CompiledBody/headings``, if it was not known
    /// when the body was compiled.
    case headingAnchor(Int)
    /// The prefix of each id and each fragment of this body: empty on a page of its own, `slug--`
    /// on a list page.
    case anchorPrefix
  }
  package var offset: Int
  package var kind: Kind

  package init(offset: Int, kind: Kind) {
    self.offset = offset
    self.kind = kind
  }
}

/// A reference in a body, as written; the graph resolves it later.
package struct BodyReference: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case wikiLink, markdownLink, citation, autolink
    /// A reference to an anchor on the same page, but not in this body: `#part`.
    case fragment
  }
  package var kind: Kind
  /// `slug` or `type/slug`; for a relative `.md` link, the path as written, percent-decoded and
  /// without its fragment; for an automatic link, the full `type/slug`; empty for a fragment.
  package var target: String
  /// The text after `#`: a part or a heading.
  package var part: String?
  package var locator: String?
  /// The byte range in the file of the name alone, without brackets, so that an edit can replace
  /// it.
  package var range: Range<Int>
  /// The byte range of the part in the file.
  package var partRange: Range<Int>?
  /// True if no record has this name. A record that an edition does not show leaves no trace; a
  /// name that no record has stays in the text.
  package var isUnknown = false

  package init(
    kind: Kind, target: String, part: String? = nil, locator: String? = nil, range: Range<Int>, partRange: Range<Int>? = nil
  ) {
    self.kind = kind
    self.target = target
    self.part = part
    self.locator = locator
    self.range = range
    self.partRange = partRange
  }

  /// The words that the text shows for an unresolved reference without words of its own.
  package var words: String {
    switch kind {
    case .fragment: return part ?? ""
    case .citation: return "[@\(target)" + (locator.map { ", \($0)" } ?? "") + "]"
    default: return target + (part.map { "#\($0)" } ?? "")
    }
  }
}

/// A file that a body shows or links; its path is as written, percent-decoded.
package struct BodyFile: Hashable, Sendable {
  package var path: String
  package var alternative: String
  package var title: String
  package var isImage: Bool
  package var range: Range<Int>

  package init(path: String, alternative: String, title: String, isImage: Bool, range: Range<Int>) {
    self.path = path
    self.alternative = alternative
    self.title = title
    self.isImage = isImage
    self.range = range
  }
}

package struct Heading: Hashable, Sendable {
  package var level: Int
  /// The anchor, unique in the body and stable. A section that the model expects has that section's
  /// id in every language.
  package var anchor: String
  /// The text as a reader sees it. Until records are linked, ``name`` stands for another
  /// record's title.
  package var text: String
  /// The references, in order, whose titles are in the text.
  package var named: [Int] = []
  /// The anchor that the text alone would give, if it differs. It is stored because every link to a
  /// heading compares all headings.
  var ownAnchor: String?

  static let name = "\u{FFFC}"

  var hasNames: Bool { text.unicodeScalars.contains("\u{FFFC}") }

  package init(level: Int, anchor: String, text: String) {
    self.level = level
    self.anchor = anchor
    self.text = text
  }
}

package struct TextSection: Hashable, Sendable {
  /// The index in ``CompiledBody/headings``.
  package var heading: Int?
  /// The plain text. U+FFFC stands for the target's title for a link without words of its
  /// own, and U+FFFB if no other text is next to it: it is not known yet if readers may see that
  /// title.
  package var text: String
  /// The references, in order, whose titles these are.
  package var named: [Int]

  package init(heading: Int?, text: String, named: [Int] = []) {
    self.heading = heading
    self.text = text
    self.named = named
  }

  /// Returns the text with the titles inserted; a nil title inserts nothing. If that leaves a blank
  /// before a comma or a full stop, as after a hidden citation, the blank is removed too.
  package func text(naming title: (Int) -> String?) -> String { Self.closedUp(whole(naming: title)) }

  private static func closedUp(_ text: String) -> String {
    let utf8 = text.utf8.span
    var bytes: [UInt8] = []
    var start = 0
    var offset = 1
    while offset < utf8.count {
      // A full stop before a letter begins a word, as in `.NET`.
      if utf8[offset] == UInt8(ascii: ".") || utf8[offset] == UInt8(ascii: ","), utf8[offset - 1] == 0x20,
        offset + 1 == utf8.count || utf8[offset + 1] == 0x20
      {
        if bytes.isEmpty { bytes.reserveCapacity(utf8.count) }
        bytes.append(utf8, start..<offset - 1)
        start = offset
      }
      offset += 1
    }
    if start == 0 { return text }
    bytes.append(utf8, start..<utf8.count)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func whole(naming title: (Int) -> String?) -> String {
    guard !named.isEmpty else { return text }
    let bytes = text.utf8.span
    var whole: [UInt8] = []
    whole.reserveCapacity(bytes.count + 64 * named.count)
    var names = named[...]
    var start = 0
    var i = 0
    while i < bytes.count {
      guard bytes[i] == 0xEF, bytes[i + 1] == 0xBF, bytes[i + 2] == 0xBC || bytes[i + 2] == 0xBB else {
        i += 1
        continue
      }
      let standsAlone = bytes[i + 2] == 0xBB
      whole.append(bytes, start..<i)
      i += 3
      if let name = names.popFirst(), let title = title(name) {
        whole.append(contentsOf: title.utf8)
      } else if standsAlone {
        // Also removes the blank between the title and its neighbour.
        if i < bytes.count, bytes[i] == 0x20 { i += 1 } else if whole.last == 0x20 { whole.removeLast() }
      }
      start = i
    }
    whole.append(bytes, start..<bytes.count)
    return String(decoding: whole, as: UTF8.self)
  }
}
