/// Ages as notes of a clinic write them, at which something happened, and in one word.
extension PersonalData {
  /// `F/34`, `M, 17`, `(female, 44)`, `29y`, `35F`
  func clinical(_ index: Int) -> Int? {
    guard !text[index].isSpelled else { return nil }
    let unit = text.at(index + 1)
    let hasUnit = unit?.gap == Token.Gap.none && (unit?.count == 1 && unit?.first == 0x79 || unit?.has(.years) == true)
    let last = hasUnit || text.has(index + 1, .years) && text[index + 1].gap <= .blank ? index + 1 : index
    // Amounts are written so too: `12M people`.
    if text.beginsSentence(index) || text.isSign(index - 1, "("), isSexLetter(index + 1), text.isJoined(index + 1),
      isEnd(index + 2) || text.has(index + 2, .glue)
    {
      return index + 1
    }
    let isOpen = isEnd(last + 1) || text.isSign(last + 1, "/")
    if text.isSign(index - 1, "/"), text.isJoined(index), text.isJoined(index - 1), isSexLetter(index - 2),
      !text.isJoined(index - 2) || index == 2 || text.isSign(index - 3, "(")
    {
      return isOpen || text.isWord(last + 1) ? last : nil
    }
    let isListed = text.isSign(index - 1, ",;")
    let sex = isListed ? index - 2 : index - 1
    if isSexLetter(sex), isOpen, isListed || text[index].gap <= .blank {
      return text.beginsSentence(sex) || text.isSign(sex - 1, "(") || text.isSign(sex - 1, ":") ? last : nil
    }
    if isListed, isOpen, text.has(sex, [.female, .male]), !text.has(sex, .plural), text.isSign(last + 1, ")") { return last }
    return hasUnit && (text.before(index, within: 3, .anyPerson) != nil || text.after(last, within: 3, .anyPerson) != nil)
      ? last : nil
  }

  private func isSexLetter(_ index: Int) -> Bool {
    guard let token = text.at(index), token.kind == .word, token.isCapital || text.isSign(index - 1, "(") else { return false }
    return token.count == 1 && [0x66, 0x6D, 0x77].contains(token.first) || Self.sexes.contains(token.hash)
  }

  private static let sexes = Set(["ke", "me", "fem", "masc"].map(TokenText.hash(of:)))

  /// `At 15, she …`, `died at 67`, `mariée à 14 ans`, `a los 15 años la casaron`, `в 15 лет её …`
  ///
  /// - Parameter last: The unit, or the number if it has none.
  func moment(_ index: Int, _ last: Int) -> Int? {
    let number = min(index, last)
    guard text.at(number - 1).map({ Self.moments.contains($0.hash) }) == true, !isLimited(index, last),
      !text.has(last + 1, [.from, .unit, .plural, .thing]), subject(before: number - 1) != .others
    else { return nil }
    let isLife = text.before(number, within: 6, .life) != nil || text.after(last, within: 5, .life) != nil
    if isLife { return last }
    guard text.beginsSentence(number - 1) || text.beginsSentence(number - 2) else { return nil }
    if let person = text.after(last, within: 4, [.pronoun, .anyPerson, .thing, .plural]) {
      return text[person].has([.thing, .plural]) ? nil : last
    }
    // `con 8 años ya cargaba agua`: the verb tells of a person.
    return text[last].has(.years) && Self.romance.contains(text[number - 1].hash) ? last : nil
  }

  private static let moments = Set(["at", "à", "los", "aos", "em", "в", "mit", "con", "com", "у"].map(TokenText.hash(of:)))

  private static let romance = Set(["los", "aos", "con", "com"].map(TokenText.hash(of:)))

  /// True if a length of time in months is the age of a small child: *de*, *has* or a comma stands
  /// between.
  func isSmallOne(_ index: Int) -> Bool {
    isSmall(index) && (text.isSign(index - 1, ",(") || text.has(index - 1, [.from, .have, .aged]) || isAdverb(index - 1))
  }

  /// True if a small child is near: the age of others is not told in months.
  func isSmall(_ index: Int) -> Bool {
    var cursor = index
    while cursor > 0, index - cursor < 4, !text.beginsSentence(cursor) {
      cursor -= 1
      if Self.small.contains(text[cursor].hash) || text[cursor].has(.aged) { return true }
    }
    return false
  }

  private static let small = Set(
    ("baby infant newborn child toddler girl boy son daughter bébé nourrisson enfant fille fillette garçon bebé bebe bebita lactante "
      + "niña niño criança menina menino lactente mtoto mchanga طفل طفله رضيع رضيعه ребенок ребенка ребенку младенец младенца "
      + "девочка мальчик kind baby säugling mädchen дитина немовля")
      .split(separator: " ").map { TokenText.hash(of: String($0)) })

  /// `семнадцатилетняя`, `achtundfünfzigjährige`
  mutating func compoundAge(at index: Int) {
    let token = text[index]
    guard token.isCompoundAge(text.bytes) else { return }
    let word = text.string(index, index)
    guard Self.stems.contains(where: word.hasPrefix), !text.has(index, .plural), !Self.plurals.contains(where: word.hasSuffix),
      !isThing(after: index, adjectives: 2)
    else { return }
    add("personal-age", index, index)
  }

  /// The beginnings of numbers from 2 to 90 where they are part of a word.
  private static let stems =
    ("двух трех пятнадцати шестнадцати семнадцати восемнадцати девятнадцати четырех пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати четырнадцати двадцати "
    + "тридцати сорока девяносто двор трьох чотирьох п'яти семир восьмир дев'яти ein zwei drei vier fünf sech sieb acht neun zehn elf zwölf "
    + "zwan").split(separator: " ").map(String.init)
  private static let plurals = ["летние", "летних", "летним", "летними", "месячные", "месячных", "річні", "річних"]
}

extension Token {
  /// True for a word that ends in *-years-old* or *-months-old*.
  func isCompoundAge(_ bytes: ArraySlice<UInt8>) -> Bool {
    let word = bytes[(bytes.startIndex + start)..<(bytes.startIndex + end)]
    return Self.compounds.contains { part in
      guard word.count > part.count, first > 0x400 || first < 0x80 else { return false }
      let earliest = max(word.startIndex, word.endIndex - part.count - 6)
      return (earliest...(word.endIndex - part.count)).contains { word[$0..<$0 + part.count].elementsEqual(part) }
    }
  }

  private static let compounds = ["летн", "месячн", "річн", "jährig"].map { Array($0.utf8) }
}
