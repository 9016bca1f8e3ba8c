import Foundation
import Testing
import Text

@testable import Workspace

/// A mistake hides too much rather than too little.
struct FailClosedTests {
  @Test(arguments: [
    "sensitivity: public\nsensitivity: restricted", "sensitivity: [restricted]", "sensitivity: {a: b}",
    "sensitvity: restricted",
    "sensitivity: public\nonly: {a: b}", "sensitivity: public\nonly: []", "sensitivity: public\nonly: [staff]\nonly: [public]",
    "sensitivity: public\nstatus: [draft]", "sensitivity: public\nstatus: published\nstatus: draft",
    "sensitivity: public\nstaus: draft", "sensitivity: public\nredact: {a: b}", "sensitivity: public\nredacts: [summary]",
    "sensitivity: public\nconsent: yes\nconsent: no",
  ])
  func `a record that says twice, wrongly or under a misspelt name who may see it is in no edition`(lines: String) async throws
  {
    let sandbox = Sandbox()
    try sandbox.write(
      BuildTests.small.replacing(
        "    fields:\n", with: "    sensitivity: public\n    fields:\n      consent: {kind: text, role: consent}\n"))
    try sandbox.write(
      "title: Small\neditions: {public: {shows: [public]}, staff: {shows: [public]}}\n", to: "Content/casebook.yaml")
    try sandbox.write("---\ntitle: Hushed\nsummary: s\n\(lines)\n---\n", to: "Content/notes/hushed.md")
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.contains { $0.path.hasSuffix("hushed.md") && $0.severity == .error })
    #expect(!(try sandbox.files("Site")).keys.contains("notes/hushed.html"))
    #expect(try sandbox.files("Site").keys.contains("notes/a.html"))
  }

  @Test(arguments: [
    ("sensitivity: restricted\nsummary: \"open", false), ("only: [staff]", true), ("title: \"open", true),
    ("sensitivity: restricted", false),
  ])
  func `what a translation may have meant to hide is hidden`(line: String, isOriginalShown: Bool) async throws {
    let sandbox = Sandbox()
    try sandbox.write(BuildTests.small)
    try sandbox.write(
      "title: Small\nlanguages: [en, fr]\neditions: {public: {shows: [public]}, staff: {shows: [public]}}\n",
      to: "Content/casebook.yaml")
    try sandbox.write("---\ntitle: Hushed\nsensitivity: public\n---\n", to: "Content/notes/hushed.md")
    try sandbox.write("---\n\(line)\n---\n\nSecretword.\n", to: "Content/notes/hushed.fr.md")
    _ = try await SiteBuild.run(sandbox.options())
    let files = try sandbox.files("Site")
    #expect(files.keys.contains("notes/hushed.html") == isOriginalShown)
    #expect(!files.values.contains { String(decoding: $0, as: UTF8.self).contains("Secretword") })
  }

  @Test func `a keyed entry that is not shown leaves no reference behind and no finding`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Parts
      editions: {public: {shows: [public], consent: [yes]}, staff: {shows: [public], consent: [yes, no]}}
      contact: {address: the desk, private: a line, answered_within: a week}
      -- Content/model.yaml --
      types:
        note:
          sensitivity: public
          fields:
            parts: {kind: record, many: true, key: id, fields: {id: {kind: text}, title: {kind: text}, may: {kind: text, role: consent}}}
            shows: {kind: reference, to: [note.parts], many: true, inverse: shown_in}
      -- Content/note/a.md --
      ---
      title: A
      parts: [{id: open, title: Open part, may: yes}, {id: shut, title: Secretword, may: no}]
      ---
      -- Content/note/b.md --
      ---
      title: B
      shows: [a#open, a#shut]
      ---

      See [[a#open]] and [[a#shut]] and [words](a.md#shut).
      """)
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.map(\.description) == [])
    let files = try sandbox.files("Site").mapValues { String(decoding: $0, as: UTF8.self) }
    #expect(files["note/b.html"]!.contains("a.html#open"))
    #expect(!files.values.contains { $0.contains("Secretword") || $0.contains("shut") })
  }

  @Test(arguments: ["media", "notes", "vocabularies", "model.yaml"])
  func `a link out of the content folder is not followed`(name: String) async throws {
    let sandbox = Sandbox()
    try sandbox.write(BuildTests.small)
    try sandbox.write("terms: [{id: secretword}]\n", to: "Content/vocabularies/things.yaml")
    try sandbox.write("GIF89a", to: "Content/media/p.gif")
    let (inside, outside) = (sandbox.path + "/Content/" + name, sandbox.path + "/outside")
    try FileManager.default.moveItem(atPath: inside, toPath: outside)
    try FileManager.default.createSymbolicLink(atPath: inside, withDestinationPath: "../outside")
    if name == "model.yaml" {
      let failure = await #expect(throws: BuildFailure.self) { try await SiteBuild.run(sandbox.options()) }
      #expect(failure?.message.contains("symbolic link") == true)
    } else {
      let report = try await SiteBuild.run(sandbox.options())
      #expect(report.findings.contains { $0.code == "link-outside" && $0.path.hasSuffix("Content/" + name) })
    }
  }

  @Test(arguments: ["only: [stff]", "redact: [ownr]", "redact: [{part: summary, only: [stff]}]", "redact: [title]"])
  func `a record that names what is not there to hide is in no edition`(line: String) async throws {
    let sandbox = Sandbox()
    try sandbox.write(BuildTests.small)
    try sandbox.write(
      "title: Small\neditions: {public: {shows: [public]}, staff: {shows: [public]}}\n", to: "Content/casebook.yaml")
    try sandbox.write("---\ntitle: Hushed\nsensitivity: public\nsummary: s\n\(line)\n---\n", to: "Content/notes/hushed.md")
    let report = try await SiteBuild.run(sandbox.options())
    #expect(
      report.findings.contains { $0.path.hasSuffix("hushed.md") && ["unknown-edition", "unknown-redaction"].contains($0.code) })
    #expect(!(try sandbox.files("Site")).keys.contains("notes/hushed.html"))
  }

  @Test func `an edition whose consent is left empty takes none`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      BuildTests.small.replacing("    fields:\n", with: "    fields:\n      consent: {kind: text, role: consent}\n"))
    try sandbox.write("title: Small\neditions: {public: {shows: [public], consent: }}\n", to: "Content/casebook.yaml")
    try sandbox.write("---\ntitle: Hushed\nsensitivity: public\nconsent: given\n---\n", to: "Content/notes/hushed.md")
    _ = try await SiteBuild.run(sandbox.options())
    #expect(!(try sandbox.files("Site")).keys.contains("notes/hushed.html"))
  }
}
