import Archives
import Foundation
import Testing

@testable import Workspace

/// A book for Kiwix holds the site, its pages are found by any word, and it keeps the limits of the
/// format.
struct KiwixTests {
  private static let base = """
    -- Content/casebook.yaml --
    title: {en: Notes from a very long winter in the high mountains, fr: Notes d’hiver}
    description: What people wrote down during the longest winter that anybody in the valley can remember, and what came of it.
    languages: [en, fr]
    -- Content/model.yaml --
    types:
      note: {folder: notes, fields: {film: {kind: file}}}
      word: {folder: words, page: list}
    -- Content/notes/ខ្មែរ.md --
    ---
    title: ជំនួយដល់អ្នកភៀសខ្លួន
    updated: 2026-03-04
    ---
    -- Content/notes/snow.md --
    ---
    title: Snow closes the Élan road
    also: {en: [Winter closure], fr: [NASA], de: [Schnee, ÖBB]}
    updated: 2025
    ---
    -- Content/notes/snow.fr.md --
    ---
    title: La neige ferme la route
    ---
    -- Content/words/ice.md --
    ---
    title: Black ice
    ---
    """

  private let sandbox = Sandbox()

  /// Makes a book and opens it.
  private func book(_ name: String = "book.zim", jobs: Int = 2, languages: [String]? = nil) async throws -> ZimReader {
    var options = sandbox.options(jobs: jobs)
    options.languages = languages
    let path = sandbox.path + "/" + name
    let report = try await KiwixExport.run(options, to: path)
    #expect(report.isWritten)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(report.size == bytes.count)
    return try ZimReader(size: bytes.count) { Array(bytes[$0.clamped(to: 0..<bytes.count)]) }
  }

  private func metadata(_ book: ZimReader) throws -> [String: String] {
    var texts: [String: String] = [:]
    for entry in book.entries where entry.space == .metadata && !entry.path.hasPrefix("Illustration") {
      texts[entry.path] = String(decoding: try book.bytes(of: entry), as: UTF8.self)
    }
    return texts
  }

  /// The pages to which titles lead that begin with a text.
  private func pages(_ text: String, in book: ZimReader) -> Set<String> {
    let entries = book.entries.filter { $0.space == .content && $0.title.hasPrefix(text) }
    return Set(entries.map { if case .redirect(let position) = $0.content { book.entries[position].path } else { $0.path } })
  }

  @Test func `the same content gives the same bytes with any number of jobs`() async throws {
    try sandbox.write(Self.base)
    for jobs in [1, 2, 7] { _ = try await book("\(jobs).zim", jobs: jobs) }
    let books = try [1, 2, 7].map { try Data(contentsOf: URL(fileURLWithPath: sandbox.path + "/\($0).zim")) }
    #expect(books[0] == books[1] && books[0] == books[2])
    #expect(try Verification.run(sandbox.path + "/1.zim").isWhole)
  }

  @Test func `it has the files of the site but those for other programs`() async throws {
    try sandbox.write(Self.base)
    _ = try await SiteBuild.run(sandbox.options())
    let book = try await book()
    var found: [String: [UInt8]] = [:]
    for entry in book.entries where entry.space == .content && !entry.path.hasPrefix("~/") {
      found[entry.path] = try book.bytes(of: entry)
    }
    var site = try sandbox.files("Site").filter { !$0.key.hasPrefix("data/") && $0.key != "offline-worker.js" }
    site["manifest.json"] = found["manifest.json"]
    #expect(differences(site, found) == [])
  }

  @Test(arguments: [
    ("road", "notes/snow.html"), ("Road", "notes/snow.html"), ("élan road", "notes/snow.html"),
    ("elan road", "notes/snow.html"),
    ("snow closes the", "notes/snow.html"), ("winter closure", "notes/snow.html"), ("NASA", "notes/snow.html"),
    ("öbb", "notes/snow.html"),
    ("route", "fr/notes/snow.html"), ("ភៀស", "notes/ខ្មែរ.html"), ("ដល់", "notes/ខ្មែរ.html"), ("ice", "~/words/ice.html"),
    ("Notes from", "index.html"), ("Search", "search.html"), ("Rechercher", "fr/search.html"),
  ])
  func `a title begins with what somebody types`(typed: String, path: String) async throws {
    try sandbox.write(Self.base)
    #expect(pages(typed, in: try await book()).contains(path))
  }

  @Test func `names in other languages have no titles, and a title of its own is there once`() async throws {
    try sandbox.write(Self.base)
    let book = try await book()
    #expect(pages("Schnee", in: book) == [])
    #expect(book.entries.count { $0.title == "Black ice" } == 1)
  }

