package import Text

/// A controlled list of terms, in the order of its file.
package struct Vocabulary: Sendable {
  package struct Term: Sendable {
    package var id: String
    package var label: Labels
    package var definition: Labels
    /// The index of the broader term.
    package var broader: Int?
    /// Other names by language; "" holds names for every language.
    package var also: [String: [String]]
    /// Other names that also mean something else, so that search asks the reader.
    package var ambiguous: [String]
    /// The sign before the term; nil if it shows its label alone.
    package var mark: Mark?
    /// True for a term with `role: contradiction`: a link with it speaks against its target.
    package var isContradiction = false
    package var range: Range<Int>
  }

  package var name: String
  package var isOrdered = false
  package var terms: [Term] = []
  private var indexByID: [String: Int] = [:]
  /// By term, the number of its step from 1. Empty if the vocabulary is not ordered.
  private var steps: [Int] = []
  /// The number of steps.
  package private(set) var stepCount = 0

  package func index(of id: String) -> Int? { indexByID[id] }

  /// Returns the number of a term's step from 1; nil if the vocabulary is not ordered.
  package func step(of term: Int) -> Int? { steps.isEmpty ? nil : steps[term] }

  /// Numbers the steps, without those of these terms.
  package mutating func numberSteps(without leftOut: Set<Int> = []) {
    guard isOrdered else { return }
    stepCount = 0
    steps = terms.indices.map { term in
      if !leftOut.contains(term) { stepCount += 1 }
      return stepCount
    }
  }

  /// The term itself, its broader term, and so on to the top.
  package func lineage(of term: Int) -> [Int] {
    var line = [term]
    while let next = terms[line[line.count - 1]].broader { line.append(next) }
    return line
  }

  /// Reads a vocabulary's file. A term that cannot be right is left out, with a finding.
  package static func read(_ source: SourceText, name: String) -> (Vocabulary, [Diagnostic]) {
    var vocabulary = Vocabulary(name: name)
    let (node, yamlFindings) = YAMLReader.read(source, 0..<source.bytes.count)
    guard let node else {
      let empty =
        yamlFindings.isEmpty
        ? [source.finding(.error, "empty-file", 0..<0, "a vocabulary must have 'terms'; this file is empty")] : []
      return (vocabulary, yamlFindings + empty)
    }
    var findings = yamlFindings
    var top = MappingReader(node, in: source, as: "a vocabulary")
    vocabulary.isOrdered = top.flag("ordered") ?? false
    _ = top.labels("label")
    var broader: [(term: Int, id: String, range: Range<Int>)] = []
    var marks = MarkReader()
    if let list = top.node("terms") {
      if case .sequence(let items) = list.content {
        for item in items {
          var reader = MappingReader(item, in: source, as: "a term")
          let idNode = reader.node("id")
          let id = reader.text("id")
          var term = Term(
            id: id ?? "", label: reader.labels("label") ?? Labels(), definition: reader.labels("definition") ?? Labels(),
            broader: nil,
            also: reader.names("also"), ambiguous: reader.texts("ambiguous") ?? [], range: item.range)
          let mark = reader.node("mark").flatMap { node in reader.text("mark").map { ($0, node.range) } }
          if let node = reader.node("broader"), let up = reader.text("broader") {
            broader.append((vocabulary.terms.count, up, node.range))
          }
          if let node = reader.node("role"), let role = reader.text("role") {
            term.isContradiction = role == "contradiction"
            if !term.isContradiction {
              findings.append(
                source.finding(
                  .error, "unknown-value", node.range, "there is no role '\(role)' of a term: it is contradiction",
                  suggestion: nearestName(to: role, among: ["contradiction"])))
            }
          }
          reader.finish("a term")
          findings += reader.findings
          guard let id, !id.isEmpty else {
            findings.append(source.finding(.error, "missing-key", item.range, "a term must have an id"))
            broader.removeAll { $0.term == vocabulary.terms.count }
            continue
          }
          if vocabulary.indexByID[id] != nil {
            findings.append(
              source.finding(
                .error, "duplicate-term", idNode?.range ?? item.range,
                "the term '\(id)' stands twice; a vocabulary can have each term only once"))
            broader.removeAll { $0.term == vocabulary.terms.count }
            continue
          }
          if let (name, range) = mark { term.mark = marks.mark(name, of: id, at: range, in: source, &findings) }
          if term.label.isEmpty { term.label = Labels(any: Field.wordsOf(name: id)) }
          vocabulary.indexByID[id] = vocabulary.terms.count
          vocabulary.terms.append(term)
        }
      } else {
        findings.append(source.finding(.error, "wrong-kind", list.range, "'terms' must be a list"))
      }
    } else {
      findings.append(
        source.finding(.error, "missing-key", node.range.lowerBound..<node.range.lowerBound, "a vocabulary must have 'terms'"))
    }
    top.finish("a vocabulary")
    findings += top.findings
    findings += vocabulary.connect(broader, in: source)
    vocabulary.numberSteps()
    return (vocabulary, findings)
  }

  /// The largest number of broader terms above a term: each of them is counted and listed with
  /// every record of the term.
  package static let deepest = 20

  /// Connects each term with its broader term.
  ///
  /// - Complexity: linear, except for the path shortening in ``Roots``.
  private mutating func connect(_ broader: [(term: Int, id: String, range: Range<Int>)], in source: SourceText) -> [Diagnostic]
  {
    var findings: [Diagnostic] = []
    var roots = Roots(terms.count)
    var connected: [(term: Int, range: Range<Int>)] = []
    for (term, id, range) in broader {
      guard let index = indexByID[id] else {
        findings.append(
          source.finding(
            .error, "unknown-term", range, "no term of this vocabulary is called '\(id)'",
            suggestion: nearestName(to: id, among: terms.map(\.id))))
        continue
      }
      // The term has no broader term yet, so a cycle forms only if it is the top of its new broader
      // term's line.
      if roots.root(of: index) == term {
        findings.append(source.finding(.error, "broader-cycle", range, "'\(terms[term].id)' would be broader than itself"))
      } else {
        terms[term].broader = index
        roots.put(term, below: index)
        connected.append((term, range))
      }
    }
    return findings + cutDeep(connected, in: source)
  }

  /// Removes the broader term of a term that is too deep: the term becomes the top of a line.
  private mutating func cutDeep(_ connected: [(term: Int, range: Range<Int>)], in source: SourceText) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    let ranges = Dictionary(connected.map { ($0.term, $0.range) }, uniquingKeysWith: { first, _ in first })
    var depths = [Int?](repeating: nil, count: terms.count)
    for term in terms.indices {
      var line: [Int] = []
      var at: Int? = term
      while let index = at, depths[index] == nil {
        line.append(index)
        at = terms[index].broader
      }
      for index in line.reversed() {
        guard let above = terms[index].broader else {
          depths[index] = 0
          continue
        }
        let depth = depths[above]! + 1
        depths[index] = depth
        guard depth > Self.deepest else { continue }
        depths[index] = 0
        terms[index].broader = nil
        findings.append(
          source.finding(
            .error, "broader-too-deep", ranges[index] ?? terms[index].range,
            "'\(terms[index].id)' stands below \(depth) others; a term stands below at most \(Self.deepest)"))
      }
    }
    return findings
  }
}

