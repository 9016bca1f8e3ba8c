/// The forms of rare stems in order, and again spelt backwards: a slip leaves the first or the last letters of a word whole.
struct SpellingFiles {
  /// Emits the slices of `words`, which are in order; returns the first word of each.
  static func emit(
    _ words: [(form: [UInt8], commonness: Int)], _ letter: String, slice: Int, _ folder: ScriptFolder,
    _ emit: (IndexFile) throws -> Void
  ) rethrows -> FrontCoder {
    var bounds = FrontCoder()
    for (number, start) in stride(from: 0, to: words.count, by: slice).enumerated() {
      let part = words[start..<min(words.count, start + slice)]
      var coder = FrontCoder()
      for word in part { coder.append(word.form) }
      bounds.append(TermFiles.bound(after: start > 0 ? words[start - 1].form : [], upTo: words[start].form))
      try emit(
        folder.file("\(letter)\(number)") { bytes in
          bytes.append(contentsOf: "[".utf8)
          bytes.appendJSON(coder.text)
          bytes.append(contentsOf: ",".utf8)
          bytes.appendJSON(part.map { UInt8(ascii: "a") + UInt8($0.commonness) })
          bytes.append(contentsOf: "]".utf8)
        })
    }
    return bounds
  }

  /// The same words, each spelt backwards, in their new order.
  static func reversed(_ words: [(form: [UInt8], commonness: Int)]) -> [(form: [UInt8], commonness: Int)] {
    words.map { word -> (form: [UInt8], commonness: Int) in
      let scalars = String.UnicodeScalarView(String(decoding: word.form, as: UTF8.self).unicodeScalars.reversed())
      return (Array(String(scalars).utf8), word.commonness)
    }
    .sorted { FormOrder.compare($0.form[...], $1.form[...]) < 0 }
  }
}
