import Foundation
import Knowledge
import Testing
import Text

@testable import Publication

@Suite struct MapTests {
  @Test func `every country and area that ships has one square of its own`() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Templates/vocabularies/countries.yaml")
    let source = SourceText(path: "countries.yaml", bytes: Array(try Data(contentsOf: path)))
    let (countries, _) = Vocabulary.read(source, name: "countries")
    let codes = countries.terms.map(\.id).filter { $0.utf8.allSatisfy { (65...90).contains($0) } }
    #expect(codes.count > 240)
    #expect(Set(codes) == Set(TileGrid.tiles.keys))
    #expect(Set(TileGrid.tiles.values).count == TileGrid.tiles.count)
    #expect(TileGrid.rows.joined().count { $0 != "..." } == TileGrid.tiles.count)
  }

  @Test func `a square leads to its country and says its name and number`() throws {
    let drawn = try SmallSite(Recipes.few).draw("where")
    #expect(
      element("a", with: "KEN", in: drawn.figure) == """
        <a href="by-origin/KEN.html"><title>Kenya: 2</title><path class="tile tile-has n4" d="M170 130h9v9h-9z" />\
        <text class="tile-code n4" x="174.5" y="134">KEN</text><text class="tile-count n4" x="174.5" y="138">2</text></a>
        """)
    #expect(drawn.figure.contains(#"<g role="group" aria-label="Africa">"#))
    #expect(drawn.note == "No position.")
    #expect(drawn.lead == "Recipes: 3, in 2 places. Most: Kenya, France (2). Not shown: 1.")
  }

  @Test func `the table has countries under regions, without regions that hold but one other`() throws {
    let drawn = try SmallSite(Recipes.few).draw("where")
    #expect(drawn.table.contains(#"<tr class="region level-0"><th scope="row"><a href="by-origin/001.html">World</a>"#))
    #expect(
      drawn.table.contains(#"<tr class="region level-1"><th scope="row"><a href="by-origin/014.html">Eastern Africa</a>"#))
    #expect(drawn.table.contains(#"<tr class="level-2"><th scope="row"><a href="by-origin/KEN.html">Kenya</a>"#))
    #expect(!drawn.table.contains("Sub-Saharan"))
    #expect(!drawn.table.contains("Ethiopia"))
  }
}
