/// Collects the words of one record while its fields are read. The value is reused from record to
/// record, to keep its memory.
struct RecordReading {
  /// The forms of the current field, as an ``Analyzer`` appends them.
  var sequence: [UInt32] = []
  /// For each form, what is known of it from all records read so far.
  private var known: [Known] = []
  /// The sum of ``formCount`` over all earlier records.
  private var first: UInt32 = 0
  /// The forms of the record, in the order in which they first occur: the first `formCount`
  /// elements.
  private var forms: [Form] = []
  /// The words of the record in reading order: the first `wordCount` elements.
  private var words: [Word] = []
  /// The positions of all words, grouped by form: the first `wordCount` elements, once the record
  /// has ended.
  private var positions: [UInt32] = []
  private var end = End()

  /// The counts of what has been read of the record.
  private struct End {
    var form = 0
    var word = 0
    var position: UInt32 = 0
  }

  /// The number of different forms in the record.
  var formCount: Int { end.form }
  var wordCount: Int { end.word }

  private struct Known {
    /// The index of the form in its latest record, counted through all records, plus one:
    ///
    ///     formIndex = first + index in `forms` + 1
    ///
    /// So `formIndex > first` tells that the form occurs in the current record, and nothing must be
    /// cleared between records.
    var formIndex: UInt32 = 0
    /// The number of records that have the form.
    var records: UInt32 = 0
  }

  private struct Form {
    var number: UInt32 = 0
    /// The number of occurrences; once the record has ended, the end of the form's part of
    /// `positions`.
    var count: UInt32 = 0
    var weight = 0.0

    /// The weight in eighths, rounded to the nearest number, and at least one.
    var eighths: UInt32 { UInt32(max(1, min(weight * 8 + 0.5, Double(AnalyzedRecords.nameWeight)))) }
  }

  private struct Word {
    /// The index of its form in `forms`.
    var formIndex: UInt32 = 0
    var position: UInt32 = 0
  }

  /// The gap between the positions of two fields, so that no phrase runs from one field into the
  /// next.
  private static let fieldGap: UInt32 = 8

  /// For each form, the number of records that have it.
  var recordCounts: [UInt32] { known.map(\.records) }

  mutating func begin() {
    first += UInt32(formCount)
    end = End()
  }

  /// Reads the words of ``sequence`` as one field.
  ///
  /// - Parameter forms: a bound; every form is below it.
  mutating func endField(weight: Double, forms: Int) {
    // Grow the arrays once for the whole field: appending word by word checks the capacity each
    // time.
    known.grow(to: forms, with: Known())
    self.forms.grow(to: formCount + sequence.count, with: Form())
    words.grow(to: wordCount + sequence.count, with: Word())
    Self.read(sequence, weight, first, &known, &self.forms, &words, at: &end)
    end.position += Self.fieldGap
  }

  private static func read(
    _ sequence: [UInt32], _ weight: Double, _ first: UInt32, _ known: inout [Known], _ forms: inout [Form],
    _ words: inout [Word], at end: inout End
  ) {
    let sequence = sequence.span
    var known = known.mutableSpan
    var forms = forms.mutableSpan
    var words = words.mutableSpan
    for index in sequence.indices {
      let form = sequence[index] & ~Analyzer.compound
      // A compound stands at the position of its last part, so that the word after it is its
      // neighbour.
      if form != sequence[index] { end.position -= 1 }
      var formIndex = Int(known[Int(form)].formIndex) - Int(first) - 1
      if formIndex < 0 {
        formIndex = end.form
        forms[formIndex] = Form(number: form)
        end.form += 1
        known[Int(form)].formIndex = first + UInt32(end.form)
        known[Int(form)].records += 1
      }
      forms[formIndex].count += 1
      forms[formIndex].weight += weight
      words[end.word] = Word(formIndex: UInt32(formIndex), position: end.position)
      end.word += 1
      end.position += 1
    }
  }

  /// Sets the weight of a form, in eighths, if the record has the form.
  mutating func raise(_ form: UInt32, to weight: UInt32) {
    guard Int(form) < known.count else { return }
    let index = Int(known[Int(form)].formIndex) - Int(first) - 1
    if index >= 0 { forms[index].weight = Double(weight) / 8 }
  }

  /// Ends the record: groups the positions by form, in ascending order, with a counting sort.
  mutating func endRecord() {
    positions.grow(to: wordCount, with: 0)
    Self.sort(words, wordCount, &forms, formCount, into: &positions)
  }

  private static func sort(
    _ words: [Word], _ wordCount: Int, _ forms: inout [Form], _ formCount: Int, into positions: inout [UInt32]
  ) {
    let words = words.span
    var forms = forms.mutableSpan
    var positions = positions.mutableSpan
    var sum: UInt32 = 0
    for formIndex in 0..<formCount { (forms[formIndex].count, sum) = (sum, sum + forms[formIndex].count) }
    for index in 0..<wordCount {
      let formIndex = Int(words[index].formIndex)
      positions[Int(forms[formIndex].count)] = words[index].position
      forms[formIndex].count += 1
    }
  }

  /// Appends the forms of the record, and the posting of each after the first `count` bytes.
  func append(to occurrences: inout [AnalyzedRecords.Occurrence], _ postings: inout [UInt8], _ count: inout Int) {
    let room = formCount * PackedPosting.room(positions: 0) + wordCount * PackedPosting.longestNumber
    postings.grow(to: count + room, with: 0)
    let first = occurrences.count
    occurrences.grow(to: first + formCount, with: AnalyzedRecords.Occurrence(form: 0, start: 0))
    Self.write(forms, formCount, positions, to: &occurrences, from: first, &postings, &count)
  }

  private static func write(
    _ forms: [Form], _ formCount: Int, _ positions: [UInt32], to occurrences: inout [AnalyzedRecords.Occurrence],
    from first: Int, _ postings: inout [UInt8], _ count: inout Int
  ) {
    let forms = forms.span
    let positions = positions.span
    var occurrences = occurrences.mutableSpan
    var postings = postings.mutableSpan
    var end = count
    var start = 0
    for index in 0..<formCount {
      let form = forms[index]
      occurrences[first + index] = AnalyzedRecords.Occurrence(form: form.number, start: UInt32(end))
      postings.append(weight: form.eighths, positions: positions.extracting(start..<Int(form.count)), at: &end)
      start = Int(form.count)
    }
    count = end
  }
}
