internal import Text

/// Turns text into forms: words in lower case, normalised, with their diacritics.
///
/// The rules are ``WordReader``'s. For a stretch of ASCII letters and digits the rule is to write
/// it in lower case; of other stretches between spaces and ASCII punctuation this type remembers
/// the answer, since the same few thousand make up nearly all of a collection. One a worker: it
/// changes as it reads.
package struct Analyzer {
  /// Stretches as they were written, and for each the forms in it:
  /// `chunkForms[chunkStarts[n]..<chunkStarts[n + 1]]`, those that join the ones before them with
  /// ``compound`` added.
  private var chunks = ByteTable()
  private var chunkForms: [UInt32] = []
  private var chunkStarts: [UInt32] = [0]
  /// Numbered in the order in which they came.
  private(set) var forms = ByteTable()
  /// A word in lower case.
  private var lowered = [UInt8](repeating: 0, count: WordReader.longestWord)

  /// Beyond this many stretches memory is worth more than the time of asking again.
  private static let remembered = 1 << 18

  /// Marks a form that joins those before it, and stands where the last of them does.
  static let compound: UInt32 = 1 << 31

  package init() {}

  /// The forms of a text in order, without those that join others: what a client would search for.
  package mutating func forms(of text: String) -> [String] {
    var sequence: [UInt32] = []
    read(text, into: &sequence)
    return sequence.filter { $0 & Self.compound == 0 }.map { forms.string(Int($0)) }
  }

  /// The number of the one form that a text is, or nil where it is none or several. What
  /// punctuation joins is one.
  mutating func singleForm(of text: String) -> UInt32? {
    var sequence: [UInt32] = []
    read(text, into: &sequence)
    guard let last = sequence.last, sequence.count == 1 || last & Self.compound != 0 else { return nil }
    // The forms before a compound are its parts only if it is the only one.
    guard sequence.dropLast().allSatisfy({ $0 & Self.compound == 0 }) else { return nil }
    let form = last & ~Self.compound
    let parts = sequence.dropLast().map { forms.string(Int($0)) }.joined()
    return sequence.count == 1 || forms.string(Int(form)).hasPrefix(parts) || forms.string(Int(form)) == "." + parts
      ? form : nil
  }

  /// Appends the forms of `text`, those that join others with ``compound`` added.
  mutating func read(_ text: String, into sequence: inout [UInt32]) {
    if chunks.count > Self.remembered { (chunks, chunkForms, chunkStarts) = (ByteTable(), [], [0]) }
    let utf8 = text.utf8Span.span
    var start = 0
    while start < utf8.count {
      let first = LeadingLetters(utf8.upToEight(at: start))
      var key = ByteTable.Key.Maker(first.letters, count: first.count)
      var stop = start + first.count
      var hasCapitals = first.hasCapitals
      if first.count == 8 {
        while stop < utf8.count, Self.isLetterOrDigit(utf8[stop]) {
          let lower = utf8[stop] | 0x20
          if lower != utf8[stop] { hasCapitals = true }
          key.append(lower)
          stop += 1
        }
      }
      if key.count > WordReader.longestWord || stop < utf8.count && !Self.separates(utf8, at: stop, in: start) {
        start = readChunk(utf8, at: start, from: stop, into: &sequence)
        continue
      }
      if stop > start {
        if hasCapitals {
          sequence.append(Self.number(of: utf8, start..<stop, key.key, in: &forms, &lowered))
        } else {
          sequence.append(UInt32(forms.number(of: utf8, start..<stop, key.key).number))
        }
      }
      // What ends a word is in none.
      start = stop + 1
    }
  }

  /// Reads a stretch that needs the whole rules.
  ///
  /// - Parameter place: up to where the stretch has been looked at.
  /// - Returns: where it ends.
  private mutating func readChunk(_ utf8: Span<UInt8>, at start: Int, from place: Int, into sequence: inout [UInt32]) -> Int {
    var stop = place
    while stop < utf8.count, Self.isLetterOrDigit(utf8[stop]) || !Self.separates(utf8, at: stop, in: start) { stop += 1 }
    let (chunk, isNew) = chunks.number(of: utf8, start..<stop, ByteTable.Key(utf8, start..<stop))
    if isNew { learn(chunk) }
    for place in Int(chunkStarts[chunk])..<Int(chunkStarts[chunk + 1]) { sequence.append(chunkForms[place]) }
    return stop
  }

  /// The form that is a stretch of ASCII letters and digits with capitals among them.
  ///
  /// - Parameter key: of the stretch in lower case.
  private static func number(
    of text: Span<UInt8>, _ range: Range<Int>, _ key: ByteTable.Key, in forms: inout ByteTable, _ lowered: inout [UInt8]
  ) -> UInt32 {
    for place in range { lowered[place - range.lowerBound] = text[place] | 0x20 }
    return UInt32(forms.number(of: lowered.span, 0..<range.count, key).number)
  }

  private mutating func learn(_ chunk: Int) {
    for word in WordReader.words(of: chunks.string(chunk)) {
      chunkForms.append(UInt32(forms.number(of: Array(word.form.utf8)).number) | (word.parts > 0 ? Self.compound : 0))
    }
    chunkStarts.append(UInt32(chunkForms.count))
  }

  @inline(__always)
  private static func isLetterOrDigit(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }

  /// Whether a byte that is no ASCII letter or digit ends the stretch that began at `start`. Signs
  /// of numbers, of acronyms and of words such as *C++* do not where they may belong to it: the
  /// whole rules decide then.
  @inline(__always)
  private static func separates(_ text: Span<UInt8>, at place: Int, in start: Int) -> Bool {
    let byte = text[place]
    if byte >= 0x80 { return false }
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "-"): return false
    case UInt8(ascii: "."):
      guard place + 1 < text.count, text[place + 1] >= 0x80 || isLetterOrDigit(text[place + 1]) else { return true }
      // Within a word, or before one that a blank or a bracket parts from what is before.
      return place == start && place > 0 && (text[place - 1] >= 0x80 || text[place - 1] == byte)
    case UInt8(ascii: ","), UInt8(ascii: " "):
      return place == start || !isDigit(text[place - 1]) || !isGroup(text, at: place + 1)
    case UInt8(ascii: "+"), UInt8(ascii: "#"): return place == start
    default: return true
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// True if three digits begin here.
  private static func isGroup(_ text: Span<UInt8>, at place: Int) -> Bool {
    place + 3 <= text.count && isDigit(text[place]) && isDigit(text[place + 1]) && isDigit(text[place + 2])
  }
}
