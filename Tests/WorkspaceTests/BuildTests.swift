import Foundation
import Publication
import Testing
import Text

@testable import Workspace

struct BuildTests {
  private func patientSafety(_ sandbox: Sandbox, output: String = "Site", jobs: Int = 2) -> BuildOptions {
    var options = sandbox.options(output: output, jobs: jobs)
    options.content = fixture("patient-safety/Content")
    return options
  }

  @Test func `a knowledge base of another field builds without a finding`() async throws {
    let sandbox = Sandbox()
    let report = try await SiteBuild.run(patientSafety(sandbox))
    #expect(report.findings.map(\.description) == [])
    let page = try sandbox.read("Site/incidents/wrong-syringe.html")
    for words in [
      "Two syringes that looked alike", "No harm", "Confusing labels", "Surgery", "Read the label aloud", "The colleague asks.",
    ] {
      #expect(page.contains(words), "the page of an incident shows '\(words)'")
    }
    #expect(!page.contains("the colleague at the next bed"), "a field for staff is in no public page")
    #expect(!(try sandbox.files("Site")).keys.contains { $0.contains("night-fall") }, "a restricted incident has no page")
    #expect(
      try sandbox.read("Site/lessons/read-aloud.html").contains("Seen in"),
      "the inverse of a relation has the name the model gives it")
  }

  @Test func `another edition shows what it may`() async throws {
    let sandbox = Sandbox()
    var options = patientSafety(sandbox)
    options.edition = "staff"
    let report = try await SiteBuild.run(options)
    #expect(report.findings.map(\.description) == [])
    #expect(try sandbox.read("Site/incidents/wrong-syringe.html").contains("the colleague at the next bed"))
    #expect(try sandbox.read("Site/incidents/night-fall.html").contains("Nobody heard it."))
  }

  @Test func `a translation has its own texts and the original's relations, and what is not translated falls back`()
    async throws
  {
    let sandbox = Sandbox()
    _ = try await SiteBuild.run(patientSafety(sandbox))
    let french = try sandbox.read("Site/fr/incidents/wrong-syringe.html")
    #expect(french.contains("Deux seringues semblables"))
    #expect(french.contains("Le collègue pose la question."), "an entry's text is matched by its key")
    #expect(french.contains("The syringe is taken."), "an entry without a translation stays the original's")
    #expect(french.contains("id=\"what-happened\""), "an expected section has the same anchor in every language")
    let fallback = try sandbox.read("Site/fr/lessons/read-aloud.html")
    #expect(fallback.contains("Read the label aloud"))
    #expect(fallback.contains("<html lang=\"fr\""))
  }

  @Test func `a note on a link says its language on pages in another, and stays with who wrote it`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Notes
      languages: [en, fr]
      -- Content/model.yaml --
      types:
        note:
          fields:
            links: {kind: reference, to: [note], many: true, inverse: linked_by, fields: {why: {kind: text}}}
      -- Content/note/a.md --
      ---
      title: A
      links: [{to: b, why: since it rains}]
      ---
      -- Content/note/b.md --
      ---
      title: B
      ---
      """)
    _ = try await SiteBuild.run(sandbox.options())
    let note = "since it rains"
    #expect(try sandbox.read("Site/note/a.html").contains(">\(note)<"))
    #expect(try sandbox.read("Site/note/b.html").contains(">\(note)<"))
    #expect(try sandbox.read("Site/fr/note/a.html").contains(" lang=\"en\" dir=\"ltr\">\(note)<"))
    #expect(try !sandbox.read("Site/fr/note/b.html").contains(note))
  }

  @Test func `the same content gives the same bytes, at any width, twice, and from another folder`() async throws {
    let sandbox = Sandbox()
    _ = try await SiteBuild.run(patientSafety(sandbox, output: "a", jobs: 1))
    _ = try await SiteBuild.run(patientSafety(sandbox, output: "b", jobs: 8))
    _ = try await SiteBuild.run(patientSafety(sandbox, output: "b", jobs: 8))
    let elsewhere = Sandbox()
    try FileManager.default.copyItem(atPath: fixture("patient-safety/Content"), toPath: elsewhere.path + "/Other name")
    var options = elsewhere.options(output: "c", jobs: 3)
    options.content = elsewhere.path + "/Other name"
    _ = try await SiteBuild.run(options)
    let first = try sandbox.files("a")
    #expect(differences(first, try sandbox.files("b")) == [])
    #expect(differences(first, try elsewhere.files("c")) == [])
  }

  @Test(arguments: [0, 4096]) func `the same content gives the same bytes, wherever long texts wait`(kept: Int) async throws {
    let sandbox = Sandbox()
    _ = try await SiteBuild.run(patientSafety(sandbox, output: "a"))
    let report = try await SiteBuild.run(patientSafety(sandbox, output: "b"), keeping: kept)
    #expect(report.isWritten)
    #expect(differences(try sandbox.files("a"), try sandbox.files("b")) == [])
  }

  @Test func `a build with nothing changed writes nothing`() async throws {
    let sandbox = Sandbox()
    let first = try await SiteBuild.run(patientSafety(sandbox))
    let second = try await SiteBuild.run(patientSafety(sandbox))
    #expect(first.written == first.files)
    #expect(second.written == 0)
  }

  @Test func `what is no longer there is deleted, and what was never ours is kept`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.small)
    _ = try await SiteBuild.run(sandbox.options())
    try sandbox.write("mine", to: "Site/.htaccess")
    #expect(try sandbox.files("Site").keys.contains("notes/b.html"))
    try FileManager.default.removeItem(atPath: sandbox.path + "/Content/notes/b.md")
    try sandbox.write("---\ntitle: A\n---\n\nAlone.\n", to: "Content/notes/a.md")
    _ = try await SiteBuild.run(sandbox.options())
    #expect(!(try sandbox.files("Site").keys.contains("notes/b.html")))
    #expect(try sandbox.read("Site/.htaccess") == "mine")
  }

  @Test func `the next build mends what a cut-off build left`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.small)
    _ = try await SiteBuild.run(sandbox.options())
    let whole = try sandbox.files("Site")
    // The state after a build that was killed: the next manifest is there, one page is from another
    // build, and one is new.
    try sandbox.write(Manifest.next(["notes/a.html", "notes/stray.html"]), to: "Site/manifest.next.json")
    var page = whole["notes/a.html"]!
    page[page.count - 2] = UInt8(ascii: "#")
    try sandbox.write(page, to: "Site/notes/a.html")
    try sandbox.write("stray", to: "Site/notes/stray.html")
    _ = try await SiteBuild.run(sandbox.options())
    #expect(differences(whole, try sandbox.files("Site")) == [])
  }

  @Test func `after two builds that were cut off, nothing of either stays`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.small)
    _ = try await SiteBuild.run(sandbox.options())
    let whole = try sandbox.files("Site")
    try sandbox.write(Manifest.next(["notes/stray.html"]), to: "Site/manifest.next.json")
    try sandbox.write("stray", to: "Site/notes/stray.html")
    // The second build announces what it will write, and is killed before it has written anything.
    try SiteFolder(sandbox.path + "/Site").begin(publication(of: ["notes/a.html", "search/en/d/0-012345.js"]))
    try sandbox.write("stray", to: "Site/search/en/d/0-012345.js")
    _ = try await SiteBuild.run(sandbox.options())
    #expect(differences(whole, try sandbox.files("Site")) == [])
  }

  @Test func `a file made piece by piece is the same file as one made whole`() throws {
    let sandbox = Sandbox()
    let bytes = Array(String(repeating: "word ", count: 1000).utf8)
    var manifests: [String] = []
    for (output, size) in [("Whole", bytes.count), ("Pieces", 7)] {
      let folder = try SiteFolder(sandbox.path + "/" + output)
      try folder.begin(publication(of: ["data/a.json"]))
      let file =
        if size == bytes.count {
          try folder.write("data/a.json", bytes)
        } else {
          try folder.write("data/a.json") { use in
            for start in stride(from: 0, to: bytes.count, by: size) { use(Array(bytes[start...].prefix(size))) }
          }
        }
      #expect(try folder.finish([file]).written == 1)
      manifests.append(try sandbox.read(output + "/manifest.json"))
    }
    #expect(manifests[0] == manifests[1])
    #expect(try sandbox.read("Pieces/data/a.json") == sandbox.read("Whole/data/a.json"))
    // If a file with the same bytes exists, nothing is written.
    let again = try SiteFolder(sandbox.path + "/Pieces")
    try again.begin(publication(of: ["data/a.json"]))
    let file = try again.write("data/a.json") { $0(bytes) }
    #expect(try again.finish([file]).written == 0)
    #expect(try FileSystem.entries(of: sandbox.path + "/Pieces/data").compactMap(\.name) == ["a.json"])
  }

  private func publication(of paths: [String]) -> Publication {
    Publication(release: "1", edition: "", files: paths.map { OutputFile($0, .page, .bytes([])) })
  }

  @Test func `a page that somebody changed is written again, be it as long as before`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.small)
    _ = try await SiteBuild.run(sandbox.options())
    let whole = try sandbox.files("Site")
    var page = whole["notes/a.html"]!
    page[page.count - 2] = UInt8(ascii: "#")
    try sandbox.write(page, to: "Site/notes/a.html")
    // A clock may tick more slowly than this test runs.
    try FileManager.default.setAttributes(
      [.modificationDate: Date.now + 10], ofItemAtPath: sandbox.path + "/Site/notes/a.html")
    #expect(try await SiteBuild.run(sandbox.options()).written == 1)
    #expect(differences(whole, try sandbox.files("Site")) == [])
    #expect(try await SiteBuild.run(sandbox.options()).written == 0)
  }

  @Test(arguments: ["en, en", "en, fr, en"])
  func `a language that stands twice is a finding`(languages: String) async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.small)
    try sandbox.write("title: Small\nlanguages: [\(languages)]\n", to: "Content/casebook.yaml")
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.map(\.code).contains("invalid-language"))
  }

  @Test func `languages are chosen once each, and at least one`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.small)
    var options = sandbox.options()
    options.languages = ["en", "en"]
    #expect(try await SiteBuild.run(options).isWritten)
    options.languages = []
    await #expect(throws: BuildFailure.self) { try await SiteBuild.run(options) }
  }

  @Test func `a folder that is no site of ours is refused and stays as it was`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.small)
    try sandbox.write("dear diary", to: "Site/diary.txt")
    await #expect(throws: BuildFailure.self) { try await SiteBuild.run(sandbox.options()) }
    #expect(try sandbox.files("Site") == ["diary.txt": Array("dear diary".utf8)])
    try sandbox.write("a file", to: "Other")
    await #expect(throws: BuildFailure.self) { try await SiteBuild.run(sandbox.options(output: "Other")) }
    #expect(try sandbox.read("Other") == "a file")
  }

  @Test func `with --strict nothing is written when there is a finding`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.small)
    try sandbox.write("---\ntitle: C\nlinks: [nobody]\n---\n", to: "Content/notes/c.md")
    var options = sandbox.options()
    options.isStrict = true
    let report = try await SiteBuild.run(options)
    #expect(!report.isWritten)
    #expect(!FileManager.default.fileExists(atPath: sandbox.path + "/Site"))
  }

  @Test func `the manifest holds the size and SHA-256 of every file`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.small)
    _ = try await SiteBuild.run(sandbox.options())
    var files = try sandbox.files("Site")
    let manifest = try #require(Manifest.read(files.removeValue(forKey: "manifest.json")!))
    #expect(manifest.files.keys.sorted() == files.keys.sorted())
    for (path, bytes) in files {
      #expect(manifest.files[path] == Manifest.File(size: bytes.count, hash: Manifest.hash(bytes)), "\(path)")
    }
    #expect(Manifest.hash(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func `every link of a site leads to a file and an anchor that are there`() async throws {
    let sandbox = Sandbox()
    _ = try await SiteBuild.run(patientSafety(sandbox))
    #expect(try brokenLinks(in: sandbox.files("Site")) == [])
  }

  @Test func `paths are short, and never differ by case alone`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.small)
    let khmer = String(repeating: "ក្រុម", count: 14)
    // The longest possible folder and language, and a facet of arbitrary texts.
    let folder = String(repeating: "f", count: 60)
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Small
      languages: [en, por-br-abl1943x]
      -- Content/model.yaml --
      types:
        note:
          folder: notes
          fields:
            links: {kind: reference, to: [note], many: true, inverse: linked_by}
            kind: {kind: text, many: true, facet: true}
        \(folder):
          fields: {\(String(repeating: "k", count: 60)): {kind: text, many: true, facet: true}, kind: {kind: file}}
      -- Content/\(folder)/\(String(repeating: "long-", count: 30)).md --
      ---
      title: Long
      \(String(repeating: "k", count: 60)): [\(String(repeating: "value ", count: 40))]
      ---
      -- Content/notes/kinds.md --
      ---
      title: Kinds
      kind: [A, a, ../up, .dot, LPT1.txt, con, x, x-page-2, X-page-2, "\(khmer)"]
      links: [a]
      ---
      """)
    for name in [
      "LPT1.foo", "com1", "with blank", "a#b%c", "quote\"s'", "con", "X", "index", "search", khmer, khmer + "ខ", "über",
      "a.b.c",
    ] {
      try sandbox.write("---\ntitle: \(name.count)\n---\n\nSee [[a]].\n", to: "Content/notes/\(name).md")
    }
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.filter { $0.severity == .error }.map(\.description) == [])
    let files = try sandbox.files("Site")
    #expect(files.keys.filter { $0.utf16.count > 140 } == [])
    #expect(Set(files.keys.map { $0.lowercased() }).count == files.count)
    #expect(files.keys.filter { $0.contains { "<>:\"\\|?*#% '".contains($0) } } == [])
    let devices = /(?i)(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^\/]*)?(?:\/|$)/
    #expect(files.keys.filter { $0.contains(devices) } == [])
    #expect(files.keys.filter { $0.hasPrefix("by-kind/") }.count == 11, "each value has a page, and the facet an index")
    #expect(try FileManager.default.subpathsOfDirectory(atPath: sandbox.path + "/Site").count { $0.contains("/.") } == 0)
    #expect(try brokenLinks(in: files) == [])
  }

  @Test func `two names that a stick cannot tell apart are a finding, and both have a page`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.small)
    try sandbox.write("---\ntitle: One\n---\n\nSee [[a]].\n", to: "Content/notes/Same.md")
    try sandbox.write("---\ntitle: Two\n---\n\nSee [[a]].\n", to: "Content/notes/same.md")
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.map(\.code) == ["name-clash"])
    #expect(try sandbox.files("Site").keys.filter { $0.lowercased().hasPrefix("notes/same") }.count == 2)
  }

  static let small = """
    -- Content/casebook.yaml --
    title: Small
    -- Content/model.yaml --
    types:
      note:
        folder: notes
        fields:
          links: {kind: reference, to: [note], many: true, inverse: linked_by}
    -- Content/notes/a.md --
    ---
    title: A
    links: [b]
    ---
    First.
    -- Content/notes/b.md --
    ---
    title: B
    ---
    Second.
    """
}

