import Knowledge
import Testing
import Text

@testable import Workspace

/// Statuses and citing fields mean what their roles say, whatever their names are.
struct StatusTests {
  /// A knowledge base with Arabic statuses and French fields.
  private static let arabic = """
    -- Content/casebook.yaml --
    title: Notes
    languages: [en, ar]
    statuses:
      - {id: مسودة, role: draft}
      - {id: منشور, role: shown, label: {ar: منشور, en: Out}}
      - {id: قديم, role: superseded}
    -- Content/model.yaml --
    types:
      note:
        folder: notes
        fields:
          lieu: {kind: text, required: publish}
          ouvrages: {kind: reference, to: [ouvrage], many: true, role: citation, inverse: {name: mentions_de, label: Cité par}}
      ouvrage: {folder: ouvrages}
    -- Content/ouvrages/livre.md --
    ---
    title: Le livre
    ---
    -- Content/notes/a.md --
    ---
    title: A
    status: منشور
    lieu: Ici
    ---

    Ainsi dit [@livre, p. 3].
    -- Content/notes/b.md --
    ---
    title: B
    lieu: Ici
    ---
    -- Content/notes/c.md --
    ---
    title: C
    status: قديم
    lieu: Ici
    ---
    -- Content/notes/d.md --
    ---
    title: D
    status: مسودة
    ---
    """

  @Test func `a draft is in no site, and a superseded record has its notice, in any language`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.arabic)
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.filter { $0.severity == .error } == [])
    let pages = try sandbox.files("Site").keys
    #expect(pages.contains("notes/a.html") && pages.contains("notes/b.html") && !pages.contains("notes/d.html"))
    #expect(try sandbox.read("Site/notes/c.html").contains("notice-caution"))
    #expect(try !sandbox.read("Site/notes/b.html").contains("notice-caution"))
  }

  @Test func `what finished records need is asked by the role`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.arabic)
    try sandbox.write("---\ntitle: B\nstatus: منشور\n---\n", to: "Content/notes/b.md")
    let found = try await SiteBuild.check(sandbox.options(), today: PartialDate(year: 2026))
    #expect(found.filter { $0.code == "missing-field" }.map { $0.path.hasSuffix("/Content/notes/b.md") } == [true])
  }

  @Test func `a citation counts under the inverse of the field with that role`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.arabic)
    _ = try await SiteBuild.run(sandbox.options())
    let page = try sandbox.read("Site/ouvrages/livre.html")
    #expect(page.contains("Cité par") && page.contains("../notes/a.html"))
  }

  @Test(arguments: [
    (
      "[draft, publié]", "missing-key",
      "the status 'publié' must have a role: {id: publié, role: …}; the role is draft, shown, superseded or withdrawn"
    ),
    (
      "[draft, {id: publié, role: show}]", "unknown-value",
      "there is no role 'show': it is draft, shown, superseded or withdrawn"
    ),
    ("[draft, {id: publié}]", "missing-key", "the status 'publié' must have a role: draft, shown, superseded or withdrawn"),
    ("[published, {role: draft}]", "missing-key", "a status must have an id"),
    ("[published, published]", "unknown-value", "'published' stands twice in 'statuses'; once is enough"),
    ("[draft, review]", "missing-key", "one of 'statuses' must have the role shown; otherwise no record is ever shown"),
    ("published", "wrong-kind", "'statuses' must be a list of names or of {id, role, label}"),
  ])
  func `a status that says nothing of its meaning is a finding, and nothing is shown to anybody`(
    statuses: String, code: String, message: String
  ) async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Notes
      statuses: \(statuses)
      -- Content/model.yaml --
      types: {note: {folder: notes}}
      -- Content/notes/a.md --
      ---
      title: A
      ---
      """)
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.contains { $0.code == code && $0.message == message })
    #expect((try? sandbox.read("Site/notes/a.html")) == nil)
  }

  @Test func `a field that is for writers alone is on no page, in no table and in no index`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Notes
      -- Content/model.yaml --
      types:
        note:
          folder: notes
          fields:
            numbers: {kind: text, many: true, show: none}
            parts: {kind: record, many: true, fields: {said: {kind: text}, number: {kind: text, show: none}}}
      -- Content/notes/a.md --
      ---
      title: A
      numbers: [secretone]
      parts: [{said: Heard., number: secrettwo}]
      ---
      """)
    _ = try await SiteBuild.run(sandbox.options())
    for (name, bytes) in try sandbox.files("Site") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("secretone") && !text.contains("secrettwo"), "\(name)")
    }
  }
}
