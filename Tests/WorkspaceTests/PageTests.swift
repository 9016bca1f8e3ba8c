import Foundation
import Knowledge
import Testing
import Text

@testable import Workspace

/// Pages and data files show fields of every kind.
struct PageTests {
  /// A text of 350 letters and blanks.
  private static let long = String(repeating: "sorrel ", count: 50)

  private static let content = """
    -- Content/casebook.yaml --
    title: Small
    base_url: https://example.org/
    editions: {public: {shows: [public]}, staff: {shows: [public, restricted]}}
    contact: {address: the desk, private: a line, answered_within: a week}
    -- Content/model.yaml --
    types:
      note:
        folder: notes
        sensitivity: public
        fields:
          picture: {kind: file, label: Photograph}
          files: {kind: file, many: true}
          time: {kind: period}
          day: {kind: date}
          secret: {kind: text, only: [staff]}
          sessions:
            kind: record
            many: true
            key: id
            fields:
              id: {kind: text}
              handout: {kind: file}
              parts:
                kind: record
                many: true
                key: id
                fields: {id: {kind: text}, minutes: {kind: integer}, what: {kind: markdown, search: 1}, sheet: {kind: file}}
      entry: {folder: entries, page: list, sensitivity: public, fields: {sessions: {kind: record, many: true, fields: {parts: {kind: record, many: true, fields: {minutes: {kind: integer}}}}}}}
    -- Content/entries/e.md --
    ---
    title: E
    sessions: [{parts: [{minutes: 47}]}]
    ---
    -- Content/notes/b.md --
    ---
    title: B
    summary: \(long)
    ---
    -- Content/notes/a.md --
    ---
    title: A "quoted" note
    aliases: [old]
    picture: plan.png
    files: [list.pdf, nowhere.pdf, run.exe]
    time: {start: 2009, circa: true}
    day: ~2011-04
    secret: kept
    sessions:
      - id: s1
        handout: hand.pdf
        parts:
          - {id: p1, minutes: 4, what: "A *xylophone*, see [[b]].", sheet: sheet.pdf}
          - {id: p2, minutes: 31}
    ---
    """

  private func build(_ edition: String? = nil) async throws -> (Sandbox, SiteBuild.Report) {
    let sandbox = Sandbox()
    try sandbox.write(Self.content)
    // The first 24 bytes of a PNG of 5 by 6 pixels.
    try sandbox.write(
      [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 0, 5, 0, 0, 0, 6],
      to: "Content/notes/a/plan.png")
    for name in ["list.pdf", "run.exe", "hand.pdf", "sheet.pdf"] { try sandbox.write(name, to: "Content/notes/a/" + name) }
    var options = sandbox.options()
    options.edition = edition
    return (sandbox, try await SiteBuild.run(options))
  }

  @Test func `every page has the policy to the letter`() async throws {
    let (sandbox, _) = try await build()
    let policy =
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'self'\""
    for (path, bytes) in try sandbox.files("Site") where path.hasSuffix(".html") {
      #expect(String(decoding: bytes, as: UTF8.self).contains(policy), "\(path)")
    }
  }

