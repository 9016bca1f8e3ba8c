import Foundation

/// The written rules of analysis, for any script: what the fast path of ``Analyzer`` remembers the answers of.
enum WordReader {
  /// Longer words are cut: nobody types them, and addresses would fill the index.
  static let longestWord = 40

  struct Word: Equatable {
    var form: String
    /// How many of the words before it this one joins: *cease-fire* is two words, and then one of two parts. 1 for a word that is
    /// the one before it with its signs (*C++*), or the last character of that. Else 0.
    var parts = 0
  }

  /// The words of a text, normalised and in order; what hyphens hold together stands once more as one word, after its parts.
  static func words(of text: String) -> [Word] {
    var reader = Reader(scalars: normalized(text))
    return reader.words()
  }

  /// What a typed word is looked up by: without diacritics, and with one letter for those that are typed alike.
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

  /// A place in normalised text, and the words read so far.
  private struct Reader {
    let scalars: [Unicode.Scalar]
    private var place = 0
    private var found: [Word] = []

    init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    mutating func words() -> [Word] {
      while place < scalars.count {
        if startsWord(scalars[place]) { readCompound() } else { place += 1 }
      }
      return found
    }

    /// Reads words with single hyphens or dots between them, and joins them to one more: people write *cease-fire* and
    /// *ceasefire*, *350,000* and *350000*.
    private mutating func readCompound() {
      let first = found.count
      let start = place
      var parts = 1
      readWord()
      var isNumber = isDigits(found.count - first == 1 ? found[first].form : "", atMost: 3)
      while place + 1 < scalars.count, startsWord(scalars[place + 1]) {
        let separator = scalars[place].value
        let continuesNumber = isNumber && CharacterRules.isGroupSeparator(separator) && isGroup(at: place + 1)
        // What follows a number of several groups is another one, and a number does not stand for its parts with others.
        guard continuesNumber || CharacterRules.isJoint(separator), continuesNumber || !isNumber || parts == 1 else { break }
        if !continuesNumber, separator == 0x2E, isNumber, isNumberAfter(place) { break }
        isNumber = continuesNumber
        place += 1
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

    /// *C++*, *C#* and *.NET* are words with their signs, and without them.
    private mutating func addWithSymbols(_ first: Int, _ start: Int) {
      guard found.count == first + 1, let letter = found[first].form.unicodeScalars.first, isLetter(letter) else { return }
      let word = found[first].form
      var after = place
      while after < scalars.count, scalars[after] == "+" || scalars[after] == "#" { after += 1 }
      let signs = text(Array(scalars[place..<after]))
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

    private func isDigit(_ place: Int) -> Bool { place < scalars.count && scalars[place].value &- 0x30 < 10 }

    /// Whether just three digits stand here, and the word ends with them.
    private func isGroup(at place: Int) -> Bool {
      isDigit(place) && isDigit(place + 1) && isDigit(place + 2) && (place + 3 >= scalars.count || !isWord(scalars[place + 3]))
    }

    private func isNumberAfter(_ place: Int) -> Bool { isDigit(place + 1) }

    /// Where an acronym ends that is written with dots: single letters, a dot between each two.
    private func acronymEnd() -> Int? {
      func isSingle(_ place: Int) -> Bool {
        place < scalars.count && isLetter(scalars[place]) && !CharacterRules.isUnspaced(scalars[place].value)
          && (place + 1 >= scalars.count || !isWord(scalars[place + 1]))
      }
      var end = place
      while isSingle(end), end + 2 < scalars.count, scalars[end + 1] == ".", isSingle(end + 2) { end += 2 }
      return end > place ? end + 1 : nil
    }

    /// Reads parts joined by apostrophes up to the end of a word, and adds what is to be found of them.
    private mutating func readWord() {
      if let end = acronymEnd() {
        let letters = stride(from: place, to: end, by: 2).map { scalars[$0] }
        place = end
        return add(letters)
      }
      var parts: [[Unicode.Scalar]] = [[]]
      while place < scalars.count {
        let scalar = scalars[place]
        let value = scalar.value
        let nextStarts = place + 1 < scalars.count && startsWord(scalars[place + 1])
        if CharacterRules.isApostrophe(value) {
          guard nextStarts else { break }
          parts.append([])
        } else if CharacterRules.isHyphen(value) {
          guard nextStarts, parts.count == 1, CharacterRules.joinedBeginnings.contains(text(parts[0])),
            place + 1 < scalars.count,
            isLetter(scalars[place + 1])
          else { break }
        } else if isWord(scalar) {
          parts[parts.count - 1].append(scalar)
        } else {
          break
        }
        place += 1
      }
      if parts.count > 1, parts[1].count > 1, CharacterRules.elisions.contains(text(parts[0])) { parts.removeFirst() }
      if parts.count > 1, parts[parts.count - 1] == ["s"] { parts.removeLast() }
      add(Array(parts.joined()))
    }

    /// Adds a word, or its pairs of characters where it is of a script without spaces.
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
      // Every other character begins a pair; the last one is found by itself alone.
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

  /// Apostrophes that Unicode counts among the letters are apostrophes here.
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
