import Testing

@testable import Publication

struct TitleOrderTests {
  @Test(arguments: [
    ("en", ["Apple", "apple pie", "Éclair", "Łódź", "Lyon", "Œuvre", "Ozone", "Zebra"]),
    ("fr", ["cote", "coté", "côte", "Eau", "« Échos »", "Œil", "Oubli"]),
    ("sv", ["Anna", "Zebra", "Ål", "Ärlig", "Öl"]), ("da", ["Anna", "Zebra", "Ærlig", "Øl", "Ål"]),
    ("es", ["nube", "nunca", "ñandú", "ojo"]), ("pl", ["Lublin", "Łódź", "Mysz"]),
    ("de", ["Ähre", "Apfel", "Straße", "Strasse 2", "Zahn"]),
    ("en", ["Chapter 2", "Chapter 10", "Chapter 010b"]),
    ("en", ["\u{201C}Alpha\u{201D}", "\"Beta\"", "(Camma)", "\u{AB}Delta\u{BB}", "Echo"]),
    ("cs", ["cena", "čas", "dům"]), ("tr", ["Ilgaz", "İzmir", "Jale"]), ("ar", ["باب", "تاب", "ثاب"]),
    ("en", ["2 apples", "10 apples", "Apples"]),
  ])
  func `titles stand in the order of the reader's language`(language: String, titles: [String]) {
    let order = TitleOrder(language: language, of: titles)
    #expect(titles.reversed().sorted { order.key($0) < order.key($1) } == titles)
  }

  @Test(arguments: [
    ("en", "Łódź", "L"), ("pl", "Łódź", "Ł"), ("en", "Œuvre", "O"), ("sv", "Ål", "Å"), ("en", "Ål", "A"), ("es", "Ñandú", "Ñ"),
    ("fr", "« École »", "E"),
    ("en", "\"apple\"", "A"), ("ar", "باب", "ب"),
  ])
  func `a list shows a title under its letter`(language: String, title: String, letter: String) {
    #expect(TitleOrder(language: language, of: [title]).letter(of: title) == letter)
  }

  @Test(arguments: ["10 apples", "…", ""])
  func `digits and signs are no letters`(title: String) {
    #expect(TitleOrder(language: "en", of: [title]).letter(of: title) == nil)
  }

  @Test func `letters that are sorted as one are one heading`() {
    let titles = ["إجلاء", "أمن", "انتهاك", "باب"]
    let order = TitleOrder(language: "ar", of: titles)
    #expect(titles.map { order.letter(of: $0) } == ["ا", "ا", "ا", "ب"])
    let marked = TitleOrder(language: "ar", of: ["إجلاء", "أمن"])
    #expect(marked.letter(of: "إجلاء") == marked.letter(of: "أمن"))
  }
}
