import Foundation
import Testing

@testable import Workspace

/// A copy can be searched for what its edition hides.
struct HiddenSearchTests {
  private static let base = """
    -- Content/casebook.yaml --
    title: Small base
    languages: [en, fr]
    editions:
      public: {shows: [public]}
      staff: {shows: [public, restricted]}
    -- Content/model.yaml --
    types:
      note:
        folder: notes
        fields:
          places: {kind: term, from: places, many: true, facet: true}
          inside: {kind: text, only: [staff]}
          ways: {kind: record, many: true, key: id, fields: {id: {kind: text}, text: {kind: markdown}, price: {kind: text, only: [staff]}}}
    -- Content/vocabularies/places.yaml --
    terms:
      - {id: shore, label: {en: The shore, fr: Le rivage}}
      - {id: quarry, label: {en: The abandoned quarry, fr: La carrière}}
    -- Content/notes/well.md --
    ---
    title: A well at the crossroads
    sensitivity: public
    places: [shore]
    inside: "Ask the ferryman"
    related: [pump]
    redact: [{part: "#costs"}]
    ways:
      - {id: rope, text: A rope is enough., price: Eleven goats}
    ---
    <!-- Rebuilt by smugglers. -->
    Water is drawn with a [[rope]] &amp; a bucket, half[[rope|bucketful]] after half.

    ## Costs

    It cost a kidnapping.
    -- Content/notes/rope.md --
    ---
    title: A rope
    sensitivity: public
    ---
    The rope is of sisal.
    -- Content/notes/pump.md --
    ---
    title: Pump by the mill
    sensitivity: restricted
    places: [quarry]
    aliases: [old-name-here]
    also: [Grandmother pump]
    ---
    The pump was given by the brigadier. They all came back to the river at night.
    -- Content/notes/pump.fr.md --
    ---
    title: Une pompe au moulin
    translation: {by: machine}
    ---
    Le brigadier l'a offerte en cachette.
    """

  private let sandbox = Sandbox()

  private func build(_ edition: String) async throws {
    try sandbox.write(Self.base)
    var options = sandbox.options()
    options.edition = edition
    let report = try await SiteBuild.run(options)
    #expect(report.isWritten, "\(report.findings)")
  }

  private func leaks(_ path: String = "Site", edition: String = "public") async throws -> [HiddenSearch.Leak] {
    var options = sandbox.options()
    options.edition = edition
    return try await HiddenSearch.leaks(in: sandbox.path + "/" + path, of: options)
  }

  @Test func `a site of an edition has nothing of what the edition hides`() async throws {
    try await build("public")
    #expect(try await leaks() == [])
  }

  @Test func `a site that shows more is told, file by file`() async throws {
    try await build("staff")
    let found = try await leaks()
    for file in [
      "notes/pump.html", "notes/well.html", "data/graph.json", "data/note.csv", "fr/notes/pump.html", "manifest.json",
    ] {
      #expect(found.contains { $0.path == file }, "\(file)")
    }
    // Words stand in the index by the letters that they share, and in its fragments as they are.
    #expect(found.contains { $0.path.hasPrefix("search/en/t/") || $0.path.hasPrefix("search/en/") })
    #expect(found.allSatisfy { ["note/pump", "note/well"].contains($0.record) }, "\(found)")
    #expect(try await leaks(edition: "staff") == [])
  }

  @Test(arguments: [
    ("a word of a body", "<p>smugglers</p>", true), ("a title", "Pump <b>by</b> the mill", true),
    ("a title in capitals", "PUMP BY THE MILL", true), ("an id", "old-name-here", true),
    ("another name", "grandmother pump", true), ("a field of another edition", "ask the ferryman", true),
    ("a nested field", "eleven goats", true), ("a section that is cut", "a kidnapping", true),
    ("a comment", "Rebuilt by", true), ("a translation", "cachette", true),
    ("a term of hidden records", "abandoned quarry", true),
    ("a sentence of short words", "back to the river at night", true), ("entities", "&#115;mugglers", true),
    ("an escape", "\\u0073mugglers", true), ("percent codes", "%73mugglers", true),
    ("what is shown", "drawn with a rope", false),
    ("words that others use too", "the pump at night", false),
  ])
  func `a planted text is found`(kind: String, text: String, isFound: Bool) async throws {
    try await build("public")
    let page = try sandbox.read("Site/notes/rope.html")
    try sandbox.write(page.replacing("</main>", with: "<p>\(text)</p></main>"), to: "Site/notes/rope.html")
    let found = try await leaks()
    #expect(found.map(\.path) == (isFound ? ["notes/rope.html"] : []), "\(found)")
  }

  @Test func `names of files, archives and attachments in archives are searched`() async throws {
    try await build("public")
    try sandbox.write("nothing", to: "Site/media/old-name-here.txt")
    #expect(try await leaks().map(\.path) == ["media/old-name-here.txt"])
    var options = sandbox.options()
    options.edition = "staff"
    _ = try await ArchiveExport.run(options, to: sandbox.path + "/site.zip", progress: nil)
    #expect(try await leaks("site.zip").contains { $0.path == "notes/pump.html" })
    // An archive in a site is opened too.
    let inner = try Data(contentsOf: URL(fileURLWithPath: sandbox.path + "/site.zip"))
    try sandbox.write([], to: "Site/media/old-name-here.txt")
    try FileManager.default.removeItem(atPath: sandbox.path + "/Site/media/old-name-here.txt")
    try sandbox.write(Array(inner), to: "Site/media/a.zip")
    #expect(Set(try await leaks().map(\.path)) == ["media/a.zip"])
  }

  @Test func `words that share their beginnings are put together`() {
    let texts = CopyText.shard(Array(#"casebook.shard("0a1b2c","en/t0",["AbaseEmentAzebra","QUJD"]);"#.utf8))
    #expect(texts.map { String(decoding: $0, as: UTF8.self) }.contains("base basement zebra "))
  }

  @Test func `numbers in base64 are no words`() {
    let coded = Data((0..<201).map { UInt8(truncatingIfNeeded: $0 * 7) }).base64EncodedString()
    #expect(CopyText.shard(Array("casebook.shard(\"a\",\"\(coded)\");".utf8)).map(\.count) == [1])
  }
}
