/// The words of one record as they are read; kept from one record to the next for the memory.
struct RecordReading {
  /// The forms of the field at hand, as an ``Analyzer`` gives them.
  var sequence: [UInt32] = []
  /// For each form one more than its place among all that have been read, of any record.
  private var latest: [UInt32] = []
  /// How many forms the records before had, all together.
  private var first: UInt32 = 0
  /// The first `formCount` are the record's, in the order in which they first occur.
  private var forms: [Form] = []
  /// The first `wordCount` are the record's, in reading order.
  private var words: [Word] = []
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

  private struct Form {
    var number: UInt32 = 0
    var count: UInt32 = 0
    var weight = 0.0
  }

  private struct Word {
    /// Of its form, among the record's.
    var place: UInt32 = 0
    var position: UInt32 = 0
  }

  /// Lies between the positions of two fields, so that no phrase runs from one into the next.
  private static let fieldGap: UInt32 = 8

  mutating func begin() {
    first += UInt32(formCount)
    end = End()
  }

  /// Takes in the words of ``sequence``.
  ///
  /// - Parameter forms: Every form is below this.
  mutating func endField(weight: Double, forms: Int) {
    // Room is made once: an array that grows word by word is asked each time whether it may.
    latest.grow(to: forms, with: 0)
    self.forms.grow(to: formCount + sequence.count, with: Form())
    words.grow(to: wordCount + sequence.count, with: Word())
    Self.read(sequence, weight, first, &latest, &self.forms, &words, at: &end)
    end.position += Self.fieldGap
  }

  private static func read(
    _ sequence: [UInt32], _ weight: Double, _ first: UInt32, _ latest: inout [UInt32], _ forms: inout [Form],
    _ words: inout [Word], at end: inout End
  ) {
    let sequence = sequence.span
    var latest = latest.mutableSpan
    var forms = forms.mutableSpan
    var words = words.mutableSpan
    for index in sequence.indices {
      let form = sequence[index] & ~Analyzer.compound
      // What joins others stands where the last of them does, so that what follows is next to it.
      if form != sequence[index] { end.position -= 1 }
      var place = Int(latest[Int(form)]) - Int(first) - 1
      if place < 0 {
        place = end.form
        forms[place] = Form(number: form)
        end.form += 1
        latest[Int(form)] = first + UInt32(end.form)
      }
      forms[place].count += 1
      forms[place].weight += weight
      words[end.word] = Word(place: UInt32(place), position: end.position)
      end.word += 1
      end.position += 1
    }
  }

  /// Appends the record's forms, and their positions by form, in order: a counting sort.
  mutating func append(to occurrences: inout [AnalyzedRecords.Occurrence], _ positions: inout [UInt32], record: UInt32) {
    let (first, next) = (occurrences.count, UInt32(positions.count))
    occurrences.grow(to: first + formCount, with: AnalyzedRecords.Occurrence(record: 0, form: 0, weight: 0, positions: 0..<0))
    positions.grow(to: positions.count + wordCount, with: 0)
    Self.write(&forms, formCount, to: &occurrences, from: first, next, record: record)
    Self.sort(words, wordCount, &forms, into: &positions)
  }

  /// Replaces the counts of forms by where the positions of each begin.
  private static func write(
    _ forms: inout [Form], _ count: Int, to occurrences: inout [AnalyzedRecords.Occurrence], from first: Int,
    _ position: UInt32, record: UInt32
  ) {
    var forms = forms.mutableSpan
    var occurrences = occurrences.mutableSpan
    var position = position
    for place in 0..<count {
      let form = forms[place]
      // Half up is to the nearest here: what would be less than one is one.
      let weight = UInt32(max(1, min(form.weight * 8 + 0.5, 65535)))
      occurrences[first + place] = AnalyzedRecords.Occurrence(
        record: record, form: form.number, weight: weight, positions: position..<position + form.count)
      forms[place].count = position
      position += form.count
    }
  }

  private static func sort(_ words: [Word], _ count: Int, _ forms: inout [Form], into positions: inout [UInt32]) {
    let words = words.span
    var forms = forms.mutableSpan
    var positions = positions.mutableSpan
    for index in 0..<count {
      let place = Int(words[index].place)
      positions[Int(forms[place].count)] = words[index].position
      forms[place].count += 1
    }
  }
}
