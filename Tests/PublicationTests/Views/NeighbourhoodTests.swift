import Foundation
import Testing

@testable import Publication

@Suite struct NeighbourhoodTests {
  @Test func `a record with few links has no figure`() throws {
    #expect(try SmallSite(Recipes.few).neighbourhood(of: "recipe/stew").isEmpty)
  }

  @Test func `links stand under the names of their relations`() throws {
    let site = try SmallSite(Recipes.few)
    #expect(
      site.neighbourhood(of: "recipe/broth") == """
        <svg class="hood" viewBox="0 0 420 120" role="group"><title>Links</title><path class="hood-line" d="M8 28V44M8 44H18" />\
        <text class="hood-self" x="0" y="20">Broth &lt;for&gt; &quot;guests&quot; &amp; friends</text>\
        <circle class="hood-out" cx="22" cy="44" r="4" /><text class="hood-label" x="32" y="48">Uses</text>\
        <a href="../things/salt.html"><text x="32" y="68">Salt</text></a><a href="../things/bones.html"><text x="32" y="88">Bones</text></a>\
        <a href="../things/water.html"><text x="32" y="108">Water</text></a></svg>
        """)
    let salt = site.neighbourhood(of: "thing/salt")
    #expect(salt.contains(#"<circle class="hood-in""#) && salt.contains(">Used in</text>"))
    #expect(isWellFormed(salt))
  }

  @Test func `in Arabic it starts at the right, and an English title keeps its direction`() throws {
    let figure = try SmallSite(Recipes.few).neighbourhood(of: "recipe/broth", in: "ar")
    #expect(figure.contains(#"direction="rtl"><title>"#))
    #expect(figure.contains(#"<circle class="hood-out" cx="398""#))
    #expect(figure.contains(#"<text x="388" y="68" lang="en" direction="ltr" text-anchor="end">Salt</text>"#))
  }

  @Test func `a hub shows eight links and says how many there are`() throws {
    let hub = Recipes.many(40).replacing("uses: [", with: "uses: [t0, ")
    let figure = try SmallSite(hub).neighbourhood(of: "thing/t0")
    #expect(figure.components(separatedBy: "<a ").count - 1 == 8)
    #expect(figure.contains("Used in (40)"))
    #expect(figure.utf8.count < 4_000)
  }

  @Test(arguments: [
    ("short", 10, "short"), ("a longer title that ends", 12, "a longer…"), ("unbrokenlongword", 6, "unbrok…"),
    ("漢字漢字漢字", 6, "漢字漢…"), ("ééééé", 5, "ééééé"),
  ])
  func `a title is cut at a blank where one is near`(text: String, width: Int, cut: String) {
    #expect(FigureText.cut(text, width: width) == cut)
  }

  @Test(arguments: [
    ("short", ["short"]), ("", []), ("one  two three", ["one two", "three"]), (" a b c d e f g h i ", ["a b c d", "e f g h…"]),
    ("été à la mer", ["été à la", "mer"]),
  ])
  func `a title is set in lines`(text: String, lines: [String]) {
    #expect(FigureText.lines(text, width: 8, most: 2) == lines)
  }
}
