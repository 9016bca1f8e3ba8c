internal import Text

/// Turns text into forms. A form is a word in lower case, normalised, with its diacritics.
///
/// ``WordReader`` holds the rules. This type is their fast path: it writes a run of ASCII letters
/// and digits in lower case itself. Every other chunk (a run of characters between spaces and ASCII
/// punctuation) goes through the rules once, and the result is kept, because the same few thousand
/// chunks make up nearly all of a collection.
///
/// An analyzer changes while it reads, so each task has its own.
package struct Analyzer {
  /// The chunks that were read, as they were written. The forms of chunk `n` are
  /// `chunkForms[chunkStarts[n]..<chunkStarts[n + 1]]`; a compound carries the bit ``compound``.
  private var chunks = ByteTable()
  private var chunkForms: [UInt32] = []
  private var chunkStarts: [UInt32] = [0]
  /// All forms, numbered in the order in which they were first read.
  private(set) var forms = ByteTable()
  /// The buffer in which a word is written in lower case.
  private var lowered = [UInt8](repeating: 0, count: WordReader.longestWord)

  /// The most chunks that are kept. Beyond it, memory is worth more than the time to read a chunk
  /// again.
  private static let remembered = 1 << 18

  /// The bit that marks a form as a compound: a word made by joining the words before it, at the
  /// position of the last of them. `cease-fire` is read as *cease*, *fire* and, with this bit,
  /// *ceasefire*.
  static let compound: UInt32 = 1 << 31

  package init() {}

  /// Returns the forms of a text in order, without compounds: the words that a client would search
  /// for.
  package mutating func forms(of text: String) -> [String] {
    var sequence: [UInt32] = []
    read(text, into: &sequence)
    return sequence.filter { $0 & Self.compound == 0 }.map { forms.string(Int($0)) }
  }

  /// Returns the number of the form if the text is one word, and nil if it is none or several. A
  /// compound such as *cease-fire* counts as one word.
  mutating func singleForm(of text: String) -> UInt32? {
    var sequence: [UInt32] = []
    read(text, into: &sequence)
    guard let last = sequence.last, sequence.count == 1 || last & Self.compound != 0 else { return nil }
    // The text is one compound only if no other compound stands before the last form.
    guard sequence.dropLast().allSatisfy({ $0 & Self.compound == 0 }) else { return nil }
    let form = last & ~Self.compound
    let parts = sequence.dropLast().map { forms.string(Int($0)) }.joined()
    return sequence.count == 1 || forms.string(Int(form)).hasPrefix(parts) || forms.string(Int(form)) == "." + parts
      ? form : nil
  }

  /// Appends the forms of `text` in order; a compound carries the bit ``compound``.
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
      // Skips the separator, which belongs to no word.
      start = stop + 1
    }
  }

  /// Reads a chunk by the rules of ``WordReader``, or by the result that was kept.
  ///
  /// - Parameter offset: the end of the part of the chunk that was looked at already.
  /// - Returns: the end of the chunk.
  private mutating func readChunk(_ utf8: Span<UInt8>, at start: Int, from offset: Int, into sequence: inout [UInt32]) -> Int {
    var stop = offset
    while stop < utf8.count, Self.isLetterOrDigit(utf8[stop]) || !Self.separates(utf8, at: stop, in: start) { stop += 1 }
    let (chunk, isNew) = chunks.number(of: utf8, start..<stop, ByteTable.Key(utf8, start..<stop))
    if isNew { learn(chunk) }
    for index in Int(chunkStarts[chunk])..<Int(chunkStarts[chunk + 1]) { sequence.append(chunkForms[index]) }
    return stop
  }

  /// Returns the number of a form made of ASCII letters and digits, some of them capitals.
  ///
  /// - Parameter key: the key of the word in lower case.
  private static func number(
    of text: Span<UInt8>, _ range: Range<Int>, _ key: ByteTable.Key, in forms: inout ByteTable, _ lowered: inout [UInt8]
  ) -> UInt32 {
    for offset in range { lowered[offset - range.lowerBound] = text[offset] | 0x20 }
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

  /// Returns true if a byte that is no ASCII letter or digit ends the chunk that began at `start`.
  /// Characters of numbers (`350,000`), acronyms (`U.N.`) and words such as *C++* do not end it
  /// where they may belong to the word: the full rules decide there.
  @inline(__always)
  private static func separates(_ text: Span<UInt8>, at offset: Int, in start: Int) -> Bool {
    let byte = text[offset]
    if byte >= 0x80 { return false }
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "-"): return false
    case UInt8(ascii: "."):
      guard offset + 1 < text.count, text[offset + 1] >= 0x80 || isLetterOrDigit(text[offset + 1]) else { return true }
      // A dot belongs to the chunk within a word (`node.js`) and in front of a word (`.NET`), but
      // not after another dot or after a character that is not ASCII.
      return offset == start && offset > 0 && (text[offset - 1] >= 0x80 || text[offset - 1] == byte)
    case UInt8(ascii: ","), UInt8(ascii: " "):
      return offset == start || !isDigit(text[offset - 1]) || !isGroup(text, at: offset + 1)
    case UInt8(ascii: "+"), UInt8(ascii: "#"): return offset == start
    default: return true
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Returns true if three digits begin at `offset`.
  private static func isGroup(_ text: Span<UInt8>, at offset: Int) -> Bool {
    offset + 3 <= text.count && isDigit(text[offset]) && isDigit(text[offset + 1]) && isDigit(text[offset + 2])
  }
}
