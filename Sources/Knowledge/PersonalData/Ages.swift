/// Exact ages of one person. Ages of groups, limits, means and the years that things last are left
/// alone.
extension PersonalData {
  /// - Parameter index: A number.
  mutating func age(at index: Int) {
    let number = text[index]
    guard number.count <= 3, (1...119).contains(number.value), isWhole(index), let last = age(index) else { return }
    add("personal-age", index, last)
  }

  /// True if the number is no part of a longer one, of a span or of a limit.
  private func isWhole(_ index: Int) -> Bool {
    if text.isJoined(index), let before = text.at(index - 1),
      before.kind != .sign || before.isSign(of: ".,-/+:") && !text.isWord(index - 2)
        || before.isSign(of: "$€£")
    {
      // The Arabic article stands before a number without a blank.
      if !(before.first == 0x627 && before.count <= 3)
        && !(before.kind == .sign && before.is("-") && text.at(index - 1)?.gap == Token.Gap.none && text.isWord(index - 2))
      {
        return false
      }
    }
    if text.isSign(index - 1, "-"), text.isNumber(index - 2) { return false }
    if text.isSign(index + 1, ".,/:"), text.isJoined(index + 1), text.isNumber(index + 2), text.isJoined(index + 2) {
      return false
    }
    if text.isSign(index + 1, "%°") || text.isSign(index + 1, "-"), text.isNumber(index + 2) { return false }
    return !text.has(index + 1, .month)
  }

  private func age(_ index: Int) -> Int? {
    let after = text.isSign(index + 1, "-") ? index + 2 : index + 1
    if text.has(after, .years), text[after].gap <= .blank { return years(index, unit: after) }
    // `34-летняя`
    if after == index + 2, text.has(after, .aged), text.isJoined(after) {
      return text.has(after, .plural) || isLimited(index, after) || isThing(after: after, adjectives: 2) ? nil : after
    }
    // Some languages write the unit first.
    let unit = index - 1
    if text.has(unit, .years), text[index].gap == .blank { return yearsBefore(index, unit) }
    return aged(index) ?? spoken(index) ?? apposition(index)
  }

  /// `34-year-old`, `34 years old`, `34 ans`
  private func years(_ index: Int, unit: Int) -> Int? {
    var last = unit
    if text.isSign(unit + 1, "-"), text.has(unit + 2, .aged) {
      last = unit + 2
    } else if let word = text.after(unit, within: 2, .aged) {
      last = word
    }
    let isYearOld = last == unit || text.at(index + 1)?.is("-") == true || text[unit].hash == TokenText.hash(of: "year")
    if isLimited(index, last) { return nil }
    if isYearOld, last > unit, text[unit].hash == TokenText.hash(of: "year") {
      return isThing(after: last, adjectives: 3) ? nil : last
    }
    let subject = subject(before: index)
    let isAged = last > unit || text.before(index, within: 5, .aged) != nil
    // `1-year incidence`: without *old*, a length of time.
    if last == unit, text.at(index + 1)?.is("-") == true { return nil }
    if isAged {
      let label = text.before(index, within: 5, .aged)
      return subject == .others || label.map { isOfNobody($0, subject, behind: last) } ?? false ? nil : last
    }
    // `la víctima, de 31 años, …`
    if text.has(index - 1, .from), text.isSign(index - 2, ","), isNamed(before: index - 1), isEnd(last + 1) { return last }
    if isEnclosed(index, last) { return isNamed(before: index) || isOneArabic(index) ? last : nil }
    let before = text.at(index - 1)
    // `une veuve de 34 ans`, `вдова 34 лет`
    let person = before?.has(.from) == true || before?.has(.glue) == true ? index - 2 : index - 1
    if isPerson(person), !text.has(person, [.plural, .thing]) || text.has(person, .anyPerson) && !text.has(person, .plural) {
      return isExperience(last) ? nil : last
    }
    // `elle a 34 ans`, `ей было 34 года`
    if let verb = text.before(index, within: 3, .have), verb >= index - 2 {
      // `il y a 34 ans`
      if isExperience(last) || text.at(verb - 1)?.hash == TokenText.hash(of: "y") { return nil }
      if verb == 0 || text.beginsSentence(verb) { return last }
      return subject == .person ? last : nil
    }
    if let before, before.has(.pronoun), before.first > 0x400, before.first < 0x500 { return last }
    // `a sus 73 años`, `à ses 73 ans` `con solo 11 años`
    if isAdverb(index - 1), text.has(index - 2, [.glue, .from, .have]), subject != .others, !text.has(last + 1, .from) {
      return last
    }
    let isPossessive = before.map { $0.kind == .word && Self.possessives.contains($0.hash) } ?? false
    return isPossessive && subject != .others && !text.has(last + 1, .from) ? last : nil
  }

