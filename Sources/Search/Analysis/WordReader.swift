import Foundation

/// The full rules of analysis, for any script. ``Analyzer`` calls them for every chunk that is more
/// than ASCII letters and digits, and keeps the results. `search-analysis.md` describes the rules.
enum WordReader {
  /// The longest word, in characters; longer ones are cut. Nobody types them, and web addresses
  /// would fill the index.
  static let longestWord = 40

  struct Word: Equatable {
    var form: String
    /// The number of words before this one that it joins; 0 for an ordinary word.
    ///
    ///     cease-fire   cease (0)  fire (0)  ceasefire (2)
    ///     C++          c (0)      c++ (1)
    ///     東京都       東京 (0)   京都 (0)  都 (1)
    ///
    /// The last character of a run without spaces counts as 1, like the same word with its signs.
    var parts = 0
  }

  /// Returns the words of a text, normalised and in order. A compound such as *cease-fire* stands
  /// once more as one word after its parts.
  static func words(of text: String) -> [Word] {
    var reader = Reader(scalars: normalized(text))
    return reader.words()
  }

  /// Returns the key by which a typed word is looked up: the form without diacritics, and with one
  /// letter instead of several that people type alike.
  static func folded(_ form: String) -> String {
    if form.utf8.allSatisfy({ $0 < 0x80 }) { return form }
    var result = String.UnicodeScalarView()
    for scalar in form.decomposedStringWithCompatibilityMapping.unicodeScalars {
      if CharacterRules.isFoldedMark(scalar.value) { continue }
      if let letters = CharacterRules.foldedLetters[scalar.value] {
        result.append(contentsOf: letters.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result).precomposedStringWithCanonicalMapping
  }

  private static func normalized(_ text: String) -> [Unicode.Scalar] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return Array(text.lowercased().unicodeScalars) }
    var result = String.UnicodeScalarView()
    for scalar in text.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      let value = scalar.value
      if CharacterRules.isDropped(value) { continue }
      switch value {
      case 0xDF: result.append(contentsOf: "ss".unicodeScalars)
      case 0x03C2: result.append("σ")
      default:
        if let digit = CharacterRules.digit(value), let plain = Unicode.Scalar(digit) {
          result.append(plain)
        } else {
          result.append(scalar)
        }
      }
    }
    return Array(String(result).precomposedStringWithCanonicalMapping.unicodeScalars)
  }

  /// Reads the words of a normalised text from start to end.
  private struct Reader {
    let scalars: [Unicode.Scalar]
    private var index = 0
    private var found: [Word] = []

    init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    mutating func words() -> [Word] {
      while index < scalars.count {
        if startsWord(scalars[index]) { readCompound() } else { index += 1 }
      }
      return found
    }

    /// Reads words with single hyphens or dots between them, and adds one word that joins them:
    /// people write both *cease-fire* and *ceasefire*, both *350,000* and *350000*.
    private mutating func readCompound() {
      let first = found.count
      let start = index
      var parts = 1
      readWord()
      var isNumber = isDigits(found.count - first == 1 ? found[first].form : "", atMost: 3)
      while index + 1 < scalars.count, startsWord(scalars[index + 1]) {
        let separator = scalars[index].value
        let continuesNumber = isNumber && CharacterRules.isGroupSeparator(separator) && isGroup(at: index + 1)
        // A number of several groups (350,000) is complete: nothing else is joined to it. A number
        // of one group may be the first part of a compound (3-day), but no decimal is one (3.5).
        guard continuesNumber || CharacterRules.isJoint(separator), continuesNumber || !isNumber || parts == 1 else { break }
        if !continuesNumber, separator == 0x2E, isNumber, isNumberAfter(index) { break }
        isNumber = continuesNumber
        index += 1
        parts += 1
        readWord()
      }
      guard parts > 1 else { return addWithSymbols(first, start) }
      guard found.count == first + parts else { return }
      let joined = found[first...].map(\.form).joined()
      let letters = joined.unicodeScalars
      guard letters.count <= longestWord, isNumber || letters.contains(where: isLetter),
        !letters.contains(where: { CharacterRules.isUnspaced($0.value) })
      else { return }
      found.append(Word(form: joined, parts: parts))
    }

    /// Adds *C++*, *C#* and *.NET* with their signs, after the plain word.
    private mutating func addWithSymbols(_ first: Int, _ start: Int) {
      guard found.count == first + 1, let letter = found[first].form.unicodeScalars.first, isLetter(letter) else { return }
      let word = found[first].form
      var after = index
      while after < scalars.count, scalars[after] == "+" || scalars[after] == "#" { after += 1 }
      let signs = text(Array(scalars[index..<after]))
      if signs == "++" || signs == "#", after == scalars.count || !isWord(scalars[after]) {
        found.append(Word(form: word + signs, parts: 1))
      } else if start > 0, scalars[start - 1] == ".",
        start == 1 || !isWord(scalars[start - 2]) && scalars[start - 2] != "."
      {
        found.append(Word(form: "." + word, parts: 1))
      }
    }

    private func isDigits(_ form: String, atMost most: Int) -> Bool {
      !form.isEmpty && form.utf8.count <= most && form.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    private func isDigit(_ index: Int) -> Bool { index < scalars.count && scalars[index].value &- 0x30 < 10 }

    /// Returns true if exactly three digits stand at `index` and the word ends after them.
    private func isGroup(at index: Int) -> Bool {
      isDigit(index) && isDigit(index + 1) && isDigit(index + 2) && (index + 3 >= scalars.count || !isWord(scalars[index + 3]))
    }

    private func isNumberAfter(_ index: Int) -> Bool { isDigit(index + 1) }

    /// Returns the end of an acronym that is written with dots (`U.N.`): single letters with a dot
    /// between each two. Returns nil if none begins here.
    private func acronymEnd() -> Int? {
      func isSingle(_ index: Int) -> Bool {
        index < scalars.count && isLetter(scalars[index]) && !CharacterRules.isUnspaced(scalars[index].value)
          && (index + 1 >= scalars.count || !isWord(scalars[index + 1]))
      }
      var end = index
      while isSingle(end), end + 2 < scalars.count, scalars[end + 1] == ".", isSingle(end + 2) { end += 2 }
      return end > index ? end + 1 : nil
    }

    /// Reads one word with its apostrophes, and adds its form. An elided beginning (*l'*), a last
    /// *'s* and the apostrophes are left out.
    private mutating func readWord() {
      if let end = acronymEnd() {
        let letters = stride(from: index, to: end, by: 2).map { scalars[$0] }
        index = end
        return add(letters)
      }
      var parts: [[Unicode.Scalar]] = [[]]
      while index < scalars.count {
        let scalar = scalars[index]
        let value = scalar.value
        let nextStarts = index + 1 < scalars.count && startsWord(scalars[index + 1])
        if CharacterRules.isApostrophe(value) {
          guard nextStarts else { break }
          parts.append([])
        } else if CharacterRules.isHyphen(value) {
          guard nextStarts, parts.count == 1, CharacterRules.joinedBeginnings.contains(text(parts[0])),
            index + 1 < scalars.count,
            isLetter(scalars[index + 1])
          else { break }
        } else if isWord(scalar) {
          parts[parts.count - 1].append(scalar)
        } else {
          break
        }
        index += 1
      }
      if parts.count > 1, parts[1].count > 1, CharacterRules.elisions.contains(text(parts[0])) { parts.removeFirst() }
      if parts.count > 1, parts[parts.count - 1] == ["s"] { parts.removeLast() }
      add(Array(parts.joined()))
    }

    /// Adds a word as one form, and each run of it in a script without spaces as pairs of
    /// characters.
    private mutating func add(_ word: [Unicode.Scalar]) {
      var start = 0
      while start < word.count {
        let unspaced = CharacterRules.isUnspaced(word[start].value)
        var end = start + 1
        while end < word.count, isMark(word[end]) || CharacterRules.isUnspaced(word[end].value) == unspaced { end += 1 }
        if unspaced {
          addPairs(word[start..<end])
        } else {
          found.append(Word(form: text(Array(word[start..<end].prefix(longestWord)))))
        }
        start = end
      }
    }

    private mutating func addPairs(_ run: ArraySlice<Unicode.Scalar>) {
      var units: [String] = []
      for scalar in run {
        if isMark(scalar), !units.isEmpty {
          units[units.count - 1].unicodeScalars.append(scalar)
        } else {
          units.append(String(scalar))
        }
      }
      if units.count == 1 { found.append(Word(form: units[0])) }
      for index in units.indices.dropFirst() { found.append(Word(form: units[index - 1] + units[index])) }
      // Every other character begins a pair. The last one is added alone, so that a search for it
      // finds the word.
      if units.count > 1, let last = units.last { found.append(Word(form: last, parts: 1)) }
    }

    private func text(_ scalars: [Unicode.Scalar]) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }
  }

  private static func startsWord(_ scalar: Unicode.Scalar) -> Bool { isLetter(scalar) || isNumber(scalar) }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool { startsWord(scalar) || isMark(scalar) }

  /// Returns true for a letter. Apostrophes that Unicode counts as letters are apostrophes here.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      !CharacterRules.isApostrophe(scalar.value)
    default: false
    }
  }

  private static func isNumber(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: true
    default: false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }
}
