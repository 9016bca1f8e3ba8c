import Foundation
import Knowledge
import Testing

@testable import Publication

@Suite struct TimelineTests {
  @Test(arguments: [
    ("2004/2005", "M160 3H240v8H160z"),
    ("2004", "M160 3H200v8H160z"),
    ("2004-07/2005-06", "M180 3H220v8H180z"),
    ("2004–", "M160 3H395l5 4l-5 4H160z"),
    ("–2004", "M5 3H200v8H5l-5 -4z"),
  ])
  func `a period is a bar, and an open end comes to a point`(period: String, path: String) throws {
    let scale = TimeScale(2000...2009, isMirrored: false)
    #expect(scale.bar(try #require(Period(period))) == path)
  }

  @Test func `from right to left, time runs the other way`() throws {
    let scale = TimeScale(2000...2009, isMirrored: true)
    #expect(scale.bar(try #require(Period("2004/2005"))) == "M240 3H160v8H240z")
    #expect(scale.bar(try #require(Period("2004–"))) == "M240 3H5l-5 4l5 4H240z")
  }

  @Test(arguments: [
    (2000...2009, 2, 2000, 2010), (2004...2004, 1, 2004, 2005), (1203...1998, 200, 1200, 2000), (1...9999, 1000, 0, 10000),
  ])
  func `an axis has few ticks, at round years`(years: ClosedRange<Int>, step: Int, first: Int, last: Int) {
    let scale = TimeScale(years, isMirrored: false)
    #expect((scale.step, scale.first, scale.last) == (step, first, last))
    #expect(scale.ticks.count <= 12)
  }

  @Test func `records stand in the order in which they began, what is not certain is dashed`() throws {
    let drawn = try SmallSite(Recipes.few).draw("when")
    #expect(drawn.lead == "Recipes: 3, from 2001 to 2006. Most: 2005 (2). No date: 1.")
    let stew = try #require(drawn.figure.range(of: "Stew"))
    let broth = try #require(drawn.figure.range(of: "Broth"))
    #expect(stew.lowerBound < broth.lowerBound)
    #expect(element("tr", with: "Salad", in: drawn.figure)?.contains(#"class="time time-circa""#) == true)
    #expect(element("section", with: "No date", in: drawn.table)?.contains(#"<a href="recipes/toast.html">Toast</a>"#) == true)
  }

  @Test func `too many records become bars of how many there were in a year`() throws {
    let drawn = try ViewTests.large.get().draw("when")
    #expect(drawn.figure.contains("1950"))
    #expect(!drawn.figure.contains("Recipe number"))
    let small = try SmallSite(Recipes.many(201)).draw("when")
    #expect(small.figure.contains(#"<a href="search.html#f.type=recipe&amp;f.season=1960">"#) || small.figure.contains("1960–"))
  }
}
