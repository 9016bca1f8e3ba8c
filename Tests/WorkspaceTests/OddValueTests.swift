import Foundation
import Knowledge
import Testing
import Text

@testable import Workspace

/// Labels, titles, pictures and characters that differ from what their writers meant.
struct OddValueTests {
  static let base = """
    -- Content/casebook.yaml --
    title: Base
    languages: [en, fr]
    -- Content/model.yaml --
    types:
      incident:
        fields:
          photo: {kind: file}
          when: {kind: datetime}
          day: {kind: date}
          share: {kind: number}
          text: {kind: markdown}
    -- Content/vocabularies/places.yaml --
    terms: [{id: here}]
    """

  private func check(_ files: String, bytes: [String: [UInt8]] = [:]) async throws -> [Diagnostic] {
    let sandbox = Sandbox()
    try sandbox.write(Self.base + "\n" + files)
    for (name, bytes) in bytes { try sandbox.write(bytes, to: name) }
    return try await SiteBuild.check(sandbox.options(), today: PartialDate(year: 2026)).filter { $0.code != "orphan" }
  }

  @Test(arguments: [
    ("-- Content/casebook.yaml --\ntitle: {en: One, two, fr: Un}\nlanguages: [en, fr]", "1:18 error cut-at-comma"),
    (
      "-- Content/model.yaml --\ntypes:\n  incident: {label: {en: What worked, and what not, fr: Quoi}}",
      "2:39 error cut-at-comma"
    ),
    (
      "-- Content/vocabularies/places.yaml --\nterms: [{id: here, label: {en: Here, there, fr: Ici}}]",
      "1:38 error cut-at-comma"
    ),
    ("-- Content/model.yaml --\ntypes:\n  incident: {label: {en: A, fr: B, de: C}}", "2:36 error unknown-language"),
    ("-- Content/vocabularies/places.yaml --\nterms: [{id: here, also: {ar: [x]}}]", "1:27 error unknown-language"),
    (
      "-- Content/casebook.yaml --\ntitle: {EN: A, fr: B}\nlanguages: [en, fr]",
      "1:9 note missing-language, 1:9 error unknown-language"
    ),
    (
      "-- Content/model.yaml --\ntypes:\n  incident: {plural: {en: As}, fields: {title: {kind: text, label: {fr: B}}}}",
      "2:23 note missing-language, 2:69 note missing-language"
    ),
    (
      "-- Content/vocabularies/places.yaml --\nterms: [{id: here, label: {en: Here, fr: \"\"}}]",
      "1:28 note missing-language"
    ),
    ("-- Content/incident/a.md --\n---\ntitle: A\nalso: {de: [x], fr: [y]}\n---", "3:8 error unknown-language"),
  ])
  func `a label that was cut, or that has a language too many or too few, is a finding`(files: String, expected: String)
    async throws
  {
    let found = try await check(files).map { "\($0.start.line):\($0.start.column) \($0.severity) \($0.code)" }
    #expect(found.joined(separator: ", ") == expected)
  }

  @Test(arguments: [
    ("'{{< x >}}'", "1 × shortcode"), ("'{% raw %}'", "1 × tag"), ("'::: tabs'", "1 × container"),
    ("'!!! quote'", "1 × admonition"),
    ("'Title {#id}'", "1 × list of attributes"), ("'a ==b== c'", "1 × highlight"), ("A plain {text}", ""),
    ("'Really!!! {#'", ""),
  ])
  func `markup of other tools in a title, a text and a body is one finding for its file`(text: String, words: String)
    async throws
  {
    let alone = try await check("-- Content/incident/a.md --\n---\ntitle: \(text)\n---\n\nWords.")
    #expect(alone.map(\.code) == (words.isEmpty ? [] : ["unknown-syntax"]))
    #expect(words.isEmpty || alone[0].message.contains(words) && alone[0].start.line == 2)
    let all = try await check("-- Content/incident/a.md --\n---\ntitle: \(text)\nsummary: \(text)\n---\n\n{{ x }}")
    #expect(Diagnostic.folded(all).count == 1)
  }

