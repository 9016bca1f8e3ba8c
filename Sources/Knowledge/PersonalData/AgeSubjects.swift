/// Finds the person or the thing that has an age, and tells whether the age is exact.
extension PersonalData {
  enum Subject { case person, others, nobody }

  /// Returns the kind of person or thing that the sentence named last before a token.
  func subject(before index: Int) -> Subject {
    var cursor = index
    while cursor > 0, index - cursor < 9, !text.beginsSentence(cursor) {
      cursor -= 1
      let token = text[cursor]
      if token.has(.plural), !token.has(.anyPerson) || token.has(.thing) { return .others }
      if token.has(.thing), !token.has([.anyPerson, .have, .aged]) { return .others }
      if token.has([.anyPerson, .pronoun]) { return .person }
      // Names are not all capitals; abbreviations are.
      if token.kind == .word, token.isCapital, token.classes.isEmpty, token.count > 1, !isUpper(token) { return .person }
    }
    return .nobody
  }

  func isPerson(_ index: Int) -> Bool {
    guard index >= 0, let token = text.at(index) else { return false }
    if token.has(.anyPerson) { return !token.has(.plural) }
    // `la fille aînée de 9 ans`: an adjective between, or the name of a people.
    guard token.kind == .word, token.gap == .blank, token.classes.subtracting([.people, .phraseStart]).isEmpty else {
      return false
    }
    return text.has(index - 1, .anyPerson) && !text.has(index - 1, .plural)
  }

  /// A name, or one person, before a comma or a bracket.
  func isNamed(before index: Int) -> Bool {
    // `Jeanne K., 34 ans`
    if text.isSign(index - 2, "."), text.isWord(index - 3), text[index - 3].count == 1, text[index - 3].isCapital {
      return true
    }
    guard let token = text.at(index - 2), token.kind == .word || token.isSign(of: "\"") else { return false }
    if token.has([.plural, .thing]), !token.has(.anyPerson) { return false }
    return token.isCapital && !token.has(.month) || token.has(.anyPerson)
      || text.before(index - 1, within: 5, [.anyPerson, .title]) != nil
        && !text.has(index - 2, .plural)
  }

  func isOneArabic(_ index: Int) -> Bool {
    guard let token = text.at(index - 2), token.kind == .word, (0x620...0x6FF).contains(token.first) else { return false }
    return subject(before: index) != .others
  }

  /// A comma or a bracket before, and a comma, a bracket or the end of the sentence behind.
  func isEnclosed(_ index: Int, _ last: Int) -> Bool { text.isSign(index - 1, ",(") && isEnd(last + 1) }

  func isEnd(_ index: Int) -> Bool { text.at(index) == nil || text.isSign(index, ",).;:") || text.beginsSentence(index) }

  /// `aged 18 or over`, `under 34`, `12 to 17 years old`
  func isLimited(_ first: Int, _ last: Int) -> Bool {
    if text.before(first, within: 4, .bound) != nil || text.after(last, within: 2, .bound) != nil { return true }
    // `aged <6 years`, `age 53+/-2 yr`
    if text.isSign(first - 1, "<>≤≥±") || text.isSign(first + 1, "±+") { return true }
    // `</=5`, `+/-9`
    if text.isSign(first - 1, "=-"), text.isSign(first - 2, "/") { return true }
    if text.isSign(first - 1, "="), text.isSign(first - 2, "<>≤≥") || text.isWord(first - 2) && text[first - 2].count == 2 {
      return true
    }
    // `30 years ago`, `one year later`
    if let word = text.at(last + 1), word.kind == .word, Self.spansOfTime.contains(word.hash) { return true }
    // A span in words: `12 to 17`, `de 12 à 17 ans`, `17 weeks to 104 years`
    for cursor in [first, last] where text.isNumber(cursor + 2) && isTo(cursor + 1) { return true }
    if text.isNumber(first - 2), text.before(first, within: 8, .bound) != nil { return true }
    if isTo(first - 1), text.isNumber(first - 2) || text.isNumber(first - 3) { return true }
    return isTo(first - 1) && (max(0, first - 7)..<first).contains { text.isNumber($0) && text.has($0 + 1, [.years, .months]) }
  }

  private static let spansOfTime = Set(["ago", "since", "later", "earlier", "before", "after"].map(TokenText.hash(of:)))
  private static let spans = Set(
    ["to", "through", "till", "à", "a", "al", "hasta", "até", "ao", "hadi", "mpaka", "до", "по", "bis", "الي", "ilaa"]
      .map(TokenText.hash(of:)))

  /// True for a word between two ends of a span.
  private func isTo(_ index: Int) -> Bool { text.at(index).map { $0.kind == .word && Self.spans.contains($0.hash) } ?? false }

  /// `a 34 ans d'expérience`, `10 лет войны`
  func isExperience(_ last: Int) -> Bool {
    if text.has(last + 1, .thing) { return true }
    return text.has(last + 1, .from) && !text.has(last + 2, .aged) && text.after(last, within: 4, .thing) != nil
  }

  private static let sexes = Set(["male", "female"].map(TokenText.hash(of:)))

  /// True if what has the age is a thing or several people.
  func isThing(after index: Int, adjectives: Int) -> Bool {
    var cursor = index + 1
    while let token = text.at(cursor), cursor - index <= adjectives, !text.beginsSentence(cursor),
      token.kind == .word || token.is("-")
    {
      let isAdjective = Self.sexes.contains(token.hash) && text.has(cursor + 1, [.anyPerson, .plural, .thing])
      if token.has(.anyPerson), !isAdjective { return token.has(.plural) && !token.has([.female, .male]) }
      if token.has([.plural, .thing]) { return true }
      if token.has([.have, .said, .glue, .from]) { return false }
      cursor += 1
    }
    return false
  }
}
