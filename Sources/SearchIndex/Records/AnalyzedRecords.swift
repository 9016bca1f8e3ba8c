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
    /// The place of the record among these.
    var record: UInt32
    var form: UInt32
    /// Times it occurs, times the weights of their fields, in eighths.
    var weight: UInt32
    /// In ``AnalyzedRecords/positions``, ascending.
    var positions: Range<UInt32>
  }

  private(set) var records: [Record] = []
  /// Numbered in the order in which they first occur.
  private(set) var forms = ByteTable()
  /// By record, each form of it once, in the order in which they first occur in it.
  private(set) var occurrences: [Occurrence] = []
  private(set) var positions: [UInt32] = []
  /// JSON, one after the other.
  private(set) var fragments: [UInt8] = []

  /// Lies between the positions of two fields, so that no phrase runs from one into the next.
  private static let fieldGap: UInt32 = 8

  /// - Parameter excerptLength: as in ``SearchSettings``.
  package init(_ sources: some Sequence<SearchRecord>, excerptLength: Int = 1000) {
    var analyzer = Analyzer()
    var reading = Reading()
    for source in sources {
      read(source, with: &analyzer, &reading)
      append(source, reading, analyzer.forms, excerptLength)
    }
    forms = analyzer.forms
  }

  /// What is read of one record; kept from one to the next for the memory.
  private struct Reading {
    /// For each form one more than its latest place in ``AnalyzedRecords/occurrences``.
    var latest: [UInt32] = []
    /// By the record's occurrences.
    var weights: [Double] = []
    /// In reading order: a place among the record's occurrences, and a position.
    var words: [(place: UInt32, position: UInt32)] = []
    /// The forms of a field.
    var sequence: [UInt32] = []
  }

  private mutating func read(_ source: SearchRecord, with analyzer: inout Analyzer, _ reading: inout Reading) {
    reading.weights.removeAll(keepingCapacity: true)
    reading.words.removeAll(keepingCapacity: true)
    let first = occurrences.count
    var position: UInt32 = 0
    for (weight, text) in source.fields {
      reading.sequence.removeAll(keepingCapacity: true)
      analyzer.read(text, into: &reading.sequence)
      while reading.latest.count < analyzer.forms.count { reading.latest.append(0) }
      for entry in reading.sequence {
        let form = entry & ~Analyzer.compound
        // What joins others stands where the last of them does, so that what follows is next to it.
        if form != entry { position -= 1 }
        var place = Int(reading.latest[Int(form)]) - 1 - first
        if place < 0 {
          place = reading.weights.count
          reading.weights.append(0)
          occurrences.append(Occurrence(record: UInt32(records.count), form: form, weight: 0, positions: 0..<0))
          reading.latest[Int(form)] = UInt32(occurrences.count)
        }
        reading.weights[place] += weight
        reading.words.append((UInt32(place), position))
        position += 1
      }
      position += Self.fieldGap
    }
    collectPositions(reading, from: first)
  }

  /// Sorts the words by form, keeping their order: a counting sort.
  private mutating func collectPositions(_ reading: Reading, from first: Int) {
    var next = [UInt32](repeating: 0, count: reading.weights.count)
    for word in reading.words { next[Int(word.place)] += 1 }
    var sum = UInt32(positions.count)
    for place in next.indices {
      let count = next[place]
      next[place] = sum
      occurrences[first + place].positions = sum..<sum + count
      occurrences[first + place].weight = UInt32(max(1, min((reading.weights[place] * 8).rounded(), 65535)))
      sum += count
    }
    positions.append(contentsOf: repeatElement(0, count: reading.words.count))
    for word in reading.words {
      positions[Int(next[Int(word.place)])] = word.position
      next[Int(word.place)] += 1
    }
  }

  private mutating func append(
    _ source: SearchRecord, _ reading: Reading, _ forms: borrowing ByteTable, _ excerptLength: Int
  ) {
    let start = fragments.count
    FragmentWriter.append(source, excerptLength: excerptLength, to: &fragments)
    let own = occurrences[(occurrences.count - reading.weights.count)...]
    var text: [UInt8] = []
    for occurrence in own { text.append(contentsOf: forms[Int(occurrence.form)]) }
    var digest = Digest()
    digest.add(fragments.span.extracting(start..<fragments.count))
    digest.add(text.span)
    for position in positions.suffix(reading.words.count) { digest.add(UInt64(position)) }
    for occurrence in own { digest.add(UInt64(occurrence.weight)) }
    digest.add(source.prior.bitPattern)
    for (field, values) in source.facets { for text in [field] + values { digest.add(text.utf8Span.span) } }
    records.append(
      Record(
        id: source.id, type: source.type, prior: source.prior, facets: source.facets, length: reading.words.count,
        fragment: start..<fragments.count, digest: digest.value))
  }
}
