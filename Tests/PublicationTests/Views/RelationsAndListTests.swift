import Foundation
import Testing

@testable import Publication

@Suite struct RelationsAndListTests {
  @Test func `a cell tells the link's first term by shape and word`() throws {
    let drawn = try SmallSite(Recipes.few).draw("pantry")
    #expect(drawn.lead == "Recipes: 3. Uses: 3. Links: 5. Main: 1, Spice & salt: 3.")
    let stew = try #require(element("tr", with: "Stew", in: drawn.figure))
    #expect(
      stew == """
        <tr><th scope="row"><a href="recipes/stew.html">Stew</a></th><td></td>\
        <td><span class="mark mark-square"><span class="unseen">Spice &amp; salt</span></span></td><td></td></tr>
        """)
    #expect(element("td", with: "mark-dot\"><span class=\"unseen\">linked", in: drawn.figure) != nil)
    #expect(element("td", with: "mark-dot\"><span class=\"unseen\">Main", in: drawn.figure) != nil)
  }

  @Test func `the key and the list show a sign before its word, and a term without a sign by its word`() throws {
    let drawn = try SmallSite(Recipes.few).draw("pantry")
    let key = try #require(element("section", with: "figure-key", in: drawn.figure))
    #expect(key.contains(#"<span class="mark mark-square"><span class="mark-text">Spice &amp; salt</span></span>"#))
    #expect(key.contains(#"<span class="mark"><span class="mark-text">Main</span></span>"#))
    #expect(drawn.table.contains(#"<span class="mark"><span class="mark-text">Main</span></span>"#))
  }

  @Test func `the same is a list of what is linked`() throws {
    let drawn = try SmallSite(Recipes.few).draw("pantry")
    let salt = try #require(element("section", with: ">Salt<", in: drawn.table))
    #expect(salt.components(separatedBy: "<li>").count - 1 == 3)
  }

  @Test func `the longer side makes the rows`() throws {
    let more =
      Recipes.few
      + (0..<6).map { "-- recipes/x\($0).md --\n---\ntitle: X\($0)\nverdict: good\ntried: told\nuses: [salt]\n---\n" }.joined()
    #expect(try SmallSite(more).draw("pantry").figure.contains("<caption>Recipes × Uses</caption>"))
    let wide = Recipes.many(4) + Recipes.thing("more", "More")
    #expect(
      try SmallSite(wide.replacing("uses: [", with: "uses: [more, ")).draw("pantry").figure.contains(
        "<caption>Uses × Recipes</caption>"))
  }

  @Test func `what is too large for a table is a list that says what it leaves out`() throws {
    let drawn = try ViewTests.large.get().draw("pantry")
    #expect(drawn.figure.isEmpty)
    #expect(
      drawn.table.hasSuffix(#"<p class="figure-rest">360 of 9000 are shown here. <a href="recipes/index.html">See all</a></p>"#)
    )
  }

  @Test func `a list is filtered, grouped and sorted, the latest first`() throws {
    let drawn = try SmallSite(Recipes.few).draw("soups")
    #expect(drawn.lead == "Recipes: 3. Most: Good (2).")
    #expect(
      drawn.table == """
        <section class="list-group"><h2><a href="by-verdict/good.html">Good</a> <span class="figure-count">2</span></h2><ul class="entries">
        <li class="entry" data-id="recipe/broth"><a class="entry-title" href="recipes/broth.html">Broth &lt;for&gt; &quot;guests&quot; &amp; friends</a></li>
        <li class="entry" data-id="recipe/toast"><a class="entry-title" href="recipes/toast.html">Toast</a></li>
        </ul></section>
        <section class="list-group"><h2><a href="by-verdict/poor.html">Poor</a> <span class="figure-count">1</span></h2><ul class="entries">
        <li class="entry" data-id="recipe/stew"><a class="entry-title" href="recipes/stew.html">Stew</a><p class="entry-summary">Slow and long.</p></li>
        </ul></section>

        """)
  }
}
