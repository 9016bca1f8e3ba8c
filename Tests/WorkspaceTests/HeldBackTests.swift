import Foundation
import Testing
import Text

@testable import Workspace

/// Text that writers believe to be hidden appears nowhere.
struct HeldBackTests {
  static let base = """
    -- Content/casebook.yaml --
    title: Base
    languages: [en, fr, pt-br]
    editions: {public: {shows: [public]}, review: {shows: [public, restricted], status: [draft, published]}}
    contact: {address: the desk, private: a line, answered_within: a week}
    -- Content/model.yaml --
    types:
      note:
        label: Note <!-- canary -->
        fields:
          places: {kind: term, from: [places], facet: true}
          text: {kind: markdown}
          tags: {kind: text, many: true, facet: true}
          steps: {kind: record, many: true, key: id, fields: {id: {kind: text}, title: {kind: text}}}
      entry: {page: list}
    -- Content/vocabularies/places.yaml --
    terms:
      - {id: here, label: "Here %%canary%%", definition: "A place <!-- canary -->", also: {en: ["There <!-- canary -->"]}}
    """

  private func build(_ files: String, edition: String? = nil) async throws -> (files: [String: [UInt8]], findings: [Diagnostic])
  {
    let sandbox = Sandbox()
    try sandbox.write(Self.base + "\n" + files)
    var options = sandbox.options()
    options.edition = edition
    options.baseURL = "https://example.org/"
    let report = try await SiteBuild.run(options)
    return (try sandbox.files("Site"), report.findings)
  }

  private func isAnywhere(_ word: String, _ files: [String: [UInt8]]) -> [String] {
    files.filter { $0.key.contains(word) || String(decoding: $0.value, as: UTF8.self).contains(word) }.keys.sorted()
  }

  @Test func `comments in fields, labels, terms, entries, translations and bodies are in no file of a site`() async throws {
    let (files, findings) = try await build(
      """
      -- Content/note/a.md --
      ---
      title: "A <!-- canary -->"
      sensitivity: public
      summary: "Short %%canary%% and <!-- canary --> plain"
      also: ["Ay %%canary%%"]
      places: here
      tags: ["x <!-- canary -->"]
      text: "Text <!-- canary -->"
      steps: [{id: one, title: "One %%canary%%"}]
      ---
      Body <!-- canary -->
      -- Content/note/a.fr.md --
      ---
      title: "Le A %%canary%%"
      ---
      Corps %%canary%%
      -- Content/entry/all.yaml --
      - {slug: e, title: "E <!-- canary -->", sensitivity: public, body: "B %%canary%%"}
      """)
    #expect(isAnywhere("canary", files) == [])
    #expect(findings.count { $0.code == "hidden-comment" } >= 14)
  }

  @Test(arguments: [
    "draft: true", "draft: yes", "Draft: True", "published: false", "publish: no", "publish: \"false\"", "private: on",
    "public: 0",
  ])
  func `a key of another tool keeps a page out of every edition`(key: String) async throws {
    for edition in ["public", "review"] {
      let (files, findings) = try await build(
        """
        -- Content/note/canary.md --
        ---
        title: Canary
        sensitivity: public
        \(key)
        ---
        -- Content/note/b.md --
        ---
        title: B
        sensitivity: public
        ---
        [[canary]]
        -- Content/note/b.fr.md --
        ---
        title: Le canari
        \(key)
        ---
        -- Content/entry/all.yaml --
        - {slug: canary-entry, title: E, sensitivity: public, \(key)}
        """, edition: edition)
      #expect(isAnywhere("anar", files) == [])
      #expect(files["note/b.html"] != nil)
      #expect(findings.filter { $0.severity == .error }.map(\.code) == ["draft-key", "draft-key", "draft-key"])
    }
  }

  @Test(arguments: ["draft: false", "published: true", "published: 2019-03-05"])
  func `the same key keeps nothing back where it says the opposite`(key: String) async throws {
    let (files, findings) = try await build("-- Content/note/a.md --\n---\ntitle: A\nsensitivity: public\n\(key)\n---\n")
    #expect(files["note/a.html"] != nil)
    #expect(findings.filter { $0.severity == .error }.map(\.code) == ["unknown-key"])
  }

  @Test(arguments: ["fr", "FR", "Fr", "pt-br", "pt-BR", "pt_br", "PT_BR"])
  func `a language in a file's name is one whatever its capitals, and a stricter translation takes the original with it`(
    language: String
  ) async throws {
    let (files, _) = try await build(
      """
      -- Content/note/a.md --
      ---
      title: A
      sensitivity: public
      ---
      -- Content/note/a.\(language).md --
      ---
      title: Canary
      sensitivity: restricted
      ---
      -- Content/note/b.\(language).md --
      ---
      title: Alone
      sensitivity: public
      ---
      """)
    #expect(isAnywhere("anary", files) == [])
    #expect(files.keys.filter { $0.hasPrefix("note/") }.sorted() == ["note/b.html", "note/index.html"])
  }

  @Test(arguments: ["de", "DE", "zh-Hans", "es_419", "pt", "sw"])
  func `a language that the knowledge base does not have makes no record`(language: String) async throws {
    let (files, findings) = try await build(
      "-- Content/note/a.\(language).md --\n---\ntitle: Canary\nsensitivity: public\n---\n-- Content/entry/e.\(language).yaml --\n- {slug: x, title: Canary, sensitivity: public}\n"
    )
    #expect(isAnywhere("anary", files) == [])
    #expect(findings.map(\.code).filter { $0 == "unknown-language" }.count == 2)
  }

  @Test(arguments: ["v1.2", "node.js", "plan.new", "a.b.c", "x.min"])
  func `a dot in a name alone makes no language`(name: String) async throws {
    let (files, findings) = try await build("-- Content/note/\(name).md --\n---\ntitle: A\nsensitivity: public\n---\n")
    #expect(!findings.contains { $0.code == "unknown-language" })
    #expect(files["note/\(name).html"] != nil)
  }

  @Test(arguments: ["\u{85}", "\u{2028}", "\u{2029}"])
  func `a separator that nobody sees does not begin a line of front matter`(separator: String) async throws {
    let (files, findings) = try await build(
      "-- Content/note/a.md --\n---\ntitle: Canary\(separator)sensitivity: public\n---\n-- Content/note/b.md --\n---\ntitle: Canary\(separator)# and the rest\nsensitivity: public\n---\n"
    )
    #expect(isAnywhere("anary", files) == [])
    #expect(findings.filter { $0.code == "control-character" }.map(\.start.line) == [2, 2])
  }

  @Test func `a note for people who look at the folder is no record`() async throws {
    let (files, findings) = try await build("-- Content/note/README.md --\n# Canary\n-- Content/note/readme.fr.md --\nCanary\n")
    #expect(isAnywhere("anary", files) == [])
    #expect(findings.filter { $0.code != "no-words" && $0.code != "hidden-comment" } == [])
  }
}
