import Formats
import Foundation
import Knowledge
import Testing
import Text

@testable import Workspace

/// One file with some records, or with a language, which opens alone.
struct SingleTests {
  static let base = """
    -- Content/casebook.yaml --
    title: Links & more
    release: "7"
    contact: {address: the desk, private: the desk, answered_within: a week}
    licence: CC-BY-4.0
    base_url: https://example.org/base/
    languages: [en, ar]
    editions:
      public: {shows: [public]}
      staff: {shows: [public, restricted]}
    -- Content/model.yaml --
    types:
      note:
        folder: notes
        label: Note
        plural: Notes
        sensitivity: public
        fields:
          care: {kind: text, many: true, show: caution, label: Take care}
          to: {kind: reference, to: [note], many: true, label: Leads to, inverse: {name: from, label: Comes from}}
          sources: {kind: reference, to: [source], many: true, role: citation}
      source: {folder: sources, page: list, label: Source, plural: Sources, sensitivity: public}
    -- Content/notes/start.md --
    ---
    title: Start <here> & "now"
    summary: How it begins.
    care: [Ask first.]
    to: [middle]
    sources: [report]
    updated: 2026-03-01
    ---

    ## The first part

    See [[middle#second-part]] and ![a plan](../media/plan.gif). Words: &lt;/script&gt; and &lt;!--.
    -- Content/notes/start.ar.md --
    ---
    title: البداية
    ---
    -- Content/notes/middle.md --
    ---
    title: Middle
    to: [far]
    updated: 2026-05-02
    ---

    ## Second part

    Sentences in the middle.
    -- Content/notes/far.md --
    ---
    title: Far away
    to: [start, ភាសា]
    ---
    -- Content/notes/ភាសា.md --
    ---
    title: ភាសាខ្មែរ
    to: [start]
    ---

    ស្វែងរក
    -- Content/notes/kept.md --
    ---
    title: Kept zqxv
    sensitivity: restricted
    ---
    -- Content/sources/all.yaml --
    - {slug: report, title: A report}

    """

