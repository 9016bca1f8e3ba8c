import Foundation
import Testing
import Text

@testable import Workspace

/// A page's classes are the theme's: a knowledge base that renames a field keeps its looks.
struct ClassNameTests {
  /// Class tokens of all pages of a site, each with a page that has it.
  private func classes(of folder: String) throws -> [Substring: String] {
    var found: [Substring: String] = [:]
    for (path, bytes) in try Sandbox.files(at: folder) where path.hasSuffix(".html") {
      for list in String(decoding: bytes, as: UTF8.self).matches(of: /\sclass="([^"]*)"/) {
        for token in list.1.split(separator: " ") where found[token] == nil { found[token] = path }
      }
    }
    return found
  }

  /// The words of a class: `mark-not-stated` has `mark`, `mark-not`, `not-stated` and so on.
  private func parts(of token: Substring) -> [String] {
    let words = token.split { $0 == "-" || $0 == "_" }
    return words.indices.flatMap { first in
      (first..<words.count).flatMap { last in ["-", "_"].map { words[first...last].joined(separator: $0) } }
    }
  }

  /// Ids of Content that are words of the theme's classes too.
  private static let everyday: Set<String> = [
    "figure", "full", "group", "list", "note", "number", "page", "parts", "places", "summary", "table", "term", "terms", "text",
    "title",
  ]

  @Test func `no class of Content's pages has the id of a type, field or term`() async throws {
    let sandbox = Sandbox()
    var options = sandbox.options()
    options.content = ThemeNameTests.root.appending(path: "Content").path
    options.languages = ["en"]
    _ = try await SiteBuild.run(options)
    let names = try ThemeNameTests.names(of: ["Content"])
    #expect(names.isSuperset(of: ["case", "applies_not", "evidence", "not-stated", "outcome"]))
    var used: Set<String> = []
    var told: [String] = []
    for (token, path) in try classes(of: options.output) {
      for name in parts(of: token) where names.contains(name) {
        if Self.everyday.contains(name) { used.insert(name) } else { told.append("\(path): \(token)") }
      }
    }
    #expect(told.sorted() == [])
    print("Words of classes that are ids of Content too:", Self.everyday.sorted().joined(separator: ", "))
    #expect(Self.everyday.subtracting(used).sorted() == [], "words that need no leave")
  }

  /// Every type, field, inverse, section, term and view begins with `zq`.
  private static let base = """
    -- Content/casebook.yaml --
    title: Small
    navigation: [zqnote, zqmatrix]
    views:
      - {id: zqmatrix, kind: matrix, type: zqnote, rows: zqkinds, columns: zqsure}
      - {id: zqlist, kind: list, type: zqnote, group: zqsure, sort: zqwhen}
      - {id: zqties, kind: relations, type: zqnote, field: zqties}
      - {id: zqtime, kind: timeline, type: zqnote, field: zqwhen, group: zqsure}
      - {id: zqmap, kind: map, type: zqnote, field: zqwhere}
    -- Content/model.yaml --
    types:
      zqnote:
        folder: notes
        sections: [{id: zqpart, label: Part}]
        fields:
          zqsure: {kind: term, from: [zqscale], required: true, facet: true}
          zqkinds: {kind: term, from: [zqkinds], many: true, facet: true}
          zqwhere: {kind: term, from: [countries], many: true, facet: true}
          zqwhen: {kind: period, facet: true}
          zqlong: {kind: text, many: true}
          zqprose: {kind: markdown}
          zqsteps:
            kind: record
            many: true
            key: zqkey
            fields: {zqkey: {kind: text}, zqname: {kind: text}, zqdo: {kind: markdown}, zqsee: {kind: reference, to: [zqword], many: true}}
          zqties:
            kind: reference
            to: [zqnote]
            many: true
            inverse: {name: zqtied, label: Tied}
            fields: {zqhow: {kind: term, from: [zqscale]}, zqwhy: {kind: text}}
          zqwords: {kind: reference, to: [zqword], many: true, inverse: zqused}
      zqword:
        folder: words
        page: list
        fields:
          zqnames: {kind: record, many: true, fields: {zqtongue: {kind: language}, zqname: {kind: text}}}
    -- Content/vocabularies/zqscale.yaml --
    ordered: true
    terms: [{id: zqlow, label: Low}, {id: zqhigh, label: High}]
    -- Content/vocabularies/zqkinds.yaml --
    terms: [{id: zqfirst, label: First}, {id: zqsecond, label: Second}]
    -- Content/notes/a.md --
    ---
    title: A
    summary: One.
    zqsure: zqlow
    zqkinds: [zqfirst, zqsecond]
    zqwhere: [KEN]
    zqwhen: {start: 2009, end: 2011}
    zqlong: [One., Two.]
    zqprose: Running text.
    zqsteps: [{zqkey: zqone, zqname: Step, zqdo: Do it., zqsee: [w]}]
    zqties: [{to: b, zqhow: zqhigh, zqwhy: It says so.}]
    zqwords: [w]
    ---
    ## Part {#zqpart}

    Text.
    -- Content/notes/b.md --
    ---
    title: B
    zqsure: zqhigh
    zqwhen: 2012
    ---
    Text about [[a]].
    -- Content/words/w.md --
    ---
    title: W
    zqnames: [{zqtongue: fr, zqname: Mot}]
    ---
    """

  @Test func `no class of a knowledge base's pages has an id that it made up`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(Self.base)
    let result = try await SiteBuild.run(sandbox.options())
    #expect(result.findings.filter { $0.severity == .error }.map(\.description) == [])
    let classes = try classes(of: sandbox.path + "/Site")
    #expect(classes.keys.contains("mark") && classes.keys.contains("part-head") && classes.keys.contains("item-names"))
    #expect(classes.filter { $0.key.contains("zq") }.sorted { $0.key < $1.key }.map { "\($0.value): \($0.key)" } == [])
  }
}
