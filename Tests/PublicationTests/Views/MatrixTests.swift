import Foundation
import Testing

@testable import Publication

@Suite struct MatrixTests {
  @Test func `the lead says how many, where most are, what is missing and what it rests on`() throws {
    let drawn = try SmallSite(Recipes.few).draw("taste")
    #expect(
      drawn.lead == "Kind by Verdict: 4 records. Most: Cold, Good (2). 2 of 4 have none. How we know: Only told, for 3 of 4.")
  }

  @Test func `a cell has its number, its mark, a search link and its titles`() throws {
    let drawn = try SmallSite(Recipes.few).draw("taste")
    #expect(
      element("td", with: "Soup, Good", in: drawn.figure) == """
        <td class="cell n3"><a href="search.html#f.type=recipe&amp;f.kinds=soup&amp;f.verdict=good">\
        <span class="mark mark-full"><span class="unseen">Soup, Good: </span><span class="mark-text">1</span></span></a>\
        <details><summary>Titles<span class="unseen">: Soup, Good</span></summary><ul>\
        <li><a href="recipes/broth.html">Broth &lt;for&gt; &quot;guests&quot; &amp; friends</a></li></ul></details></td>
        """)
  }

  @Test func `what nobody has is a gap with a word`() throws {
    let drawn = try SmallSite(Recipes.few).draw("taste")
    let cold = try #require(element("tr", with: ">Cold<", in: drawn.figure))
    #expect(cold.contains(#"<td class="cell gap">none</td>"#))
  }

  @Test func `a total counts each record once, and a broader term those of narrower ones`() throws {
    let drawn = try SmallSite(Recipes.few).draw("taste")
    let hot = try #require(element("tr", with: ">Hot<", in: drawn.figure))
    #expect(hot.hasSuffix(#"<td class="total">3</td></tr>"#))
    #expect(drawn.figure.contains(#"<tr class="level-1"><th scope="row"><a href="by-kinds/soup.html">Soup</a></th>"#))
    let foot = try #require(element("tfoot", with: "Total", in: drawn.figure))
    #expect(foot.contains(#"<td class="total">3</td><td class="total">1</td><td class="total">4</td>"#))
  }

  @Test func `what the numbers rest on stands below, in the same columns`() throws {
    let drawn = try SmallSite(Recipes.few).draw("taste")
    let basis = drawn.figure.components(separatedBy: "<table").last ?? ""
    #expect(basis.contains("<caption>How we know × Verdict</caption>"))
    #expect(basis.contains("f.type=recipe&amp;f.tried=told&amp;f.verdict=poor"))
  }

  @Test func `where columns are no marks, a cell tells its marks beside its number`() throws {
    let drawn = try SmallSite(Recipes.few).draw("sources")
    let cell = try #require(element("td", with: "Good, Cold", in: drawn.figure))
    #expect(
      cell.contains(
        #"<span class="mark mark-empty"><span class="unseen">Only told: </span><span class="mark-text">2</span></span>"#
      ))
  }

  @Test func `there a term without a sign is said by its word`() throws {
    let drawn = try SmallSite(Recipes.few).draw("sources")
    #expect(drawn.figure.contains(#"<span class="mark"><span class="mark-text">Cooked: 1</span></span>"#))
  }
}
