/// The words that tell each record from others, those with the highest frequency times rarity.
///
/// All that is left of an index when related records are ranked.
package struct TellingWords: Sendable {
  /// Weights are 1 and below.
  package struct Word: Sendable {
    package var term: UInt32
    package var weight: Float
  }

  /// Words of record `n`, the strongest first: `words[starts[n]..<starts[n + 1]]`.
  private var words: [Word] = []
  private var starts: [Int] = [0]
  private var names: [String] = []

  package init() {}

  /// The words of a record, by the order in which records were added.
  package func words(of record: Int) -> ArraySlice<Word> { words[starts[record]..<starts[record + 1]] }

  /// A term's first form, to name it to a reader; empty for a synonym set.
  package func name(of term: UInt32) -> String { names[Int(term)] }

  /// - Parameters:
  ///   - count: How many words a record has at most.
  ///   - mostCommon: Words in more records tell nothing, and those in fewer than two tie nothing.
  init(_ index: SearchIndex, count: Int, mostCommon: Int) {
    var rarities = [Float](repeating: 0, count: index.words.termCount)
    for term in index.words.concepts..<index.words.termCount {
      let records = index.postings.count(of: term)
      guard records > 1, records <= mostCommon else { continue }
      rarities[term] = Float((index.count / records).bitWidth - (index.count / records).leadingZeroBitCount)
    }
    for record in 0..<index.count {
      var best: [Word] = []
      index.store.forEachTerm(of: record) { term, weight in
        let rarity = rarities[Int(term)]
        guard rarity > 0 else { return }
        let value = rarity * Float(weight) / Float(weight + 10)
        if best.count == count, let last = best.last, value <= last.weight { return }
        let place = best.firstIndex { value > $0.weight } ?? best.count
        best.insert(Word(term: term, weight: value), at: place)
        if best.count > count { best.removeLast() }
      }
      let highest = max(best.first?.weight ?? 1, 1)
      words += best.map { Word(term: $0.term, weight: $0.weight / highest) }
      starts.append(words.count)
    }
    names = Array(repeating: "", count: index.words.termCount)
    for form in index.words.terms.indices.reversed() { names[Int(index.words.terms[form])] = index.words.forms.string(form) }
  }
}

extension SearchIndex {
  package func tellingWords(_ count: Int = 20, mostCommon: Int = 400) -> TellingWords {
    TellingWords(self, count: count, mostCommon: mostCommon)
  }
}
