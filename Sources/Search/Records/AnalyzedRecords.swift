/// Records made ready for the index, anywhere and at any time: adding them is all that must happen in order.
///
/// They share one table of forms: what the index knows of a form is looked up once for all of them.
package struct AnalyzedRecords: Sendable {
  struct Record: Sendable {
    var id: String
    var type: String
    var prior: Double
    var facets: [(field: String, values: [String])]
    /// Words in all fields.
    var length: Int
    /// What is shown of it, in ``AnalyzedRecords/fragments``.
    var fragment: Range<Int>
    /// Of all of it: the same record has the same.
    var digest: UInt64
  }

  /// A form in a record.
  struct Occurrence: Sendable {
    var form: UInt32
    /// Of its posting in ``AnalyzedRecords/postings``.
    var start: UInt32
  }

  private(set) var records: [Record] = []
  /// Numbered in the order in which they first occur.
  private(set) var forms = ByteTable()
  /// By record, each form of it once, in the order in which they first occur in it.
  private(set) var occurrences: [Occurrence] = []
  /// By record, where its occurrences end.
  private(set) var occurrenceEnds: [Int] = []
  /// By form, how many records have it.
  private(set) var recordCounts: [UInt32] = []
  /// Of each occurrence a ``PackedPosting``. What is beyond ``postingSize`` is room for more.
  private(set) var postings: [UInt8] = []
  private(set) var postingSize = 0
  /// JSON, one after the other.
  private(set) var fragments: [UInt8] = []

  /// The weight of a word that is all of a record's name, in eighths: more than any other word can have.
  static let nameWeight: UInt32 = 1 << 20
  /// The same of another name.
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

  /// Makes room for so many records like those that there are: what grows to its size by doubling is moved again and again.
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
