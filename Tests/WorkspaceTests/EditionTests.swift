import Knowledge
import Testing
import Text

@testable import Workspace

/// An edition must look as if nobody had written what it leaves out.
///
/// The test makes a random knowledge base and writes it twice: once whole, and once without
/// everything that the public edition hides, without the references to it, and without the terms
/// and files that only it used. Both must give the same bytes.
struct EditionTests {
  @Test(arguments: 1...24)
  func `the public edition equals the build of a copy without what is hidden`(seed: UInt64) async throws {
    let base = RandomKnowledge(seed: seed)
    let whole = Sandbox()
    try base.write(to: whole, hidden: true)
    let copy = Sandbox()
    try base.write(to: copy, hidden: false)
    let first = try await SiteBuild.run(whole.options(jobs: 3))
    let second = try await SiteBuild.run(copy.options(jobs: 1))
    #expect(first.findings.filter { $0.severity == .error }.map(\.description) == [])
    #expect(second.findings.filter { $0.severity == .error }.map(\.description) == [])
    let found = differences(try whole.files("Site"), try copy.files("Site"))
    #expect(found.isEmpty, "seed \(seed): \(found.prefix(3).joined(separator: "\n"))")
    #expect(first.records < base.records.count, "the knowledge base of seed \(seed) hides nothing, so the test says nothing")
  }

