import Archives
import Formats
import Foundation
import Testing
import Text

@testable import Workspace

/// Books: the files in them, their order, and what links lead to.
struct BookTests {
  static let base = """
    -- Content/casebook.yaml --
    title: {en: Small base, ar: قاعدة صغيرة}
    publisher: A publisher
    licence: CC-BY-4.0
    release: 2026-03
    languages: [en, ar]
    navigation: [note, second-thoughts, plan]
    views: [{id: plan, kind: matrix, label: Plan, type: note, rows: kind, columns: mood}]
    editions:
      public: {shows: [public]}
    -- Content/model.yaml --
    types:
      note:
        folder: notes
        label: Note
        plural: Notes
        fields:
          kind: {kind: term, from: [kinds], facet: true}
          mood: {kind: term, from: [moods], facet: true}
          to: {kind: reference, to: [note], many: true, inverse: from}
          sources: {kind: reference, to: [source], many: true, role: citation, inverse: cited_by}
      source: {folder: sources, page: list, sensitivity: public, plural: Sources}
      page: {folder: pages, sensitivity: public}
    -- Content/vocabularies/kinds.yaml --
    terms: [{id: red, label: Red}, {id: blue, label: Blue}]
    -- Content/vocabularies/moods.yaml --
    terms: [{id: good, label: Good}, {id: bad, label: Bad}]
    -- Content/notes/first.md --
    ---
    title: First
    sensitivity: public
    kind: red
    mood: good
    to: [second]
    sources: [{to: report}]
    updated: 2026-05-04
    ---

    See [[second]], [[third]] and [@report, p. 3].[^1]

    ![A drawing](../media/drawing.svg)

    [^1]: A note.
    -- Content/notes/second.md --
    ---
    title: Second
    sensitivity: public
    kind: blue
    ---

    Text. [A file](../media/plan.pdf)
    -- Content/notes/second.ar.md --
    ---
    title: الثاني
    ---

    نص.
    -- Content/notes/third.md --
    ---
    title: Third
    sensitivity: public
    ---
    -- Content/notes/secret.md --
    ---
    title: Zqxv
    sensitivity: restricted
    ---
    -- Content/notes/លំនាំ.md --
    ---
    title: A name in Khmer
    sensitivity: public
    ---
    -- Content/sources/all.yaml --
    - {slug: report, title: A report}
    -- Content/pages/second-thoughts.md --
    ---
    title: Second thoughts
    ---
    -- Content/media/drawing.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10" /></svg>
    -- Content/media/plan.pdf --
    %PDF-1.4
    """

  private let sandbox = Sandbox()

  private func path(_ name: String) -> String { sandbox.path + "/" + name }

  private func make(_ request: SliceRequest = SliceRequest(), jobs: Int = 2, as name: String = "a.epub") async throws
    -> [String: String]
  {
    if (try? sandbox.read("Content/casebook.yaml")) == nil { try sandbox.write(Self.base) }
    let report = try await BookExport.run(sandbox.options(jobs: jobs), request, to: path(name))
    try #require(report.isWritten, "\(report.findings)")
    return try book(name).mapValues { String(decoding: $0, as: UTF8.self) }
  }

  private func book(_ name: String) throws -> [String: [UInt8]] {
    let bytes = try FileSystem.read(path(name))
    let reader = try ZipReader(size: bytes.count) { range in Array(bytes[range.clamped(to: 0..<bytes.count)]) }
    return Dictionary(uniqueKeysWithValues: try reader.entries.map { ($0.path, try reader.bytes(of: $0)) })
  }

  /// The values of an attribute in a file, in order.
  private func values(_ name: String, in text: String) -> [String] {
    text.matches(of: try! Regex("[ ]\(name)=\"([^\"]*)\"", as: (Substring, Substring).self)).map { String($0.1) }
  }

  @Test func `the type of the file stands first, as it is`() async throws {
    _ = try await make()
    let bytes = try FileSystem.read(path("a.epub"))
    // Bytes 8 and 9 are the method: 0 is stored; the name begins at 30, and no extra field follows.
    #expect(bytes[8] == 0 && bytes[9] == 0 && bytes[28] == 0 && bytes[29] == 0)
    #expect(String(decoding: bytes[30..<58], as: UTF8.self) == "mimetypeapplication/epub+zip")
  }

