/// Exact ages of one person. Ages of groups, limits, means and the years that things last are left
/// alone.
extension PersonalData {
  /// - Parameter index: A number.
  mutating func age(at index: Int) {
    let number = text[index]
    guard number.count <= 3, (1...119).contains(number.value), isWhole(index), !isLoneOne(index),
      let last = clinical(index) ?? age(index)
    else { return }
    add("personal-age", index, last)
  }

  /// *One* in words is an article too, unless `year old` follows.
  private func isLoneOne(_ index: Int) -> Bool {
    guard text[index].isSpelled, text[index].value == 1 else { return false }
    return text.after(index, within: 4, .aged).map { !text.has($0 - 1, [.years, .months]) && !text.isSign($0 - 1, "-") } ?? true
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
    if text.isSign(index - 1, "-"), text.isNumber(index - 2) || text.isSign(index - 2, "/") { return false }
    if text.isSign(index + 1, ".,/:"), text.isJoined(index + 1), text.isNumber(index + 2), text.isJoined(index + 2) {
      return false
    }
    if text.isSign(index + 1, "%°") || text.isSign(index + 1, "-"), text.isNumber(index + 2) { return false }
    return !text.has(index + 1, .month)
  }

  private func age(_ index: Int) -> Int? {
    let after = text.isSign(index + 1, "-") ? index + 2 : index + 1
    if text.has(after, [.years, .months]), text[after].gap <= .line {
      return years(index, unit: after) ?? moment(index, after)
    }
    // `34-летняя`, `41jähriger`
    if text.has(after, .aged), text.isJoined(after) {
      return text.has(after, .plural) || isLimited(index, after) || isThing(after: after, adjectives: 2) ? nil : after
    }
    // Some languages write the unit first.
    let unit = index - 1
    if text.has(unit, [.years, .months]), text[index].gap == .blank { return yearsBefore(index, unit) }
    if let last = aged(index) { return last }
    if text[index].isAmbiguous { return nil }
    return spoken(index) ?? moment(index, index) ?? apposition(index)
  }

