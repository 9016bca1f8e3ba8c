import Knowledge
import Testing
import Text

@testable import Workspace

/// The effect of the model's keys on pages and on the index.
struct ModelKeyTests {
  private static let base = """
    -- Content/casebook.yaml --
    title: Small
    languages: [en, fr]
    editions: {public: {shows: [public]}, staff: {shows: [public]}}
    -- Content/model.yaml --
    types:
      note: {folder: notes, sensitivity: public}
      body:
        folder: bodies
        page: list
        sensitivity: public
        fields:
          full: {kind: text, autolink: true}
          secret: {kind: text, many: true, autolink: true, only: [staff]}
          told: {kind: text}
    -- Content/bodies/unicef.md --
    ---
    title: UNICEF
    full: United Nations Children's Fund
    secret: [The blue house, The blue roof]
    told: quinquereme
    ---
    -- Content/bodies/unicef.fr.md --
    ---
    title: UNICEF
    full: Fonds des Nations unies pour l'enfance
    ---
    -- Content/notes/a.md --
    ---
    title: A
    ---

    The United Nations Children's Fund and UNICEF, at the blue roof.
    -- Content/notes/a.fr.md --
    ---
    title: A
    ---

    Le fonds des Nations unies pour l'enfance.
    """

  private func site(_ edition: String, _ change: (String) -> String = { $0 }) async throws -> Sandbox {
    let sandbox = Sandbox()
    try sandbox.write(change(Self.base))
    var options = sandbox.options()
    options.edition = edition
    let built = try await SiteBuild.run(options)
    #expect(built.findings.filter { $0.severity == .error }.isEmpty, "\(built.findings)")
    return sandbox
  }

  @Test func `texts of a field with autolink are names of the record, in each language and edition`() async throws {
    let site = try await site("public")
    let link = "<a class=\"term\" href=\"../bodies/index.html#unicef\">"
    #expect(
      try site.read("Site/notes/a.html").contains(
        "The \(link)United Nations Children's Fund</a> and UNICEF, at the blue roof."), "the type itself has no autolink")
    #expect(
      try site.read("Site/fr/notes/a.html").contains("Le \(link)fonds des Nations unies pour l'enfance</a>."))
  }

  @Test func `a name for another edition links nothing`() async throws {
    let changed = { (base: String) in base.replacing("United Nations Children's Fund and UNICEF", with: "Fund") }
    let link = "<a class=\"term\" href=\"../bodies/index.html#unicef\">the blue roof</a>"
    #expect(try await site("staff", changed).read("Site/notes/a.html").contains(link))
    #expect(try await !site("public", changed).read("Site/notes/a.html").contains("class=\"term\""))
  }

  @Test(arguments: [
    "n: {kind: integer, autolink: true}",
    "r: {kind: record, fields: {t: {kind: text, autolink: true}}}",
  ])
  func `autolink stands on a text field of the type itself`(field: String) async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.base.replacing("told: {kind: text}", with: field))
    let found = try await SiteBuild.check(sandbox.options(), today: PartialDate(year: 2026))
    #expect(found.contains { $0.code == "invalid-field" && $0.message.hasPrefix("'autolink' belongs to a type") }, "\(found)")
  }

  @Test(arguments: [("", false), ("search: 1", true)])
  func `a type's search is the weight of its texts that say none`(key: String, isFound: Bool) async throws {
    let built = try await site("public") { $0.replacing("page: list", with: "page: list\n    \(key)") }
    let index = try built.files("Site/search").values.contains { String(decoding: $0, as: UTF8.self).contains("quinquerem") }
    #expect(index == isFound)
  }
}
