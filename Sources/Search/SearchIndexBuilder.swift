package import Text

/// Collects records in order and makes a ``SearchIndex`` of them.
///
/// Of the words of a record, only packed postings are kept: the forms of a stem that occur, their
/// weight and their positions. They are grouped by term, run by run, and then stay where they are:
/// the index only stores the start of each group.
package struct SearchIndexBuilder: ~Copyable {
  private let settings: SearchSettings
  private var dictionary: TermDictionaryBuilder
  private var store = RecordStore()
  private var concepts: ConceptFinder
  private var pending = PendingPostings()
  /// The runs in order. The last ones may still be in work.
  private var runs: [Task<PackedPostings, Never>] = []
  private let isConcurrent: Bool
  private let bytes: (any ByteStore)?

  /// - Parameters:
  ///   - isConcurrent: true lets another core group postings while records are added.
  ///   - bytes: the store for postings and fragments until they are written; nil keeps them in
  ///     memory.
  package init(_ settings: SearchSettings, isConcurrent: Bool = false, storing bytes: (any ByteStore)? = nil) {
    self.settings = settings
    self.isConcurrent = isConcurrent
    self.bytes = bytes
    dictionary = TermDictionaryBuilder(language: settings.language, concepts: settings.synonyms.count)
    concepts = ConceptFinder(settings.synonyms, stemmer: dictionary.stemmer)
  }

  package var count: Int { store.count }

  /// Adds records. They are numbered in the order of the calls.
  package mutating func add(_ records: AnalyzedRecords) {
    var terms: [UInt32] = []
    var ordinals: [UInt8] = []
    terms.reserveCapacity(records.forms.count)
    ordinals.reserveCapacity(records.forms.count)
    for index in 0..<records.forms.count {
      let (form, newTerm) = dictionary.number(of: records.forms, index)
      if let newTerm { concepts.learn(dictionary.stems, newTerm - dictionary.concepts, term: newTerm) }
      terms.append(dictionary.terms[form])
      ordinals.append(dictionary.ordinals[form])
    }
    pending.append(records, terms: terms, ordinals: ordinals)
    store.append(records, facets: settings.facets, storing: bytes)
    if pending.isFull { endRun() }
  }

  /// Ends a run. Grouping its postings needs nothing that comes later, so it can be done in another
  /// task.
  private mutating func endRun() {
    let (waiting, concepts, termCount, bytes) = (pending, concepts, dictionary.termCount, bytes)
    pending = waiting.next()
    runs.append(meanwhile(isConcurrent: isConcurrent) { Self.run(of: waiting, concepts, termCount).packed(in: bytes) })
  }

  private static func run(of waiting: PendingPostings, _ concepts: ConceptFinder, _ termCount: Int) -> PostingRun {
    var concepts = concepts
    var run = waiting.run(termCount: termCount) { concepts.note($0, $1, $2) }
    for (concept, postings) in concepts.found() { run.append(postings, of: concept) }
    return run
  }

  /// Ends the collection: numbers the records for good.
  package consuming func index() async -> SearchIndex {
    endRun()
    var runs: [PackedPostings] = []
    for run in self.runs { runs.append(await run.value) }
    let dictionary = dictionary.frozen()
    return SearchIndex(settings, dictionary, store, PostingLists(runs, terms: dictionary.termCount))
  }
}
