import Foundation
import Knowledge
import Testing
import Text

@testable import Workspace

/// Nothing in the content makes a build run away: what a few bytes could make long is bounded, and
/// told.
struct RunawayTests {
  private func build(_ files: [String: String]) async throws -> (site: [String: [UInt8]], codes: Set<String>) {
    let sandbox = Sandbox()
    try sandbox.write("title: Small\n", to: "Content/casebook.yaml")
    try sandbox.write(
      "types:\n  note: {folder: notes, fields: {see: {kind: reference, to: [note], many: true}}}\n", to: "Content/model.yaml")
    for (name, text) in files { try sandbox.write(text, to: "Content/notes/\(name).md") }
    let report = try await SiteBuild.run(sandbox.options())
    return (try sandbox.files("Site"), Set(report.findings.map(\.code)))
  }

  @Test(arguments: [
    "---\ntitle: \(String(repeating: "t", count: 60_000))\n---\n",
    "---\nsummary: S\n---\n\n# \(String(repeating: "word ", count: 20_000))\n\nText.\n",
    "---\nsummary: S\n---\n\n# \(String(repeating: "é", count: 200_000))\n",
  ])
  func `a long title is shown as its beginning, however many links show it`(page: String) async throws {
    let links = String(repeating: "[[a]] ", count: 5_000)
    let (site, codes) = try await build(["a": page, "b": "---\ntitle: B\nsee: [a]\n---\n\n## On [[a]]\n\n\(links)\n"])
    #expect(codes.contains("too-long"))
    // 5,000 links of some 300 bytes each.
    #expect(site["notes/b.html"]!.count < 2_000_000)
    #expect(site.values.reduce(0) { $0 + $1.count } < 8_000_000)
    #expect(String(decoding: site["notes/b.html"]!, as: UTF8.self).contains("…</a>"))
  }

  @Test func `a long heading in many links is shown as its beginning`() async throws {
    let heading = String(repeating: "word ", count: 20_000)
    let (site, _) = try await build([
      "a": "---\ntitle: A\n---\n\n## \(heading){#x}\n\nText [[b]].\n",
      "b": "---\ntitle: B\n---\n\n" + String(repeating: "[[a#x]] ", count: 300) + "\n",
    ])
    #expect(site["notes/b.html"]!.count < 400_000)
  }

  @Test func `a title as long as titles are is shown whole in each link`() async throws {
    let title = String(repeating: "word ", count: 40) + "end"
    let (site, codes) = try await build(["a": "---\ntitle: \(title)\n---\n", "b": "---\ntitle: B\n---\n\n[[a]]\n"])
    #expect(!codes.contains("too-long"))
    #expect(String(decoding: site["notes/b.html"]!, as: UTF8.self).contains("\(title)</a>"))
  }

  @Test(arguments: [
    ("short", 20, "short"), ("one two three four", 12, "one two…"), ("ééééé", 8, "éé…"), ("aaaaaaaaaaaa bb", 8, "aaaaa…"),
  ])
  func `a shortened text ends between words, or between characters`(text: String, most: Int, expected: String) {
    #expect(text.shortened(to: most) == expected)
    #expect(text.shortened(to: most).utf8.count <= most)
  }

  /// 312 files of a knowledge base, each with some bytes changed: every one is read or told, and no
  /// page is half. Comparing each of them with all names takes minutes.
  @Test(.timeLimit(.minutes(2)))
  func `ten thousand names of nothing beside three thousand that are near are told`() async throws {
    let links = (0..<10_000).map { "[[note-about-wells-\($0)x]]" }.joined(separator: "\n")
    var files = ["a": "---\ntitle: A\n---\n\n\(links)\n"]
    for number in 0..<3_000 { files["note-about-wells-\(number)"] = "---\ntitle: N\(number)\n---\n" }
    let (site, codes) = try await build(files)
    #expect(codes.contains("unresolved-reference") && site["notes/a.html"] != nil)
  }

