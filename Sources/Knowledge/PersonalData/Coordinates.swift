/// Precise coordinates: in decimal degrees, and in degrees, minutes and seconds.
extension PersonalData {
  private static let hemispheres = Set("nsewolсюзв".unicodeScalars.map { TokenText.hash(of: String($0)) })

  /// - Returns: the index behind the coordinates that begin at a number; 0 if there are none.
  mutating func place(at index: Int) -> Int {
    guard !text.isJoined(index) || !isInsideNumber(index) else { return 0 }
    if let last = degrees(index) ?? sexagesimal(index) ?? compact(index) ?? utm(index) ?? militaryGrid(index) {
      add("personal-place", index, last)
      return last + 1
    }
    guard let number = text.decimal(index), number.decimals >= 3, number.value <= 180, !isStatistic(index) else { return 0 }
    let isLabelled = text.before(index, within: 10, [.coordinate, .grid]) != nil
    if let (last, least, isMarked) = pair(index, number) {
      // Two numbers below 1 are shares far more often than a place in the Gulf of Guinea.
      guard least >= 4 || isLabelled || isMarked else { return 0 }
      add("personal-place", index, last)
      return last + 1
    }
    guard text.label(before: index, .coordinate, within: 6) != nil || isMarked(number.last + 1), number.decimals >= 3 else {
      return 0
    }
    add("personal-place", index, number.last)
    return number.last + 1
  }

  /// True if digits at `index` continue a number or a word before them.
  private func isInsideNumber(_ index: Int) -> Bool {
    guard let before = text.at(index - 1) else { return false }
    if before.isSign(of: ".,") { return text.isNumber(index - 2) && text.isJoined(index - 1) }
    // `N4.8517`
    if before.count == 1, before.isCapital, Self.hemispheres.contains(before.hash),
      before.gap > .none || text.isSign(index - 2, ",;(")
    {
      return false
    }
    return before.kind != .sign
  }

  /// Ratios, shares and what is measured of them.
  private func isStatistic(_ index: Int) -> Bool {
    let words = ["ci", "ratio", "coefficient", "sd", "odds", "beta", "version", "taux", "tasa", "taxa", "rate"]
    return (max(0, index - 6)..<index).contains { text[$0].kind == .word && words.contains(text.string($0, $0)) }
  }

  /// True if a letter or a word for a hemisphere stands at `index`, behind a sign of degrees or
  /// not.
  private func isMarked(_ index: Int) -> Bool {
    let cursor = text.isSign(index, "°") ? index + 1 : index
    return isHemisphere(cursor)
      && (cursor > index || text.at(cursor)?.gap == .some(.none) || text.at(cursor)?.gap == .blank && text[cursor].count > 1)
  }

  private func isHemisphere(_ index: Int) -> Bool {
    guard let token = text.at(index), token.kind == .word, token.gap <= .blank else { return false }
    return token.count == 1
      ? Self.hemispheres.contains(token.hash) && (token.isCapital || token.first > 0x400) : token.has(.hemisphere)
  }

  /// Two decimal numbers with nothing between them but signs, hemispheres and words such as
  /// *longitude*.
  private func pair(_ index: Int, _ first: (value: Double, decimals: Int, last: Int)) -> (Int, Int, Bool)? {
    var cursor = first.last + 1
    var isMarked = isHemisphere(index - 1)
    while let token = text.at(cursor), cursor - first.last <= 8, token.gap <= .line {
      if token.kind == .number {
        guard let second = text.decimal(cursor), second.decimals >= 3, second.value <= 180,
          min(first.value, second.value) <= 90,
          max(first.value, second.value) >= 1, cursor > first.last + 1 || token.gap > .none
        else { return nil }
        let after = second.last + 1
        isMarked = isMarked || isHemisphere(after) || text.isSign(after, "°") && isHemisphere(after + 1)
        return (second.last, min(first.decimals, second.decimals), isMarked)
      }
      if isHemisphere(cursor) || token.is("°") {
        isMarked = true
      } else if token.has([.coordinate]) {
        isMarked = true
      } else if !(token.isSign(of: ",;/-+&=:()[]|\"") || Self.joints.contains(token.hash)) {
        return nil
      }
      cursor += 1
    }
    return nil
  }

