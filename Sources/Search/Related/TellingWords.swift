internal import Text

/// The words that distinguish each record from others: those with the highest product of frequency
/// and rarity.
///
/// Related records are found with this alone; the index is no longer needed then.
package struct TellingWords: Sendable {
  /// A word and its weight, from 0 to 1: the strongest word of a record has weight 1.
  package struct Word: Sendable {
    package var term: UInt32
    package var weight: Float
  }

  /// The words of record `n`, the strongest first, are `words[starts[n]..<starts[n + 1]]`.
  private var words: [Word] = []
  private var starts: [Int] = [0]
  /// For each term its first form, shown to readers as a reason; empty if the term is too common or
  /// too rare.
  package private(set) var names: [String] = []

  package init() {}

  /// Returns the words of a record. Records are numbered in the order in which they were added.
  package func words(of record: Int) -> ArraySlice<Word> { words[starts[record]..<starts[record + 1]] }

  /// - Parameters:
  ///   - count: the most words of a record.
  ///   - mostCommon: the most records of a word; words in more records tell nothing, and neither do
  ///     words in more than a quarter of all records: in a small collection these are *the* and
  ///     *for*. Words in fewer than two records connect nothing.
  init(_ index: SearchIndex, count: Int, mostCommon: Int) {
    let mostCommon = min(mostCommon, max(2, index.count / 4))
    var rarities = [Float](repeating: 0, count: index.dictionary.termCount)
    for term in index.dictionary.concepts..<index.dictionary.termCount {
      let records = index.postings.documentFrequency(of: term)
      guard records > 1, records <= mostCommon else { continue }
      rarities[term] = Float((index.count / records).bitWidth - (index.count / records).leadingZeroBitCount)
    }
    var best = BestWords(records: index.count, count: count)
    // All postings of a record are in one run. Reading run after run touches few records at a time.
    for run in index.postings.runs { best.offer(run, rarities) }
    words.reserveCapacity(best.wordCount)
    starts.reserveCapacity(index.count + 1)
    for record in 0..<index.count {
      let own = best.indexes(of: record)
      let highest = max(own.isEmpty ? 1 : best.value(own.lowerBound), 1)
      for slot in own { words.append(Word(term: best.terms[slot], weight: best.value(slot) / highest)) }
      starts.append(words.count)
    }
    names = Array(repeating: "", count: index.dictionary.termCount)
    for (form, term) in index.dictionary.terms.enumerated() where rarities[Int(term)] > 0 && names[Int(term)].isEmpty {
      names[Int(term)] = index.dictionary.forms.string(form)
    }
  }
}

/// The words with the highest value of each record. Of equal values, the word that stands earlier
/// in the record comes first, then the one with the lower term.
private struct BestWords {
  private let count: Int
  /// The terms, with room for `count` in each record.
  private(set) var terms: [UInt32]
  /// The rank of each term.
  private var ranks: [Rank]
  /// For each record, the number of its words so far.
  private var filled: [UInt32]
  /// For each record, the value of its last word, or less than any value as long as there is room.
  /// Most words that are offered have a lower value, and this comparison spares a look at the
  /// words.
  private var least: [Float]

  /// A value and a position as one number; the higher rank comes first. The bits of two floats that
  /// are not negative compare as the floats do.
  ///
  ///     bit 63 ......... 32 | 31 .................... 0
  ///     bits of the value   | ~ first position of the word
  private typealias Rank = UInt64

  init(records: Int, count: Int) {
    self.count = count
    terms = Array(repeating: 0, count: records * count)
    ranks = Array(repeating: 0, count: records * count)
    filled = Array(repeating: 0, count: records)
    least = Array(repeating: -.infinity, count: records)
  }

  /// Returns the range of the words of a record, the best first.
  func indexes(of record: Int) -> Range<Int> { record * count..<record * count + Int(filled[record]) }

  func value(_ index: Int) -> Float { Self.value(ranks[index]) }

  private static func value(_ rank: Rank) -> Float { Float(bitPattern: UInt32(rank >> 32)) }

  var wordCount: Int { filled.reduce(0) { $0 + Int($1) } }

  /// Offers all words of a run to its records. The groups are read backwards, because the last
  /// terms are the rarest, so that words that were added seldom have to move.
  ///
  /// - Parameter rarities: the rarity of each term; zero for terms that tell nothing.
  mutating func offer(_ run: PackedPostings, _ rarities: [Float]) {
    let packed = run.bytes.all
    let bytes = packed.span
    for group in run.groups.reversed() where rarities[Int(group.term)] > 0 {
      let postings = PostingReader(at: Int(group.start), count: group.count, firstRecord: run.firstRecord)
      Self.offer(group.term, rarities[Int(group.term)], postings, bytes, count, &terms, &ranks, &filled, &least)
    }
  }

  private static func offer(
    _ term: UInt32, _ rarity: Float, _ postings: PostingReader, _ bytes: Span<UInt8>, _ count: Int, _ terms: inout [UInt32],
    _ ranks: inout [Rank], _ filled: inout [UInt32], _ least: inout [Float]
  ) {
    var postings = postings
    var terms = terms.mutableSpan
    var ranks = ranks.mutableSpan
    var filled = filled.mutableSpan
    var least = least.mutableSpan
    while postings.next(in: bytes) {
      let weight = Float(postings.weight)
      let value = rarity * weight / (weight + 10)
      let record = Int(postings.record)
      guard value >= least[record] else { continue }
      var offset = postings.positions.lowerBound
      let rank = Rank(value.bitPattern) << 32 | Rank(~bytes.variable(at: &offset))
      let start = record * count
      var index = start + Int(filled[record])
      if index < start + count {
        filled[record] += 1
      } else if index > start, rank >= ranks[index - 1] {
        index -= 1
      } else {
        continue
      }
      while index > start, rank >= ranks[index - 1] {
        ranks[index] = ranks[index - 1]
        terms[index] = terms[index - 1]
        index -= 1
      }
      ranks[index] = rank
      terms[index] = term
      if Int(filled[record]) == count { least[record] = Self.value(ranks[start + count - 1]) }
    }
  }
}

extension SearchIndex {
  package func tellingWords(_ count: Int = 20, mostCommon: Int = 400) -> TellingWords {
    TellingWords(self, count: count, mostCommon: mostCommon)
  }
}
