/// Turns text into forms: words in lower case, normalised, with their diacritics.
///
/// The rules are ``WordReader``'s. This type remembers their answer for each stretch of text between spaces and ASCII
/// punctuation, since the same few thousand make up nearly all of a collection. One a worker: it changes as it reads.
package struct Analyzer {
  /// Stretches as they were written, and for each the forms in it: `chunkForms[chunkStarts[n]..<chunkStarts[n + 1]]`, those
  /// that join the ones before them with ``compound`` added.
  private var chunks = ByteTable()
  private var chunkForms: [UInt32] = []
  private var chunkStarts: [UInt32] = [0]
  /// Numbered in the order in which they came.
  private(set) var forms = ByteTable()

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

  /// Appends the forms of `text`, those that join others with ``compound`` added.
  mutating func read(_ text: String, into sequence: inout [UInt32]) {
    if chunks.count > Self.remembered { (chunks, chunkForms, chunkStarts) = (ByteTable(), [], [0]) }
    let utf8 = text.utf8Span.span
    var start = 0
    let end = utf8.count
    while start < end {
      if Self.separates[Int(utf8[start])] {
        start += 1
        continue
      }
      var key = ByteTable.Key()
      var stop = start
      while stop < end {
        let byte = utf8[stop]
        if Self.separates[Int(byte)] { break }
        key.append(byte)
        stop += 1
      }
      let (chunk, isNew) = chunks.number(of: utf8, start..<stop, key)
      if isNew { learn(chunk) }
      for place in Int(chunkStarts[chunk])..<Int(chunkStarts[chunk + 1]) { sequence.append(chunkForms[place]) }
      start = stop
    }
  }

  private mutating func learn(_ chunk: Int) {
    if let word = plainWord(chunks[chunk]) {
      chunkForms.append(formNumber(word))
    } else {
      for word in WordReader.words(of: chunks.string(chunk)) {
        chunkForms.append(formNumber(Array(word.form.utf8)) | (word.parts > 0 ? Self.compound : 0))
      }
    }
    chunkStarts.append(UInt32(chunkForms.count))
  }

  private mutating func formNumber(_ word: [UInt8]) -> UInt32 {
    UInt32(forms.number(of: word.span, 0..<word.count, ByteTable.Key(word.span, 0..<word.count)).number)
  }

  /// A stretch of ASCII letters and digits in lower case; nil for anything that needs the whole rules.
  private func plainWord(_ chunk: ArraySlice<UInt8>) -> [UInt8]? {
    var word = Array(chunk)
    guard word.count <= WordReader.longestWord else { return nil }
    for place in word.indices {
      switch word[place] {
      case 0x30...0x39, 0x61...0x7A: break
      case 0x41...0x5A: word[place] |= 0x20
      default: return nil
      }
    }
    return word
  }

  /// ASCII that is in no word, whatever stands beside it.
  private static let separates: [Bool] = (0..<256).map { value in
    switch UInt8(value) {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF, UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "-"): false
    default: true
    }
  }
}