  @Test func `a file is shown as a link or an image with its size, and what is not shipped is left out`() async throws {
    let (sandbox, report) = try await build()
    #expect(report.findings.map(\.code).sorted() == ["missing-file", "unsafe-file"])
    let page = try sandbox.read("Site/notes/a.html")
    #expect(
      page.contains(
        /<img src="\.\.\/media\/plan-[0-9a-f]{8}\.png" alt="Photograph: A &quot;quoted&quot; note" width="5" height="6"/))
    for name in ["list", "hand", "sheet"] {
      let link = try Regex(
        "<a href=\"\\.\\./media/\(name)-[0-9a-f]{8}\\.pdf\" download=\"download\">\(name)\\.pdf</a> \\(1 kB\\)")
      #expect(page.firstMatch(of: link) != nil, "\(name)")
    }
    #expect(try brokenLinks(in: sandbox.files("Site")).filter { !$0.contains("404.html") } == [])
    for file in ["notes/a.html", "data/graph.json", "data/note.csv"] {
      let text = try sandbox.read("Site/" + file)
      #expect(!text.contains("nowhere") && !text.contains("run.exe") && text.contains("media/list-"), "\(file)")
    }
  }

  @Test func `entries within entries are shown with their Markdown, found by search, and data`() async throws {
    let (sandbox, _) = try await build()
    let page = try sandbox.read("Site/notes/a.html")
    for words in ["31", "A <em>xylophone</em>, see <a href=\"b.html\">B</a>."] { #expect(page.contains(words), "\(words)") }
    #expect(!page.contains("id=\"p1\""))
    #expect(try sandbox.read("Site/entries/index.html").contains("47"))
    #expect(
      try sandbox.files("Site/search").contains { String(decoding: $0.value, as: UTF8.self).contains("xylophon") },
      "the search index knows the word")
    #expect(try sandbox.read("Site/data/graph.json").contains("\"parts\":[{\"id\":\"p1\",\"minutes\":4,"))
    #expect(try sandbox.read("Site/notes/b.html").contains("A &quot;quoted&quot; note"), "the link in it leads back")
  }

  @Test func `a page without a description has its title for one, and an old address names the new one`() async throws {
    let (sandbox, _) = try await build()
    #expect(try sandbox.read("Site/index.html").contains("<meta name=\"description\" content=\"Small\" />"))
    #expect(try sandbox.read("Site/notes/old.html").contains("rel=\"canonical\" href=\"https://example.org/notes/a.html\""))
  }

  @Test func `who names nothing for the menu has none, and languages alone are in one`() async throws {
    let sandbox = Sandbox()
    let files = """
      -- Content/model.yaml --
      types: {note: {}}
      -- Content/note/a.md --
      ---
      title: A
      ---
      """
    let none = "-- Content/casebook.yaml --\ntitle: Small\n"
    for (settings, details, menus) in [
      (none, false, 0), (none + "languages: [en, fr]\n", true, 0), (none + "navigation: [note]\n", true, 2),
    ] {
      try sandbox.write(settings + files)
      _ = try await SiteBuild.run(sandbox.options())
      let page = try sandbox.read("Site/note/a.html")
      #expect(page.contains("<details class=\"menu") == details)
      #expect(page.ranges(of: "aria-label=\"Main menu\"").count == menus)
    }
  }

  @Test func `what a term means says its language where it is not the page's`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Small
      languages: [en, fr, ar]
      -- Content/model.yaml --
      types: {note: {folder: notes, fields: {way: {kind: term, from: [ways], facet: true}}}}
      -- Content/vocabularies/ways.yaml --
      terms:
        - {id: slow, definition: {en: It takes long., fr: Cela dure.}}
        - {id: fast, definition: NaCl}
      -- Content/notes/a.md --
      ---
      title: A
      way: slow
      ---
      -- Content/notes/b.md --
      ---
      title: B
      way: fast
      ---
      """)
    _ = try await SiteBuild.run(sandbox.options())
    func meaning(_ page: String) throws -> String? {
      try sandbox.read("Site/" + page).split(separator: "\n").first { $0.hasPrefix("<p class=\"summary\"") }.map(String.init)
    }
    #expect(try meaning("by-way/slow.html") == "<p class=\"summary\">It takes long.</p>")
    #expect(try meaning("fr/by-way/slow.html") == "<p class=\"summary\">Cela dure.</p>")
    #expect(try meaning("ar/by-way/slow.html") == "<p class=\"summary\" lang=\"en\" dir=\"ltr\">It takes long.</p>")
    #expect(try meaning("ar/by-way/fast.html") == "<p class=\"summary\">NaCl</p>", "a text for all languages is in none")
  }

  @Test func `a field's text says its language where it is not the page's`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Small
      languages: [en, ar]
      -- Content/model.yaml --
      types:
        note:
          folder: notes
          page: list
          fields:
            place: {kind: text, max: 80}
            seen: {kind: text, max: 80}
            told: {kind: markdown}
            many: {kind: text, many: true}
            parts: {kind: record, many: true, fields: {said: {kind: text}, day: {kind: date}, language: {kind: language}}}
        source: {folder: sources, page: list}
        case: {folder: cases, fields: {cites: {kind: reference, to: [source], role: citation, inverse: cited_by}, place: {kind: text, max: 80}, told: {kind: markdown}, many: {kind: text, many: true, show: text}}}
      -- Content/notes/a.md --
      ---
      title: A
      place: Here.
      seen: There.
      parts: [{said: Word., day: 2020}, {said: Mot., language: fr}, {said: قول, language: ar}]
      ---
      -- Content/notes/a.ar.md --
      ---
      title: ألف
      place: هنا
      ---
      -- Content/cases/b.md --
      ---
      title: B
      place: Here.
      told: So it was.
      many: [One., Two.]
      ---
      -- Content/cases/c.ar.md --
      ---
      title: جيم
      ---

      هكذا كان [@s, ص 3].
      -- Content/sources/s.md --
      ---
      title: What was said.
      ---
      """)
    _ = try await SiteBuild.run(sandbox.options())
    func said(_ page: String, _ pattern: some RegexComponent<(Substring, Substring)>) throws -> [String] {
      try sandbox.read("Site/" + page).matches(of: pattern).map { String($0.1) }
    }
    let facts = /<dd>(.*?)<\/dd>/
    func inEnglish(_ text: String) -> String { "<span lang=\"en\" dir=\"ltr\">\(text)</span>" }
    #expect(try said("notes/index.html", facts).prefix(2) == ["Here.", "There."])
    #expect(
      try said("ar/notes/index.html", facts).prefix(2) == ["هنا", inEnglish("There.")],
      "one field is translated, the other is not")
    #expect(
      try said("ar/notes/index.html", /<li><span>(.*?) <\/span>/) == [
        inEnglish("Word."), "<span lang=\"fr\" dir=\"ltr\">Mot.</span>", "قول",
      ])
    #expect(
      try said("notes/index.html", /<li><span>(.*?) <\/span>/) == [
        "Word.", "<span lang=\"fr\" dir=\"ltr\">Mot.</span>", "<span lang=\"ar\" dir=\"rtl\">قول</span>",
      ])
    #expect(try said("ar/notes/index.html", /<span>(2020) <\/span>/).count == 1)
    #expect(try said("ar/cases/b.html", facts).first == inEnglish("Here."))
    #expect(try said("ar/cases/b.html", /<li( lang="en" dir="ltr")>(?:One|Two)/).count == 2)
    #expect(try said("ar/cases/b.html", /<div class="prose"( lang="en" dir="ltr")><p>So it was/).count == 1)
    #expect(
      try said("ar/cases/c.html", /<a class="citation"[^>]*>(.*?)<\/a>/) == [
        "<span><bdi lang=\"en\">What was said.</bdi>, ص 3</span>"
      ])
    #expect(try said("cases/b.html", /<li>(One|Two)/) == ["One", "Two"])
  }

  @Test func `entries within entries name records too`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Small
      -- Content/model.yaml --
      types:
        case: {folder: cases}
        course:
          folder: courses
          fields:
            sessions:
              kind: record
              many: true
              fields:
                title: {kind: text}
                parts:
                  kind: record
                  many: true
                  fields: {title: {kind: text}, uses: {kind: reference, to: [case], many: true, inverse: {name: used_in, label: Used in}, fields: {how: {kind: text}}}}
                uses: {kind: reference, to: [case], many: true, inverse: {name: used_in, label: Used in}}
      -- Content/cases/a.md --
      ---
      title: Case a
      ---
      -- Content/cases/b.md --
      ---
      title: Case b
      ---
      -- Content/cases/c.md --
      ---
      title: Case c
      ---
      -- Content/courses/x.md --
      ---
      title: Course x
      sessions:
        - title: First
          parts: [{title: One, uses: [a]}, {title: Two, uses: [b, {to: c, how: aloud}]}]
        - title: Second
          parts: [{title: Three}, {title: Four, uses: [a, nobody]}]
          uses: c
      ---
      """)
    let built = try await SiteBuild.run(sandbox.options())
    #expect(
      built.findings.filter { $0.severity == .error }.map { "\($0.start.line):\($0.start.column) \($0.message)" } == [
        "7:53 no record is named 'nobody'"
      ])
    let page = try sandbox.read("Site/courses/x.html")
    let start = try #require(page.range(of: "<ol class=\"parts\""))
    let end = try #require(page.range(of: "</section>", range: start.lowerBound..<page.endIndex))
    let said = page[start.upperBound..<end.lowerBound].matches(of: /part-value">([A-Z][a-z]+)<|>(Case .)<|(aloud)/)
      .map { String($0.1 ?? $0.2 ?? $0.3 ?? "") }
    #expect(
      said == ["First", "One", "Case a", "Two", "Case b", "Case c", "aloud", "Second", "Three", "Four", "Case a", "Case c"])
    let relations = try sandbox.read("Site/data/graph.json")
    #expect(
      relations.contains(#"{"from":"course/x","to":"case/c","field":"sessions.parts.uses","how":"aloud"}"#), "\(relations)")
    #expect(relations.contains(#"{"from":"course/x","to":"case/c","field":"sessions.uses"}"#))
    for name in ["a", "b", "c"] {
      let back = try sandbox.read("Site/cases/\(name).html")
      #expect(back.contains("Used in") && back.contains("href=\"../courses/x.html\""), "\(name)")
    }
  }

  @Test(arguments: ["markdown", "record", "reference"])
  func `what a link says of itself is short`(kind: String) async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Small
      -- Content/model.yaml --
      types: {note: {folder: notes, fields: {sees: {kind: reference, to: [note], fields: {how: {kind: \(kind), \(kind == "record" ? "fields: {a: {kind: text}}" : kind == "reference" ? "to: [note]" : "max: 9")}}}}}}
      """)
    let found = try await SiteBuild.check(sandbox.options(), today: PartialDate(year: 2026))
    #expect(
      found.map { "\($0.code): \($0.message)" } == [
        "invalid-field: 'how' belongs to a link, and what a link says is short: it cannot be of kind \(kind)"
      ])
  }

  @Test func `a long description ends where a word ends`() async throws {
    let (sandbox, _) = try await build()
    let page = try sandbox.read("Site/notes/b.html")
    let short = String(repeating: "sorrel ", count: 42).dropLast() + "…"
    #expect(page.contains("<meta name=\"description\" content=\"\(short)\" />"))
  }

  @Test func `a field for another edition is no column, and what is about then stays so in the data`() async throws {
    let (sandbox, _) = try await build()
    let lines = try sandbox.read("Site/data/note.csv").split(separator: "\r\n")
    #expect(!lines[0].contains("secret") && lines[1].contains("2009~/..") && lines[1].contains("2011-04~"))
    #expect(try sandbox.read("Site/data/graph.json").contains("\"time\":\"2009~/..\",\"day\":\"2011-04~\""))
    let (staff, _) = try await build("staff")
    #expect(try staff.read("Site/data/note.csv").split(separator: "\r\n")[0].contains("secret"))
  }
}
