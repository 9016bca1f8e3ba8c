import Foundation
import Testing

@testable import Search

/// The examples that the search client is tested with too.
private struct Tokens: Decodable {
  struct Vector: Decodable, CustomTestStringConvertible, Sendable {
    let rule: String
    let text: String
    let forms: [String]
    let keys: [String]?
    let compounds: [Compound]?
    var testDescription: String { rule }
  }
  /// The form, the number of its parts, and the number of forms before it.
  struct Compound: Decodable, Equatable {
    let form: String
    let parts: Int
    let before: Int

    init(form: String, parts: Int, before: Int) { (self.form, self.parts, self.before) = (form, parts, before) }
    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      self.init(form: try values.decode(String.self), parts: try values.decode(Int.self), before: try values.decode(Int.self))
    }
  }
  struct Stems: Decodable, CustomTestStringConvertible, Sendable {
    let language: String
    let stem: String
    let forms: [String]
    var testDescription: String { "\(language): \(stem)" }
  }
  struct Bare: Decodable, CustomTestStringConvertible, Sendable {
    let language: String
    let bare: String
    let forms: [String]
    var testDescription: String { "\(language): \(bare)" }
  }
  let vectors: [Vector]
  let bare: [Bare]
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
  @Test(arguments: Tokens.all.bare)
  private func `a word without what stands before it is the one that is written down`(vector: Tokens.Bare) {
    for form in vector.forms {
      #expect(BareForms.bare(form, language: vector.language) ?? form == vector.bare, "\(form)")
      #expect(BareForms.bare(vector.bare, language: vector.language) == nil)
    }
  }

  @Test(arguments: Tokens.all.vectors)
  private func `text becomes the forms and keys that are written down`(vector: Tokens.Vector) {
    var analyzer = Analyzer()
    let forms = analyzer.forms(of: vector.text)
    #expect(forms == vector.forms)
    #expect(forms.map(WordReader.folded) == vector.keys ?? vector.forms)
    var sequence: [UInt32] = []
    analyzer.read(vector.text, into: &sequence)
    let read = sequence.map { analyzer.forms.string(Int($0 & ~Analyzer.compound)) }
    #expect(read == WordReader.words(of: vector.text).map(\.form), "stretches cut no word")
    var before = 0
    var compounds: [Tokens.Compound] = []
    for word in WordReader.words(of: vector.text) {
      if word.parts > 0 {
        compounds.append(.init(form: word.form, parts: word.parts, before: before))
      } else {
        before += 1
      }
    }
    #expect(compounds == vector.compounds ?? [])
  }

  @Test(arguments: Tokens.all.stems)
  private func `forms of one word have one stem`(stems: Tokens.Stems) {
    let stemmer = Stemmer(language: stems.language)
    for form in stems.forms {
      var stem = Array(form.utf8)
      stemmer.stem(&stem)
      #expect(String(decoding: stem, as: UTF8.self) == stems.stem)
    }
  }

  @Test(arguments: [
    "The eight1234 ninetynin tenthtenth ELEVENELEVE", "end", "eightlet", "eightlet.", " ,.x", "o'clock co-ordinate", "Ärger",
    String(repeating: "Ab1", count: 13), String(repeating: "Ab1", count: 14), "a\u{11}b @[`{ z",
  ])
  func `ASCII words are read as the whole rules read them`(text: String) {
    var analyzer = Analyzer()
    for padding in 0..<9 {
      let whole = String(repeating: " ", count: padding) + text
      #expect(analyzer.forms(of: whole) == WordReader.words(of: whole).filter { $0.parts == 0 }.map(\.form))
    }
  }

  @Test func `a table tells words apart by all of their letters`() {
    var table = ByteTable(capacity: 4)
    let words = (0..<300).map { "\($0)" } + (0..<300).map { "eightlet\($0)" } + ["eightlet", "eightle"]
    for (number, word) in words.enumerated() { #expect(table.number(of: Array(word.utf8)) == (number, true)) }
    for (number, word) in words.enumerated() { #expect(table.number(of: Array(word.utf8)) == (number, false)) }
    #expect(words.indices.allSatisfy { table.string($0) == words[$0] })
    var others = ByteTable()
    #expect(others.number(of: table, 301) == (0, true))
    #expect(table.known(others, 0) == 301)
    #expect(others.known(table, 0) == nil)
  }

  @Test func `a stretch that was read before gives the same forms again`() {
    var analyzer = Analyzer()
    let text = "Gender-based violence, l'autorité; GENDER-BASED"
    #expect(analyzer.forms(of: text) == analyzer.forms(of: text))
  }
}
