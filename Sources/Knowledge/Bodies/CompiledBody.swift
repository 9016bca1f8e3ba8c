package import Text

/// A Markdown text made ready once: HTML bytes with typed holes that a destination fills at the end.
///
/// Nothing in it knows where a page will stand, so the same body serves a site, a list page and later containers.
package struct CompiledBody: Sendable {
  /// In order of offset; several may share one offset.
  package var holes: [Hole] = []
  package var references: [BodyReference] = []
  package var files: [BodyFile] = []
  package var headings: [Heading] = []
  /// Anchors that this edition does not show: links to them are their words alone.
  package var withheldAnchors: Set<String> = []
  private var content = BodyContent()

  package init() {}

  /// Well-formed XML too: no named entities but `&amp; &lt; &gt; &quot;`, empty elements are closed (`<br />`).
  ///
  /// Read anew each time where it was put away: who looks at it more than once keeps it.
  package var html: [UInt8] { content.html }

  /// Plain text in reading order, cut at headings; the first piece has no heading. For search and summaries.
  ///
  /// Read anew each time where it was put away.
  package var text: [TextSection] { content.text }

  package var isEmpty: Bool { content.isEmpty }

  mutating func hold(html: [UInt8], text: [UInt8], sections: [BodyContent.Section]) {
    content = BodyContent(html: html, text: text, sections: sections)
  }

  /// Moves what is long out of memory where there are stores with room for it, and lets go of room to grow.
  package mutating func settle(html: (any ByteStore)?, text: (any ByteStore)?) { content.settle(html: html, text: text) }
}

/// A place in a body's HTML where bytes are inserted when the destination is known.
package struct Hole: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// `<a …>` of ``CompiledBody/references`` at this index, or nothing where the record is not there.
    case linkStart(Int)
    /// The target's title, for a link written without words.
    case linkText(Int)
    case linkEnd(Int)
    /// A whole citation: link and locator, or nothing.
    case citation(Int)
    /// A whole image of ``CompiledBody/files`` at this index, or its alternative text.
    case image(Int)
    case fileStart(Int)
    case fileEnd(Int)
    /// The anchor of ``CompiledBody/headings`` at this index, where it was not known when the body was compiled.
    case headingAnchor(Int)
    /// Comes before each id and each fragment of this body: empty on a page of its own, `slug--` on a list page.
    case anchorPrefix
  }
  package var offset: Int
  package var kind: Kind

  package init(offset: Int, kind: Kind) {
    self.offset = offset
    self.kind = kind
  }
}

/// A record that a body names, as written: resolved later, by the graph.
package struct BodyReference: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case wikiLink, markdownLink, citation, autolink
    /// To a place on the page that it stands on, which is not in this body: `#part`.
    case fragment
  }
  package var kind: Kind
  /// `slug` or `type/slug`; for a relative `.md` link the path as written, percent-decoded, without its fragment;
  /// for an automatic link the full `type/slug`; nothing for a fragment.
  package var target: String
  /// What stood after `#`: a part or a heading.
  package var part: String?
  package var locator: String?
  /// Where it stands in the file, in bytes: the name alone, without brackets, so that an edit can replace it.
  package var range: Range<Int>
  /// Likewise for the part.
  package var partRange: Range<Int>?
  /// Whether no record is named so. One that an edition does not show leaves no trace; a name that nobody has stays in the text.
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

  /// What stands in the text where a name without words of its own leads nowhere.
  package var words: String {
    switch kind {
    case .fragment: return part ?? ""
    case .citation: return "[@\(target)" + (locator.map { ", \($0)" } ?? "") + "]"
    default: return target + (part.map { "#\($0)" } ?? "")
    }
  }
}

/// A file that a body shows or links, its path as written and percent-decoded.
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
  /// Unique in the body and stable; a section the model expects has that section's id in every language.
  package var anchor: String
  /// What a reader reads. As long as records are not linked, ``name`` stands for the title of another record.
  package var text: String
  /// The references, in order, whose titles stand in the text.
  package var named: [Int] = []
  /// The anchor that the text alone would give, where that is another one: kept, since every link to a place asks every heading.
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
  /// Index into ``CompiledBody/headings``.
  package var heading: Int?
  /// Where a link has no words of its own, U+FFFC, or U+FFFB where nothing stands beside it, stands for the title of what it leads to: whether that may be told is not
  /// known yet.
  package var text: String
  /// The references, in order, whose titles those are.
  package var named: [Int]

  package init(heading: Int?, text: String, named: [Int] = []) {
    self.heading = heading
    self.text = text
    self.named = named
  }

  /// The text with the titles in their places; nil leaves nothing. Where nothing is left before the end of a sentence, as where a
  /// citation stood, the blank before that goes too.
  package func text(naming title: (Int) -> String?) -> String { Self.closedUp(whole(naming: title)) }

  private static func closedUp(_ text: String) -> String {
    let utf8 = text.utf8.span
    var bytes: [UInt8] = []
    var start = 0
    var place = 1
    while place < utf8.count {
      if place + 8 <= utf8.count {
        // A full stop and a comma differ in one bit.
        let stops = (utf8.eight(at: place) & .eight(0xFD) ^ .eight(UInt8(ascii: ","))).zeroBytes
        place += stops.trailingZeroBitCount >> 3
        if stops == 0 { continue }
      }
      // `.NET` begins a word.
      if utf8[place] & 0xFD == UInt8(ascii: ","), utf8[place - 1] == 0x20, place + 1 == utf8.count || utf8[place + 1] == 0x20 {
        if bytes.isEmpty { bytes.reserveCapacity(utf8.count) }
        bytes.append(utf8, start..<place - 1)
        start = place
      }
      place += 1
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
    while true {
      i = bytes.firstOffset(from: i) { $0.bytes(equalTo: 0xEF) }
      guard i < bytes.count else { break }
      guard bytes[i + 1] == 0xBF, bytes[i + 2] == 0xBC || bytes[i + 2] == 0xBB else {
        i += 3
        continue
      }
      let standsAlone = bytes[i + 2] == 0xBB
      whole.append(bytes, start..<i)
      i += 3
      if let name = names.popFirst(), let title = title(name) {
        whole.append(contentsOf: title.utf8)
      } else if standsAlone {
        // The blank goes too that kept it from what stands beside it.
        if i < bytes.count, bytes[i] == 0x20 { i += 1 } else if whole.last == 0x20 { whole.removeLast() }
      }
      start = i
    }
    whole.append(bytes, start..<bytes.count)
    return String(decoding: whole, as: UTF8.self)
  }
}

/// Where the bytes of a text stand in its file: pieces in order, each `(offset in the text, offset in the file)`.
///
/// One piece for a body; one a line for a block scalar, whose indentation is not part of the text.
package struct OffsetMap: Sendable {
  private var start: Int
  /// None where all is one piece, which begins at `start`.
  private var pieces: [(text: Int, file: Int)]

  package init(start: Int) { (self.start, pieces) = (start, []) }
  package init(pieces: [(text: Int, file: Int)]) { (start, self.pieces) = (0, pieces) }

  package func fileOffset(_ offset: Int) -> Int {
    guard !pieces.isEmpty else { return start + max(0, offset) }
    let piece = pieces[(1..<pieces.count).firstPlace { pieces[$0].text > offset } - 1]
    return piece.file + max(0, offset - piece.text)
  }

  package func fileRange(_ range: Range<Int>) -> Range<Int> {
    let lower = fileOffset(range.lowerBound)
    return lower..<max(lower, fileOffset(range.upperBound))
  }
}