  @Test func `a Markdown field that names a hidden record does so in no file of the site`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: A base
      editions: {public: {shows: [public]}, staff: {shows: [public, restricted]}}
      -- Content/model.yaml --
      types:
        note:
          folder: notes
          fields: {text: {kind: markdown}, parts: {kind: record, many: true, fields: {text: {kind: markdown, many: true}}}}
      -- Content/notes/secretname.md --
      ---
      title: B
      sensitivity: restricted
      ---
      -- Content/notes/a.md --
      ---
      title: A
      sensitivity: public
      text: "One [[secretname]] [x](secretname.md) *and* [[a]]."
      parts: [{text: ["First [[secretname]].", "*Second*."]}]
      ---
      """)
    _ = try await SiteBuild.run(sandbox.options())
    for (name, bytes) in try sandbox.files("Site") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("secretname"), "\(name)")
    }
    let data = try sandbox.read("Site/data/graph.json")
    #expect(data.contains("and A.") && data.contains("\"Second.\""), "\(data)")
  }

  /// Builds a base twice, the second time without the text of its hidden record, and compares the
  /// results.
  private func expectSame(_ body: String, without: String) async throws {
    let settings = """
      -- Content/casebook.yaml --
      title: A base
      editions: {public: {shows: [public]}, staff: {shows: [public, restricted]}}
      -- Content/model.yaml --
      types:
        note: {folder: notes, fields: {seen: {kind: reference, to: [note, source], many: true}}}
        source: {folder: sources, page: list}
      -- Content/sources/open.md --
      ---
      title: Open source
      sensitivity: public
      ---
      """
    let whole = Sandbox()
    try whole.write(settings)
    try whole.write(
      "---\ntitle: Canary\nsensitivity: restricted\naliases: [canaryold, note/canaryolder]\nalso: [Canary two]\n---\n\nCanary.\n",
      to: "Content/sources/canary.md")
    for name in ["canary.pdf", "canary.png"] { try whole.write("x", to: "Content/sources/canary/" + name) }
    try whole.write("---\ntitle: A\nsensitivity: public\n---\n\n\(body)\n", to: "Content/notes/a.md")
    let copy = Sandbox()
    try copy.write(settings)
    try copy.write("---\ntitle: A\nsensitivity: public\n---\n\n\(without)\n", to: "Content/notes/a.md")
    let (first, second) = (try await SiteBuild.run(whole.options()), try await SiteBuild.run(copy.options()))
    #expect(first.findings.map(\.code) == second.findings.map(\.code), "\(first.findings.map(\.description))")
    let found = differences(try whole.files("Site"), try copy.files("Site"))
    #expect(found == [], "\(found.joined(separator: "\n"))")
  }

  @Test(arguments: [
    ("One [@canary][@open] two.", "One [@open] two."), ("One [@open][@canary] two.", "One [@open] two."),
    ("One [@canary, p. 3][x] two.", "One [x] two."),
    ("One [[canaryold]] two [[note/canaryolder|words]].", "One  two words."), ("One [@canaryold].", "One ."),
    ("One [x](../sources/canaryold.md).", "One x."),
    (
      "One [x](../sources/canary/canary.pdf) ![y](../sources/canary/canary.png) [z](../sources/canary/nowhere.pdf).",
      "One x y z."
    ),
  ])
  func `a citation or an old name of what is hidden leaves nothing`(body: String, without: String) async throws {
    try await expectSame(body, without: without)
  }

  @Test(arguments: [
    ("- [[canary]]\n- kept\n- *[@canary]*", "- kept"), ("One.\n\n[[canary]] [[canary]]\n\nTwo.", "One.\n\nTwo."),
    ("One.\n\n> [[canary]]\n\nTwo.", "One.\n\nTwo."), ("One.\n\n1. **[[canary]]**\n\nTwo.", "One.\n\nTwo."),
    ("- [ ] [[canary]]\n- [ ] kept", "- [ ] kept"), ("One\n-\n- [[canary]]\n- kept", "One\n-\n- kept"),
    ("- one\n  - [[canary]]", "- one"),
  ])
  func `an item or a paragraph that held only a hidden link is gone with it`(body: String, without: String) async throws {
    try await expectSame(body, without: without)
  }

  @Test(arguments: [
    "size: many\nsensitivity: restricted", "canarykey: x\nsensitivity: restricted",
    "seen: [canarynobody]\nsensitivity: restricted",
    "kind: canaryterm\nstatus: draft\nsensitivity: public", "sensitivity: restricted\ncanarykey: [x",

    "sensitivity: \"restricted\"\nredact: [canaryfield]",
  ])
  func `a build of an edition tells of nothing that is wrong in what it hides`(fields: String) async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: A base
      editions: {public: {shows: [public]}, staff: {shows: [public, restricted]}}
      -- Content/model.yaml --
      types:
        note: {folder: notes, fields: {size: {kind: integer}, kind: {kind: term, from: [kinds]}, seen: {kind: reference, to: [note], many: true}}}
        source: {folder: sources, page: list}
      -- Content/vocabularies/kinds.yaml --
      terms: [{id: red}]
      -- Content/sources/all.yaml --
      - slug: open
        title: Open
        sensitivity: public
        badkey: told
      - slug: canaryslug
        title: Canary
        sensitivity: restricted
        canarykey: x
      """)
    try sandbox.write(
      "---\ntitle: Canary\n\(fields)\n---\n\n[[canarynobody]] [x](javascript:canary)\n", to: "Content/notes/canary.md")
    let report = try await SiteBuild.run(sandbox.options())
    let told = report.findings.map(\.description).joined(separator: "\n")
    #expect(!told.contains("canary") && !told.contains("Canary"), "\(told)")
    #expect(told.contains("badkey"))
    // A check that may see everything reports it.
    let all = try await SiteBuild.check(sandbox.options(), today: PartialDate(year: 2026, month: 1, day: 1))
    #expect(all.contains { $0.path.hasSuffix("canary.md") && $0.severity == .error })
    #expect(all.contains { $0.message.contains("canarykey") })
  }

  @Test func `a hidden record's words are in no file of the site`() async throws {
    let base = RandomKnowledge(seed: 99)
    let whole = Sandbox()
    try base.write(to: whole, hidden: true)
    _ = try await SiteBuild.run(whole.options())
    for (name, bytes) in try whole.files("Site") {
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      #expect(!text.contains("secretword"), "\(name)")
    }
  }
}

/// A random knowledge base; the same seed gives the same one.
struct RandomKnowledge {
  struct Record {
    var type: String
    var slug: String
    var isHidden: Bool
    var reason: Int
    var terms: [String]
    var links: [Int]
    var related: [Int]
    var mentions: [Int]
    var citations: [Int]
    var staffNote: Bool
    var redacted: Bool
    var hasFrench: Bool
    var picture: Int?
  }