/// The tops of lines while lines are joined (union-find with path halving).
private struct Roots {
  private var above: [Int]

  init(_ count: Int) { above = Array(0..<count) }

  mutating func root(of index: Int) -> Int {
    var index = index
    while above[index] != index {
      above[index] = above[above[index]]
      index = above[index]
    }
    return index
  }

  mutating func put(_ top: Int, below index: Int) { above[top] = index }
}

/// All vocabularies of a knowledge base, by name.
package struct Vocabularies: Sendable {
  package var all: [Vocabulary]
  private var indexByName: [String: Int]

  package init(_ all: [Vocabulary]) {
    self.all = all
    indexByName = Dictionary(all.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func index(of name: String) -> Int? { indexByName[name] }
  package subscript(id: TermID) -> Vocabulary.Term { all[Int(id.vocabulary)].terms[Int(id.term)] }

  // The id of a term, without a copy of the whole term.
  package func id(of term: TermID) -> String { all[Int(term.vocabulary)].terms[Int(term.term)].id }
  package func label(of term: TermID) -> Labels { all[Int(term.vocabulary)].terms[Int(term.term)].label }

  package func mark(of term: TermID) -> Mark? { all[Int(term.vocabulary)].terms[Int(term.term)].mark }

  /// Returns a term's step of how many; nil if its vocabulary is not ordered.
  package func step(of term: TermID) -> (step: Int, count: Int)? {
    let vocabulary = all[Int(term.vocabulary)]
    return vocabulary.step(of: Int(term.term)).map { ($0, vocabulary.stepCount) }
  }

  /// Returns the same vocabularies with scales that lack these steps.
  package func withoutSteps(_ terms: Set<TermID>) -> Vocabularies {
    var vocabularies = self
    for (index, terms) in Dictionary(grouping: terms, by: \.vocabulary) {
      vocabularies.all[Int(index)].numberSteps(without: Set(terms.map { Int($0.term) }))
    }
    return vocabularies
  }

  /// The term with that id, in the first of these vocabularies that has it.
  package func term(_ id: String, in names: [String]) -> TermID? {
    for name in names {
      if let index = indexByName[name], let term = all[index].index(of: id) { return TermID(vocabulary: index, term: term) }
    }
    return nil
  }
}

/// The index of a vocabulary and the index of a term in it.
package struct TermID: Hashable, Comparable, Sendable {
  package var vocabulary: Int32
  package var term: Int32

  package init(vocabulary: Int, term: Int) {
    self.vocabulary = Int32(vocabulary)
    self.term = Int32(term)
  }

  package static func < (a: Self, b: Self) -> Bool { (a.vocabulary, a.term) < (b.vocabulary, b.term) }
}