  /// `34-year-old`, `34 years old`, `34 ans`
  private func years(_ index: Int, unit: Int) -> Int? {
    var last = unit
    if text.isSign(unit + 1, "-"), text.has(unit + 2, .aged) {
      last = unit + 2
    } else if let word = text.after(unit, within: 2, .aged) {
      last = word
    }
    let isYearOld = last == unit || text.at(index + 1)?.is("-") == true || Self.singles.contains(text[unit].hash)
    if isLimited(index, last) || text.has(unit, .months) && last == unit && !isSmallOne(index) { return nil }
    // `a two year study`
    if last == unit, text[index].value > 1, Self.singles.contains(text[unit].hash) { return nil }
    if isYearOld, last > unit, Self.singles.contains(text[unit].hash) {
      if text.has(unit, .months), !isSmall(index), text.after(last, within: 3, .anyPerson) == nil { return nil }
      return isThing(after: last, adjectives: 3) ? nil : last
    }
    let subject = subject(before: index)
    let isAged = last > unit || text.before(index, within: 5, .aged) != nil
    // `1-year incidence`: without *old*, a length of time.
    if last == unit, text.at(index + 1)?.is("-") == true { return nil }
    if isAged {
      let label = text.before(index, within: 5, .aged)
      if subject == .person { return last }
      let isNoun = label.map { text[$0].hash == Self.age } ?? Self.singles.union(Self.plurals).contains(text[unit].hash)
      let start = label ?? index
      return subject == .others || isNoun && isOfNobody(start, behind: last) ? nil : last
    }
    // `la víctima, de 31 años, …`
    if text.has(index - 1, .from), text.isSign(index - 2, ","), isNamed(before: index - 1), isEnd(last + 1) { return last }
    // `la niña, de apenas 13 años, …`, `la fille, à peine 13 ans, …`
    if isAdverb(index - 1), let comma = [index - 2, index - 3].first(where: { text.isSign($0, ",(") }), isEnd(last + 1),
      isNamed(before: comma + 1)
    {
      return last
    }
    // `older than his 31 years`
    if isEnd(last + 1), text.at(index - 2)?.hash == TokenText.hash(of: "than") { return last }
    if isEnclosed(index, last) { return isNamed(before: index) || isOneArabic(index) ? last : nil }
    let before = text.at(index - 1)
    // `une veuve de 34 ans`, `вдова 34 лет`
    let isJoined = before?.has(.from) == true || before?.has(.glue) == true && !text.has(last + 1, .from)
    let person = isJoined ? index - 2 : index - 1
    if isPerson(person), isJoined || !text.has(unit, .months),
      !text.has(person, [.plural, .thing]) || text.has(person, .anyPerson) && !text.has(person, .plural)
    {
      return isExperience(last) ? nil : last
    }
    // `elle a 34 ans`, `ей было 34 года`
    if let verb = text.before(index, within: 3, .have), verb >= index - 2 {
      // `il y a 34 ans`
      if isExperience(last) || text.at(verb - 1)?.hash == TokenText.hash(of: "y") { return nil }
      if verb == 0 || text.beginsSentence(verb) { return last }
      let isWhen = text.at(verb - 1).map { Self.conjunctions.contains($0.hash) } ?? false
      return subject == .person || isWhen && subject != .others ? last : nil
    }
    if let before, before.has(.pronoun), before.first > 0x400, before.first < 0x500 { return last }
    // `a sus 73 años`, `à ses 73 ans` `con solo 11 años`
    if isAdverb(index - 1), text.has(index - 2, [.glue, .from, .have]), subject != .others, !text.has(last + 1, .from) {
      return last
    }
    let isPossessive = before.map { $0.kind == .word && Self.possessives.contains($0.hash) } ?? false
    return isPossessive && subject != .others && !text.has(last + 1, .from) ? last : nil
  }

  /// Units in the singular, as in `9-month-old`.
  private static let singles = Set(["year", "yr", "month", "week", "day"].map(TokenText.hash(of:)))

  private static let possessives = Set(["sus", "ses", "aos"].map(TokenText.hash(of:)))

  /// `umri wa miaka 34`, `(miaka 41)`
  private func yearsBefore(_ index: Int, _ unit: Int) -> Int? {
    if isLimited(unit, index) || text.isSign(index + 1, "-") && text.isNumber(index + 2) { return nil }
    if text.has(unit, .months), !isSmall(unit) { return nil }
    let subject = subject(before: unit)
    if subject == .others { return nil }
    if text.before(unit, within: 5, .aged) != nil { return index }
    if text.isSign(unit - 1, "(,"), isEnd(index + 1) || text.has(index + 1, [.anyPerson, .said]) {
      return isNamed(before: unit) ? index : nil
    }
    if text.has(unit - 1, .have) { return index }
    return text.has(unit - 1, .from) && (isPerson(unit - 2) || isPerson(unit - 3)) ? index : nil
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
    if subject == .person { return index }
    let isNoun = [Self.age, TokenText.hash(of: "ages")].contains(text[label].hash)
    return subject == .others || isNoun && isOfNobody(label, behind: index) ? nil : index
  }

  /// True for an age that is a point in any life, as in `screening from age 40` and `at 8 years of
  /// age`: a sentence that speaks of nobody stands before it, and nobody follows soon.
  private func isOfNobody(_ start: Int, behind last: Int) -> Bool {
    guard let before = text.at(start - 1), !text.beginsSentence(start), before.kind == .word || before.is("(") else {
      return false
    }
    return text.after(last, within: 4, [.pronoun, .anyPerson, .said]) == nil
  }

  private static let age = TokenText.hash(of: "age")
  private static let plurals = Set(["years", "months", "weeks", "days"].map(TokenText.hash(of:)))

