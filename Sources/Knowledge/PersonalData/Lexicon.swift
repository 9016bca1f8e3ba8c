/// The words that tell personal data from other text, with their classes, in all languages at once:
/// a text in one language quotes others.
struct Lexicon {
  static let standard = Lexicon(
    [
      CommonWords.text, EnglishWords.text, FrenchWords.text, SpanishWords.text, ArabicWords.text, SwahiliWords.text,
      PortugueseWords.text, RussianWords.text, GermanWords.text, OtherWords.text, PeopleWords.text, Numerals.words,
    ])

  private struct Phrase {
    var hashes: [UInt64]
    var classes: WordClass
  }

  /// An open-addressing table: a dictionary takes ten times as long for each word of a text.
  private var slots: [(hash: UInt64, classes: WordClass)] = []
  private var mask: Int = 0
  /// Phrases by the hash of their first token, the longest first.
  private var phrases: [UInt64: [Phrase]] = [:]

  /// - Parameter lists: Lines such as `phone: tel telephone mobile_phone`. A low line joins the
  ///   tokens of a phrase.
  init(_ lists: [String]) {
    var words: [UInt64: WordClass] = [:]
    for line in lists.joined(separator: "\n").split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let classes = WordClass.named[parts[0].trimmingPrefix(while: \.isWhitespace).description] else {
        preconditionFailure("a list of words has no class: \(line)")
      }
      for entry in parts[1].split(separator: " ") {
        let text = Array(entry.replacing("_", with: " ").utf8)
        let tokens = TokenReader.tokens(in: text.span, nil)
        guard let first = tokens.first else { continue }
        if tokens.count == 1 {
          words[first.hash, default: []].insert(classes)
        } else {
          words[first.hash, default: []].insert(.phraseStart)
          let hashes = tokens.map(\.hash)
          if let known = phrases[first.hash]?.firstIndex(where: { $0.hashes == hashes }) {
            phrases[first.hash]?[known].classes.formUnion(classes)
          } else {
            phrases[first.hash, default: []].append(Phrase(hashes: hashes, classes: classes))
          }
        }
      }
    }
    for key in phrases.keys { phrases[key]?.sort { $0.hashes.count > $1.hashes.count } }
    var size = 1024
    while size < words.count * 3 { size *= 2 }
    mask = size - 1
    slots = Array(repeating: (0, []), count: size)
    for (hash, classes) in words {
      var slot = Self.slot(hash) & mask
      while slots[slot].hash != 0 { slot = (slot + 1) & mask }
      slots[slot] = (hash, classes)
    }
  }

  private static func slot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ (hash >> 29)) }

  /// The classes of the word with a hash.
  func lookUp(_ hash: UInt64) -> WordClass {
    var slot = Self.slot(hash) & mask
    while slots[slot].hash != 0 {
      if slots[slot].hash == hash { return slots[slot].classes }
      slot = (slot + 1) & mask
    }
    return []
  }

  /// - Parameter letters: The characters of the word, if it is not in ASCII.
  func classes(of token: Token, _ letters: [UInt32]) -> WordClass {
    let found = lookUp(token.hash)
    guard found.isEmpty, token.first >= 0x620, token.first <= 0x6FF else { return found }
    return arabic(letters[...])
  }

  /// Arabic writes *and*, *by*, *for*, *the* and *his* in one word with what they belong to.
  private func arabic(_ word: ArraySlice<UInt32>) -> WordClass {
    var word = word
    let (waw, fa, ba, lam, kaf, alif): (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (
      0x648, 0x641, 0x628, 0x644, 0x643, 0x627
    )
    for prefix in [[waw, fa], [ba, lam, kaf]] where word.count > 3 {
      guard let first = word.first, prefix.contains(first) else { continue }
      word = word.dropFirst()
      let found = lookUp(hash(word))
      if !found.isEmpty { return found }
    }
    if word.count > 3, word.starts(with: [alif, lam]) {
      word = word.dropFirst(2)
      let found = lookUp(hash(word))
      if !found.isEmpty { return found }
    }
    // *For* and *the* become one: `للجنة`.
    if word.count > 3, word.first == lam { word = word.dropFirst() }
    let found = lookUp(hash(word))
    if !found.isEmpty { return found }
    // His, her, my, their; before them the ending of a feminine noun is written as another letter.
    for ending: [UInt32] in [[0x647, 0x627], [0x647, 0x645], [0x646, 0x627], [0x647], [0x64A]]
    where word.count > ending.count + 2 && word.suffix(ending.count).elementsEqual(ending) {
      let stem = word.dropLast(ending.count)
      let found = lookUp(hash(stem))
      if !found.isEmpty { return found }
      if stem.last == 0x62A { return lookUp(hash(stem.dropLast() + [0x647])) }
    }
    return []
  }

  private func hash(_ letters: some Sequence<UInt32>) -> UInt64 {
    letters.reduce(Token.emptyHash) { Token.hash($1, after: $0) }
  }

  /// Gives each token of a phrase the classes of the phrase. Low lines and hyphens may join its
  /// words.
  func markPhrases(in tokens: inout [Token]) {
    for index in tokens.indices where tokens[index].has(.phraseStart) {
      for phrase in phrases[tokens[index].hash] ?? [] {
        guard let end = end(of: phrase, in: tokens, from: index) else { continue }
        for cursor in index..<end { tokens[cursor].classes.formUnion(phrase.classes) }
        break
      }
    }
  }

  private func end(of phrase: Phrase, in tokens: [Token], from start: Int) -> Int? {
    var cursor = start
    for hash in phrase.hashes {
      if cursor > start, cursor + 1 < tokens.count, tokens[cursor].isSign(of: "_-"), tokens[cursor].gap == .none,
        tokens[cursor].hash != hash
      {
        cursor += 1
      }
      guard cursor < tokens.count, tokens[cursor].hash == hash, cursor == start || tokens[cursor].gap < .paragraph else {
        return nil
      }
      cursor += 1
    }
    return cursor
  }
}