  private static let possessives = Set(["sus", "ses", "aos"].map(TokenText.hash(of:)))

  /// `umri wa miaka 34`, `(miaka 41)`
  private func yearsBefore(_ index: Int, _ unit: Int) -> Int? {
    if isLimited(unit, index) || text.isSign(index + 1, "-") && text.isNumber(index + 2) { return nil }
    let subject = subject(before: unit)
    if subject == .others { return nil }
    if text.before(unit, within: 5, .aged) != nil { return index }
    if text.isSign(unit - 1, "(,"), isEnd(index + 1) || text.has(index + 1, [.anyPerson, .said]) {
      return isNamed(before: unit) ? index : nil
    }
    if text.has(unit - 1, .have) { return index }
    return text.has(unit - 1, .from) && isPerson(unit - 2) ? index : nil
  }

  /// `aged 34`, `age: 34`
  private func aged(_ index: Int) -> Int? {
    var label = isAdverb(index - 1) ? index - 2 : index - 1
    if text.isSign(label, ":="), text.isJoined(label) || text.isSign(label, ":") { label -= 1 }
    guard label >= 0, text.has(label, .aged), text[index].gap <= .blank else {
      // `الـ19 من عمره`
      return text.has(index + 1, .from) && text.has(index + 2, .aged) && subject(before: index) != .others ? index : nil
    }
    if isLimited(index, index) { return nil }
    let subject = subject(before: label)
    return subject == .others || isOfNobody(label, subject, behind: index) ? nil : index
  }

  /// True for an age that is a point in any life, as in `screening from age 40`: the sentence
  /// speaks of nobody before it nor soon behind it.
  private func isOfNobody(_ label: Int, _ subject: Subject, behind last: Int) -> Bool {
    guard subject != .person, let before = text.at(label - 1), Self.points.contains(before.hash) else { return false }
    return text.after(last, within: 4, [.pronoun, .anyPerson, .said]) == nil
  }

  private static let points = Set(["at", "from", "by", "until", "since", "after", "before"].map(TokenText.hash(of:)))

  /// `a boy of 14.`, `at the age of 14 he …`, `she was 34 when …`
  private func spoken(_ index: Int) -> Int? {
    guard let before = text.at(index - 1), before.kind == .word, text[index].gap <= .line, !isLimited(index, index) else {
      return nil
    }
    let isOpen =
      isEnd(index + 1) || text.has(index + 1, [.pronoun, .have, .said]) || Self.joints.contains(text.at(index + 1)?.hash ?? 0)
    guard isOpen else { return nil }
    if before.has(.from), text.has(index - 2, .aged) {
      let isSomebody = text.after(index, within: 2, [.pronoun, .anyPerson]) != nil || subject(before: index - 2) == .person
      return isSomebody ? index : nil
    }
    if before.has(.from), text.has(index - 2, .anyPerson), !text.has(index - 2, .plural),
      !Self.parents.contains(text[index - 2].hash)
    {
      return index
    }
    if before.has(.from), text.isSign(index - 2, ","), text.before(index - 1, within: 4, .anyPerson) != nil, isEnd(index + 1) {
      return index
    }
    // `he's 34`
    if before.first == 0x73, before.count == 1, text.isSign(index - 2, "'"), text.has(index - 3, .pronoun) { return index }
    guard before.has(.have), before.count > 1, let name = text.at(index - 2) else { return nil }
    if Self.relatives.contains(name.hash), text.isSign(index - 3, ","), isNamed(before: index - 2) { return index }
    return name.has(.pronoun) || name.has(.anyPerson) && !name.has(.plural) ? index : nil
  }