  /// `a boy of 14.`, `at the age of 14 he …`, `she was 34 when …`
  private func spoken(_ index: Int) -> Int? {
    guard let before = text.at(index - 1), before.kind == .word, text[index].gap <= .line, !isLimited(index, index) else {
      return nil
    }
    let isOpen =
      isEnd(index + 1) || text.has(index + 1, [.pronoun, .have, .said]) || Self.joints.contains(text.at(index + 1)?.hash ?? 0)
    if let last = turned(index) { return last }
    guard isOpen else { return nil }
    // `I'm 42`
    if before.has(.have), before.has(.pronoun), text.isSign(index - 2, "'") { return index }
    // `Deng was sixteen when …`
    if before.has(.have), text.at(index + 1)?.hash == Self.when, text.isWord(index - 2), text[index - 2].isCapital,
      text[index - 2].classes.isEmpty
    {
      return index
    }
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

  /// `turned 18`, `tengo 42`, `cumplir 18`, `who is 37`: the verb tells that a person has an age.
  private func turned(_ index: Int) -> Int? {
    guard let verb = text.at(index - 1), verb.has(.have),
      !text.has(index + 1, [.unit, .plural, .thing, .years, .months, .minute, .degree]), !text.isSign(index + 1, "%")
    else { return nil }
    let subject = subject(before: index - 1)
    if subject == .others { return nil }
    if Self.birthdays.contains(verb.hash) { return subject == .person || isEnd(index + 1) ? index : nil }
    if Self.speakers.contains(verb.hash) { return isEnd(index + 1) || text.has(index + 1, .glue) ? index : nil }
    if let who = text.at(index - 2), who.hash == Self.who, subject == .person { return index }
    // `dijo que tenía 21`
    return isEnd(index + 1) && text.before(index - 1, within: 4, .said) != nil ? index : nil
  }

  private static let conjunctions = Set(["cuando", "quando", "quand", "si", "se"].map(TokenText.hash(of:)))
  private static let who = TokenText.hash(of: "who")
  private static let when = TokenText.hash(of: "when")
  private static let birthdays = Set(
    ["turn", "turned", "turns", "turning", "cumplir", "cumplió", "cumple", "completar", "completou"].map(TokenText.hash(of:)))
  private static let speakers = Set(["tengo", "tenho", "nina"].map(TokenText.hash(of:)))

  private static let streets = Set(
    ["street", "avenue", "road", "rue", "calle", "carrera", "rua", "avenida", "ул", "улица", "пр"].map(TokenText.hash(of:)))
  private static let parents = Set(
    ["mother", "father", "parent", "madre", "padre", "mère", "père", "mãe", "pai"].map(TokenText.hash(of:)))
  private static let relatives = Set(["who", "qui", "que"].map(TokenText.hash(of:)))
  private static let adverbs = Set(
    [
      "just", "only", "now", "solo", "sólo", "apenas", "seulement", "только", "всего", "barely", "then", "peine", "erst",
      "knapp", "tu", "hoy",
    ].map(TokenText.hash(of:))
  )

  func isAdverb(_ index: Int) -> Bool { text.at(index).map { Self.adverbs.contains($0.hash) } ?? false }

  private static let joints = Set(
    [
      "when", "and", "at", "in", "but", "years", "now", "then", "today", "they", "we", "hoy", "ahora", "sasa", "agora",
      "maintenant",
    ].map(TokenText.hash(of:)))

  /// `Goma, 34, and Bunia, 12, …`: each place with a number.
  private func isCount(_ index: Int) -> Bool {
    for cursor in [index - 5, index - 4, index - 3, index + 3, index + 4, index + 5]
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
    if text[index].isSpelled, !(sign.is(",") && name.has(.anyPerson)) { return nil }
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
      if text.has(index + 2, [.month, .document]) || text.isNumber(index + 2) || isCount(index) { return nil }
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
