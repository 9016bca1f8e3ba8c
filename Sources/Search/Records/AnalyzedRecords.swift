/// Records that are ready for the index. They can be analysed in any task and in any order; only
/// adding them to the index must be done in order.
///
/// The records share one table of forms, so that the index looks up each form once for all of them.
package struct AnalyzedRecords: Sendable {
  struct Record: Sendable {
    var id: String
    var type: String
    var prior: Double
    var facets: [(field: String, values: [String])]
    /// The number of words in all fields.
    var length: Int
    /// The range of the record in ``AnalyzedRecords/fragments``: the part of it that search results
    /// show.
    var fragment: Range<Int>
    /// A hash of the fragment; equal fragments have equal hashes.
    var digest: UInt64
  }

  /// A form that occurs in a record.
  struct Occurrence: Sendable {
    var form: UInt32
    /// The start of its posting in ``AnalyzedRecords/postings``.
    var start: UInt32
  }

  private(set) var records: [Record] = []
  /// All forms, numbered in the order in which they first occur.
  private(set) var forms = ByteTable()
  /// The occurrences of all records, one record after the other. Each form of a record stands once,
  /// in the order in which the forms first occur in it.
  private(set) var occurrences: [Occurrence] = []
  /// For each record, the end of its part of ``occurrences``.
  private(set) var occurrenceEnds: [Int] = []
  /// For each form, the number of records that have it.
  private(set) var recordCounts: [UInt32] = []
  /// A ``PackedPosting`` for each occurrence; spare room after the first ``postingSize`` bytes.
  private(set) var postings: [UInt8] = []
  private(set) var postingSize = 0
  /// The fragments of all records, as JSON texts one after the other.
  private(set) var fragments: [UInt8] = []

  /// The weight, in eighths, of a word that is the whole name of a record. No other word can weigh
  /// as much.
  static let nameWeight: UInt32 = 1 << 20
  /// The weight, in eighths, of a word that is the whole of another name of a record.
  static let otherNameWeight: UInt32 = 1 << 18

  /// - Parameter excerptLength: as in ``SearchSettings``.
  package init(_ sources: some Sequence<SearchRecord>, excerptLength: Int = 1000) {
    var analyzer = Analyzer()
    var reading = RecordReading()
    for source in sources {
      if records.count == 16 { makeRoom(for: sources.underestimatedCount) }
      read(source, with: &analyzer, &reading)
      append(source, length: reading.wordCount, excerptLength)
    }
    forms = analyzer.forms
    recordCounts = reading.recordCounts
  }

  /// Reserves memory for `count` records of about the size of those read so far. An array that
  /// grows by doubling is copied again and again.
  private mutating func makeRoom(for count: Int) {
    func room(_ size: Int) -> Int { size * count / records.count * 5 / 4 }
    records.reserveCapacity(count)
    occurrenceEnds.reserveCapacity(count)
    occurrences.reserveCapacity(room(occurrences.count))
    postings.reserveCapacity(room(postingSize))
    fragments.reserveCapacity(room(fragments.count))
  }

  private mutating func read(_ source: SearchRecord, with analyzer: inout Analyzer, _ reading: inout RecordReading) {
    reading.begin()
    for (weight, text) in source.fields {
      reading.sequence.removeAll(keepingCapacity: true)
      analyzer.read(text, into: &reading.sequence)
      reading.endField(weight: weight, forms: analyzer.forms.count)
    }
    for name in source.otherNames {
      if let form = analyzer.singleForm(of: name) { reading.raise(form, to: Self.otherNameWeight) }
    }
    for name in source.names { if let form = analyzer.singleForm(of: name) { reading.raise(form, to: Self.nameWeight) } }
    reading.endRecord()
    reading.append(to: &occurrences, &postings, &postingSize)
    occurrenceEnds.append(occurrences.count)
  }

  private mutating func append(_ source: SearchRecord, length: Int, _ excerptLength: Int) {
    let start = fragments.count
    FragmentWriter.append(source, excerptLength: excerptLength, to: &fragments)
    records.append(
      Record(
        id: source.id, type: source.type, prior: source.prior, facets: source.facets, length: length,
        fragment: start..<fragments.count, digest: digest(start..<fragments.count)))
  }

  private func digest(_ fragment: Range<Int>) -> UInt64 {
    var digest = Digest()
    digest.add(fragments.span.extracting(fragment))
    return digest.value
  }
}
