import Testing

@testable import Knowledge

/// A reader gets the text in the first of several languages that has one.
struct LabelsTests {
  private func labels(_ texts: [(String, String)]) -> Labels {
    var labels = Labels()
    for (language, text) in texts { labels[language] = text }
    return labels
  }

  @Test(arguments: [("fr", "chat"), ("en", "cat"), ("es", "cat")])
  func `a reader gets the text in their language, else the one in the default language`(language: String, expected: String) {
    #expect(labels([("fr", "chat"), ("en", "cat")]).text(in: language, default: "en") == expected)
  }

  @Test func `without the default language a reader gets the first text`() {
    #expect(labels([("fr", "chat"), ("es", "gato")]).text(in: "ar", default: "en") == "chat")
    #expect(Labels().text(in: "en", default: "en") == nil)
  }

  @Test func `a text for every language comes before one in the default language`() {
    let all = labels([("en", "cat"), ("", "Felis")])
    #expect(all.text(in: "fr", default: "en") == "Felis")
    #expect(all.text(in: "en", default: "en") == "cat")
  }

  @Test func `a text says the language that it is written in`() {
    let written = labels([("fr", "chat"), ("en", "cat")]).written(in: "es", default: "fr")
    #expect(written?.language == "fr")
    #expect(Labels(any: "Felis").written(in: "es", default: "fr")?.language == "")
  }

  @Test func `a text of several lines becomes one line`() {
    #expect(Labels(any: "one\n  two\r\n\tthree").line(in: "en", default: "en") == "one two three")
  }

  @Test func `a text replaces the one of its language, and nil takes it away`() {
    var texts = labels([("en", "cat"), ("fr", "chat")])
    texts["en"] = "dog"
    #expect(texts.all.map { $0.language + "=" + $0.text } == ["fr=chat", "en=dog"])
    texts["fr"] = nil
    #expect(texts["fr"] == nil)
    #expect(!texts.isEmpty)
    texts["en"] = nil
    #expect(texts.isEmpty)
  }
}
