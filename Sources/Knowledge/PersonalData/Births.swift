/// Days on which somebody was born: a whole day beside *born* or *date of birth*.
extension PersonalData {
  /// - Parameter label: A token that says *born* or *date of birth*.
  mutating func birth(at label: Int) {
    let isMark = !text[label].has([.birthday, .born])
    let isLabel = isMark || text[label].has(.birthday)
    if !isLabel, !isSomebody(before: label) { return }
    var cursor = label + 1
    while cursor < text.count, cursor - label <= (isMark ? 4 : 10),
      !isLabel && !text.beginsSentence(cursor) || isLabel && text[cursor].gap < .paragraph
    {
      if let last = wholeDay(cursor) {
        if !isCovered(cursor, last, by: "personal-birth") { add("personal-birth", cursor, last) }
        return
      }
      if text[cursor].kind == .number && !isYear(text[cursor])
        || isMark && text.isWord(cursor) && !text[cursor].has([.birthMark, .glue])
      {
        break
      }
      cursor += 1
    }
    // The day may stand before the word: `12.05.1987 г.р.`, `12 May 1987 (date of birth)`.
    cursor = label
    while cursor > 0, label - cursor <= 8, !text.beginsSentence(cursor) || cursor == label {
      cursor -= 1
      if let last = wholeDay(cursor), last < label, !isCovered(cursor, last, by: "personal-birth"),
        isLabel ? label - last <= 4 : isSubject(between: cursor, label)
      {
        add("personal-birth", cursor, last)
        return
      }
    }
  }

  /// True if one person stands beside a verb that ends its sentence: `am 3. August 1991 wurde sie
  /// geboren`.
  private func isSubject(between day: Int, _ label: Int) -> Bool {
    text.before(label, within: 8, [.pronoun, .anyPerson]) != nil || text.has(label - 1, .from)
      || text.isWord(label - 1) && text[label - 1].isCapital && text.has(label - 2, .from)
  }

  /// False if a network, a state or several people are what was born.
  private func isSomebody(before label: Int) -> Bool {
    // Arabic names the subject behind the verb.
    if text.has(label + 1, .thing), !text.has(label + 1, .anyPerson) { return false }
    guard let nearest = text.before(label, within: 8, [.thing, .plural, .anyPerson, .pronoun]) else { return true }
    return !text[nearest].has(.thing) || text[nearest].has(.anyPerson)
  }

  /// - Returns: the last token of a day with its month and year that begins at `index`.
  func wholeDay(_ index: Int) -> Int? {
    guard let first = text.at(index) else { return nil }
    if first.kind == .number, !(text.isJoined(index) && text.isSign(index - 1, ".-/") && text.isNumber(index - 2)) {
      return numericDay(index) ?? namedDay(index)
    }
    return first.has(.month) ? monthFirst(index) : nil
  }

  /// `12/05/1987`, `12.5.87`, `1987-05-12`
  private func numericDay(_ index: Int) -> Int? {
    guard let sign = text.at(index + 1), sign.isSign(of: "/.-"), text.isNumber(index + 2),
      text.at(index + 3)?.first == sign.first,
      text.isNumber(index + 4), text[index + 4].gap <= .blank, text[index + 2].gap <= .blank
    else { return nil }
    let (a, b, c) = (text[index], text[index + 2], text[index + 4])
    if a.count == 4 {
      return isYear(a) && (1...12).contains(b.value) && (1...31).contains(c.value) && c.count <= 2 ? index + 4 : nil
    }
    guard a.count <= 2, b.count <= 2, isYear(c) || c.count == 2 else { return nil }
    return (1...31).contains(a.value) && (1...31).contains(b.value) && min(a.value, b.value) <= 12 ? index + 4 : nil
  }

  /// `12 May 1987`, `12th of May, 1987`, `1er mars 1990`, `12 de mayo de 1987`, `3-mar-2009`
  private func namedDay(_ index: Int) -> Int? {
    guard (1...31).contains(text[index].value), text[index].count <= 2 else { return nil }
    var cursor = index + 1
    while let token = text.at(cursor), cursor - index <= 4, token.gap <= .line, !token.has(.month) {
      guard token.kind == .word && token.count <= 3 || token.isSign(of: ".-°,") else { return nil }
      cursor += 1
    }
    guard text.has(cursor, .month) else { return nil }
    return year(after: cursor)
  }

  private func year(after month: Int) -> Int? {
    var cursor = month + 1
    while let token = text.at(cursor), cursor - month <= 3, token.gap <= .line {
      if token.kind == .number { return isYear(token) || token.count == 2 && token.gap == .none ? cursor : nil }
      guard token.kind == .word && (token.count <= 3 || token.has(.month)) || token.isSign(of: ".,-") else { return nil }
      cursor += 1
    }
    return nil
  }

  /// `May 12, 1987`, `March 3rd, 2009`
  private func monthFirst(_ index: Int) -> Int? {
    guard let day = text.at(index + 1), day.kind == .number, day.count <= 2, (1...31).contains(day.value) else { return nil }
    var cursor = index + 2
    while let token = text.at(cursor), cursor - index <= 4, token.gap <= .line {
      if token.kind == .number { return isYear(token) ? cursor : nil }
      guard token.kind == .word && token.count <= 2 || token.is(",") else { return nil }
      cursor += 1
    }
    return nil
  }

  private func isYear(_ token: Token) -> Bool { token.count == 4 && (1900...2100).contains(token.value) }
}
