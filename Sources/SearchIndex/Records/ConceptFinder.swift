/// Finds the synonyms that occur in a record: phrases of stems, each a way to say one concept.
struct ConceptFinder {
  private struct Phrase {
    var stems: [UInt32]
    var concept: UInt32
    var ordinal: UInt32
  }

  /// Own small numbers for the stems that occur in synonyms.
  private var numbers: [String: UInt32] = [:]
  /// For each of them the phrases that it begins.
  private var phrases: [[Phrase]] = []
  /// The number of a term of the collection plus one, or zero.
  private var numberOfTerm: [UInt32] = []

  private struct Place: Hashable {
    var stem: UInt32
    var position: UInt32
  }

  /// Of the record at hand: where stems stand (a compound stands where its last part does), and which may begin a phrase.
  private var places: Set<Place> = []
  private var starts: [(stem: UInt32, weight: UInt32, positions: [UInt32])] = []

  init(_ sets: [SynonymSet], stemmer: borrowing Stemmer) {
    var analyzer = Analyzer()
    for (concept, set) in sets.enumerated() {
      for (ordinal, form) in set.forms.enumerated() {
        var stems: [UInt32] = []
        for word in analyzer.forms(of: form) {
          let stem = stemmer.stem(word)
          let number = numbers[stem] ?? UInt32(phrases.count)
          if numbers[stem] == nil {
            numbers[stem] = number
            phrases.append([])
          }
          stems.append(number)
        }
        guard let first = stems.first else { continue }
        phrases[Int(first)].append(
          Phrase(stems: stems, concept: UInt32(concept), ordinal: min(UInt32(ordinal), UInt32(Vocabulary.distinctForms) - 1)))
      }
    }
  }

  mutating func learn(_ stem: String, term: Int) {
    guard let number = numbers[stem] else { return }
    while numberOfTerm.count <= term { numberOfTerm.append(0) }
    numberOfTerm[term] = number + 1
  }

  func knows(_ term: UInt32) -> Bool { Int(term) < numberOfTerm.count && numberOfTerm[Int(term)] != 0 }

  mutating func begin() {
    places.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
  }

  mutating func note(_ term: UInt32, weight: UInt32, positions: [UInt32]) {
    guard knows(term) else { return }
    let stem = numberOfTerm[Int(term)] - 1
    for position in positions { places.insert(Place(stem: stem, position: position)) }
    if !phrases[Int(stem)].isEmpty { starts.append((stem, weight, positions)) }
  }

  /// Calls `use` for each concept of the record, in order, with the forms that occur and their weight.
  func find(_ use: (_ concept: UInt32, _ mask: UInt32, _ weight: UInt32) -> Void) {
    guard !starts.isEmpty else { return }
    var found: [UInt32: (mask: UInt32, weight: UInt32)] = [:]
    for (stem, weight, positions) in starts {
      for phrase in phrases[Int(stem)] {
        var count = 0
        for position in positions where occurs(phrase, at: position) { count += 1 }
        guard count > 0 else { continue }
        let share = max(1, weight * UInt32(count) / UInt32(positions.count))
        let known = found[phrase.concept] ?? (0, 0)
        found[phrase.concept] = (known.mask | 1 << phrase.ordinal, min(known.weight + share, 65535))
      }
    }
    for (concept, value) in found.sorted(by: { $0.key < $1.key }) { use(concept, value.mask, value.weight) }
  }

  private func occurs(_ phrase: Phrase, at position: UInt32) -> Bool {
    phrase.stems.enumerated().dropFirst().allSatisfy { offset, stem in
      places.contains(Place(stem: stem, position: position + UInt32(offset)))
    }
  }
}
