import Testing
import Text

@testable import Knowledge

/// Words that are perhaps names are listed for a reviewer, with the word beside them.
struct NamedPersonTests {
  private func found(_ text: String) -> [String] {
    NamedPerson.found(in: SourceText(path: "x.md", bytes: Array(text.utf8))).map { "\($0.line): \($0.name) (\($0.cue))" }
  }

  @Test(arguments: [
    ("First.\n\nAchol Deng said so.", "3: Achol Deng (said)"), ("They met Colonel Deng Achol.", "1: Deng Achol (Colonel)"),
    ("She is the wife of Achol Deng.", "1: Achol Deng (wife)"), ("Dr. Achol came.", "1: Achol (Dr)"),
    ("Selon Marie Ngaro, rien.", "1: Marie Ngaro (Selon)"), ("Según Rosa, nada.", "1: Rosa (Según)"),
    ("disse Rosa Pemba.", "1: Rosa Pemba (disse)"),
    ("Neema Goma alisema hivyo.", "1: Neema Goma (alisema)"), ("Оксана Харченко сказала так.", "1: Оксана Харченко (сказала)"),
    ("قالت مريم ذلك.", "1: مريم ذلك (قالت)"),
  ])
  func `a name beside a word is listed`(text: String, person: String) {
    #expect(found(text) == [person])
  }

  @Test(arguments: [
    "They said nothing.", "According to the report, it rained.", "The colonel left in May.", "Achol came to Bor.",
  ])
  func `what stands beside no word, or is no name, is not`(text: String) {
    #expect(found(text) == [])
  }
}
