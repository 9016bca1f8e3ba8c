package import Text

/// Collects records in order, and becomes a ``SearchIndex``.
///
/// Of a record's words its postings are kept, packed: which forms of a stem occur, how much they weigh and where they stand.
/// They are grouped by stem as they come and then stay where they are: the index needs to know only where each group is.
package struct SearchIndexBuilder: ~Copyable {
  private let settings: SearchSettings
  private var words: Vocabulary
  private var store = RecordStore()
  private var concepts: ConceptFinder
  private var pending = PendingPostings()
  /// In order; the last ones may still be being made.
  private var runs: [Task<PackedPostings, Never>] = []
  private let isConcurrent: Bool
  private let bytes: (any ByteStore)?

  /// - Parameters:
  ///   - isConcurrent: whether postings may be grouped on another core while further records are added.
  ///   - bytes: where postings and what is shown of records wait until they are written; nil is in memory.
  package init(_ settings: SearchSettings, isConcurrent: Bool = false, storing bytes: (any ByteStore)? = nil) {
    self.settings = settings
    self.isConcurrent = isConcurrent
    self.bytes = bytes
    words = Vocabulary(language: settings.language, concepts: settings.synonyms.count)
    concepts = ConceptFinder(settings.synonyms, stemmer: words.stemmer)
  }

  package var count: Int { store.count }

  /// Adds records; the number of each among those added is its place in the order of calls.
  package mutating func add(_ records: AnalyzedRecords) {
    var terms: [UInt32] = []
    var ordinals: [UInt8] = []
    terms.reserveCapacity(records.forms.count)
    ordinals.reserveCapacity(records.forms.count)
    for place in 0..<records.forms.count {
      let (form, newTerm) = words.number(of: records.forms, place)
      if let newTerm { concepts.learn(words.stems, newTerm - words.concepts, term: newTerm) }
      terms.append(words.terms[form])
      ordinals.append(words.ordinals[form])
    }
    pending.append(records, terms: terms, ordinals: ordinals)
    store.append(records, facets: settings.facets, storing: bytes)
    if pending.isFull { endRun() }
  }

  /// Ends a run: all that it needs is in hand, and nothing later waits for it.
  private mutating func endRun() {
    let (waiting, concepts, termCount, bytes) = (pending, concepts, words.termCount, bytes)
    pending = waiting.next()
    runs.append(meanwhile(isConcurrent: isConcurrent) { Self.run(of: waiting, concepts, termCount).packed(in: bytes) })
  }

  private static func run(of waiting: PendingPostings, _ concepts: ConceptFinder, _ termCount: Int) -> PostingRun {
    var concepts = concepts
    var run = waiting.run(termCount: termCount) { concepts.note($0, $1, $2) }
    for (concept, postings) in concepts.found() { run.append(postings, of: concept) }
    return run
  }

  /// Ends the collection and numbers the records.
  package consuming func index() async -> SearchIndex {
    endRun()
    var runs: [PackedPostings] = []
    for run in self.runs { runs.append(await run.value) }
    let words = words.frozen()
    return SearchIndex(settings, words, store, PostingLists(runs, terms: words.termCount))
  }
}