/// Returns the links of all pages that lead nowhere: the file does not exist, or has no such id.
func brokenLinks(in files: [String: [UInt8]]) throws -> [String] {
  var broken: [String] = []
  let pages = files.filter { $0.key.hasSuffix(".html") }.mapValues { String(decoding: $0, as: UTF8.self) }
  var ids: [String: Set<String>] = [:]
  for (path, text) in pages { ids[path] = Set(text.matches(of: /\bid="([^"]*)"/).map { String($0.1) }) }
  for (path, text) in pages {
    for match in text.matches(of: /(?:href|src|action)="([^"]*)"/) {
      let link = String(match.1).replacing("&amp;", with: "&")
      if link.hasPrefix("http") || link.hasPrefix("mailto:") { continue }
      let halves = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      var parts = path.split(separator: "/").dropLast().map(String.init)
      if halves[0].isEmpty {
        parts = path.split(separator: "/").map(String.init)
      } else {
        for piece in (String(halves[0]).removingPercentEncoding ?? "?").split(separator: "/") {
          if piece == ".." { _ = parts.popLast() } else if piece != "." { parts.append(String(piece)) }
        }
      }
      let target = parts.joined(separator: "/")
      if files[target] == nil {
        broken.append("\(path): \(link)")
      } else if halves.count == 2, let known = ids[target] {
        let fragment = String(halves[1]).removingPercentEncoding ?? "?"
        if !known.contains(fragment), !fragment.hasPrefix("q="), !fragment.hasPrefix("f.") { broken.append("\(path): \(link)") }
      }
    }
  }
  return broken.sorted()
}
