/// PDF (ISO 32000): the marks of authors, comments and earlier versions, found in the file as it is
/// written and in its compressed objects.
///
/// To find names of keys, each name is read where it stands: a reader of all that PDF allows would
/// be the largest part of this program.
struct PDFDocument {
  private var traces = DocumentTraces()
  private var isLinearized = false
  /// The number of bytes that may still be unpacked.
  private var left = 1 << 26

  static func traces(_ view: ByteView) -> DocumentTraces {
    var document = PDFDocument()
    document.read(view, isFile: true)
    let versions = ends(view) - (document.isLinearized ? 1 : 0)
    if versions > 1 { document.traces.noteHistory("earlier versions") }
    return document.traces
  }

  /// Reads all names: `/Author (Ada)`.
  private mutating func read(_ view: ByteView, isFile: Bool) {
    var at = 0
    if view.contains("<dc:creator") { traces.noteAuthor("author") }
    while let slash = view.first(UInt8(ascii: "/"), from: at) {
      let name = Self.name(view, slash + 1)
      at = slash + 1 + name.utf8.count
      switch name {
      case "Author" where Self.hasText(view, at): traces.noteAuthor("author")
      case "Company" where Self.hasText(view, at): traces.noteAuthor("company")
      case "Subtype":
        let value = Self.afterBlanks(view, at)
        if view[value] == UInt8(ascii: "/"), Self.comments.contains(Self.name(view, value + 1)) {
          traces.noteHistory("comments")
        }
      case "EmbeddedFile": traces.noteHistory("attached files")
      case "Encrypt" where isFile: traces.noteHistory("encrypted parts, which cannot be looked into")
      case "Linearized" where isFile: isLinearized = isLinearized || slash < 2_048
      case "ObjStm" where isFile:
        guard left > 0, let start = view.first("stream", from: at) else {
          // No other search for a stream may read the same bytes.
          left = 0
          continue
        }
        let first = start + 6 + (view[start + 6] == 0x0D ? 2 : 1)
        let end = view.first("endstream", from: first) ?? view.count
        let data = Inflate.data(view.part(first, end - first), limit: left)
        // A stream without data costs something too.
        left -= data.count + 4_096
        read(ByteView(data), isFile: false)
        at = end
      default: break
      }
    }
  }

  private static let comments: Set<String> = [
    "Text", "Highlight", "StrikeOut", "Underline", "Squiggly", "FreeText", "Popup", "Caret",
  ]

  /// The letters of a name, at most as many as the longest that is wanted.
  private static func name(_ view: ByteView, _ start: Int) -> String {
    let letters = view.part(start, 16).slice.prefix { 0x61...0x7A ~= $0 | 0x20 }
    return letters.isEmpty ? "" : String(decoding: letters, as: UTF8.self)
  }

  /// True if a text follows that is not empty: `(Ada)`, `<FEFF0041>`, or `12 0 R`, which is
  /// elsewhere.
  private static func hasText(_ view: ByteView, _ start: Int) -> Bool {
    let value = afterBlanks(view, start)
    guard let first = view[value], let next = view[value + 1] else { return false }
    switch first {
    case UInt8(ascii: "("): return next != UInt8(ascii: ")")
    case UInt8(ascii: "<"): return next != UInt8(ascii: ">") && next != UInt8(ascii: "<")
    default: return 0x30...0x39 ~= first
    }
  }

  private static func afterBlanks(_ view: ByteView, _ start: Int) -> Int {
    var at = start
    while let byte = view[at], byte <= 0x20, at < start + 100 { at += 1 }
    return at
  }

  /// The number of ends: a change is often written behind what was there. A file that is made to be
  /// shown while it loads has two ends from the beginning.
  private static func ends(_ view: ByteView) -> Int {
    var count = 0
    var at = 0
    while let offset = view.first("%%EOF", from: at) {
      count += 1
      at = offset + 5
    }
    return count
  }
}