  @Test func `a library gets texts of the length that it can show`() async throws {
    try sandbox.write(Self.base)
    var told = try metadata(try await book())
    #expect(told["Title"] == "Notes from a very long winter…")
    #expect(told["Description"] == "What people wrote down during the longest winter that anybody in the valley can…")
    #expect(told["LongDescription"]?.hasSuffix("what came of it.") == true)
    #expect(told["Language"] == "eng,fra" && told["Date"] == "2026-03-04")
    #expect(told["Name"]?.hasSuffix("_mul_all") == true)
    told = try metadata(try await book(languages: ["fr"]))
    #expect(told["Title"] == "Notes d’hiver" && told["Language"] == "fra")
    #expect(told["Name"] == "notes-d’hiver_fr_all")
  }

  @Test func `a title of any length is cut, and one of many words has few others`() async throws {
    try sandbox.write(Self.base)
    let long = (1...3000).map { "word\($0)" }.joined(separator: " ")
    try sandbox.write("---\ntitle: \(long)\n---\n", to: "Content/notes/long.md")
    let thai = String(String.UnicodeScalarView((0..<3000).map { Unicode.Scalar(0xE01 + $0 % 40)! }))
    try sandbox.write("---\ntitle: \(thai)\n---\n", to: "Content/notes/thai.md")
    let book = try await book()
    let titles = book.entries.filter { if case .redirect = $0.content { true } else { false } }.map(\.title)
    #expect(titles.allSatisfy { $0.count <= 48 })
    #expect(titles.count { $0.lowercased().hasPrefix("word") } == 79)
    #expect((30..<40).contains(titles.count { ("\u{E01}"..<"\u{E40}").contains($0) }))
  }

  @Test func `a film of forty megabytes is in it, and is not compressed again`() async throws {
    try sandbox.write(Self.base)
    let film = Array("\0\0\0\u{18}ftypmp42".utf8) + [UInt8](repeating: 7, count: 40 << 20)
    try sandbox.write(film, to: "Content/notes/film/film.mp4")
    try sandbox.write("---\ntitle: Film\nfilm: film.mp4\n---\n", to: "Content/notes/film.md")
    let book = try await book()
    let entry = try #require(book.entries.first { $0.path.hasSuffix(".mp4") })
    #expect(try book.bytes(of: entry) == film)
    #expect(try #require(FileSystem.status(of: sandbox.path + "/book.zim")).size > film.count)
    #expect(try Verification.run(sandbox.path + "/book.zim").isWhole)
  }

  @Test func `a base without a date has the first day that archives know`() async throws {
    try sandbox.write("-- Content/casebook.yaml --\ntitle: Bare\n-- Content/model.yaml --\ntypes: {note: {}}\n")
    let told = try metadata(try await book())
    #expect(told["Date"] == "1980-01-01" && told["Publisher"] == "Bare" && told["Description"] == "Bare")
  }

  // MARK: verification

  @Test func `damage and loss are told`() async throws {
    try sandbox.write(Self.base)
    let film = Array("\0\0\0\u{18}ftypmp42".utf8) + [UInt8](repeating: 7, count: 2000)
    try sandbox.write(film, to: "Content/notes/film/film.mp4")
    try sandbox.write("---\ntitle: Film\nfilm: film.mp4\n---\n", to: "Content/notes/film.md")
    _ = try await book()
    let path = sandbox.path + "/book.zim"
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))

    try sandbox.write(Array(whole[..<(whole.count / 2)]), to: "half.zim")
    let half = #expect(throws: BuildFailure.self) { try Verification.run(sandbox.path + "/half.zim") }
    #expect(half?.message.contains("cut off") == true)

    // A title is in no file: only the sum over all bytes knows it.
    let title = try #require(whole.firstRange(of: Array("Black ice".utf8)))
    var other = whole
    other[title.lowerBound] = UInt8(ascii: "S")
    try sandbox.write(other, to: "title.zim")
    let report = try Verification.run(sandbox.path + "/title.zim")
    #expect(report.isDamaged && report.changed == [] && !report.isWhole)

    other = whole
    other[try #require(whole.firstRange(of: [7, 7, 7, 7, 7, 7, 7])).lowerBound] = 8
    try sandbox.write(other, to: "bytes.zim")
    let bytes = try Verification.run(sandbox.path + "/bytes.zim")
    #expect(bytes.isDamaged && bytes.changed.count == 1 && bytes.changed[0].hasSuffix(".mp4"))

    // The manifest stands in a part with the pages: without it there is nothing to compare with.
    other = whole
    let parts = try #require(whole.firstRange(of: [0x28, 0xB5, 0x2F, 0xFD]))
    other[parts.upperBound + 40] ^= 0xFF
    try sandbox.write(other, to: "part.zim")
    #expect(throws: BuildFailure.self) { try Verification.run(sandbox.path + "/part.zim") }
  }

  @Test func `a book is no new release for a folder`() async throws {
    try sandbox.write(Self.base)
    _ = try await book()
    _ = try await SiteBuild.run(sandbox.options())
    let before = try sandbox.files("Site")
    let failure = #expect(throws: BuildFailure.self) {
      try Update.run(sandbox.path + "/book.zim", onto: sandbox.path + "/Site")
    }
    #expect(failure?.message.contains("a book for Kiwix") == true)
    #expect(try sandbox.files("Site") == before)
  }
}