  var records: [Record] = []
  private let terms = (0..<12).map { "term-\($0)" }

  init(seed: UInt64) {
    var random = SplitMix(state: seed)
    let count = 8 + Int(random.next() % 30)
    for place in 0..<count {
      func some(_ most: UInt64) -> [Int] {
        Array(Set((0..<random.next() % (most + 1)).map { _ in Int(random.next() % UInt64(count)) })).filter { $0 != place }
          .sorted()
      }
      let isHidden = random.next() % 3 == 0
      records.append(
        Record(
          type: random.next() % 3 == 0 ? "note" : "case", slug: "r\(place)", isHidden: isHidden, reason: Int(random.next() % 5),
          terms: Array(Set((0..<random.next() % 4).map { _ in terms[Int(random.next() % 12)] })).sorted(), links: some(4),
          related: some(1),
          mentions: some(3), citations: some(2), staffNote: random.next() % 4 == 0, redacted: random.next() % 5 == 0,
          hasFrench: random.next() % 3 == 0, picture: random.next() % 3 == 0 ? Int(random.next() % 5) : nil))
    }
  }

  /// - Parameter hidden: true to write also what the public edition hides.
  func write(to sandbox: Sandbox, hidden: Bool) throws {
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: A base
      release: one
      licence: CC0-1.0
      base_url: https://example.org/base/
      languages: [en, fr]
      editions:
        public: {shows: [public], consent: [given]}
        staff: {shows: [public, restricted], consent: [given, asked]}
      views:
        - {id: by-topic, kind: matrix, label: By topic, type: case, rows: topics, columns: grade}
        - {id: links, kind: relations, label: Links, type: case, field: links}
        - {id: over-time, kind: timeline, label: Over time, type: case, field: period}
      -- Content/model.yaml --
      types:
        case:
          folder: cases
          fields:
            summary: {kind: text, search: 3}
            topics: {kind: term, from: [topics], many: true, facet: true, search: 2}
            grade: {kind: term, from: [grades], required: true, facet: true}
            period: {kind: period, facet: true}
            consent: {kind: term, from: [consents], role: consent, required: true}
            links: {kind: reference, to: [case, note], many: true, inverse: {name: linked_by, label: Linked by}, fields: {why: {kind: text}}}
            staff_note: {kind: text, only: [staff]}
            picture: {kind: file}
        note:
          folder: notes
          page: list
          autolink: true
          fields:
            topics: {kind: term, from: [topics], many: true, facet: true}
            consent: {kind: term, from: [consents], role: consent, required: true}
            grade: {kind: term, from: [grades]}
            links: {kind: reference, to: [case], many: true, inverse: {name: noted_in, label: Noted in}}
            staff_note: {kind: text, only: [staff]}
      -- Content/vocabularies/grades.yaml --
      ordered: true
      terms: [{id: low}, \(hidden || !records.contains { $0.isHidden && $0.type == "case" } ? "{id: middle}, " : "")
        {id: high}, {id: highest}]
      -- Content/vocabularies/consents.yaml --
      terms: [{id: given}, {id: asked}]
      """)
    let shown = Set(records.indices.filter { !records[$0].isHidden })
    var used: Set<String> = []
    var pictures: Set<Int> = []
    for (place, record) in records.enumerated() where hidden || !record.isHidden {
      used.formUnion(record.terms)
      if let picture = record.picture, record.type == "case" { pictures.insert(picture) }
      let keep: ([Int]) -> [Int] = { hidden ? $0 : $0.filter(shown.contains) }
      try sandbox.write(text(record, place, hidden: hidden, keep: keep), to: "Content/\(record.type)s/\(record.slug).md")
      if record.hasFrench {
        let title = record.isHidden ? "Secretword \(record.slug)" : "Titre \(record.slug)"
        // A section that is left out must exist in each language; otherwise the whole text is left
        // out.
        let names = record.redacted && hidden ? "\n## Names\n\nSecretword noms.\n" : ""
        try sandbox.write(
          "---\ntitle: \(title)\n---\n\nUn texte de \(record.slug).\n\(names)",
          to: "Content/\(record.type)s/\(record.slug).fr.md")
      }
    }
    let kept = terms.filter { hidden || used.contains($0) }
    try sandbox.write(
      "terms:\n"
        + (kept.isEmpty ? "  []\n" : kept.map { "  - {id: \($0), label: Label \($0), also: {en: [also \($0)]}}\n" }.joined()),
      to: "Content/vocabularies/topics.yaml")
    for picture in 0..<5 where hidden || pictures.contains(picture) {
      try sandbox.write(Array("GIF89a\(picture)xxx\0xx;".utf8), to: "Content/media/p\(picture).gif")
    }
  }

  private func text(_ record: Record, _ place: Int, hidden: Bool, keep: ([Int]) -> [Int]) -> String {
    func id(_ other: Int) -> String { "\(records[other].type)/\(records[other].slug)" }
    var lines = ["---", "title: \(record.isHidden ? "Secretword" : "Record") \(record.slug)"]
    // The ways to hide a record: sensitivity, the last sensitivity, status, consent, `only`.
    let reason = record.isHidden ? record.reason : -1
    lines.append("sensitivity: \(reason == 0 ? "restricted" : reason == 1 ? "confidential" : "public")")
    if reason == 2 { lines.append("status: draft") }
    lines.append("consent: \(reason == 3 ? "asked" : "given")")
    if reason == 4 { lines.append("only: [staff]") }
    if record.type == "case" {
      lines.append("grade: \(record.isHidden ? "middle" : place % 2 == 0 ? "low" : "high")")
      lines.append("period: {start: \(2000 + place), end: \(2002 + place)}")
      if let picture = record.picture { lines.append("picture: ../media/p\(picture).gif") }
    }
    let topics = record.terms
    if !topics.isEmpty { lines.append("topics: [\(topics.joined(separator: ", "))]") }
    let links = keep(record.type == "case" ? record.links : record.links.filter { records[$0].type == "case" })
    if !links.isEmpty {
      lines.append(
        "links:\n"
          + links.map { record.type == "case" ? "  - {to: \(id($0)), why: reason \($0)}" : "  - \(id($0))" }.joined(
            separator: "\n"))
    }
    let related = keep(record.related)
    if !related.isEmpty { lines.append("related: [\(related.map(id).joined(separator: ", "))]") }
    if record.staffNote, hidden { lines.append("staff_note: secretword for staff") }
    if record.redacted, hidden { lines.append("redact: [\"#names\", {part: updated, only: [staff]}]") }
    if record.redacted, hidden { lines.append("updated: 2020-02-02") }
    lines += ["updated_marker", "---"].filter { $0 != "updated_marker" } + [""]
    lines.append(
      "Some words of \(record.slug), and of \(records[(place * 7 + 3) % records.count].isHidden ? "nobody" : "others").")
    // If the target of a link is left out, the words of the link stay; a link without words
    // disappears.
    for other in record.mentions {
      lines.append(
        "Compare " + (keep([other]).isEmpty ? "word\(other)" : "[[\(id(other))|word\(other)]]") + " with "
          + (keep([other]).isEmpty ? "" : "[[\(id(other))]]") + ".")
    }
    // A hidden section is hidden like a record: no link shows its name.
    for other in record.mentions where records[other].redacted {
      let names = hidden ? "[[\(id(other))#names]] or [[\(id(other))#names|names\(other)]]" : " or names\(other)"
      lines.append("Then " + names + ".")
    }
    if record.redacted { lines.append(hidden ? "See [below](#names) or [[#names]]." : "See below or .") }
    for other in record.citations {
      lines.append("Said " + (keep([other]).isEmpty ? "" : "[@\(id(other)), p. \(other)]") + ".")
    }
    if record.redacted, hidden { lines += ["", "## Names", "", "Secretword names, see [[\(id(place))]]."] }
    lines += ["", "## After", "", "The end."]
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The generator SplitMix64 (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
