/// Word, Excel and PowerPoint documents (ISO 29500) and OpenDocument (ISO 26300): zip files of XML.
struct OfficeDocument {
  private let zip: ZipFile
  private let names: [String]
  private var traces = DocumentTraces()
  /// The number of bytes that may still be unpacked: a small file may claim to hold any number.
  private var left = 1 << 26
  private static let longest = 1 << 24

  /// - Returns: nil if the zip file holds no document.
  static func traces(_ zip: ZipFile) -> DocumentTraces? {
    var document = OfficeDocument(zip)
    if zip.has("[Content_Types].xml") {
      document.readOffice()
    } else if zip.has("content.xml") {
      document.readOpenDocument()
    } else {
      return nil
    }
    document.readPictures()
    return document.traces
  }

  private init(_ zip: ZipFile) {
    self.zip = zip
    names = zip.names
  }

  private mutating func data(_ name: String) -> ByteView {
    let data = zip.data(name, limit: min(left, Self.longest)) ?? ByteView([])
    left -= data.count
    return data
  }

  private mutating func readOffice() {
    let core = data("docProps/core.xml")
    let app = data("docProps/app.xml")
    for (file, tag, words) in [
      (core, "creator", "author"), (core, "lastModifiedBy", "last modified by"), (app, "Manager", "manager"),
      (app, "Company", "company"),
    ] where Self.hasText(of: tag, in: file) { traces.noteAuthor(words) }
    if zip.has("docProps/custom.xml") { traces.noteAuthor("properties of its own") }
    for name in names {
      let path = name.split(separator: "/")
      guard path.count > 1, ["word", "xl", "ppt"].contains(path[0]), let file = path.last else { continue }
      if file.hasPrefix("comments") || path[1] == "comments" || path[1] == "threadedComments" { traces.noteHistory("comments") }
      if path[1] == "notesSlides" { traces.noteHistory("speaker's notes") }
      if file == "people.xml" || path[1] == "persons" || file == "commentAuthors.xml" { traces.noteAuthor("people") }
      if path[1] == "revisions" { traces.noteHistory("tracked changes") }
      if path[0] == "word", path.count == 2, file.hasSuffix(".xml"), Self.hasChanges(data(name)) {
        traces.noteHistory("tracked changes")
      }
    }
  }

  private static func hasChanges(_ data: ByteView) -> Bool {
    let marks: [StaticString] = ["<w:ins ", "<w:del ", "<w:moveFrom ", "<w:moveTo ", "<w:rPrChange ", "<w:pPrChange "]
    return marks.contains { data.contains($0) }
  }

  private mutating func readOpenDocument() {
    let meta = data("meta.xml")
    for (tag, words) in [("initial-creator", "author"), ("creator", "last modified by"), ("printed-by", "printed by")]
    where Self.hasText(of: tag, in: meta) { traces.noteAuthor(words) }
    let content = data("content.xml")
    if content.contains("<text:tracked-changes") || content.contains("<table:tracked-changes") {
      traces.noteHistory("tracked changes")
    }
    if content.contains("<office:annotation") { traces.noteHistory("comments") }
    if content.contains("<presentation:notes") { traces.noteHistory("speaker's notes") }
    if zip.has("VersionList.xml") { traces.noteHistory("earlier versions") }
  }

  /// Photos in a document keep what they tell.
  private mutating func readPictures() {
    for name in names where name.contains("/media/") || name.hasPrefix("Pictures/") {
      guard left > 0 else { return }
      guard let image = Image(Array(data(name).slice)), !image.traces.isEmpty else { continue }
      traces.noteAuthor(
        image.traces.place.isEmpty ? "pictures that tell of their maker" : "pictures that tell where they were taken")
    }
  }

  /// True if an element with this local name has a text.
  private static func hasText(of local: String, in xml: ByteView) -> Bool {
    var at = 0
    while let open = xml.first(UInt8(ascii: "<"), from: at), let close = xml.first(UInt8(ascii: ">"), from: open) {
      at = close + 1
      let tag = xml.part(open + 1, close - open - 1)
      guard tag.count < 400, tag.slice.last != UInt8(ascii: "/") else { continue }
      let name = tag.text.split(separator: " ").first ?? ""
      guard (name.split(separator: ":").last ?? "") == local, !name.hasPrefix("/") else { continue }
      let end = xml.first(UInt8(ascii: "<"), from: close) ?? xml.count
      if !xml.part(close + 1, end - close - 1).isPadding { return true }
    }
    return false
  }
}
