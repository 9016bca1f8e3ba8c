import Foundation
import Testing
import Text

@testable import Workspace

/// A number is shown as it was typed, wherever it stands, and sorted by its value.
struct TypedNumberTests {
  static let base = """
    -- Content/casebook.yaml --
    title: Base
    languages: [en, fr]
    views:
      - {id: in-order, kind: list, type: tool, sort: version, group: version, label: {en: In order, fr: En ordre}}
    -- Content/model.yaml --
    types:
      tool:
        folder: tools
        fields:
          version: {kind: number, facet: true}
          part: {kind: integer}
          lasts: {kind: duration}
          wait: {kind: duration}
          steps: {kind: record, many: true, fields: {share: {kind: number}}}
          needs: {kind: reference, to: [tool], many: true, fields: {from: {kind: number}}}
    -- Content/tools/a.md --
    ---
    title: A
    version: 1.10
    part: 007
    lasts: 90 min
    wait: P2W
    steps: [{share: 0.50}]
    needs: [{to: b, from: 2.00}]
    ---
    -- Content/tools/a.fr.md --
    ---
    title: A en français
    ---
    -- Content/tools/b.md --
    ---
    title: B
    version: 1.9
    ---
    -- Content/tools/c.md --
    ---
    title: C
    version: 10.0
    ---
    -- Content/tools/d.md --
    ---
    title: D
    version: -.50
    part: +5
    ---
    """

  private func site() async throws -> Sandbox {
    let sandbox = Sandbox()
    try sandbox.write(Self.base)
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.filter { $0.severity == .error } == [])
    return sandbox
  }

  @Test func `pages, data and search have what was typed`() async throws {
    let sandbox = try await site()
    let page = try sandbox.read("Site/tools/a.html")
    for typed in ["1.10", "007", "0.50", "2.00", "90 min", "2 weeks"] { #expect(page.contains(">\(typed)<"), "\(typed)") }
    let french = try sandbox.read("Site/fr/tools/a.html")
    for typed in ["1,10", "007", "0,50", "2,00", "90 min", "2 semaines"] { #expect(french.contains(">\(typed)<"), "\(typed)") }
    let table = try sandbox.read("Site/data/tool.csv")
    #expect(table.contains(",1.10,007,"))
    #expect(table.contains(",-.50,+5,"))
    let graph = try sandbox.read("Site/data/graph.json")
    for json in ["\"version\":1.10", "\"part\":7", "\"share\":0.50", "\"from\":2.00", "\"version\":-0.50", "\"part\":5"] {
      #expect(graph.contains(json), "\(json)")
    }
    #expect(try JSONSerialization.jsonObject(with: Data(graph.utf8)) is [String: Any])
    var texts = ""
    for case let name as String in FileManager.default.enumerator(atPath: sandbox.path + "/Site/search")!
    where name.hasSuffix(".js") {
      texts += try sandbox.read("Site/search/" + name)
    }
    #expect(texts.contains("1.10"))
    #expect(!texts.contains("\"1.1\""))
  }

  @Test func `values of a facet and records of a list are in the order of the numbers`() async throws {
    let sandbox = try await site()
    func order(_ text: String, _ wanted: [String]) -> [String] {
      wanted.sorted { text.range(of: $0)?.lowerBound ?? text.endIndex < text.range(of: $1)?.lowerBound ?? text.endIndex }
    }
    let view = try sandbox.read("Site/in-order.html")
    let titles = [">C</a>", ">A</a>", ">D</a>", ">B</a>"]
    #expect(order(view, titles) == [">D</a>", ">A</a>", ">B</a>", ">C</a>"])
    let browse = try sandbox.read("Site/by-version/index.html")
    let values = [">10.0<", ">1.10<", ">1.9<", ">-.50<"]
    #expect(order(browse, values) == [">-.50<", ">1.10<", ">1.9<", ">10.0<"])
    #expect(try sandbox.read("Site/fr/by-version/index.html").contains(">1,10<"))
    #expect(FileManager.default.fileExists(atPath: sandbox.path + "/Site/by-version/1.10.html"))
  }
}
