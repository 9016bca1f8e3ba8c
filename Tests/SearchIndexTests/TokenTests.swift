import Foundation
import Testing

@testable import SearchIndex

/// The vectors that the client runs too.
private struct Tokens: Decodable {
  struct Vector: Decodable, CustomTestStringConvertible, Sendable {
    let rule: String
    let text: String
    let forms: [String]
    let keys: [String]?
    var testDescription: String { rule }
  }
  struct Stems: Decodable, CustomTestStringConvertible, Sendable {
    let language: String
    let stem: String
    let forms: [String]
    var testDescription: String { "\(language): \(stem)" }
  }
  let vectors: [Vector]
  let stems: [Stems]

  static let all: Tokens = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../SearchClient/tokens.json")
    guard let data = try? Data(contentsOf: file), let tokens = try? JSONDecoder().decode(Tokens.self, from: data) else {
      fatalError("Tests/SearchClient/tokens.json is not there or not JSON")
    }
    return tokens
  }()
}

@Suite struct `Analysis` {
  @Test(arguments: Tokens.all.vectors)
  private func `text becomes the forms and keys that are written down`(vector: Tokens.Vector) {
    var analyzer = Analyzer()
    let forms = analyzer.forms(of: vector.text)
    #expect(forms == vector.forms)
    #expect(forms.map(WordReader.folded) == vector.keys ?? vector.forms)
  }

  @Test(arguments: Tokens.all.stems)
  private func `forms of one word have one stem`(stems: Tokens.Stems) {
    let stemmer = Stemmer(language: stems.language)
    for form in stems.forms { #expect(stemmer.stem(form) == stems.stem) }
  }

  @Test func `a stretch that was read before gives the same forms again`() {
    var analyzer = Analyzer()
    let text = "Gender-based violence, l'autorité; GENDER-BASED"
    #expect(analyzer.forms(of: text) == analyzer.forms(of: text))
  }
}
