/// The words and phrases of what an edition hides that stand in nothing that it shows: if a copy
/// has one of them, it tells of what is hidden.
///
/// Texts are compared as they are meant, by ``TokenReader``: capitals, entities, escapes and
/// percent codes make no difference.
package struct HiddenTexts: Sendable {
  /// The record or the vocabulary that a hidden text belongs to.
  package struct Origin: Hashable, Sendable {
    /// `case/night-patrol`, or the name of a vocabulary.
    package var name: String
    /// The path of the file as findings show it.
    package var path: String

    package init(name: String, path: String) { (self.name, self.path) = (name, path) }
  }

  package struct Hit: Sendable {
    /// Offsets from the start of the bytes.
    package var range: Range<Int>
    package var origin: Origin
  }

  /// Shorter words stand in too many texts by accident, most of all in encoded bytes.
  private static let wordLength = 7
  /// Words of scripts with other letters than Latin ones are never accidents.
  private static let otherWordLength = 5
  private static let digits = 8
  /// The count of words in a phrase of a running text.
  private static let phraseLength = 4

  private var shown: Set<UInt64> = []
  /// By the hash of a word or a phrase, the index in ``origins``.
  private var hidden: [UInt64: Int32] = [:]
  private var origins: [Origin] = []
  private var indexes: [Origin: Int32] = [:]

  package init() {}

  package var isEmpty: Bool { hidden.isEmpty }

  /// Adds a text that the edition shows. All of them come before the first hidden one.
  ///
  /// - Parameter hasWords: False for a source that has more words than its pages show: they have
  ///   its phrases, between names that stand for links.
  package mutating func show(_ text: [UInt8], hasWords: Bool = true) {
    Self.eachUnit(of: text, phrases: 2...Self.phraseLength) { hash, _, isWord in if hasWords || !isWord { shown.insert(hash) } }
  }

  /// Adds a text that the edition hides. Of a text with few words, all together are a phrase.
  ///
  /// - Parameter hasPhrases: False for a source of which a part is shown.
  package mutating func hide(_ text: [UInt8], of origin: Origin, hasPhrases: Bool = true) {
    let length = max(2, min(Self.wordCount(text), Self.phraseLength))
    Self.eachUnit(of: text, phrases: length...length) { hash, _, isWord in
      guard hasPhrases || isWord, !shown.contains(hash), hidden[hash] == nil else { return }
      if indexes[origin] == nil {
        indexes[origin] = Int32(origins.count)
        origins.append(origin)
      }
      hidden[hash] = indexes[origin]
    }
  }

  /// Returns the hidden words and phrases in a text, in order.
  package func hits(in text: [UInt8]) -> [Hit] {
    var hits: [Hit] = []
    Self.eachUnit(of: text, phrases: 2...Self.phraseLength) { hash, range, _ in
      guard let index = hidden[hash] else { return }
      // A phrase and the words in it are told once.
      if let last = hits.last, last.range.overlaps(range) { return }
      hits.append(Hit(range: range, origin: origins[Int(index)]))
    }
    return hits
  }

  private static func wordCount(_ text: [UInt8]) -> Int {
    TokenReader.tokens(in: text.span, nil).count { $0.kind != .sign }
  }

  /// Calls `body` for each long word, and for each run of words of these lengths.
  private static func eachUnit(
    of text: [UInt8], phrases: ClosedRange<Int>, _ body: (UInt64, Range<Int>, _ isWord: Bool) -> Void
  ) {
    var recent: [Token] = []
    for token in TokenReader.tokens(in: text.span, nil) {
      if token.gap == .paragraph { recent.removeAll(keepingCapacity: true) }
      guard token.kind != .sign else { continue }
      let least = token.kind == .number ? digits : token.first < 0x250 ? wordLength : otherWordLength
      if token.count >= least { body(token.hash, token.start..<token.end, true) }
      if recent.count == phrases.upperBound { recent.removeFirst() }
      recent.append(token)
      guard recent.count >= phrases.lowerBound else { continue }
      var hash: UInt64 = 0
      for length in 1...recent.count {
        let word = recent[recent.count - length]
        hash = (hash ^ word.hash) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
        guard length >= phrases.lowerBound else { continue }
        body(hash, word.start..<token.end, false)
      }
    }
  }
}
