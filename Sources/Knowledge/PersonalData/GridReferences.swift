/// Places as codes: UTM, MGRS, Plus codes, three words, and addresses of maps.
extension PersonalData {
  /// `36N 345678 536789`
  func utm(_ index: Int) -> Int? {
    let zone = text[index]
    if zone.count <= 2, (1...60).contains(zone.value), isBand(index + 1),
      let last = metres(text.isSign(index + 2, ",;:") ? index + 3 : index + 2)
    {
      return last
    }
    guard (5...7).contains(zone.count), text.before(index, within: 8, .grid) != nil else { return nil }
    return metres(index)
  }

  private func isBand(_ index: Int) -> Bool {
    guard let token = text.at(index), token.kind == .word, token.gap <= .blank else { return false }
    return token.count == 1 && (0x63...0x78).contains(token.first) && token.isCapital
  }

  /// Metres to the east and to the north.
  private func metres(_ index: Int) -> Int? {
    guard text.isNumber(index), (6...7).contains(text[index].count), text[index].gap == .blank else { return nil }
    var cursor = index + 1
    while let token = text.at(cursor), cursor - index <= 4, token.kind != .number {
      guard token.isSign(of: ",;/") || token.kind == .word && token.count <= 2 else { return nil }
      cursor += 1
    }
    guard text.isNumber(cursor), (6...7).contains(text[cursor].count), text[cursor].gap <= .blank else { return nil }
    return cursor
  }

  /// `36N VF 12345 67890`, in squares of 100 metres or less.
  func militaryGrid(_ index: Int) -> Int? {
    guard text[index].count <= 2, (1...60).contains(text[index].value), let band = text.at(index + 1), band.kind == .word,
      band.isCapital, band.gap <= .blank, (0x63...0x78).contains(band.first)
    else { return nil }
    var cursor = index + 2
    if band.count == 1 {
      guard let square = text.at(cursor), square.kind == .word, square.count == 2, square.isCapital, square.gap <= .blank else {
        return nil
      }
      cursor += 1
    } else if band.count != 3 {
      return nil
    }
    guard let east = text.at(cursor), east.kind == .number, east.gap <= .blank else { return nil }
    if let north = text.at(cursor + 1), north.kind == .number, north.gap == .blank, north.count == east.count, east.count >= 3 {
      return cursor + 1
    }
    return east.count >= 6 && east.count <= 10 && east.count % 2 == 0 ? cursor : nil
  }

  private static let plusCodeLetters = Set("23456789cfghjmpqrvwx".unicodeScalars.map(\.value))

  /// `6GCRJ4WF+4X`, and `J4WF+4X` with the name of a town behind it.
  mutating func plusCode(at plus: Int) -> Int {
    guard text.isJoined(plus), text.isJoined(plus + 1), plus > 0 else { return 0 }
    var first = plus
    while first > 0, text.isJoined(first), plus - first < 8, text[first - 1].kind != .sign { first -= 1 }
    var last = plus
    while text.isJoined(last + 1), last - plus < 4, text[last + 1].kind != .sign { last += 1 }
    guard first < plus, last > plus else { return 0 }
    let before = text.string(first, plus - 1).unicodeScalars.map(\.value)
    let after = text.string(plus + 1, last).unicodeScalars.map(\.value)
    let letters = (first...last).filter { text[$0].kind == .word }
    guard [4, 6, 8].contains(before.count), (2...3).contains(after.count),
      (before + after).allSatisfy(Self.plusCodeLetters.contains),
      !letters.isEmpty, letters.allSatisfy({ text[$0].isCapital }) || before.count == 8
    else { return 0 }
    add("personal-place", first, last)
    return last + 1
  }

  /// `///filled.count.soap`
  mutating func threeWords(at slash: Int) -> Int {
    guard text.isSign(slash + 1, "/"), text.isSign(slash + 2, "/"), text.isJoined(slash + 1), text.isJoined(slash + 2),
      !(text.isJoined(slash) && text.isSign(slash - 1, ":/"))
    else { return 0 }
    guard let last = dotted(slash + 3) else { return 0 }
    add("personal-place", slash, last)
    return last + 1
  }

  /// `what3words: filled.count.soap`
  mutating func threeWords(behind label: Int) -> Int {
    var cursor = label
    while text.has(cursor, .grid) { cursor += 1 }
    while text.isSign(cursor, ":/(\"'") { cursor += 1 }
    guard text.isWord(cursor), let last = dotted(cursor, isFirstJoined: false) else { return 0 }
    add("personal-place", cursor, last)
    return last + 1
  }

  /// Three words with points between.
  func dotted(_ index: Int, isFirstJoined: Bool = true) -> Int? {
    for (offset, isDot) in [false, true, false, true, false].enumerated() {
      guard let token = text.at(index + offset), token.gap == .none || offset == 0 && !isFirstJoined else { return nil }
      guard isDot ? token.is(".") : token.kind == .word && token.count >= 2 else { return nil }
    }
    return index + 4
  }
}