  private static let streets = Set(
    ["street", "avenue", "road", "rue", "calle", "carrera", "rua", "avenida", "ул", "улица", "пр"].map(TokenText.hash(of:)))
  private static let parents = Set(
    ["mother", "father", "parent", "madre", "padre", "mère", "père", "mãe", "pai"].map(TokenText.hash(of:)))
  private static let relatives = Set(["who", "qui", "que"].map(TokenText.hash(of:)))
  private static let adverbs = Set(
    ["just", "only", "now", "solo", "sólo", "apenas", "seulement", "только", "всего", "barely", "then"].map(TokenText.hash(of:))
  )

  private func isAdverb(_ index: Int) -> Bool { text.at(index).map { Self.adverbs.contains($0.hash) } ?? false }

  private static let joints = Set(["when", "and", "at", "in", "but", "years"].map(TokenText.hash(of:)))

  /// `Goma, 34, and Bunia, 12, …`: each place with a number.
  private func isCount(_ index: Int) -> Bool {
    for cursor in [index - 4, index - 3, index + 3, index + 4, index + 5]
    where text.isNumber(cursor) && text.isSign(cursor - 1, ",(") {
      if text.isWord(cursor - 2), text[cursor - 2].isCapital { return true }
    }
    return false
  }

  /// `Mama Jeanne, 34, …`, `Sister Rose (61) …`
  private func apposition(_ index: Int) -> Int? {
    let mark = isAdverb(index - 1) ? index - 2 : index - 1
    guard text[index].value >= 3, let sign = text.at(mark), sign.isSign(of: ",(") else { return nil }
    // `Jeanne K. (34)`
    let isShort = text.isSign(mark - 1, ".") && text.isWord(mark - 2) && text[mark - 2].count == 1
    let last = isShort ? mark - 2 : mark - 1
    guard let name = text.at(last), name.kind == .word else { return nil }
    let isName = name.isCapital && !name.has([.month, .document, .coordinate, .thing, .plural])
    var first = last
    while first > 0, text[first - 1].kind == .word, text[first - 1].isCapital, text[first].gap == .blank, last - first < 5 {
      first -= 1
    }
    let isTitled = (first...last).contains { text[$0].has([.title, .anyPerson]) } || text.has(first - 1, [.title, .anyPerson])
    let isTold = text.before(first, within: 3, .said) != nil || text.after(index + 1, within: 3, .said) != nil
    if sign.is(",") {
      if name.has(.anyPerson), !name.has(.plural), text.isSign(index + 1, ",") { return index }
      guard isName, text.isSign(index + 1, ",:") || isEnd(index + 1) && (isTitled || isTold) else { return nil }
      // `in Goma, 34, …` counts something at a place.
      if (max(0, first - 4)..<first).contains(where: { Self.streets.contains(text[$0].hash) }) { return nil }
      if text.has(first - 1, .from) || text.has(first, .from) && first < last { return nil }
      if text.has(index + 2, [.month, .document]) || isCount(index) { return nil }
      return text.has(index + 2, .unit) && !text.has(index + 2, .anyPerson) ? nil : index
    }
    guard text.isSign(index + 1, ")") else { return nil }
    if name.has(.anyPerson), !name.has(.plural) { return index }
    let isDescribed =
      text.isSign(index + 2, ",") && text.has(index + 3, [.article, .female, .male, .role, .person])
      || text.after(index + 1, within: 2, .pronoun) != nil && !isCount(index)
    return isName && (isTitled || isTold || isDescribed || isShort) ? index : nil
  }
}
