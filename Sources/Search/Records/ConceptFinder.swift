/// Finds the synonyms that occur in records. A synonym is a phrase of stems; a concept is the
/// number of the ``SynonymSet`` that contains it.
struct ConceptFinder {
  private struct Phrase {
    var stems: [UInt32]
    var concept: UInt32
    var ordinal: UInt32
  }

  /// The stems that occur in synonyms, numbered on their own.
  private var stems = ByteTable()
  /// For each of these stems, the phrases that begin with it.
  private var phrases: [[Phrase]] = []
  /// For each term of the collection, the number of its stem in ``stems`` plus one; zero if the
  /// stem is in no synonym.
  private var numberOfTerm: [UInt32] = []

  /// The postings of such stems, as they were noted, and the positions of all of them.
  private var noted: [Note] = []
  private var positions: [UInt32] = []
  /// The stems at each position of the record that is being searched.
  private var stemsAt: [Stems] = []

  /// The numbers of the stems at a position, each plus one; zero if there is none. There can be
  /// two, because a compound stands at the position of its last part.
  private struct Stems {
    var stem: UInt32 = 0
    var other: UInt32 = 0
  }

  private struct Note {
    var record: UInt32
    var stem: UInt32
    var weight: UInt32
    var positions: Range<Int>
  }

  /// A concept in a record, and the form of it that occurs. Its posting has no positions.
  private struct Found {
    var concept: UInt32
    var posting: Posting
  }

  init(_ sets: [SynonymSet], stemmer: borrowing Stemmer) {
    var analyzer = Analyzer()
    for (concept, set) in sets.enumerated() {
      for (ordinal, form) in set.forms.enumerated() {
        var stems: [UInt32] = []
        for word in analyzer.forms(of: form) {
          var stem = Array(word.utf8)
          stemmer.stem(&stem)
          let (number, isNew) = self.stems.number(of: stem)
          if isNew { phrases.append([]) }
          stems.append(UInt32(number))
        }
        guard let first = stems.first else { continue }
        phrases[Int(first)].append(
          Phrase(
            stems: stems, concept: UInt32(concept),
            ordinal: min(UInt32(ordinal), UInt32(TermDictionaryBuilder.distinctForms) - 1)))
      }
    }
  }

  /// Notes the term of a stem.
  ///
  /// - Parameter index: the number of the stem in `others`.
  mutating func learn(_ others: ByteTable, _ index: Int, term: Int) {
    guard let number = stems.known(others, index) else { return }
    numberOfTerm.grow(to: term + 1, with: 0)
    numberOfTerm[term] = UInt32(number) + 1
  }

  /// Notes the postings of a term if its stem is in a synonym.
  ///
  /// - Parameter bytes: the bytes that `postings` reads.
  mutating func note(_ term: UInt32, _ postings: PostingReader, _ bytes: Span<UInt8>) {
    guard Int(term) < numberOfTerm.count, numberOfTerm[Int(term)] != 0 else { return }
    let stem = numberOfTerm[Int(term)] - 1
    var postings = postings
    while postings.next(in: bytes) {
      let start = positions.count
      var offset = postings.positions.lowerBound
      var position: UInt32 = 0
      while offset < postings.positions.upperBound {
        position += bytes.variable(at: &offset)
        positions.append(position)
      }
      noted.append(Note(record: postings.record, stem: stem, weight: postings.weight, positions: start..<positions.count))
    }
  }

  /// Returns the concepts in the noted postings, in order, each with its postings, and clears the
  /// notes.
  mutating func found() -> [(concept: UInt32, postings: [Posting])] {
    noted.sort { $0.record < $1.record }
    var phrases: [Found] = []
    var start = 0
    while start < noted.count {
      let end = noted[start...].firstIndex { $0.record != noted[start].record } ?? noted.count
      find(in: start..<end, &phrases)
      start = end
    }
    noted.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    return Dictionary(grouping: phrases, by: \.concept).sorted { $0.key < $1.key }.map { ($0.key, Self.merged($0.value)) }
  }

  /// Adds two weights. The weight of a name stays as it is, however often the word occurs
  /// otherwise.
  private static func sum(_ a: UInt32, _ b: UInt32) -> UInt32 {
    max(a, b) >= AnalyzedRecords.otherNameWeight ? max(a, b) : min(a + b, 65535)
  }

  /// Merges the phrases of one concept in one record into one posting.
  private static func merged(_ phrases: [Found]) -> [Posting] {
    var postings: [Posting] = []
    for phrase in phrases.lazy.map(\.posting) {
      if let last = postings.last, last.record == phrase.record {
        postings[postings.count - 1].mask |= phrase.mask
        postings[postings.count - 1].weight = Self.sum(last.weight, phrase.weight)
      } else {
        postings.append(phrase)
      }
    }
    return postings
  }

  /// Appends every phrase that occurs in one record.
  ///
  /// - Parameter notes: the notes of that record.
  private mutating func find(in notes: Range<Int>, _ found: inout [Found]) {
    for note in noted[notes] {
      guard let last = positions[note.positions].last else { continue }
      while stemsAt.count <= last { stemsAt.append(Stems()) }
      for position in positions[note.positions].map(Int.init) {
        if stemsAt[position].stem == 0 {
          stemsAt[position].stem = note.stem + 1
        } else {
          stemsAt[position].other = note.stem + 1
        }
      }
    }
    for note in noted[notes] {
      for phrase in phrases[Int(note.stem)] {
        let count = positions[note.positions].count { occurs(phrase, at: Int($0)) }
        guard count > 0 else { continue }
        let share = max(1, note.weight * UInt32(count) / UInt32(note.positions.count))
        let posting = Posting(
          record: note.record, mask: 1 << phrase.ordinal, weight: min(share, AnalyzedRecords.nameWeight), positions: 0..<0)
        found.append(Found(concept: phrase.concept, posting: posting))
      }
    }
    for note in noted[notes] { for position in positions[note.positions] { stemsAt[Int(position)] = Stems() } }
  }

  /// Returns true if the stems after the first one of a phrase follow `position`, one after the
  /// other.
  private func occurs(_ phrase: Phrase, at position: Int) -> Bool {
    guard position + phrase.stems.count <= stemsAt.count else { return false }
    return phrase.stems.enumerated().dropFirst().allSatisfy { offset, stem in
      let found = stemsAt[position + offset]
      return found.stem == stem + 1 || found.other == stem + 1
    }
  }
}
