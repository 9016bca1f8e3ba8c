/// The forms of rare stems in order, and again spelt backwards: a slip leaves the first or the last letters of a word whole.
struct SpellingFiles {
  /// The slices of `words`, which are in order, and the first word of each.
  static func slices(
    of words: [(form: [UInt8], commonness: Int)], _ letter: String, size: Int, _ folder: ScriptFolder
  ) -> (files: [IndexFile], bounds: FrontCoder) {
    var bounds = FrontCoder()
    var files: [IndexFile] = []
    for (number, start) in stride(from: 0, to: words.count, by: size).enumerated() {
      bounds.append(TermFiles.bound(after: start > 0 ? words[start - 1].form : [], upTo: words[start].form))
      files.append(
        folder.file("\(letter)\(number)") { bytes in
          let part = words[start..<min(words.count, start + size)]
          var coder = FrontCoder()
          for word in part { coder.append(word.form) }
          bytes.append(contentsOf: "[".utf8)
          bytes.appendJSON(coder.text)
          bytes.append(contentsOf: ",".utf8)
          bytes.appendJSON(part.map { UInt8(ascii: "a") + UInt8($0.commonness) })
          bytes.append(contentsOf: "]".utf8)
        })
    }
    return (files, bounds)
  }

  /// The same words, each spelt backwards, in their new order.
  static func reversed(_ words: [(form: [UInt8], commonness: Int)]) -> [(form: [UInt8], commonness: Int)] {
    let backwards = words.map { word -> [UInt8] in
      if word.form.allSatisfy({ $0 < 0x80 }) { return word.form.reversed() }
      return Array(String(String.UnicodeScalarView(String(decoding: word.form, as: UTF8.self).unicodeScalars.reversed())).utf8)
    }
    return FormOrder.order(of: backwards) { $0 < $1 }.map { (backwards[$0], words[$0].commonness) }
  }
}
