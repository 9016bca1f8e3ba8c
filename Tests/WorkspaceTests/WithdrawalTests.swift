import Knowledge
import Testing
import Text

@testable import Workspace

/// A withdrawn record leaves a page that says so; nothing else of it appears anywhere.
struct WithdrawalTests {
  private func base(settings: String = "contact: the editor") throws -> Sandbox {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Small
      languages: [en, fr]
      base_url: https://example.org/
      \(settings)
      editions:
        public: {shows: [public], consent: [given]}
        staff: {shows: [public, restricted]}
      -- Content/model.yaml --
      types:
        note:
          folder: notes
          autolink: true
          fields:
            agreed: {kind: text, role: consent}
            see: {kind: reference, to: [note], many: true, inverse: seen_from}
            kind: {kind: term, from: [kinds], facet: true}
      -- Content/vocabularies/kinds.yaml --
      terms: [{id: red}, {id: canaryterm}]
      -- Content/notes/gone.md --
      ---
      title: Canary harbour plan
      summary: Canary summary.
      also: [Canarius port]
      sensitivity: public
      status: withdrawn
      withdrawn: {date: 2026-03-05, reason: consent}
      agreed: refused
      kind: canaryterm
      see: [kept]
      aliases: [gone-before]
      ---

      Canary body. ![A canary](canary.png)
      -- Content/notes/gone.fr.md --
      ---
      title: Plan du port canari
      ---

      Canari.
      -- Content/notes/gone/canary.png --
      x
      -- Content/notes/inner.md --
      ---
      title: Canary within
      sensitivity: restricted
      status: withdrawn
      withdrawn: {date: 2026-03-06, reason: safety}
      ---
      -- Content/notes/kept.md --
      ---
      title: Kept
      sensitivity: public
      agreed: given
      see: [gone]
      ---

      See [[gone]] and [[gone-before|the plan]].

      The Canarius port and Canary harbour plans, and Plan du port canari.
      """)
    return sandbox
  }

  @Test func `a tombstone stands at its address in every language, and says why, when and whom to ask`() async throws {
    let sandbox = try base()
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.isWritten)
    let files = try sandbox.files("Site")
    let english = try sandbox.read("Site/notes/gone.html")
    for words in ["This page was withdrawn", "5 March 2026", "no longer agrees", "the editor"] {
      #expect(english.contains(words), "\(words)")
    }
    #expect(try sandbox.read("Site/fr/notes/gone.html").contains("Cette page a été retirée"))
    #expect(
      try sandbox.read("Site/withdrawn.json").contains("\"id\":\"note/gone\",\"date\":\"2026-03-05\",\"reason\":\"consent\""))
    #expect(!files.keys.contains("notes/inner.html"))
    for (name, bytes) in files
    where name != "notes/kept.html" && name != "fr/notes/kept.html" && !name.hasPrefix("search/") && !name.hasPrefix("data/") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("anary") && !text.contains("anari") && !text.contains("note/inner"), "\(name)")
    }
    // Lists, search and data contain nothing of it except what other texts say themselves.
    for (name, bytes) in files where name.hasPrefix("search/") || name.hasPrefix("data/") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("note/gone") && !text.contains("Canary summary") && !text.contains("canaryterm"), "\(name)")
    }
    #expect(try sandbox.read("Site/notes/gone-before.html").contains("This page was withdrawn"))
  }

  @Test func `every text that still tells of it is told with its place`() async throws {
    let sandbox = try base()
    let found = try await SiteBuild.run(sandbox.options()).findings.filter { $0.code == "tells-of-withdrawn" }
    let places = found.map { "\($0.start.line):\($0.start.column)" }
    #expect(places.count == 5, "\(found.map(\.description))")
    #expect(
      found.allSatisfy { $0.path.hasSuffix("kept.md") && !$0.message.contains("anar") && $0.message.contains("'note/gone'") })
    let checked = try await SiteBuild.check(sandbox.options(), today: PartialDate(year: 2026, month: 1, day: 1))
    #expect(checked.filter { $0.code == "tells-of-withdrawn" }.count == 5)
  }

  @Test func `a withdrawn record is asked for nothing but a date and a reason of the list`() async throws {
    let sandbox = try base()
    func codes(_ lines: String) async throws -> [String] {
      try sandbox.write(
        "---\ntitle: Canary\nsensitivity: public\nstatus: withdrawn\n\(lines)\n---\n", to: "Content/notes/gone.md")
      return try await SiteBuild.check(sandbox.options(), today: PartialDate(year: 2026, month: 1, day: 1)).filter {
        $0.path.hasSuffix("gone.md")
      }
      .map(\.code)
    }
    #expect(try await codes("withdrawn: {date: 2026-01-01, reason: safety}") == [])
    #expect(try await codes("withdrawn: {date: 2026-01-01, reason: because}") == ["unknown-value"])
    #expect(try await codes("withdrawn: {reason: error}") == ["missing-field"])
    #expect(try await codes("updated: 2026-01-01") == ["missing-field"])
  }

  @Test func `a contact has an address, a private one and a time, or is a plain text`() async throws {
    let sandbox = try base(
      settings: "contact: {address: a desk, private: {en: a safe line, fr: une ligne sûre}, answered_within: two days}")
    _ = try await SiteBuild.run(sandbox.options())
    let page = try sandbox.read("Site/notes/kept.html")
    for words in ["a desk", "a safe line", "two days"] { #expect(page.contains(words), "\(words)") }
    #expect(try sandbox.read("Site/fr/notes/kept.html").contains("une ligne sûre"))
    let wrong = try base(settings: "contact: {adress: a desk, private: x}")
    #expect(try await SiteBuild.run(wrong.options()).findings.contains { $0.code == "unknown-key" })
  }

  @Test(arguments: [true, false])
  func `the offer to keep the site offline can be switched off`(isOffered: Bool) async throws {
    let sandbox = try base(settings: "offline: \(isOffered)")
    _ = try await SiteBuild.run(sandbox.options())
    let files = try sandbox.files("Site")
    #expect(files.keys.contains("offline-worker.js") == isOffered)
    let scripts = files.filter { $0.key.hasPrefix("assets/casebook-") && $0.key.hasSuffix(".js") }.values
    #expect(scripts.contains { String(decoding: $0, as: UTF8.self).contains("serviceWorker") } == isOffered)
  }
}