  @Test func `the package lists each file, and every link leads to a file and a place in it`() async throws {
    let files = try await make()
    let package = try #require(files["EPUB/package.opf"])
    let listed = Set(values("href", in: package).map { "EPUB/" + $0 })
    let around: Set = ["mimetype", "META-INF/container.xml", "META-INF/casebook-manifest.json", "EPUB/package.opf"]
    #expect(listed == Set(files.keys).subtracting(around))
    for (name, text) in files where name.hasSuffix(".xhtml") || name.hasSuffix(".ncx") {
      for address in values("href", in: text) + values("src", in: text) where !address.contains(":") {
        let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let folder = URL(string: "book:/" + name)!
        let target = parts[0].isEmpty ? name : String(URL(string: String(parts[0]), relativeTo: folder)!.path.dropFirst())
        let found = try #require(files[target], "\(name): \(address)")
        if parts.count == 2 { #expect(values("id", in: found).contains(String(parts[1])), "\(name): \(address)") }
      }
    }
  }

  @Test func `the spine has title, contents, parts in the order of the navigation, then sources and terms`() async throws {
    let package = try #require(try await make()["EPUB/package.opf"])
    let items = Dictionary(
      uniqueKeysWithValues: zip(values("id", in: package).dropFirst(), values("href", in: package)).map { ($0, $1) })
    let spine = values("idref", in: package).compactMap { items[$0] }
    #expect(
      spine.map { $0.replacing(/n[0-9a-f]{16}/, with: "HASH") } == [
        "text/index.xhtml", "contents.xhtml", "text/notes/index.xhtml", "text/notes/HASH.xhtml", "text/notes/first.xhtml",
        "text/notes/second.xhtml", "text/notes/third.xhtml", "text/pages/second-thoughts.xhtml", "text/plan.xhtml",
        "text/sources/index.xhtml", "text/by-kind/index.xhtml", "text/by-mood/index.xhtml",
      ])
  }

