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
  /// By term its first form, to name it to a reader; empty for a synonym set.
  package private(set) var names: [String] = []

  package init() {}

  /// The words of a record, by the order in which records were added.
  package func words(of record: Int) -> ArraySlice<Word> { words[starts[record]..<starts[record + 1]] }

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
    var best = BestWords(records: index.count, count: count)
    for term in rarities.indices where rarities[term] > 0 {
      index.postings.forEachPosting(of: term) { record, _, weight, positions in
        var offset = 0
        let value = rarities[term] * Float(weight) / Float(weight + 10)
        best.offer(term: UInt32(term), value, first: positions.variable(at: &offset), to: record)
      }
    }
    for record in 0..<index.count {
      let own = best.words(of: record)
      let highest = max(own.first?.value ?? 1, 1)
      words += own.map { Word(term: $0.term, weight: $0.value / highest) }
      starts.append(words.count)
    }
    names = Array(repeating: "", count: index.words.termCount)
    for form in index.words.terms.indices.reversed() { names[Int(index.words.terms[form])] = index.words.forms.string(form) }
  }
}

/// The words of the highest value of each record, those that stand earlier first among equals.
private struct BestWords {
  struct Word {
    var term: UInt32
    var value: Float
    /// Its first position in the record.
    var first: UInt32
  }

  private let count: Int
  /// Room for `count` words a record.
  private var words: [Word]
  private var filled: [Int]

  init(records: Int, count: Int) {
    self.count = count
    words = Array(repeating: Word(term: 0, value: 0, first: 0), count: records * count)
    filled = Array(repeating: 0, count: records)
  }

  func words(of record: Int) -> ArraySlice<Word> { words[record * count..<record * count + filled[record]] }

  mutating func offer(term: UInt32, _ value: Float, first: UInt32, to record: Int) {
    let word = Word(term: term, value: value, first: first)
    let start = record * count
    var place = start + filled[record]
    if filled[record] < count {
      filled[record] += 1
    } else if Self.precedes(word, words[place - 1]) {
      place -= 1
    } else {
      return
    }
    while place > start, Self.precedes(word, words[place - 1]) {
      words[place] = words[place - 1]
      place -= 1
    }
    words[place] = word
  }

  private static func precedes(_ a: Word, _ b: Word) -> Bool { a.value == b.value ? a.first < b.first : a.value > b.value }
}

extension SearchIndex {
  package func tellingWords(_ count: Int = 20, mostCommon: Int = 400) -> TellingWords {
    TellingWords(self, count: count, mostCommon: mostCommon)
  }
}