  /// Degrees with minutes, and seconds or a fraction: `2°38'43.4"N`, `2 degrees 38 minutes 43
  /// seconds`.
  private func degrees(_ index: Int) -> Int? {
    guard let degrees = text.decimal(index), degrees.value <= 180 else { return nil }
    // Some languages write the unit before the number.
    let isBefore = text.has(index - 1, .degree)
    guard let next = unit(degrees.last + 1, "°", "d", .degree) ?? (isBefore ? degrees.last + 1 : nil) else { return nil }
    if degrees.decimals >= 3 { return next - 1 }
    guard degrees.decimals == 0 else { return nil }
    var cursor = isBefore && text.has(next, .minute) ? next + 1 : next
    guard let minutes = text.decimal(cursor), text[cursor].gap <= .blank, minutes.value < 60 else { return nil }
    let afterMinutes = unit(minutes.last + 1, "'", "m", .minute) ?? (isBefore ? minutes.last + 1 : nil)
    if minutes.decimals >= 1 { return (afterMinutes ?? minutes.last + 1) - 1 }
    guard let afterMinutes else { return nil }
    cursor = isBefore && text.has(afterMinutes, .second) ? afterMinutes + 1 : afterMinutes
    if text.has(cursor, .glue), text.isNumber(cursor + 1) { cursor += 1 }
    guard let seconds = text.decimal(cursor), text[cursor].gap <= .blank, seconds.value < 60 else { return nil }
    return (unit(seconds.last + 1, "\"", "s", .second) ?? seconds.last + 1) - 1
  }

  /// - Returns: the index behind a sign, a letter or a word for a unit.
  private func unit(_ index: Int, _ signs: String, _ letter: String, _ word: WordClass) -> Int? {
    guard let token = text.at(index), token.gap <= .blank else { return nil }
    if token.isSign(of: signs) { return index + 1 }
    if signs == "\"", token.is("'"), text.isSign(index + 1, "'") { return index + 2 }
    if token.has(word) { return text.isSign(index + 1, ".") && text.isJoined(index + 1) ? index + 2 : index + 1 }
    return token.kind == .word && token.gap == .none && token.hash == TokenText.hash(of: letter) ? index + 1 : nil
  }

  private static let joints = Set(["and", "et", "y", "e", "и", "na", "و", "long"].map(TokenText.hash(of:)))

  /// `02-38-43N`, `2:38:43 N`, `02 38 43 N`
  private func sexagesimal(_ index: Int) -> Int? {
    guard text[index].value <= 180, text[index].count <= 3 else { return nil }
    if text.isNumber(index + 1), text.isNumber(index + 2), text[index + 1].gap == .blank, text[index + 2].gap == .blank,
      text[index + 1].count == 2, text[index + 1].value < 60, let seconds = text.decimal(index + 2), text[index + 2].count == 2,
      seconds.value < 60, isHemisphere(seconds.last + 1), text[seconds.last + 1].count == 1
    {
      return seconds.last + 1
    }
    guard text.isSign(index + 1, ":-"), text.isJoined(index + 1) else {
      return nil
    }
    guard text.isNumber(index + 2), text.isJoined(index + 2), text[index + 2].value < 60, text[index + 2].count == 2,
      text.isSign(index + 3, ":-"), text.isNumber(index + 4), text.isJoined(index + 4), let seconds = text.decimal(index + 4),
      seconds.value < 60, isHemisphere(seconds.last + 1), text[seconds.last + 1].count == 1
    else { return nil }
    return seconds.last + 1
  }

  /// `023843N 0291234E`
  private func compact(_ index: Int) -> Int? {
    guard (6...7).contains(text[index].count), isHemisphere(index + 1), text.isJoined(index + 1), text.isNumber(index + 2),
      (6...7).contains(text[index + 2].count), isHemisphere(index + 3), text.isJoined(index + 3)
    else { return nil }
    return index + 3
  }
}
