/// Sentences that tell three or more of age, sex, role, people, place and day about one person.
extension PersonalData {
  private struct Detail: OptionSet {
    let rawValue: UInt8
    static let age = Detail(rawValue: 1)
    static let sex = Detail(rawValue: 2)
    static let role = Detail(rawValue: 4)
    static let people = Detail(rawValue: 8)
    static let place = Detail(rawValue: 16)
    static let day = Detail(rawValue: 32)
  }

  /// The largest distance between the mention of a person and a detail of that person, in tokens.
  private static let reach = 16

  mutating func addDetails() {
    let ages = hits.filter { $0.code == "personal-age" }.map(\.range)
    var (first, age) = (0, 0)
    while first < text.count {
      var (end, person) = (first, -1)
      repeat {
        if person < 0, text[end].has(.anyPerson), isOne(end, sentence: first) { person = end }
        end += 1
      } while end < text.count && !text.beginsSentence(end)
      let range = text.range(first, end - 1)
      while age < ages.count, ages[age].upperBound <= range.lowerBound { age += 1 }
      let hasAge = age < ages.count && ages[age].overlaps(range)
      // `en: [woman, teacher, village]` is a list and no sentence.
      let isList = text.isSign(first + 1, ":") && text.isSign(first + 2, "[")
      // An age belongs to one person, so its owner is a person.
      if hasAge, person < 0 { person = (first..<end).first { text[$0].has(.anyPerson) && !text[$0].has(.plural) } ?? -1 }
      if person >= 0, !isList { addDetails(person, first, end, hasAge: hasAge) }
      first = end
    }
  }

  private mutating func addDetails(_ person: Int, _ start: Int, _ end: Int, hasAge: Bool) {
    let first = max(start, person - 6)
    let last = min(end, person + Self.reach) - 1
    var found: Detail = hasAge ? .age : []
    var roles: [Int] = []
    // The only word that tells the sex, if it tells a role too; -1 if there are others.
    var sexed: Int?
    for index in first...last {
      let token = text[index]
      if token.has(.plural), !token.has(.anyPerson) { continue }
      if token.has([.female, .male]) { sexed = token.has(.role) && sexed == nil ? index : -1 }
      // A phrase is one role.
      if token.has(.role), index == start || !text[index - 1].has(.role) { roles.append(index) }
      if isPeople(index) { found.insert(.people) }
      if isPlace(index) { found.insert(.place) }
      if wholeDay(index) != nil { found.insert(.day) }
    }
    if !roles.isEmpty { found.insert(.role) }
    // *Fisherman* alone says one thing: what somebody does.
    if let sexed, roles != [sexed] { found.insert(.sex) }
    guard found.rawValue.nonzeroBitCount >= 3 else { return }
    add("personal-details", start, end - 1)
  }

  /// True if the token speaks of one person: *a widow*, *the chief's wife*, *One old man*.
  private func isOne(_ index: Int, sentence: Int) -> Bool {
    let token = text[index]
    guard !token.has(.plural) else { return false }
    if token.first > 0x400 || index == sentence { return true }
    for cursor in stride(from: index - 1, through: max(sentence, index - 4), by: -1) {
      if text[cursor].has(.article) { return true }
      if text[cursor].has(.plural) || text[cursor].kind == .number { return false }
    }
    return text.has(index + 1, .article) || token.has([.female, .male])
  }

  /// Some peoples are called like other things: a capital letter, or the mention of a person beside
  /// them, tells that a people is meant.
  private func isPeople(_ index: Int) -> Bool {
    let token = text[index]
    guard token.has(.people) else { return false }
    return token.isCapital || token.first > 0x250 || text.has(index - 1, .anyPerson) || text.has(index + 1, .anyPerson)
  }

  /// *From Bunia*, *in the village of Lita*
  private func isPlace(_ index: Int) -> Bool {
    guard let token = text.at(index), token.kind == .word else { return false }
    if token.has(.settlement) { return true }
    guard token.isCapital, !token.has([.month, .people, .title, .document]), let before = text.at(index - 1) else {
      return (0x620...0x6FF).contains(token.first) && token.classes.isEmpty && token.count > 2 && text.has(index - 1, .from)
    }
    return before.has(.from) && token.gap == .blank
  }
}
