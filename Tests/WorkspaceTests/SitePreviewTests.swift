import Foundation
import Testing

@testable import Workspace

/// After each change, `serve` shows what a build would write, however much of it comes from memory.
struct SitePreviewTests {
  private let sandbox = Sandbox()

  /// The changes, in an order in which each meets what the earlier ones left in memory; and the
  /// paths that the system reports for each.
  private static let changes: [(name: String, told: String, change: @Sendable (Sandbox) throws -> Void)] = [
    (
      "a body", "lessons/read-aloud.md",
      { try $0.append("\nOne more sentence about a syringe.\n", to: "Content/lessons/read-aloud.md") }
    ),
    (
      "a title that others show", "lessons/read-aloud.md",
      { try $0.replace("Read", "Say", in: "Content/lessons/read-aloud.md") }
    ),
    (
      "a record that comes", "lessons/new.md",
      { try $0.write("---\ntitle: New\nsummary: Of [[wrong-syringe]].\n---\n[[read-aloud]]\n", to: "Content/lessons/new.md") }
    ),
    (
      "a mistake", "lessons/new.md",
      { try $0.write("---\ntitle: New\nnonsense: 1\n---\n[[nobody]]\n", to: "Content/lessons/new.md") }
    ),
    (
      "a translation that comes", "lessons/new.fr.md",
      { try $0.write("---\ntitle: Neuf\n---\nDu neuf.\n", to: "Content/lessons/new.fr.md") }
    ),
    (
      "a record that is hidden", "lessons/new.md",
      { try $0.write("---\ntitle: New\nsensitivity: confidential\n---\n", to: "Content/lessons/new.md") }
    ),
    (
      "a record that goes", "lessons/new.md",
      { sandbox in
        try sandbox.remove("Content/lessons/new.md")
        try sandbox.remove("Content/lessons/new.fr.md")
      }
    ),
    (
      "a vocabulary", "vocabularies/causes.yaml",
      { try $0.replace("Confusing labels", "Labels alike", in: "Content/vocabularies/causes.yaml") }
    ),
    ("the model", "model.yaml", { try $0.replace("Lesson", "Learning", in: "Content/model.yaml") }),
    ("the settings", "casebook.yaml", { try $0.replace("release: spring", "release: autumn", in: "Content/casebook.yaml") }),
    (
      "a folder", "lessons",
      { sandbox in
        try sandbox.write("---\ntitle: Other\n---\n", to: "Content/lessons/other.md")
        try sandbox.replace("Say", "Shout", in: "Content/lessons/read-aloud.md")
      }
    ),
  ]

  @Test func `after any change it shows what a build writes`() async throws {
    try FileManager.default.copyItem(atPath: fixture("patient-safety/Content"), toPath: sandbox.path + "/Content")
    let options = sandbox.options()
    let memory = KnowledgeMemory()
    var preview = try await SitePreview(options, memory: memory)
    try await expectWhatABuildWrites(preview, options, after: "nothing")
    for (name, told, change) in Self.changes {
      let before = try sandbox.files("Content")
      try change(sandbox)
      #expect(try sandbox.files("Content") != before, "\(name): nothing was changed")
      memory.forget([options.content + "/" + told], options)
      preview = try await SitePreview(options, memory: memory, after: preview)
      try await expectWhatABuildWrites(preview, options, after: name)
    }
  }

  @Test func `a file of the same size and time is read again where the system told of it, and one of another without that`()
    async throws
  {
    try FileManager.default.copyItem(atPath: fixture("patient-safety/Content"), toPath: sandbox.path + "/Content")
    let options = sandbox.options()
    let memory = KnowledgeMemory()
    let file = "Content/lessons/read-aloud.md"
    let first = try await SitePreview(options, memory: memory)
    let time = try FileManager.default.attributesOfItem(atPath: sandbox.path + "/" + file)[.modificationDate]!
    try sandbox.replace("Read", "Tell", in: file)
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: sandbox.path + "/" + file)
    memory.forget([sandbox.path + "/" + file], options)
    let second = try await SitePreview(options, memory: memory, after: first)
    try await expectWhatABuildWrites(second, options, after: "a change within a tick of the clock")
    try sandbox.append("\nMore.\n", to: file)
    let third = try await SitePreview(options, memory: memory, after: second)
    try await expectWhatABuildWrites(third, options, after: "a change that nobody told of")
  }

  @Test func `until related records are ranked, pages show those they had`() async throws {
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Notes
      -- Content/model.yaml --
      types: {note: {folder: notes, fields: {see: {kind: reference, to: [note], many: true}}}}
      -- Content/notes/m.md --
      ---
      title: M
      see: [rain]
      ---
      -- Content/notes/n.md --
      ---
      title: N
      see: [rain]
      ---
      -- Content/notes/rain.md --
      ---
      title: Rain
      ---
      -- Content/notes/snow.md --
      ---
      title: Snow
      ---
      """)
    let options = sandbox.options()
    let memory = KnowledgeMemory()
    let first = try await SitePreview(options, memory: memory)
    #expect(await related(in: first) == "", "none have been ranked")
    await first.settle(width: 1)
    #expect(await related(in: first).contains("n.html"))
    // The new note sorts before all others, so that every other note gets another number.
    try sandbox.write("---\ntitle: A\nsee: [snow]\n---\n", to: "Content/notes/a.md")
    try sandbox.write("---\ntitle: M\nsee: [snow]\n---\nChanged.\n", to: "Content/notes/m.md")
    memory.forget([options.content + "/notes/a.md", options.content + "/notes/m.md"], options)
    let second = try await SitePreview(options, memory: memory, after: first)
    #expect(await page("notes/m.html", of: second).contains("Changed."))
    #expect(await related(in: second).contains("n.html"))
    await second.settle(width: 1)
    #expect(await !related(in: second).contains("n.html"))
    #expect(await related(in: second).contains("a.html"))
    try await expectWhatABuildWrites(second, options, after: "settling")
  }

  private func page(_ path: String, of preview: SitePreview) async -> String {
    guard case .bytes(let bytes)? = await preview.answer(for: path) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns the list of related records on the page of M.
  private func related(in preview: SitePreview) async -> String {
    let page = await page("notes/m.html", of: preview)
    guard let start = page.range(of: "<section class=\"related"), let end = page[start.upperBound...].range(of: "</section>")
    else {
      return ""
    }
    return String(page[start.lowerBound..<end.upperBound])
  }

  private func expectWhatABuildWrites(_ preview: SitePreview, _ options: BuildOptions, after change: String) async throws {
    await preview.settle(width: 1)
    let report = try await SiteBuild.run(options)
    #expect(preview.findings == report.findings, "after \(change)")
    var shown: [String: [UInt8]] = [:]
    let site = try sandbox.files("Site")
    for path in site.keys where path != "manifest.json" {
      switch await preview.answer(for: path) {
      case .bytes(let bytes)?: shown[path] = bytes
      case .file(let file)?: shown[path] = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
      case nil: break
      }
    }
    let different = differences(shown, site.filter { $0.key != "manifest.json" })
    #expect(different == [], "after \(change)")
  }
}

extension Sandbox {
  fileprivate func append(_ text: String, to name: String) throws { try write(try read(name) + text, to: name) }

  fileprivate func replace(_ old: String, _ new: String, in name: String) throws {
    try write(try read(name).replacing(old, with: new), to: name)
  }

  fileprivate func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }
}
