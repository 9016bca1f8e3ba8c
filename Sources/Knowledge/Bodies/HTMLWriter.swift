import Markdown
import Text

/// Writes a document's nodes as HTML with holes, and gathers its plain text and its references on the way: one pass,
/// no recursion.
struct HTMLWriter {
  /// How a body looks: as on our pages, or as the specification's examples are written, without our decoration.
  /// Tests compare the second with the specification.
  enum Style { case page, specification }

  let document: Document
  let outline: Outline
  let labels: BodyLabels
  let autolinks: AutolinkTable?
  let owner: String
  let style: Style

  var body = CompiledBody()
  var html: [UInt8] = []
  private var sections: [BodyContent.Section] = []
  private(set) var findings: [BodyFinding] = []
  /// The nodes that are open, and for some what stands at their end.
  var open: [Int] = []
  /// What ends each open link, in the order in which they were opened.
  var linkEnds: [LinkEnd] = []
  /// Where no name is linked: the depth of open headings and links.
  var quietDepth = 0
  var used = Set<Int32>()
  /// The place in the outline of the heading that was written last.
  var heading = -1
  var footnotes = 0
  /// The plain text: of the sections that have ended, then of the one that has not.
  private var plain: [UInt8] = []
  /// References whose titles stand in the last section, each as U+FFFC, or U+FFFB where nothing else stands beside it.
  var named: [Int] = []
  /// Where in the plain text the last piece began.
  private var pieceStart = 0
  /// Whether a heading is open: the titles that it shows are noted with it.
  var isInHeading = false

  enum LinkEnd { case none, element, hole(Hole.Kind) }

  init(
    _ document: Document, _ outline: Outline, labels: BodyLabels = BodyLabels(), autolinks: AutolinkTable? = nil,
    owner: String = "", style: Style = .page
  ) {
    self.document = document
    self.outline = outline
    self.labels = labels
    self.autolinks = autolinks
    self.owner = owner
    self.style = style
    body.headings = outline.entries.map(\.heading)
    html.reserveCapacity(document.text.count + document.text.count / 4 + 64)
    plain.reserveCapacity(document.text.count)
  }

  mutating func write() {
    var i = 1
    while true {
      while let last = open.last, Int(document.nodes[last].end) <= i {
        open.removeLast()
        leave(last)
      }
      guard i < document.nodes.count else { break }
      if enter(i) {
        open.append(i)
        i += 1
      } else {
        i = Int(document.nodes[i].end)
      }
    }
    if footnotes > 0 { html.append("</ol>\n</section>\n") }
  }

  /// Ends, and returns the body, its references and files with their places in the file.
  ///
  /// Mutating, since one that consumed the writer would begin with a copy of it.
  mutating func finish(in places: Places) -> CompiledBody {
    endSection()
    for i in body.references.indices {
      body.references[i].range = places.file(body.references[i].range)
      if let part = body.references[i].partRange { body.references[i].partRange = places.file(part) }
    }
    for i in body.files.indices { body.files[i].range = places.file(body.files[i].range) }
    body.hold(html: html, text: plain, sections: sections.exact)
    // These were made with room to grow, and are kept until the last page is written.
    body.holes = body.holes.exact
    body.references = body.references.exact
    return body
  }

  // MARK: - For the parts that write

  mutating func hole(_ kind: Hole.Kind) { body.holes.append(Hole(offset: html.count, kind: kind)) }

  /// The anchor of a heading of this body; one in which titles stand is known only when records are linked.
  mutating func appendAnchor(ofHeading number: Int) {
    let heading = outline.entries[number].heading
    guard heading.hasNames else { return appendAnchor(heading.anchor) }
    hole(.anchorPrefix)
    hole(.headingAnchor(number))
  }

  /// An id or a fragment of this body.
  mutating func appendAnchor(_ anchor: String) {
    hole(.anchorPrefix)
    html.append(contentsOf: anchor.utf8)
  }

  mutating func report(_ kind: BodyFinding.Kind, _ range: Range<Int>) {
    findings.append(BodyFinding(kind: kind, range: range))
  }

  // MARK: - Plain text

  private var sectionStart: Int { sections.last?.end ?? 0 }

  /// The last byte of the section's text.
  private var lastPlain: UInt8? { plain.count > sectionStart ? plain.last : nil }

  mutating func appendPlain(_ range: Range<Int>) {
    var range = range
    if lastPlain == 0x20 {
      while let first = range.first, document.text[first] <= 0x20 { range = first + 1..<range.upperBound }
    }
    let text = document.text
    var i = plain.count
    plain.append(text.span, range)
    while true {
      i = plain.span.firstOffset(from: i) { $0.bytes(below: 0x20) }
      guard i < plain.count else { return }
      plain[i] = 0x20
    }
  }

  mutating func appendPlain(_ bytes: [UInt8]) { plain.append(contentsOf: bytes) }

  /// A blank between what must not grow together.
  mutating func separatePlain() {
    markLoneNames()
    if let last = lastPlain, last != 0x20 { plain.append(0x20) }
    pieceStart = plain.count
  }

  /// Where a piece of text between two ``separatePlain()`` is titles alone, each becomes U+FFFB: without them nothing of it stays.
  private mutating func markLoneNames() {
    let start = pieceStart
    pieceStart = plain.count
    guard !named.isEmpty, start < plain.count else { return }
    var marks: [Int] = []
    var i = start
    while i < plain.count {
      if plain[i] == 0xEF, i + 2 < plain.count, plain[i + 1] == 0xBF, plain[i + 2] == 0xBC {
        marks.append(i + 2)
        i += 3
      } else if plain[i] == 0x20 {
        i += 1
      } else {
        return
      }
    }
    for mark in marks { plain[mark] = 0xBB }
  }

  /// A heading's own text is not part of what stands under it.
  mutating func discardPlain() {
    plain.removeLast(plain.count - sectionStart)
    pieceStart = plain.count
    named = []
  }

  /// Leaves a place for the title of what a link without words leads to.
  mutating func appendName(ofReference number: Int) {
    plain.append(contentsOf: "\u{FFFC}".utf8)
    named.append(number)
  }

  /// Ends the piece of text that stands under the last heading.
  mutating func endSection() {
    markLoneNames()
    let start = sectionStart
    var end = plain.count
    while end > start, plain[end - 1] == 0x20 { end -= 1 }
    guard end > start || heading >= 0 else { return }
    plain.removeLast(plain.count - end)
    sections.append(BodyContent.Section(heading: heading >= 0 ? heading : nil, end: end, named: named))
    named = []
  }
}
