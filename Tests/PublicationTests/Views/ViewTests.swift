import Foundation
import Testing

@testable import Publication

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ViewTests {
  static let views = ["taste", "sources", "when", "pantry", "soups", "where"]

  @Test(arguments: views, ["en", "ar"])
  func `every view is well-formed and keeps what people wrote as text`(view: String, language: String) throws {
    let drawn = try SmallSite(Recipes.few).draw(view, in: language)
    let whole = "<div>" + drawn.figure + drawn.table + "</div>"
    #expect(isWellFormed(whole), "\(whole)")
    #expect(!whole.contains("<for>"))
    #expect(!whole.contains("style="))
    #expect(!drawn.lead.isEmpty)
  }

  @Test(arguments: views)
  func `a view has the same bytes whatever the order of files`(view: String) throws {
    #expect(try SmallSite(Recipes.few).draw(view) == SmallSite(Recipes.few, reversed: true).draw(view))
  }

  @Test(arguments: views)
  func `a view of three thousand records weighs no more than a long page`(view: String) throws {
    let drawn = try Self.large.get().draw(view)
    #expect(drawn.figure.utf8.count + drawn.table.utf8.count < 120_000)
  }

  @Test(arguments: ["taste", "where"])
  func `a view in a folder of another language leads up to what it links`(view: String) throws {
    let drawn = try SmallSite(Recipes.few).draw(view, in: "ar")
    #expect(!(drawn.figure + drawn.table).contains("href=\"ar/"))
  }

  @Test func `a view of a type without records says so`() throws {
    let drawn = try SmallSite(Recipes.settings).draw("taste")
    #expect(drawn == SmallSite.Drawn(lead: "Nothing yet.", figure: "", table: "", note: ""))
  }

  static let large = Result { try SmallSite(Recipes.many(3000)) }
}

func isWellFormed(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }

/// Returns the first element of that name whose text contains `marker`, from its tag to its end,
/// for golden files of one part of a page.
func element(_ name: String, with marker: String, in text: String) -> String? {
  for piece in text.components(separatedBy: "<" + name).dropFirst() {
    guard let end = piece.range(of: "</\(name)>") else { continue }
    let whole = "<" + name + piece[..<end.upperBound]
    if whole.contains(marker) { return whole }
  }
  return nil
}
