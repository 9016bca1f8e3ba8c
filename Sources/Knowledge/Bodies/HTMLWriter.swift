import Markdown
import Text

/// Writes a document's nodes as HTML with holes, and collects its plain text and its references:
/// one pass, no recursion.
struct HTMLWriter {
  /// The form of the output: `page` for pages, `specification` for the form of the specification's
  /// examples, without additions. Tests compare the second with the specification.
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
  /// The indices of the open nodes.
  var open: [Int] = []
  /// The ends of the open links, in the order in which the links were opened.
  var linkEnds: [LinkEnd] = []
  /// The depth of open headings and links, in which names do not become links.
  var quietDepth = 0
  var used = Set<Int32>()
  /// The index in the outline of the last written heading.
  var heading = -1
  var footnotes = 0
  /// The plain text: first that of the finished sections, then that of the open one.
  private var plain: [UInt8] = []
  /// The references whose titles are in the last section, each as U+FFFC, or as U+FFFB if no other
  /// text is next to it.
  var named: [Int] = []
  /// The offset in the plain text at which the last piece began.
  private var pieceStart = 0
  /// True while a heading is open: the titles in it are recorded with it.
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

  /// Ends the writing, and returns the body, its references and its files with their positions in
  /// the file.
  ///
  /// It is mutating, since a consuming function would begin with a copy of the writer.
  mutating func finish(in sourceMap: SourceMap) -> CompiledBody {
    endSection()
    for i in body.references.indices {
      body.references[i].range = sourceMap.file(body.references[i].range)
      if let part = body.references[i].partRange { body.references[i].partRange = sourceMap.file(part) }
    }
    for i in body.files.indices { body.files[i].range = sourceMap.file(body.files[i].range) }
    body.hold(html: html, text: plain, sections: sections.exact)
    // These arrays have spare capacity, and are kept until the last page is written.
    body.holes = body.holes.exact
    body.references = body.references.exact
    return body
  }

  // MARK: - Shared by the extensions

  mutating func hole(_ kind: Hole.Kind) { body.holes.append(Hole(offset: html.count, kind: kind)) }

  /// Appends the anchor of a heading of this body. An anchor made from titles of other records is
  /// known only when records are linked.
  mutating func appendAnchor(ofHeading number: Int) {
    let heading = outline.entries[number].heading
    guard heading.hasNames else { return appendAnchor(heading.anchor) }
    hole(.anchorPrefix)
    hole(.headingAnchor(number))
  }

  /// Appends an id or a fragment of this body.
  mutating func appendAnchor(_ anchor: String) {
    hole(.anchorPrefix)
    html.append(contentsOf: anchor.utf8)
  }

  mutating func report(_ kind: BodyFinding.Kind, _ range: Range<Int>) {
    findings.append(BodyFinding(kind: kind, range: range))
  }

  // MARK: - Plain text

  private var sectionStart: Int { sections.last?.end ?? 0 }

  /// The last byte of the open section's text.
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

  /// Appends a blank between texts that must not join into one word.
  mutating func separatePlain() {
    markLoneNames()
    if let last = lastPlain, last != 0x20 { plain.append(0x20) }
    pieceStart = plain.count
  }

  /// If a piece between two ``separatePlain()`` holds only titles, changes each mark to U+FFFB:
  /// without the titles, nothing of the piece stays.
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

  /// Removes the text of a heading, which is not part of the section under it.
  mutating func discardPlain() {
    plain.removeLast(plain.count - sectionStart)
    pieceStart = plain.count
    named = []
  }

  /// Appends a mark for the title of the target of a link without words.
  mutating func appendName(ofReference number: Int) {
    plain.append(contentsOf: "\u{FFFC}".utf8)
    named.append(number)
  }

  /// Ends the section of text under the last heading.
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
