/// The words of one record as they are read; kept from one record to the next for the memory.
struct RecordReading {
  /// The forms of the field at hand, as an ``Analyzer`` gives them.
  var sequence: [UInt32] = []
  /// By form, what is known of it from any record.
  private var known: [Known] = []
  /// How many forms the records before had, all together.
  private var first: UInt32 = 0
  /// The first `formCount` are the record's, in the order in which they first occur.
  private var forms: [Form] = []
  /// The first `wordCount` are the record's, in reading order.
  private var words: [Word] = []
  /// Likewise their positions, by form.
  private var positions: [UInt32] = []
  private var end = End()

  /// How far the record has been read.
  private struct End {
    var form = 0
    var word = 0
    var position: UInt32 = 0
  }

  /// Different forms of the record.
  var formCount: Int { end.form }
  var wordCount: Int { end.word }

  private struct Known {
    /// One more than its latest place among the forms of all records that have been read.
    var place: UInt32 = 0
    /// How many records have it.
    var records: UInt32 = 0
  }

  private struct Form {
    var number: UInt32 = 0
    /// How often it occurs; once the record has ended, where its positions end.
    var count: UInt32 = 0
    var weight = 0.0

    /// The weight in eighths. Half up is to the nearest here: what would be less than one is one.
    var eighths: UInt32 { UInt32(max(1, min(weight * 8 + 0.5, Double(AnalyzedRecords.nameWeight)))) }
  }

  private struct Word {
    /// Of its form, among the record's.
    var place: UInt32 = 0
    var position: UInt32 = 0
  }

  /// Lies between the positions of two fields, so that no phrase runs from one into the next.
  private static let fieldGap: UInt32 = 8

  /// By form, how many records have it.
  var recordCounts: [UInt32] { known.map(\.records) }

  mutating func begin() {
    first += UInt32(formCount)
    end = End()
  }

  /// Takes in the words of ``sequence``.
  ///
  /// - Parameter forms: Every form is below this.
  mutating func endField(weight: Double, forms: Int) {
    // Room is made once: an array that grows word by word is asked each time whether it may.
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
      // What joins others stands where the last of them does, so that what follows is next to it.
      if form != sequence[index] { end.position -= 1 }
      var place = Int(known[Int(form)].place) - Int(first) - 1
      if place < 0 {
        place = end.form
        forms[place] = Form(number: form)
        end.form += 1
        known[Int(form)].place = first + UInt32(end.form)
        known[Int(form)].records += 1
      }
      forms[place].count += 1
      forms[place].weight += weight
      words[end.word] = Word(place: UInt32(place), position: end.position)
      end.word += 1
      end.position += 1
    }
  }

  /// Gives a form a weight in eighths, if the record has the form.
  mutating func raise(_ form: UInt32, to weight: UInt32) {
    guard Int(form) < known.count else { return }
    let place = Int(known[Int(form)].place) - Int(first) - 1
    if place >= 0 { forms[place].weight = Double(weight) / 8 }
  }

  /// Ends the record: its positions are by form from now on, and in order. A counting sort.
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
    for place in 0..<formCount { (forms[place].count, sum) = (sum, sum + forms[place].count) }
    for index in 0..<wordCount {
      let place = Int(words[index].place)
      positions[Int(forms[place].count)] = words[index].position
      forms[place].count += 1
    }
  }

  /// Appends the record's forms, and the posting of each behind the first `count` bytes.
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
    for place in 0..<formCount {
      let form = forms[place]
      occurrences[first + place] = AnalyzedRecords.Occurrence(form: form.number, start: UInt32(end))
      postings.append(weight: form.eighths, positions: positions.extracting(start..<Int(form.count)), at: &end)
      start = Int(form.count)
    }
    count = end
  }
}
