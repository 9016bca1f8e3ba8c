import Foundation
import Testing
import Text

@testable import Workspace

/// The files that a knowledge base keeps in `Content/templates/`.
struct OwnTemplateTests {
  private let sandbox = Sandbox()

  init() throws {
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Small
      languages: [en, fr]
      -- Content/model.yaml --
      types:
        note:
          folder: notes
          fields:
            size: {kind: text}
      -- Content/notes/good.md --
      ---
      title: Good
      size: large
      ---
      Fine.
      """)
  }

  private static func template(_ text: String) -> String { "{{<layout}}{{$main}}\n\(text)\n{{/main}}{{/layout}}\n" }

  private func build(_ options: BuildOptions? = nil) async throws -> [Diagnostic] {
    try await SiteBuild.run(options ?? sandbox.options()).findings.filter { $0.code != "orphan" }
  }

  @Test func `a template and a partial of the content come before those of a theme`() async throws {
    try sandbox.write(Self.template("<p>{{>own}} theme</p>"), to: "Theme/record-note.mustache")
    try sandbox.write("theme's", to: "Theme/partials/own.mustache")
    var options = sandbox.options()
    options.templates = sandbox.path + "/Theme"
    #expect(try await build(options).map(\.description) == [])
    #expect(try sandbox.read("Site/notes/good.html").contains("<p>theme's theme</p>"))
    try sandbox.write(Self.template("<p>{{>own}} base</p>"), to: "Content/templates/record-note.mustache")
    try sandbox.write(
      "base's {{#record.field.size}}{{#items}}{{text}}{{/items}}{{/record.field.size}}",
      to: "Content/templates/partials/own.mustache")
    #expect(try await build(options).map(\.description) == [])
    #expect(try sandbox.read("Site/notes/good.html").contains("<p>base's large base</p>"))
  }

  @Test func `a template that names what is missing is an error at its place`() async throws {
    try sandbox.write("<p>\n  {{record.field.sise}}</p>\n", to: "Content/templates/record-note.mustache")
    let findings = try await build()
    #expect(findings.count == 1 && findings[0].code == "unknown-template-name" && findings[0].severity == .error, "\(findings)")
    #expect(findings[0].path == sandbox.path + "/Content/templates/record-note.mustache")
    #expect(findings[0].start.line == 2)
    #expect(try sandbox.read("Site/notes/good.html").contains("Fine."))
  }

  @Test func `the last style sheet of every page ends with that of the content`() async throws {
    try sandbox.write(".mark-red { color: red; }\n", to: "Content/templates/style.css")
    #expect(try await build().map(\.description) == [])
    for (page, root) in [("index.html", ""), ("notes/good.html", "../"), ("fr/notes/good.html", "../../"), ("search.html", "")]
    {
      let links = try sandbox.read("Site/" + page).matches(of: /<link rel="stylesheet" href="([^"]*)"/).map { String($0.1) }
      #expect(links.count == 2, "\(page): \(links)")
      let sheet = try sandbox.read("Site/" + links[1].dropFirst(root.count))
      #expect(sheet.hasSuffix(".mark-red { color: red; }\n"), "\(page): \(sheet.suffix(60))")
    }
  }

  @Test func `words of the content are its own keys, other words for the theme's and further languages`() async throws {
    try sandbox.write("title: Small\nlanguages: [en, fr]\n", to: "Content/casebook.yaml")
    try sandbox.write("greeting: Welcome\nskip_to_content: Straight on\n", to: "Content/templates/words/en.yaml")
    try sandbox.write("greeting: Bienvenue\n", to: "Content/templates/words/fr.yaml")
    try sandbox.write(Self.template("<p>{{site.words.greeting}}</p>"), to: "Content/templates/record-note.mustache")
    #expect(try await build().map(\.description) == [])
    #expect(try sandbox.read("Site/notes/good.html").contains("<p>Welcome</p>"))
    #expect(try sandbox.read("Site/notes/good.html").contains("Straight on"))
    #expect(try sandbox.read("Site/fr/notes/good.html").contains("<p>Bienvenue</p>"))
    try FileManager.default.removeItem(atPath: sandbox.path + "/Content/templates/words/fr.yaml")
    let findings = try await build()
    #expect(findings.map(\.code) == ["no-words"] && findings[0].message.contains("'greeting'"), "\(findings)")
    #expect(findings[0].path == sandbox.path + "/Content/templates/words/fr.yaml")
  }

  @Test func `what means nothing there is passed over with a finding, and so is a template for no type`() async throws {
    try sandbox.write("x", to: "Content/templates/assets/own.js")
    try sandbox.write("x", to: "Content/templates/record-noote.mustache")
    try sandbox.write("For people.", to: "Content/templates/README.md")
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path + "/Content/templates/record.mustache", withDestinationPath: "/etc/passwd")
    let findings = try await build()
    #expect(
      findings.map { "\($0.code) \($0.path.dropFirst(sandbox.path.count))" }.sorted() == [
        "file-passed-over /Content/templates/assets/own.js", "file-passed-over /Content/templates/record-noote.mustache",
        "file-passed-over /Content/templates/record.mustache",
      ])
    #expect(findings.contains { $0.suggestion == "note" }, "\(findings)")
  }

  @Test func `a change there is a change for the next build and for a preview`() async throws {
    try sandbox.write(Self.template("<p>one</p>"), to: "Content/templates/record-note.mustache")
    var options = sandbox.options()
    options.notes = sandbox.path + "/notes"
    _ = try await build(options)
    let memory = KnowledgeMemory()
    let before = try await SitePreview(options, memory: memory)
    #expect(await Self.page(before).contains("<p>one</p>"))
    try sandbox.write(Self.template("<p>two</p>"), to: "Content/templates/record-note.mustache")
    memory.forget([options.content + "/templates/record-note.mustache"], options)
    let after = try await SitePreview(options, memory: memory, after: before)
    #expect(await Self.page(after).contains("<p>two</p>"))
    _ = try await build(options)
    #expect(try sandbox.read("Site/notes/good.html").contains("<p>two</p>"))
  }

  private static func page(_ preview: SitePreview) async -> String {
    guard case .bytes(let bytes) = await preview.answer(for: "notes/good.html") else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }
}