  @Test(arguments: [
    ("# The *title*\n\nText.", "The title"), ("The title\n===\nText.", "The title"),
    ("## Before\n\n# The title <!-- x -->\n\nText.", "The title"),
    ("Text.", "Night patrol"), ("> # Quoted\n\nText.", "Night patrol"), ("#\n\nText.", "Night patrol"),
  ])
  func `a record without a title has its first heading's words, which leave the body, or its file's name`(
    body: String, title: String
  ) async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.base + "\n-- Content/incident/night-patrol.md --\n---\nsummary: S\n---\n\(body)\n")
    let report = try await SiteBuild.run(sandbox.options())
    let page = try sandbox.read("Site/incident/night-patrol.html")
    #expect(page.contains(">\(title)</h1>"))
    #expect(page.contains("Text."))
    #expect(title == "Night patrol" || page.ranges(of: ">The title<").count == 1)
    #expect(report.findings.contains { $0.code == "missing-field" } == (title == "Night patrol"))
    #expect(!report.findings.contains { $0.code == "heading-level-1" } || title == "Night patrol")
  }

  @Test func `findings behind a heading that became the title keep their places`() async throws {
    let found = try await check("-- Content/incident/a.md --\n---\nsummary: S\n---\n# Title\n\n[[nobody]]\n")
    #expect(found.map { "\($0.start.line):\($0.start.column) \($0.code)" } == ["6:3 unresolved-reference"])
  }

  @Test(arguments: ["a\u{2028}b", "a\u{85}b", "a\u{202E}b", "a\u{8}b", "a &#x2028; b", "a &#8238; b", "a\u{FFFC}b [[a]]"])
  func `a character that nobody sees is a finding in a body and in a field, and on no page`(text: String) async throws {
    for file in ["---\ntitle: A\n---\n\(text)\n", "---\ntitle: A\ntext: |\n  \(text)\n---\n"] {
      let sandbox = Sandbox()
      try sandbox.write(Self.base + "\n-- Content/incident/a.md --\n\(file)")
      let report = try await SiteBuild.run(sandbox.options())
      #expect(report.findings.filter { $0.code == "control-character" }.count == 1, "\(report.findings)")
      for (_, bytes) in try sandbox.files("Site") where !text.contains("&") {
        #expect(UnseenCharacter.all(in: bytes, bytes.indices).isEmpty)
      }
    }
  }

  @Test(arguments: [
    "day: 2019-03-05 12:00:00 -0500", "day: 2019-03-05T12:00:00-05:00", "day: 2019-03-05T12:00:00.123456Z",
    "day: 2019-03-05 09:30",
    "when: 2019-03-05T12:00:00.5+02:00", "when: 2019-03-05 12:00:00 +0200", "when: 2019-03-05t12:00z",
    "when: 2019-03-05 12:00 UTC",
  ])
  func `a day with a time, a zone and parts of a second is read`(field: String) async throws {
    #expect(try await check("-- Content/incident/a.md --\n---\ntitle: A\n\(field)\n---\n") == [])
  }

  @Test(arguments: [
    "day: 2019-03-05T25:00", "day: 2019-02-30T12:00", "when: 2019-03-05T12:00:61", "when: 2019-03-05", "day: 2019-03-05 noon",
  ])
  func `a time that is none is a finding`(field: String) async throws {
    #expect(try await check("-- Content/incident/a.md --\n---\ntitle: A\n\(field)\n---\n").map(\.code) == ["wrong-kind"])
  }

  @Test func `times and parts of numbers are written as the language does`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.base + "\n-- Content/incident/a.md --\n---\ntitle: A\nwhen: 2019-03-05T12:00Z\nshare: 0.5\n---\n")
    _ = try await SiteBuild.run(sandbox.options())
    let english = try sandbox.read("Site/incident/a.html")
    let french = try sandbox.read("Site/fr/incident/a.html")
    #expect(english.contains("5 March 2019, 12:00 UTC") && english.contains(">0.5<"))
    #expect(french.contains("5 mars 2019, 12:00 UTC") && french.contains(">0,5<"))
  }

  /// Returns the first bytes of a JPEG of 400 × 200 pixels with this EXIF orientation.
  private static func photo(orientation: UInt8, isLittle: Bool) -> [UInt8] {
    let tiff: [UInt8] =
      isLittle
      ? [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
      : [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
    let segment = Array("Exif\0\0".utf8) + tiff
    return [0xFF, 0xD8, 0xFF, 0xE1, 0, UInt8(segment.count + 2)] + segment + [0xFF, 0xC0, 0, 17, 8, 0, 200, 1, 0x90, 3]
      + [UInt8](repeating: 0, count: 20)
  }

  @Test(arguments: [(1, 400), (3, 400), (5, 200), (6, 200), (8, 200), (9, 400)] as [(UInt8, Int)])
  func `a photo that stands on its side has the width that a browser gives it`(orientation: UInt8, width: Int) {
    for isLittle in [true, false] {
      #expect(ImageSize.read(Self.photo(orientation: orientation, isLittle: isLittle))?.width == width)
    }
    let whole = Self.photo(orientation: 6, isLittle: true)
    for length in whole.indices { _ = ImageSize.read(Array(whole.prefix(length))) }
  }

  @Test(arguments: ["fake.png", "empty.png", "secret.pdf", "cut.jpg"])
  func `what is no picture is shown as its words, and is a finding`(name: String) async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.base + "\n-- Content/incident/a.md --\n---\ntitle: A\n---\n![The words](../media/\(name))\n")
    let bytes = ["empty.png": [], "cut.jpg": [0xFF, 0xD8, 0xFF]] as [String: [UInt8]]
    try sandbox.write(bytes[name] ?? Array("%PDF-1.4 some words".utf8), to: "Content/media/" + name)
    let report = try await SiteBuild.run(sandbox.options())
    let page = try sandbox.read("Site/incident/a.html")
    #expect(report.findings.map(\.code).contains("no-picture"))
    #expect(!page.contains("<img") && page.contains("The words"))
  }
}
