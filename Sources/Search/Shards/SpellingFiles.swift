internal import Text

/// Words in order, each with its commonness: the whole part of the binary logarithm of its number
/// of records.
struct SpelledWords: Sendable {
  private(set) var texts = Texts()
  private(set) var commonness: [UInt8] = []

  mutating func append(_ bytes: Span<UInt8>, _ word: Range<Int>, commonness: UInt8) {
    texts.append(bytes, word)
    self.commonness.append(commonness)
  }

  /// Raises the commonness of the last word to `least` if it is lower.
  mutating func raiseLast(to least: UInt8) { commonness[commonness.count - 1] = max(least, commonness[commonness.count - 1]) }

  /// Returns the same words spelt backwards, sorted again.
  func reversed() -> SpelledWords {
    let bytes = texts.bytes.span
    var backwards = Texts()
    backwards.reserve(like: texts)
    for word in 0..<texts.count {
      let range = texts.range(word)
      if range.allSatisfy({ bytes[$0] < 0x80 }) {
        backwards.append(reversing: bytes, range)
      } else {
        let scalars = String(decoding: texts.bytes[range], as: UTF8.self).unicodeScalars.reversed()
        backwards.append(Array(String(String.UnicodeScalarView(scalars)).utf8))
      }
    }
    var words = SpelledWords()
    words.texts.reserve(like: texts)
    words.commonness.reserveCapacity(commonness.count)
    for word in backwards.order(among: <) {
      words.append(backwards.bytes.span, backwards.range(word), commonness: commonness[word])
    }
    return words
  }
}

/// Makes the files of the spelling dictionary: the forms of rare stems in order, and the same forms
/// spelt backwards. A slip leaves the first or the last letters of a word intact, so one of the two
/// lists has the right word nearby.
struct SpellingFiles {
  /// Returns the files of `words`, and the first word of each file.
  static func slices(
    of words: SpelledWords, _ letter: String, size: Int, language: String
  ) -> (files: [IndexShard], bounds: FrontCoder) {
    let count = words.texts.count
    var bounds = FrontCoder()
    var files: [IndexShard] = []
    for (number, start) in stride(from: 0, to: count, by: size).enumerated() {
      bounds.append(words.texts, bound: start, after: start > 0 ? start - 1 : nil)
      files.append(
        IndexShard("\(letter)\(number)", language: language) { bytes in
          let part = start..<min(count, start + size)
          let texts = words.texts.bytes.span
          var coder = FrontCoder()
          for word in part { coder.append(texts, words.texts.range(word)) }
          bytes.append(contentsOf: "[".utf8)
          bytes.appendJSON(coder.text)
          bytes.append(contentsOf: ",".utf8)
          bytes.appendJSON(words.commonness[part].map { UInt8(ascii: "a") + $0 })
          bytes.append(contentsOf: "]".utf8)
        })
    }
    return (files, bounds)
  }
}