  @Test func `names in old letters alone`() async throws {
    for name in try await make().keys { #expect(name.utf8.allSatisfy { $0 < 0x80 }, "\(name)") }
  }

  @Test func `a chapter has its picture, its note and its sources, which lead back`() async throws {
    let files = try await make()
    let chapter = try #require(files["EPUB/text/notes/first.xhtml"])
    #expect(chapter.contains("<a href=\"second.xhtml\">Second</a>"))
    #expect(chapter.contains("epub:type=\"noteref\"") && chapter.contains("epub:type=\"footnote\""))
    #expect(chapter.contains("alt=\"A drawing\""))
    #expect(chapter.contains("href=\"../sources/index.xhtml#report\""))
    #expect(try #require(files["EPUB/text/sources/index.xhtml"]).contains("href=\"../notes/first.xhtml\""))
    #expect(chapter.contains("href=\"../by-kind/index.xhtml#term-1\""))
    #expect(try #require(files["EPUB/text/by-kind/index.xhtml"]).contains("href=\"../notes/first.xhtml\""))
  }

  @Test func `an attached file is not in the book, and its words are`() async throws {
    let files = try await make()
    #expect(!files.keys.contains { $0.hasSuffix(".pdf") })
    #expect(try #require(files["EPUB/text/notes/second.xhtml"]).contains("<p>Text. A file</p>"))
  }

  @Test func `a picture that is too large is a finding, and its words stand in its place`() async throws {
    try sandbox.write(Self.base)
    let report = try await BookExport.run(
      sandbox.options(), SliceRequest(), to: path("a.epub"), largestPicture: 50)
    let found = try #require(report.findings.first { $0.code == "file-too-large" })
    #expect(report.isWritten && found.path.hasSuffix("Content/media/drawing.svg"))
    let chapter = String(decoding: try #require(try book("a.epub")["EPUB/text/notes/first.xhtml"]), as: UTF8.self)
    #expect(!chapter.contains("<img") && chapter.contains("<p>A drawing</p>"))
  }

  @Test func `a book of some records names the others in words`() async throws {
    let files = try await make(SliceRequest(records: ["first"], depth: 1))
    #expect(files["EPUB/text/notes/first.xhtml"] != nil && files["EPUB/text/notes/second.xhtml"] != nil)
    let alone = try await make(SliceRequest(records: ["first"], depth: 0))
    #expect(alone["EPUB/text/notes/second.xhtml"] == nil && alone["EPUB/text/plan.xhtml"] == nil)
    let chapter = try #require(alone["EPUB/text/notes/first.xhtml"])
    #expect(!chapter.contains("second.xhtml") && chapter.contains("Second"))
    #expect(try #require(alone["EPUB/package.opf"]).contains("<dc:title>First · Small base</dc:title>"))
  }

  @Test func `a book from right to left says so, and has the translation`() async throws {
    let files = try await make(SliceRequest(language: "ar"))
    let package = try #require(files["EPUB/package.opf"])
    #expect(package.contains("page-progression-direction=\"rtl\"") && package.contains("<dc:language>ar</dc:language>"))
    let chapter = try #require(files["EPUB/text/notes/second.xhtml"])
    #expect(chapter.contains("xml:lang=\"ar\" dir=\"rtl\"") && chapter.contains("الثاني"))
    #expect(try #require(try await make()["EPUB/package.opf"]).contains("<spine toc=\"ncx\">"))
  }

  @Test func `the date is the latest that the content tells, and the identifier stays from release to release`() async throws {
    let package = try #require(try await make()["EPUB/package.opf"])
    #expect(package.contains("<meta property=\"dcterms:modified\">2026-05-04T00:00:00Z</meta>"))
    func identifier(_ package: String) -> Substring {
      package.split(separator: "<dc:identifier id=\"identifier\">")[1].prefix(45)
    }
    #expect(identifier(package).hasPrefix("urn:uuid:"))
    try sandbox.write(
      sandbox.read("Content/casebook.yaml").replacing("2026-03", with: "2026.06"), to: "Content/casebook.yaml")
    let later = try #require(try await make()["EPUB/package.opf"])
    #expect(later.contains(">2026-06-01T00:00:00Z<") && identifier(later) == identifier(package))
    let other = try #require(try await make(SliceRequest(records: ["first"], depth: 1))["EPUB/package.opf"])
    #expect(identifier(other) != identifier(package))
  }

  @Test func `a book is the same bytes with any number of tasks, and can be verified`() async throws {
    _ = try await make(jobs: 1, as: "one.epub")
    _ = try await make(jobs: 4, as: "four.epub")
    #expect(try FileSystem.read(path("one.epub")) == FileSystem.read(path("four.epub")))
    #expect(try Verification.run(path("one.epub")).isWhole)
    #expect(throws: BuildFailure.self) { try Update.run(path("one.epub"), onto: path("Content")) }
  }

  @Test func `the knowledge base's own style comes along, without what a book must not have`() async throws {
    try sandbox.write(Self.base)
    try sandbox.write(
      "/* a; b */ p { Direction : rtl; color: red }\n.x{margin:0;/* c */unicode-bidi:isolate}\n.direction { color: blue }\n",
      to: "Content/templates/style.css")
    let files = try await make()
    let own = try #require(files["EPUB/own.css"])
    #expect(
      own.hasSuffix("/* a; b */ p { color: red }\n.x{margin:0;}\n.direction { color: blue }\n"), "\(own)")
    #expect(try #require(files["EPUB/text/notes/first.xhtml"]).contains("href=\"../../own.css\""))
    #expect(try await make(as: "b.epub")["EPUB/package.opf"]?.contains("own.css") == true)
  }

  @Test func `nothing that the edition hides is in a book`() async throws {
    for (name, text) in try await make() { #expect(!text.lowercased().contains("zqxv"), "\(name)") }
    await #expect(throws: BuildFailure.self) { try await make(SliceRequest(records: ["secret"])) }
  }

  @Test func `one type, no records of most kinds, a title of 300 characters and no navigation`() async throws {
    let title = String(repeating: "Long & wide <title> ", count: 15)
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: One
      -- Content/model.yaml --
      types: {note: {folder: notes}}
      -- Content/notes/a.md --
      ---
      title: "\(title)"
      ---
      """)
    let files = try await make()
    #expect(files["EPUB/text/notes/a.xhtml"]?.contains("Long &amp; wide &lt;title&gt;") == true)
    try FileManager.default.removeItem(atPath: path("Content/notes/a.md"))
    let empty = try await make()
    #expect(Set(empty.keys.filter { $0.hasSuffix(".xhtml") }) == ["EPUB/text/index.xhtml", "EPUB/contents.xhtml"])
  }
}
