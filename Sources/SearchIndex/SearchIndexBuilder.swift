/// Collects records in order, and becomes a ``SearchIndex``.
///
/// A record is kept as bytes: for each of its stems which forms occur, how much they weigh and where they stand. That is a
/// third less than the text, and the index is made of it by one counting sort, without an object for a posting.
package struct SearchIndexBuilder: ~Copyable {
  let settings: SearchSettings
  var words: Vocabulary
  var store = RecordStore()
  private var concepts: ConceptFinder

  /// Stems of the record being added, and where they stand in these arrays: valid where `seenIn` is that record.
  private var placeInRecord: [UInt32] = []
  private var seenIn: [UInt32] = []

  package init(_ settings: SearchSettings) {
    self.settings = settings
    words = Vocabulary(language: settings.language, concepts: settings.synonyms.count)
    concepts = ConceptFinder(settings.synonyms, stemmer: words.stemmer)
  }

  package var count: Int { store.count }

  /// Adds a record; its number among those added is its place in the order of calls.
  package mutating func add(_ record: AnalyzedRecord) {
    let number = UInt32(store.count + 1)
    var stems: [UInt32] = []
    var heads: [Int32] = []
    var next = [Int32](repeating: -1, count: record.formEnds.count)
    var formNumbers: [UInt32] = []
    formNumbers.reserveCapacity(record.formEnds.count)
    var start = 0
    let text = record.formBytes.span
    for form in record.formEnds.indices {
      let end = Int(record.formEnds[form])
      let known = words.form(text, start..<end, hash: record.formHashes[form])
      if known.isNewStem { concepts.learn(words.stemText(known.stem), term: known.stem) }
      formNumbers.append(UInt32(known.form))
      start = end
      while seenIn.count <= known.stem {
        seenIn.append(0)
        placeInRecord.append(0)
      }
      if seenIn[known.stem] != number {
        seenIn[known.stem] = number
        placeInRecord[known.stem] = UInt32(stems.count)
        stems.append(UInt32(known.stem))
        heads.append(Int32(form))
      } else {
        let place = Int(placeInRecord[known.stem])
        next[form] = heads[place]
        heads[place] = Int32(form)
      }
    }
    store.begin(record, facets: settings.facets)
    concepts.begin()
    for (place, stem) in stems.enumerated() {
      var mask: UInt32 = 0
      var weight: UInt32 = 0
      var positions: [UInt32] = []
      let only = next[Int(heads[place])] < 0
      var form = Int(heads[place])
      while form >= 0 {
        mask |= 1 << UInt32(words.ordinals[Int(formNumbers[form])])
        weight += record.weights[form]
        let range = Int(record.positionStarts[form])..<Int(record.positionStarts[form + 1])
        if only && !concepts.knows(stem) {
          store.append(term: stem, mask: mask, weight: weight, positions: record.positions[range])
        } else {
          positions.append(contentsOf: record.positions[range])
        }
        form = Int(next[form])
      }
      if !only || concepts.knows(stem) {
        if !only { positions.sort() }
        store.append(term: stem, mask: mask, weight: weight, positions: positions[...])
        concepts.note(stem, weight: weight, positions: positions)
      }
    }
    concepts.find { concept, mask, weight in store.append(term: concept, mask: mask, weight: weight, positions: []) }
    store.end()
  }

  /// Ends the collection and numbers the records.
  package consuming func index() -> SearchIndex { SearchIndex(settings, words.frozen(), store) }
}
