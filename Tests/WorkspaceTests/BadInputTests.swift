import Foundation
import Knowledge
import Testing
import Text

@testable import Workspace

/// Every mistake gets a finding with a place, and the rest of the site is built.
struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    /// The findings as `line:column code`, sorted.
    var findings: [String]
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ findings: String...) {
      (self.name, bytes, self.findings) = (name, Array(text.utf8), findings)
    }

    init(_ name: String, bytes: [UInt8], _ findings: String...) {
      (self.name, self.bytes, self.findings) = (name, bytes, findings)
    }
  }

  static let cases = [
    Case("malformed YAML", "---\ntitle: a: b\n---\n", "2:9 malformed-yaml"),
    Case("a bracket never closed", "---\ntitle: [a\n---\n", "3:1 malformed-yaml"),
    Case("an anchor", "---\ntitle: &x A\n---\n", "2:8 yaml-anchor"),
    Case("an alias bomb", "---\na: &a [x]\nb: &b [*a,*a]\ntitle: *b\n---\n", "2:4 yaml-anchor"),
    Case("an alias", "---\ntitle: *x\n---\n", "2:8 yaml-alias"),
    Case("a tag", "---\ntitle: !!str A\n---\n", "2:8 yaml-tag"),
    Case("a complex key", "---\n? [a, b]\n: c\ntitle: A\n---\n", "2:3 yaml-complex-key"),
    Case("too many levels", "---\ntitle: " + String(repeating: "[", count: 200) + "\n---\n", "2:107 yaml-too-deep"),
    Case("an unknown field", "---\ntitle: A\ntitel: B\n---\n", "3:1 unknown-key"),
    Case("a wrong kind", "---\ntitle: A\nsize: many\n---\n", "3:7 wrong-kind"),
    Case("an unknown reference", "---\ntitle: A\nlinks: [godo]\n---\n", "3:9 unresolved-reference"),
    Case("an ambiguous reference", "---\ntitle: A\nlinks: [twin]\n---\n", "3:9 ambiguous-reference"),
    Case("a reference of the wrong type", "---\ntitle: A\nthings: [good]\n---\n", "3:10 wrong-type"),
    Case("an unknown term", "---\ntitle: A\nkind: rde\n---\n", "3:7 unknown-term"),
    Case("a duplicate key", "---\ntitle: A\ntitle: B\n---\n", "3:1 duplicate-key"),
    Case("an empty file", "", "1:1 empty-file"),
    Case("blanks alone", "\n \n", "1:1 empty-file"),
    Case("no front matter", "# A\n", "1:1 no-front-matter"),
    Case("front matter never closed", "---\ntitle: A\n", "1:1 unclosed-front-matter"),
    Case("TOML front matter", "+++\ntitle = \"A\"\n+++\n", "1:1 toml-front-matter"),
    Case("invalid UTF-8", bytes: Array("---\ntitle: A\n---\n\n".utf8) + [0xC3, 0x28], "5:1 invalid-utf8"),
    Case("an overlong form", bytes: Array("---\ntitle: ".utf8) + [0xC0, 0xAF] + Array("\n---\n".utf8), "2:8 invalid-utf8"),
    Case("a NUL byte", bytes: Array("---\ntitle: A\n---\na".utf8) + [0] + Array("bcdef\n".utf8), "4:2 nul-byte"),
    Case("UTF-16", bytes: [0xFF, 0xFE, 0x2D, 0, 0x2D, 0, 0x2D, 0], "1:1 utf-16"),
    Case("UTF-16 without a mark", bytes: [0x2D, 0, 0x2D, 0, 0x2D, 0, 0x0A, 0], "1:1 utf-16"),
    Case("two MiB", "---\ntitle: A\n---\n" + String(repeating: "word ", count: 420_000), "1:1 file-too-large"),
    Case(
      "long front matter", "---\ntitle: A\nsummary: \"" + String(repeating: "x", count: 70_000) + "\"\n---\n",
      "2:1 front-matter-too-long"),
    Case("an unsafe link", "---\ntitle: A\n---\n[x](javascript:alert(1))\n", "4:5 unsafe-link"),
    Case("a missing image", "---\ntitle: A\n---\n\n![x](nowhere.png)\n", "5:6 missing-file"),
    Case("a link to a file that is no record", "---\ntitle: A\n---\n\n[x](nowhere.md)\n", "5:5 unresolved-reference"),
  ]

  private static let rest = """
    -- Content/casebook.yaml --
    title: Small
    -- Content/model.yaml --
    types:
      note:
        folder: notes
        fields:
          size: {kind: integer}
          kind: {kind: term, from: [kinds]}
          links: {kind: reference, to: [note, thing], many: true}
          things: {kind: reference, to: [thing], many: true}
      thing: {folder: things}
    -- Content/vocabularies/kinds.yaml --
    terms: [{id: red}, {id: green}]
    -- Content/notes/good.md --
    ---
    title: Good
    links: [thing/twin, note/twin]
    ---
    Fine.
    -- Content/notes/twin.md --
    ---
    title: Twin
    ---
    Fine.
    -- Content/things/twin.md --
    ---
    title: Other twin
    ---
    Fine.
    """

  @Test(arguments: cases)
  func `each mistake has its place and code, and the rest is built`(_ bad: Case) async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    try sandbox.write(bad.bytes, to: "Content/notes/bad.md")
    let report = try await SiteBuild.run(sandbox.options())
    let found = report.findings.filter { $0.severity == .error }.map { "\($0.start.line):\($0.start.column) \($0.code)" }
    #expect(found == bad.findings, "\(report.findings.map(\.description))")
    #expect(report.isWritten)
    #expect(try sandbox.read("Site/notes/good.html").contains("Fine."))
  }

  @Test func `an unknown name gets the nearest one, and the edit that mends it`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    try sandbox.write("---\ntitle: A\nlinks: [note/twni]\nkind: gren\n---\n\nSee [[goood]].\n", to: "Content/notes/bad.md")
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.filter { $0.severity == .error }.map(\.suggestion) == ["note/twin", "green", "good"])
    #expect(try SiteBuild.fix(report.findings) == 3)
    let mended = try await SiteBuild.run(sandbox.options())
    #expect(mended.findings.map(\.description) == [])
    #expect(
      try sandbox.read("Content/notes/bad.md") == "---\ntitle: A\nlinks: [note/twin]\nkind: green\n---\n\nSee [[good]].\n")
  }

  /// Code that takes quadratic time would not end within this limit.
  @Test(.timeLimit(.minutes(3)), arguments: [">", "- ", "[", "*", "![", "> - "])
  func `a hundred thousand levels take no stack`(opening: String) async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    let body = String(String(repeating: opening, count: 100_000).prefix(900_000))
    try sandbox.write("---\ntitle: Deep\n---\n\n\(body)x\n", to: "Content/notes/deep.md")
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.isWritten)
    #expect(try sandbox.read("Site/notes/good.html").contains("Fine."))
  }

  /// Code that takes quadratic time would not end within this limit.
  @Test(.timeLimit(.minutes(1)), arguments: ["also", "uses"])
  func `a record may have as many names and entries as a file holds`(field: String) async throws {
    let values =
      field == "also"
      ? " [" + (0..<100_000).map { "n\($0)" }.joined(separator: ", ") + "]"
      : "\n" + String(repeating: "    - {of: good}\n", count: 40_000)
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Small
      -- Content/model.yaml --
      types:
        note: {folder: notes}
        item:
          folder: items
          page: list
          fields: {uses: {kind: record, many: true, fields: {of: {kind: reference, to: [note], inverse: used_by}}}}
      -- Content/notes/good.md --
      ---
      title: Good
      ---
      """)
    try sandbox.write("- slug: long\n  title: Long\n  \(field):\(values)\n", to: "Content/items/items.yaml")
    #expect(try await SiteBuild.run(sandbox.options()).isWritten)
    let page = try sandbox.read("Site/items/index.html")
    #expect(page.contains("n99999") == (field == "also"))
    #expect(page.ranges(of: "<a href=\"../notes/good.html\">").count == (field == "uses" ? 40_000 : 0))
  }

  @Test func `a link out of the content folder is not followed`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    try sandbox.write("---\ntitle: Outside\n---\nsecret\n", to: "outside.md")
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path + "/Content/notes/linked.md", withDestinationPath: "../../outside.md")
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.map(\.code) == ["link-outside"])
    #expect(!(try sandbox.files("Site")).keys.contains("notes/linked.html"))
  }

  @Test func `a file whose name is not UTF-8 is a finding in its folder`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    let path = Array("\(sandbox.path)/Content/notes/caf".utf8CString.dropLast()) + [CChar(bitPattern: 0xE9), 0]
    let descriptor = unsafe path.withUnsafeBufferPointer { unsafe open($0.baseAddress!, O_CREAT | O_WRONLY, 0o600) }
    try #require(descriptor >= 0)
    close(descriptor)
    let report = try await SiteBuild.run(sandbox.options())
    let message = "/Content/notes:1:1: error: a file in this folder has a name that is not UTF-8; rename it [invalid-file-name]"
    #expect(report.findings.map(\.description) == [sandbox.path + message])
  }

  /// A folder takes the place of a file without permission, because a test that runs as root could
  /// read such a file.
  @Test func `a file that cannot be read is a finding with the reason`() throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    let folder = try ContentFolder(sandbox.path + "/Content")
    guard case .failure(let refusal) = folder.read("notes") else {
      Issue.record("a folder was read as a file")
      return
    }
    let message = "/Content/notes:1:1: error: this cannot be read: Is a directory [unreadable-file]"
    #expect(refusal.finding.description == sandbox.path + message)
  }

  @Test func `a file that differs in its capitals alone is named in the finding`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    try sandbox.write("x", to: "Content/media/Plan.PNG")
    try sandbox.write("---\ntitle: A\n---\n\n![x](../media/plan.png)\n", to: "Content/notes/bad.md")
    let report = try await SiteBuild.run(sandbox.options())
    let message = "there is no file 'media/plan.png'; there is 'media/Plan.PNG': upper and lower case differ"
    #expect(report.findings.filter { $0.severity == .error }.map(\.message) == [message])
  }

  @Test func `a file that is too large is told with its size`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    try sandbox.write(Array(repeating: UInt8(ascii: "a"), count: 2 << 20), to: "Content/notes/large.md")
    let report = try await SiteBuild.run(sandbox.options())
    let message = "a file may have at most 1 MiB; this one has 2097152 bytes. Split it into several records"
    #expect(report.findings.filter { $0.severity == .error }.map(\.message) == [message])
  }

  @Test func `a slug that would leave its folder is refused`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      Self.rest.replacing("thing: {folder: things}", with: "thing: {folder: things}\n  entry: {folder: entries, page: list}"))
    // A slash with an accent is another letter to a reader, but still the byte of a slash to a file
    // system.
    try sandbox.write(
      "- slug: ../../etc\n  title: Out\n- slug: fine\n  title: In\n- slug: \"accented/\u{301}slash\"\n  title: Out\n",
      to: "Content/entries/all.yaml")
    let report = try await SiteBuild.run(sandbox.options())
    let findings = report.findings.map { "\($0.start.line):\($0.start.column) \($0.code)" }
    #expect(findings == ["1:9 invalid-slug", "5:9 invalid-slug"])
    #expect(try sandbox.read("Site/entries/index.html").contains("In"))
  }

  @Test func `a page that stands where none is read is told, and what else stands there is not`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    let strays = [
      "loose.md", "settings.yaml", "nots/a.md", "nots/deep/b.yaml", "vocabularies/more.yml", "vocabularies/sub/a.yaml",
      "notes/sub/z.md", "notes/a.txt", "notes/b.markdown", "notes/C.MD", "notes/a.mdx", "notes/a.csv", "notes/a.json",
      "notes/a.html",
      "notes/LICENSE", "notes/sub/z.csv",
    ]
    let others = [
      "README.md", "nots/Readme.md", "LICENSE.txt", "notes/good/plan.md", "notes/a.png", "notes/README", "notes/a.md~",
      "media/words.md", ".hidden/a.md", "nots/.a.md",
    ]
    for name in strays + others { try sandbox.write("---\ntitle: A\n---\n", to: "Content/" + name) }
    let report = try await SiteBuild.run(sandbox.options())
    let found = report.findings.filter { $0.severity == .warning && $0.code != "orphan" }
    #expect(found.map(\.path).sorted() == strays.map { sandbox.path + "/Content/" + $0 }.sorted())
    #expect(Set(found.map(\.code)) == ["file-passed-over"])
    #expect(found.filter { $0.suggestion == "notes" }.count == 2)
  }

  @Test func `two files of one record are a finding at the second`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    try sandbox.write("---\ntitle: Again\n---\n", to: "Content/notes/good.en.md")
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.map(\.code) == ["duplicate-id"])
    #expect(report.findings[0].path.hasSuffix("good.en.md"))
    #expect(try sandbox.read("Site/notes/good.html").contains("Fine."))
  }

  @Test func `content that states no sensitivity is in no edition`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    try sandbox.write("title: Small\neditions: {public: {shows: [public]}}\n", to: "Content/casebook.yaml")
    try sandbox.write("---\ntitle: Open\nsensitivity: public\n---\n", to: "Content/notes/open.md")
    let report = try await SiteBuild.run(sandbox.options())
    #expect(Set(report.findings.map(\.code)).contains("missing-sensitivity"))
    let pages = try sandbox.files("Site").keys.filter { $0.hasPrefix("notes/") || $0.hasPrefix("things/") }.sorted()
    #expect(pages == ["notes/index.html", "notes/open.html"])
  }

  @Test func `nothing is built where editions cannot be read, since that could show everything`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    for settings in [
      "title: Small\nedition: {public: {shows: [public]}}\n", "title: Small\neditions: {public: {shows: [pubic]}}\n",
      "title: [\n",
    ] {
      try sandbox.write(settings, to: "Content/casebook.yaml")
      let report = try await SiteBuild.run(sandbox.options())
      #expect(!report.isWritten, "\(settings)")
      #expect(report.findings.contains { $0.severity == .error && $0.path.hasSuffix("casebook.yaml") })
    }
  }

  @Test func `thousands of findings are all told`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    let links = (0..<3000).map { "See [[nobody-\($0)]]." }.joined(separator: "\n\n")
    try sandbox.write("---\ntitle: Dirty\n---\n\n\(links)\n", to: "Content/notes/dirty.md")
    let report = try await SiteBuild.run(sandbox.options())
    let errors = report.findings.filter { $0.severity == .error }
    #expect(errors.count == 3000)
    #expect(errors[2999].start.line == 5 + 2999 * 2)
  }

  @Test func `long lines, lone carriage returns, a byte-order mark and CRLF are read`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    try sandbox.write("---\ntitle: Long\n---\n\n" + String(repeating: "word ", count: 4000) + "\n", to: "Content/notes/long.md")
    try sandbox.write("---\rtitle: Returns\r---\r\rOne.\r\rTwo.\r", to: "Content/notes/returns.md")
    try sandbox.write(
      [0xEF, 0xBB, 0xBF] + Array("---\r\ntitle: Marked\r\n---\r\n\r\nText.\r\n".utf8), to: "Content/notes/marked.md")
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.filter { $0.code != "orphan" }.map(\.description) == [])
    #expect(try sandbox.read("Site/notes/returns.html").contains("<p>Two.</p>"))
    #expect(try sandbox.read("Site/notes/marked.html").contains("Marked"))
  }

  @Test func `a template with a mistake is a finding at its place, and the shipped one takes its place`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    for (text, code, place) in [
      ("{{#page.title}}\nx\n", "template-syntax", "1:1"), ("<p>\n{{record.titel}}\n", "unknown-template-name", "2:"),
      ("{{>nope}}\n", "unknown-partial", "1:"),
      ("{{{record.title}}}\n", "template-not-html", "1:"),
    ] {
      try sandbox.write(text, to: "Templates/record.mustache")
      var options = sandbox.options()
      options.templates = sandbox.path + "/Templates"
      let report = try await SiteBuild.run(options)
      let errors = report.findings.filter { $0.severity == .error }
      #expect(
        errors.contains { $0.code == code && "\($0.start.line):\($0.start.column)".hasPrefix(place) },
        "\(code): \(report.findings.map(\.description))")
      #expect(try sandbox.read("Site/notes/good.html").contains("Fine."))
    }
  }

  @Test func `words of one's own stand beside the shipped ones of that language, and a new language says what it lacks`()
    async throws
  {
    let sandbox = Sandbox()
    try sandbox.write(Self.rest)
    try sandbox.write("title: Small\nlanguages: [en, fr, eo]\n", to: "Content/casebook.yaml")
    try sandbox.write("skip_to_content: Straight to it\n", to: "Templates/languages/en.yaml")
    try sandbox.write("skip_to_content: Tout droit\n", to: "Templates/languages/fr.yaml")
    try sandbox.write("skip_to_content: Rekte\n", to: "Templates/languages/eo.yaml")
    var options = sandbox.options()
    options.templates = sandbox.path + "/Templates"
    let report = try await SiteBuild.run(options)
    #expect(report.findings.filter { $0.severity == .error }.map(\.description) == [])
    let missing = report.findings.filter { $0.code == "no-words" }
    #expect(missing.count == 1 && missing[0].path.hasSuffix("Templates/languages/eo.yaml"), "\(missing)")
    for (page, own, shipped) in [
      ("index.html", "Straight to it", ">Search<"), ("fr/index.html", "Tout droit", ">Rechercher<"),
      ("eo/index.html", "Rekte", ">Search<"),
    ] {
      let text = try sandbox.read("Site/" + page)
      #expect(text.contains(own) && text.contains(shipped), "\(page)")
    }
  }
}