  private static let picture = Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0]

  let sandbox = Sandbox()

  private func export(_ request: SliceRequest, jobs: Int = 2, _ change: (inout BuildOptions) -> Void = { _ in }) async throws
    -> (html: String, report: FormExport.Report)
  {
    if FileSystem.kind(of: sandbox.path + "/Content/model.yaml") == nil { try sandbox.write(Self.base) }
    if FileSystem.kind(of: sandbox.path + "/Content/media") == nil {
      try sandbox.write(Self.picture, to: "Content/media/plan.gif")
    }
    var options = sandbox.options(jobs: jobs)
    change(&options)
    let report = try await SingleExport.run(options, request, to: sandbox.path + "/one.html")
    return (report.isWritten ? try sandbox.read("one.html") : "", report)
  }

  private func parts(_ html: String, _ pattern: String) throws -> [String] {
    try Regex(pattern).dotMatchesNewlines().let { html.matches(of: $0).map { String(html[$0.output[1].range!]) } }
  }

  @Test func `records stand as articles with anchors, links inside are anchors, links out their words`() async throws {
    let (html, report) = try await export(SliceRequest(records: ["start"], depth: 1))
    #expect(report.records == 3 && report.size == html.utf8.count && report.findings.isEmpty)
    #expect(html.contains("<div class=\"sheet\" id=\"notes/start\">"))
    #expect(html.contains("id=\"sources/report\""))
    #expect(html.contains("<a href=\"#notes/middle--second-part\">") && html.contains("id=\"notes/middle--second-part\""))
    #expect(!html.contains("notes/far") && html.contains("Far away"))
    // Every link leads to an id of the document, or to the web.
    let ids = Set(try parts(html, " id=\"([^\"]*)\""))
    for link in try parts(html, "<a [^>]*href=\"([^\"]*)\"") {
      #expect(link.hasPrefix("https://") || ids.contains(link.dropFirst().removingPercentEncoding ?? ""), "\(link)")
    }
    #expect(ids.count == (try parts(html, " id=\"([^\"]*)\"")).count, "no id stands twice")
    #expect(try parts(html, "(<h1)").count == 1)
  }

  @Test func `the head names release, date, licence and where a newer one is, on the screen and for every sheet`() async throws
  {
    let (html, _) = try await export(SliceRequest(records: ["start"], depth: 1)) { $0.edition = "staff" }
    let head = try #require(try parts(html, "<div class=\"single-head\">(.*?)</div>\\n<div id=\"_found\"").first)
    let sheet = try #require(try parts(html, "<p class=\"running\"[^>]*>(.*?)</p>").first)
    for text in ["7", "2 May 2026", "staff", "CC-BY-4.0", "https://example.org/base/notes/start.html"] {
      #expect(head.contains(text) && sheet.contains(text), "\(text)")
    }
  }

  @Test func `only the style and the script of the file may run, and nothing is loaded`() async throws {
    for request in [SliceRequest(records: ["start"]), SliceRequest()] {
      let (html, _) = try await export(request)
      let policy = try #require(try parts(html, "Content-Security-Policy\" content=\"([^\"]*)\"").first)
      for (name, pattern) in [("style", "<style>(.*?)</style>"), ("script", "<script>(.*?)</script>")] {
        let text = try parts(html, pattern)
        #expect(text.count == 1)
        let hash = Data(SHA256.digest(of: Array(text[0].utf8)).bytes).base64EncodedString()
        #expect(policy.contains("\(name)-src 'sha256-\(hash)'"))
      }
      #expect(policy.hasPrefix("default-src 'none'; ") && policy.contains("img-src data:;"))
      #expect(try parts(html, "( (?:src|srcset|poster|data|action)=\"(?!data:)[^\"]*\")") == [])
      #expect(!html.contains("<link"))
    }
  }

  @Test func `pictures are in the file, and one that is too large is told and leaves its words`() async throws {
    let (html, _) = try await export(SliceRequest(records: ["start"], depth: 0))
    #expect(html.contains("src=\"data:image/gif;base64,R0lGODlh"))
    try sandbox.write(Self.picture + [UInt8](repeating: 0, count: 100_001), to: "Content/media/plan.gif")
    let (small, report) = try await export(SliceRequest(records: ["start"], depth: 0))
    #expect(!small.contains("data:image") && small.contains("a plan") && small.utf8.count < 100_000)
    #expect(report.findings.map(\.code) == ["picture-left-out"] && report.findings[0].message.contains("'media/plan.gif'"))
  }

  @Test func `a language is compressed whole, and its first screen shows cautions`() async throws {
    let (html, report) = try await export(SliceRequest())
    #expect(report.records == 5)
    #expect(html.contains("Ask first.") && html.contains("How it begins.") && !html.contains("Sentences in the middle."))
    let payload = try #require(try parts(html, "id=\"_payload\">([^<]*)<").first)
    try sandbox.write(payload, to: "payload")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import sys, zlib, base64, json; d = json.loads(zlib.decompress(base64.b64decode(open(sys.argv[1]).read()), -15)); print([r[0] for r in d], 'Sentences in the middle.' in d[1][4] or d, '#notes/far\"></a>' in d[1][4] or d)",
      sandbox.path + "/payload",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let told = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(told == "['notes/far', 'notes/middle', 'notes/start', 'notes/ភាសា', 'sources/report'] True True\n")
  }

  @Test func `the same content gives the same bytes, with any number of tasks`() async throws {
    for request in [SliceRequest(records: ["start"]), SliceRequest()] {
      #expect(try await export(request, jobs: 1).html == export(request, jobs: 3).html)
    }
  }

  @Test func `an edition shows what it may, and a hidden record is unknown`() async throws {
    #expect(try await !export(SliceRequest()).html.lowercased().contains("zqxv"))
    #expect(try await export(SliceRequest()) { $0.edition = "staff" }.report.records == 6)
    for name in ["note/kept", "note/gone"] {
      let failure = await #expect(throws: BuildFailure.self) { try await export(SliceRequest(records: [name])) }
      #expect(failure?.message == "no record is named '\(name)'")
    }
  }

  @Test func `a name in another script is an anchor, and a record that no link reaches is taken by its name`() async throws {
    let (html, report) = try await export(SliceRequest(records: ["ភាសា"], depth: 0))
    #expect(report.records == 1 && html.contains("id=\"notes/ភាសា\"") && html.contains("<h2 lang=\"en\" dir=\"ltr\">ភាសាខ្មែរ</h2>"))
    #expect(html.contains("href=\"#notes/%E1%9E%97%E1%9E%B6%E1%9E%9F%E1%9E%B6\""))
    #expect(html.contains("Start &lt;here&gt;"), "what it leads to stands as words")
  }

  @Test func `a language from right to left says so`() async throws {
    let (html, _) = try await export(SliceRequest(records: ["start"], language: "ar"))
    #expect(html.contains("<html lang=\"ar\" dir=\"rtl\">") && html.contains("البداية"))
  }

  // MARK: limits

  private func addTexts(_ count: Int) throws {
    try sandbox.write(Self.base)
    for number in 0..<count {
      let next = number + 1 < count ? "to: [n\(number + 1)]\n" : ""
      try sandbox.write(
        "---\ntitle: Note \(number)\nsummary: Its beginning \(number).\n\(next)---\n\n"
          + String(repeating: "Its text \(number). ", count: 5000) + "\n", to: "Content/notes/n\(number).md")
    }
  }

  @Test func `where a file would be too large, the records of the last steps are shown with their beginning`() async throws {
    try addTexts(15)
    let (html, report) = try await export(SliceRequest(records: ["n0"], depth: 9))
    #expect(report.records == 10 && !report.findings.contains { $0.code == "form-over-budget" } && html.utf8.count <= 500_000)
    // 45 kB of style and script, and 60 kB for each note: seven of ten fit whole.
    #expect(try parts(html, "(class=\"record head-only\")").count == 3)
    #expect(html.contains("Its beginning 9.") && !html.contains("Its text 7.") && html.contains("Its text 6."))
  }

  @Test func `a file over its limit names the heaviest records`() async throws {
    try sandbox.write(Self.base)
    try sandbox.write("---\ntitle: Light\nto: [heavy]\n---\n", to: "Content/notes/light.md")
    try sandbox.write(
      "---\ntitle: Heavy\nto: [light]\n---\n\n" + String(repeating: "Words. ", count: 80_000) + "\n",
      to: "Content/notes/heavy.md")
    let (html, report) = try await export(SliceRequest(records: ["heavy", "light"], depth: 0))
    #expect(!html.isEmpty)
    #expect(report.findings.map(\.code) == ["form-over-budget"])
    #expect(report.findings[0].message.contains("its heaviest records: 'note/heavy' (561 kB), 'note/light' ("))
    let strict = try await export(SliceRequest(records: ["heavy"])) { $0.isStrict = true }
    #expect(!strict.report.isWritten)
    // What was there before stays.
    #expect(try sandbox.read("one.html") == html)
    #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.path).sorted() == ["Content", "one.html"])
  }

  @Test func `an output that cannot be written is an error of files`() async throws {
    try sandbox.write(Self.base)
    let failure = await #expect(throws: BuildFailure.self) {
      try await SingleExport.run(sandbox.options(), SliceRequest(), to: sandbox.path + "/none/one.html")
    }
    guard case .files = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test(arguments: 1...24) func `whatever records are asked for, there is a file or a mistake in words`(seed: Int) async throws
  {
    try sandbox.write(Self.base)
    var random = SplitMix(state: UInt64(seed))
    let pieces = [
      "start", "note/", "/", "..", "ភាសា", "kept", " ", "source/report", "\u{0}", "é", "#part", "<b>", "%2e", "note/middle",
      "far",
    ]
    let names = (0..<Int(random.next() % 4)).map { _ in
      (0..<Int(random.next() % 3 + 1)).map { _ in pieces.randomElement(using: &random)! }.joined()
    }
    let request = SliceRequest(
      records: random.next() % 5 == 0 ? nil : names, depth: Int(random.next() % 5),
      language: [nil, "en", "ar", "", "xx"].randomElement(using: &random)!)
    do {
      let (html, report) = try await export(request)
      #expect(report.isWritten && html.hasSuffix("</html>\n"))
    } catch let failure as BuildFailure {
      guard case .usage(let message) = failure else {
        Issue.record("\(failure)")
        return
      }
      #expect(message.hasPrefix("no record") || message.hasPrefix("there is no language") || message.contains("is the name of"))
      #expect(!message.dropFirst(25 + names.joined().count).contains("kept"))
    }
  }

  // MARK: forms of a site

  @Test func `a site is built with the files that casebook.yaml asks for, and pages lead to them`() async throws {
    try sandbox.write(Self.base.replacing("licence:", with: "forms: [{kind: single, of: note, depth: 1}]\nlicence:"))
    try sandbox.write(Self.picture, to: "Content/media/plan.gif")
    _ = try await SiteBuild.run(sandbox.options())
    let files = try sandbox.files("Site")
    let forms = files.keys.filter { $0.hasPrefix("data/forms/") }.sorted()
    #expect(
      forms == [
        "data/forms/ar/note-start.html", "data/forms/en/note-far.html", "data/forms/en/note-middle.html",
        "data/forms/en/note-start.html", "data/forms/en/note-ភាសា.html",
      ])
    #expect(
      files["data/forms/en/note-start.html"] == Array(try await export(SliceRequest(records: ["start"], depth: 1)).html.utf8))
    let page = try sandbox.read("Site/notes/start.html")
    let size = (files["data/forms/en/note-start.html"]!.count + 999) / 1000
    #expect(
      page.contains("<a href=\"../data/forms/en/note-start.html\" download=\"download\">") && page.contains("(\(size) kB)"))
    #expect(try !sandbox.read("Site/ar/notes/far.html").contains("data/forms/"), "no file without a text in that language")
    #expect(try sandbox.read("Site/manifest.json").contains("data/forms/en/note-start.html"))
    // An archive holds the same.
    _ = try await ArchiveExport.run(sandbox.options(), to: sandbox.path + "/site.zip")
    #expect(try ArchiveCopy(sandbox.path + "/site.zip").bytes(of: forms[0]) == files[forms[0]])
  }

  @Test func `a form over its limit stops a strict build and is a finding of check`() async throws {
    try sandbox.write(Self.base.replacing("licence:", with: "forms: [{kind: single, of: note, depth: 0, limit: 10}]\nlicence:"))
    let found = try await SiteBuild.check(sandbox.options(), today: PartialDate(year: 2026, month: 6, day: 1))
    #expect(found.filter { $0.code == "form-over-budget" }.count == 6)
    var options = sandbox.options()
    options.isStrict = true
    #expect(try await !SiteBuild.run(options).isWritten)
  }

  @Test(arguments: [
    ("single", "wrong-kind"), ("[single]", "wrong-kind"), ("[{kind: single}]", "missing-key"), ("[{of: note}]", "missing-key"),
    ("[{kind: singel, of: note}]", "unknown-value"), ("[{kind: single, of: noet}]", "unknown-type"),
    ("[{kind: single, of: note, depth: -1}]", "out-of-range"), ("[{kind: single, of: note, depth: 1.5}]", "out-of-range"),
    ("[{kind: single, of: note, limit: many}]", "wrong-kind"), ("[{kind: single, of: note, size: 3}]", "unknown-key"),
  ])
  func `a mistake in forms is a finding at its place`(forms: String, code: String) async throws {
    try sandbox.write(Self.base.replacing("licence:", with: "forms: \(forms)\nlicence:"))
    let findings = try await SiteBuild.check(sandbox.options(), today: PartialDate(year: 2026, month: 6, day: 1))
      .filter { $0.path.hasSuffix("casebook.yaml") && $0.code != "no-contact" }
    #expect(findings.map(\.code).contains(code) && findings.allSatisfy { $0.start.line == 4 }, "\(findings)")
  }
}

extension Regex {
  fileprivate func `let`<T>(_ use: (Self) -> T) -> T { use(self) }
}
