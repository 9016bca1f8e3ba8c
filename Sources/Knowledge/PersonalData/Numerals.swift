/// Numbers in words become numbers, so that *forty-one years old* is read as *41 years old* is.
enum Numerals {
  private static let values: [UInt64: Int] = {
    var values: [UInt64: Int] = [:]
    for line in NumeralWords.text.split(separator: "\n") {
      let parts = line.split(separator: ":")
      guard parts.count == 2, let value = Int(parts[0]) else { preconditionFailure("no value: \(line)") }
      for word in parts[1].split(separator: " ") { values[hash(word)] = value }
    }
    return values
  }()
  private static let ones = Set(NumeralWords.ones.split(separator: " ").map(hash))
  private static let ambiguous = Set(NumeralWords.ambiguous.split(separator: " ").map(hash))
  private static let joints = Set(NumeralWords.joints.split(separator: " ").map(hash))

  /// The words of numerals, for the lexicon.
  static var words: String {
    "numeral:" + NumeralWords.text.split(separator: "\n").compactMap { $0.split(separator: ":").last }.joined()
  }

  /// The hash that a word has as a token, whatever its capitals and vowel signs.
  private static func hash(_ word: Substring) -> UInt64 {
    let bytes = Array(word.utf8)
    return TokenReader.tokens(in: bytes.span, nil).first?.hash ?? 0
  }

  /// - Returns: nil if the text has no numerals.
  static func read(_ text: TokenText) -> TokenText? {
    guard text.tokens.contains(where: { $0.has(.numeral) }) else { return nil }
    var tokens: [Token] = []
    tokens.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      guard let (value, last) = number(text, at: index) else {
        tokens.append(text[index])
        index += 1
        continue
      }
      var token = text[index]
      token.kind = .number
      token.isSpelled = true
      token.isAmbiguous = last == index && ambiguous.contains(token.hash)
      token.value = value
      token.count = value < 10 ? 1 : value < 100 ? 2 : 3
      token.end = text[last].end
      token.classes = []
      tokens.append(token)
      index = last + 1
    }
    return TokenText(bytes: text.bytes, tokens: tokens)
  }

  private static func number(_ text: TokenText, at first: Int) -> (value: Int, last: Int)? {
    guard let start = value(text, first) else { return nil }
    var (total, last) = (start, first)
    while true {
      var next = last + 1
      if text.isSign(next, "-"), text.isJoined(next), text.isJoined(next + 1) {
        next += 1
      } else if let word = text.at(next), word.kind == .word, joints.contains(word.hash),
        text.has(next + 1, .numeral) || isOne(text, next + 1)
      {
        next += 1
      }
      guard let token = text.at(next), token.gap <= .line, let more = value(text, next) ?? (isOne(text, next) ? 1 : nil),
        let sum = sum(total, more, isArabic: token.first > 0x5FF)
      else { return (total, last) }
      (total, last) = (sum, next)
    }
  }

  private static func isOne(_ text: TokenText, _ index: Int) -> Bool { text.at(index).map { ones.contains($0.hash) } ?? false }

  /// The value of one word.
  private static func value(_ text: TokenText, _ index: Int) -> Int? {
    guard let token = text.at(index), token.has(.numeral) else {
      // Arabic counts the unit first: `واحد وأربعون`.
      return isOne(text, index) && text[index].first > 0x5FF && text.has(index + 1, .numeral) ? 1 : nil
    }
    if let value = values[token.hash] { return value }
    // With *and* and *the* in front, in Arabic.
    var letters = text.string(index, index)[...]
    for prefix in ["و", "ال"] where letters.hasPrefix(prefix) {
      letters = letters.dropFirst(prefix.count)
      if let value = values[hash(letters)] { return value }
    }
    return values[hash("ال" + letters)]
  }

  /// - Returns: nil if two words are two numbers.
  private static func sum(_ first: Int, _ next: Int, isArabic: Bool) -> Int? {
    if isArabic, first < 10 { return next == 10 || next >= 20 && next % 10 == 0 ? first + next : nil }
    // *Quatre-vingts*
    if first == 4, next == 20 { return 80 }
    if first == 60 || first == 80, (10...19).contains(next) { return first + next }
    return next < 10 && (first == 10 || first >= 20 && first % 10 == 0) ? first + next : nil
  }
}