  @Test(.timeLimit(.minutes(2)))
  func `seven thousand old names of one record are read`() async throws {
    let names = (0..<7_000).map { "n\($0)" }.joined(separator: ", ")
    let (site, _) = try await build(["b": "---\ntitle: B\naliases: [\(names)]\n---\n", "a": "---\ntitle: A\n---\n[[b]]\n"])
    #expect(site["notes/a.html"] != nil && site["notes/b.html"] != nil)
  }

  @Test func `312 changed files are read or told`() async throws {
    var random = SplitMix(state: 312)
    let files = [
      "casebook.yaml":
        "title: {en: Small, fr: Petit}\nlanguages: [en, fr]\neditions: {public: {shows: [public]}}\nnavigation: [note, all]\nviews: [{id: all, kind: list, label: All, type: note, sort: title}]\n",
      "model.yaml":
        "types:\n  note:\n    folder: notes\n    fields:\n      kind: {kind: term, from: [kinds], facet: true, required: publish}\n      see: {kind: reference, to: [note], many: true, inverse: seen}\n      code: {kind: text, pattern: '[a-z]+', max: 20}\n    rules: [{when: {kind: red}, require: [see]}]\n",
      "vocabularies/kinds.yaml":
        "ordered: true\nterms: [{id: red, label: {en: Red}, also: {en: [rouge]}}, {id: blue, broader: red}]\n",
      "notes/a.md":
        "---\ntitle: A\nsensitivity: public\nkind: red\nsee: [b]\ncode: abc\n---\n\n## Head\n\n| a | b |\n|---|---|\n| [[b]] | *c* |\n\n- [x] one[^1] <!-- c -->\n\n[^1]: `two` ![i](x.png \"t\")\n",
      "notes/b.fr.md": "---\ntitle: B\nsensitivity: public\n---\n\n> [!NOTE]\n> Text [l](a.md#head).\n",
      "templates/record.mustache":
        "{{<layout}}{{$main}}<h1>{{record.title}}</h1>{{#record.facts}}{{label}}{{/record.facts}}{{/main}}{{/layout}}\n",
    ]
    let marks = Array("{}[]|#:-*`\"'<>&!%@\\\n\t\u{0} \u{FF}é".utf8)
    let day = PartialDate(year: 2026, month: 1, day: 1)
    for round in 0..<312 {
      let sandbox = Sandbox()
      let changed = files.keys.sorted().randomElement(using: &random)!
      for (name, text) in files {
        var bytes = Array(text.utf8)
        if name == changed {
          for _ in 0...random.next() % 6 {
            let place = Int(random.next() % UInt64(bytes.count))
            switch random.next() % 4 {
            case 0: bytes[place] = marks.randomElement(using: &random)!
            case 1:
              bytes.insert(
                contentsOf: Array(repeating: marks.randomElement(using: &random)!, count: Int(random.next() % 40) + 1),
                at: place)
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int(random.next() % 20) + 1))
            default: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            }
            if bytes.isEmpty { bytes = [0x0A] }
          }
        }
        try sandbox.write(bytes, to: "Content/" + name)
      }
      do {
        for finding in try await SiteBuild.check(sandbox.options(), today: day) {
          #expect(!finding.code.isEmpty && finding.start.line > 0 && finding.start.column > 0)
        }
        // A build takes its time: one of twelve is enough to see that pages are whole.
        guard round % 12 == 0 else { continue }
        let report = try await SiteBuild.run(sandbox.options())
        for finding in report.findings { #expect(!finding.code.isEmpty && finding.start.line > 0 && finding.start.column > 0) }
        guard report.isWritten else {
          #expect(report.findings.contains { $0.severity == .error })
          continue
        }
        for (name, bytes) in try sandbox.files("Site") where name.hasSuffix(".html") && changed != "templates/record.mustache" {
          #expect(bytes.suffix(9).elementsEqual("</html>\n".utf8) || bytes.suffix(8).elementsEqual("</html>\n".utf8), "\(name)")
        }
      } catch let failure as BuildFailure {
        #expect(!failure.message.isEmpty)
      }
    }
  }
}
