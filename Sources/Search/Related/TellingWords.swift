internal import Text

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
  /// By term its first form, to name it to a reader; empty for what tells nothing.
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
    // All postings of a record are in one run, and by term there: run by run as few records are looked at together.
    for run in index.postings.runs { best.offer(run, rarities) }
    words.reserveCapacity(best.wordCount)
    starts.reserveCapacity(index.count + 1)
    for record in 0..<index.count {
      let own = best.places(of: record)
      let highest = max(own.isEmpty ? 1 : best.value(own.lowerBound), 1)
      for place in own { words.append(Word(term: best.terms[place], weight: best.value(place) / highest)) }
      starts.append(words.count)
    }
    names = Array(repeating: "", count: index.words.termCount)
    for (form, term) in index.words.terms.enumerated() where rarities[Int(term)] > 0 && names[Int(term)].isEmpty {
      names[Int(term)] = index.words.forms.string(form)
    }
  }
}

/// The words of the highest value of each record, those that stand earlier first among equals, and then those of lower terms.
private struct BestWords {
  private let count: Int
  /// Room for `count` words a record.
  private(set) var terms: [UInt32]
  /// For each what it is ranked by.
  private var ranks: [Rank]
  /// How many words each record has.
  private var filled: [UInt32]
  /// The value of the last word of each record that has all its words, else less than any: most of what is offered is worth less,
  /// and a look at this is spared a look at the words.
  private var least: [Float]

  /// The higher stands before the lower: the bits of a value, which compare as it does since none is below zero, and below them
  /// how early the word stands in the record.
  private typealias Rank = UInt64

  init(records: Int, count: Int) {
    self.count = count
    terms = Array(repeating: 0, count: records * count)
    ranks = Array(repeating: 0, count: records * count)
    filled = Array(repeating: 0, count: records)
    least = Array(repeating: -.infinity, count: records)
  }

  /// Where the words of a record are, the best first.
  func places(of record: Int) -> Range<Int> { record * count..<record * count + Int(filled[record]) }

  func value(_ place: Int) -> Float { Self.value(ranks[place]) }

  private static func value(_ rank: Rank) -> Float { Float(bitPattern: UInt32(rank >> 32)) }

  var wordCount: Int { filled.reduce(0) { $0 + Int($1) } }

  /// Offers all words of a run to its records. The last ones first, since these are the rarest: what came before is seldom moved.
  ///
  /// - Parameter rarities: by term; zero for what tells nothing.
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
      var place = start + Int(filled[record])
      if place < start + count {
        filled[record] += 1
      } else if place > start, rank >= ranks[place - 1] {
        place -= 1
      } else {
        continue
      }
      while place > start, rank >= ranks[place - 1] {
        ranks[place] = ranks[place - 1]
        terms[place] = terms[place - 1]
        place -= 1
      }
      ranks[place] = rank
      terms[place] = term
      if Int(filled[record]) == count { least[record] = Self.value(ranks[start + count - 1]) }
    }
  }
}

extension SearchIndex {
  package func tellingWords(_ count: Int = 20, mostCommon: Int = 400) -> TellingWords {
    TellingWords(self, count: count, mostCommon: mostCommon)
  }
}
