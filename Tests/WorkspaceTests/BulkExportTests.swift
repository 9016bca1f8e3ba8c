import Foundation
import Publication
import Testing

@testable import Workspace

/// Documents for search servers follow the schema in the manual, and the edition.
struct BulkExportTests {
  private func export(_ options: BuildOptions, _ target: BulkTarget, _ sandbox: Sandbox) async throws -> [[String: Any]] {
    let report = try await BulkExport.run(options, for: target, to: sandbox.path + "/records.ndjson")
    #expect(report.isWritten)
    return try sandbox.read("records.ndjson").split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  private func patientSafety(_ sandbox: Sandbox) -> BuildOptions {
    var options = sandbox.options()
    options.content = fixture("patient-safety/Content")
    return options
  }

  private func schema() throws -> JSONSchema {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Documentation/media/bulk-document.schema.json")
    return JSONSchema(try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: path)) as? [String: Any]))
  }

  @Test func `every document follows the schema`() async throws {
    let schema = try schema()
    let sandbox = Sandbox()
    for document in try await export(patientSafety(sandbox), .typesense, sandbox) {
      #expect(schema.problems(with: document) == [], "\(document["id"] ?? "")")
    }
    for seed in 1...8 as ClosedRange<UInt64> {
      let sandbox = Sandbox()
      try RandomKnowledge(seed: seed).write(to: sandbox, hidden: true)
      let documents = try await export(sandbox.options(), .meilisearch, sandbox)
      #expect(documents.count > 1)
      for document in documents { #expect(schema.problems(with: document) == [], "seed \(seed), \(document["id"] ?? "")") }
    }
  }

  @Test func `the schema refuses what is not a document`() throws {
    let schema = try schema()
    #expect(schema.problems(with: ["id": "a b"]).count > 5)
  }

  @Test func `values keep their kinds, terms and references have ids and labels, and broader terms are facets`() async throws {
    let sandbox = Sandbox()
    let documents = try await export(patientSafety(sandbox), .meilisearch, sandbox)
    let document = try #require(documents.first { $0["id"] as? String == "fr__incident__wrong-syringe" })
    #expect(document["record"] as? String == "incident/wrong-syringe")
    #expect(document["url"] as? String == "fr/incidents/wrong-syringe.html")
    let fields = try #require(document["fields"] as? [String: Any])
    #expect(fields["harm"] as? [String: String] == ["id": "none", "label": "Aucun"])
    #expect(fields["dose"] as? Double == 2.5)
    #expect(fields["happened"] as? String == "2021-03")
    let steps = try #require(fields["timeline"] as? [[String: Any]])
    #expect(steps.map { $0["minutes"] as? Int } == [2, 3])
    #expect(steps[1]["text"] as? String == "Le collègue pose la question.")
    let lessons = try #require(fields["lessons"] as? [[String: Any]])
    #expect(lessons[0]["id"] as? String == "lesson/read-aloud")
    #expect((lessons[0]["link"] as? [String: [String: String]])?["weight"]?["label"] == "Fortement")
    #expect((document["facets"] as? [String: [String]])?["causes"] == ["labels", "fatigue", "human"])
    #expect(document["references"] as? [String] == ["lesson/read-aloud", "ward/surgery"])
  }

  @Test(arguments: [BulkTarget.elasticsearch, .opensearch])
  func `for _bulk each document follows a line that names it`(target: BulkTarget) async throws {
    let sandbox = Sandbox()
    let lines = try await export(patientSafety(sandbox), target, sandbox)
    #expect(lines.count.isMultiple(of: 2) && lines.count > 4)
    for place in stride(from: 0, to: lines.count, by: 2) {
      #expect(
        lines[place] as? [String: [String: String]] == ["index": ["_id": try #require(lines[place + 1]["id"] as? String)]])
    }
    #expect(try sandbox.read("records.ndjson").hasSuffix("}\n"), "_bulk wants a line feed at the end")
  }

  @Test(arguments: 1...12)
  func `the documents equal those of a copy without what is hidden`(seed: UInt64) async throws {
    let base = RandomKnowledge(seed: seed)
    let whole = Sandbox()
    try base.write(to: whole, hidden: true)
    let copy = Sandbox()
    try base.write(to: copy, hidden: false)
    _ = try await export(whole.options(jobs: 3), .elasticsearch, whole)
    _ = try await export(copy.options(jobs: 1), .elasticsearch, copy)
    let text = try whole.read("records.ndjson")
    #expect(text == (try copy.read("records.ndjson")))
    #expect(!text.lowercased().contains("secretword"))
  }

  @Test func `ids have only letters, digits, hyphens and low lines, and no two are the same`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(BuildTests.small)
    let long = String(repeating: "é", count: 90)
    for slug in ["été", "e_c3_a9t", "a.b", "a__b", "a_b", long + "a", long + "b"] {
      try sandbox.write("---\ntitle: T\n---\n", to: "Content/notes/\(slug).md")
    }
    let ids = try await export(sandbox.options(), .meilisearch, sandbox).compactMap { $0["id"] as? String }
    #expect(ids.count >= 7)
    #expect(Set(ids).count == ids.count)
    for id in ids { #expect(id.utf8.count <= 511 && id.wholeMatch(of: /[a-zA-Z0-9_-]+/) != nil, "\(id)") }
  }

  @Test func `with a base URL addresses are whole, and only chosen languages are written`() async throws {
    let sandbox = Sandbox()
    var options = patientSafety(sandbox)
    options.baseURL = "https://wards.example/knowledge"
    options.languages = ["en"]
    let documents = try await export(options, .typesense, sandbox)
    #expect(documents.allSatisfy { ($0["url"] as? String)?.hasPrefix("https://wards.example/knowledge/") == true })
    #expect(Set(documents.compactMap { $0["language"] as? String }) == ["en"])
  }
}

/// The part of JSON Schema that the schema of the documents uses. An unknown keyword is a problem
/// too.
struct JSONSchema {
  private let root: [String: Any]

  init(_ root: [String: Any]) { self.root = root }

  func problems(with value: Any) -> [String] { problems(value, root, "") }

  private func problems(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    var found: [String] = []
    for (word, rule) in schema {
      switch (word, rule) {
      case ("$schema", _), ("$defs", _), ("title", _), ("description", _): continue
      case ("$ref", let name as String):
        let target = (root["$defs"] as? [String: Any])?[String(name.dropFirst("#/$defs/".count))] as? [String: Any]
        found += target.map { problems(value, $0, path) } ?? ["\(path): no \(name)"]
      case ("anyOf", let choices as [[String: Any]]):
        if choices.allSatisfy({ !problems(value, $0, path).isEmpty }) { found.append("\(path): none of anyOf") }
      case ("type", let name as String): if !Self.has(value, name) { found.append("\(path): not a \(name)") }
      case ("type", let names as [String]):
        if !names.contains(where: { Self.has(value, $0) }) { found.append("\(path): none of \(names)") }
      case ("required", let names as [String]):
        for name in names where (value as? [String: Any])?[name] == nil { found.append("\(path): no \(name)") }
      case ("properties", let members as [String: [String: Any]]):
        for (name, inner) in members {
          if let member = (value as? [String: Any])?[name] { found += problems(member, inner, path + "/" + name) }
        }
      case ("additionalProperties", let rule):
        let known = (schema["properties"] as? [String: Any]) ?? [:]
        for (name, member) in value as? [String: Any] ?? [:] where known[name] == nil {
          if let inner = rule as? [String: Any] {
            found += problems(member, inner, path + "/" + name)
          } else {
            found.append("\(path): \(name) is not known")
          }
        }
      case ("items", let inner as [String: Any]):
        for (place, element) in (value as? [Any] ?? []).enumerated() { found += problems(element, inner, "\(path)/\(place)") }
      case ("minItems", let least as Int): if let list = value as? [Any], list.count < least { found.append("\(path): short") }
      case ("uniqueItems", _):
        if let list = value as? [String], Set(list).count < list.count { found.append("\(path): twice the same") }
      case ("minLength", let least as Int):
        if let text = value as? String, text.count < least { found.append("\(path): short") }
      case ("maxLength", let most as Int): if let text = value as? String, text.count > most { found.append("\(path): long") }
      case ("pattern", let pattern as String):
        if let text = value as? String, text.range(of: pattern, options: .regularExpression) == nil {
          found.append("\(path): '\(text)' is not \(pattern)")
        }
      default: found.append("\(path): the test does not know the word \(word)")
      }
    }
    return found
  }

  private static func has(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "number", "boolean": value is NSNumber && !(value is String)
    default: false
    }
  }
}
