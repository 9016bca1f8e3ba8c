import Testing
import Text

@testable import Knowledge

struct VocabularyTests {
  private func read(_ text: String) -> (vocabulary: Vocabulary, findings: [String]) {
    let (vocabulary, findings) = Vocabulary.read(SourceText(path: "v", bytes: Array(text.utf8)), name: "places")
    return (vocabulary, findings.map { String($0.description.dropFirst(2)) })
  }

  @Test func `a term has all that its file says of it, and its id as its label where there is none`() {
    let (vocabulary, findings) = read(
      """
      ordered: true
      terms:
        - {id: world}
        - id: north_east
          label: {en: The north-east, fr: Le nord-est}
          definition: {en: Beyond the river}
          broader: world
          also: {en: [NE, up there], fr: NE}
          ambiguous: [up]
        - {id: town, also: [city], broader: north_east}
      """)
    #expect(findings == [])
    #expect(vocabulary.isOrdered)
    #expect(vocabulary.terms.map(\.id) == ["world", "north_east", "town"])
    #expect(vocabulary.terms[0].label == Labels(any: "World"))
    let term = vocabulary.terms[1]
    #expect(term.label["fr"] == "Le nord-est" && term.definition["en"] == "Beyond the river" && term.ambiguous == ["up"])
    #expect(term.also == ["en": ["NE", "up there"], "fr": ["NE"]] && vocabulary.terms[2].also == ["": ["city"]])
    #expect(vocabulary.lineage(of: 2) == [2, 1, 0])
  }

  @Test(arguments: [
    ("", "1:1: error: a vocabulary must have 'terms'; this file is empty [empty-file]"),
    ("ordered: true", "1:1: error: a vocabulary must have 'terms' [missing-key]"),
    ("terms: {id: a}", "1:8: error: 'terms' must be a list [wrong-kind]"),
    ("terms: [{label: A}]", "1:9: error: a term must have an id [missing-key]"),
    ("terms: [{id: \"\"}]", "1:9: error: a term must have an id [missing-key]"),
    (
      "terms: [{id: a}, {id: a}]",
      "1:23: error: the term 'a' stands twice; a vocabulary can have each term only once [duplicate-term]"
    ),
    ("terms: [{id: a, borader: b}]", "1:17: error: a term has no key 'borader'; did you mean 'broader'? [unknown-key]"),
    (
      "terms: [{id: north}, {id: b, broader: nroth}]",
      "1:39: error: no term of this vocabulary is called 'nroth'; did you mean 'north'? [unknown-term]"
    ),
    ("terms: [{id: a, broader: a}]", "1:26: error: 'a' would be broader than itself [broader-cycle]"),
    ("terms: [{id: a, broader: b}, {id: b, broader: a}]", "1:47: error: 'b' would be broader than itself [broader-cycle]"),
    (
      "terms: [{id: a, broader: b}, {id: b, broader: c}, {id: c, broader: a}]",
      "1:68: error: 'c' would be broader than itself [broader-cycle]"
    ),
  ])
  func `what a vocabulary gets wrong is said at its place`(text: String, finding: String) {
    #expect(read(text).findings == [finding])
  }

  @Test(arguments: [
    (
      "terms: [{id: a, mark: fulll}]",
      "1:23: error: 'mark' is one of full, half, empty, square, frame, diamond, up, down, check, cross, plus, minus; did you mean 'full'? [unknown-value]"
    ),
    (
      "terms: [{id: a, mark: up}, {id: b, mark: up}]",
      "1:42: warning: the term 'a' has the mark 'up' already; 'b' is shown by its label alone [repeated-mark]"
    ),
  ])
  func `a mark is a shape of the theme, and of one term`(text: String, finding: String) {
    let (vocabulary, findings) = read(text)
    #expect(findings == [finding])
    #expect(vocabulary.terms.count(where: { $0.mark != nil }) == (text.contains("up") ? 1 : 0))
  }

  @Test func `each shape is a mark, and without one there is none`() {
    let shapes = Mark.allCases.map(\.rawValue)
    let (vocabulary, findings) = read("terms: [{id: none}\(shapes.map { ", {id: \($0), mark: \($0)}" }.joined())]")
    #expect(findings == [])
    #expect(vocabulary.terms.map { $0.mark?.rawValue } == [nil] + shapes)
  }

  @Test func `steps are counted in an ordered vocabulary, without those that are left out`() {
    var (vocabulary, _) = read("ordered: true\nterms: [{id: a}, {id: b}, {id: c}]")
    #expect((0..<3).map(vocabulary.step) == [1, 2, 3] && vocabulary.stepCount == 3)
    vocabulary.numberSteps(without: [1])
    #expect(vocabulary.step(of: 0) == 1 && vocabulary.step(of: 2) == 2 && vocabulary.stepCount == 2)
    #expect(read("terms: [{id: a}]").vocabulary.step(of: 0) == nil)
  }

  @Test func `a circle of broader terms is cut where it closes, so that going up always ends`() {
    let (vocabulary, _) = read("terms: [{id: a, broader: b}, {id: b, broader: a}]")
    #expect(vocabulary.lineage(of: 0) == [0, 1])
    #expect(vocabulary.lineage(of: 1) == [1])
  }

  @Test func `what is wrong with one term takes no other with it`() {
    let (vocabulary, _) = read("terms: [{id: a}, {label: x, broader: a}, {id: a, broader: b}, {id: b}]")
    #expect(vocabulary.terms.map(\.id) == ["a", "b"])
    #expect(vocabulary.terms.allSatisfy { $0.broader == nil })
  }

  @Test func `a term is looked for in the vocabularies in their order`() {
    let colours = Vocabulary.read(SourceText(path: "c", bytes: Array("terms: [{id: red}, {id: green}]".utf8)), name: "colours")
      .0
    let shades = Vocabulary.read(SourceText(path: "s", bytes: Array("terms: [{id: dark}, {id: red}]".utf8)), name: "shades").0
    let all = Vocabularies([colours, shades])
    #expect(all.term("red", in: ["shades", "colours"]) == TermID(vocabulary: 1, term: 1))
    #expect(all.term("red", in: ["colours", "shades"]) == TermID(vocabulary: 0, term: 0))
    #expect(all.term("dark", in: ["colours"]) == nil)
    #expect(all.term("dark", in: ["none", "shades"]) == TermID(vocabulary: 1, term: 0))
  }
}
