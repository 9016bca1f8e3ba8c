/// Names on networks and for messages.
extension PersonalData {
  /// - Parameter sign: A sign `@`.
  /// - Returns: the index behind the name; 0 if there is none.
  mutating func handle(at sign: Int) -> Int {
    let token = text[sign]
    guard !token.isCode, token.gap > .none || sign == 0 || text.isSign(sign - 1, "(:,;\"'|/>") || text[sign - 1].is("["),
      text.isJoined(sign + 1), !isCitation(sign)
    else { return 0 }
    guard let last = name(from: sign + 1), !text.has(sign + 1, .code), !Self.fileEndings.contains(text[last].hash) else {
      return 0
    }
    // A package (`@scope/name`), a program's or a style sheet's word, an address for e-mail.
    if let next = text.at(last + 1), next.gap == .none, next.isSign(of: "/({=") { return 0 }
    guard (sign + 1...last).reduce(0, { $0 + text[$1].count }) >= 3, (sign + 1...last).contains(where: { text.isWord($0) })
    else { return 0 }
    // `@name@host` is one name.
    var end = last
    if text.isSign(last + 1, "@"), text.isJoined(last + 1), let host = name(from: last + 2) { end = host }
    add("personal-handle", sign, end)
    return end + 1
  }

  /// `[@source]`, `[see @source, p. 3; @other]`
  private func isCitation(_ sign: Int) -> Bool {
    var cursor = sign
    while cursor > 0, sign - cursor < 24, text[cursor].gap < .paragraph {
      cursor -= 1
      if text.isSign(cursor, "]") { return false }
      if text.isSign(cursor, "[") { return true }
    }
    return false
  }

  /// - Returns: the last token of a name that begins at `first`.
  private func name(from first: Int) -> Int? {
    guard let token = text.at(first), token.gap == .none, token.kind != .sign || token.is("_") else { return nil }
    var last = first
    while text.isJoined(last + 1), last - first < 16, text[last + 1].kind != .sign || text[last + 1].isSign(of: "._-") {
      last += 1
    }
    while last > first, text[last].isSign(of: ".-") { last -= 1 }
    return last
  }

  /// A name behind the name of a service: `Skype: amina.k42`, `Telegram name amina_relief`.
  ///
  /// - Returns: the index behind the name; 0 if there is none.
  mutating func namedHandle(at platform: Int) -> Int {
    var (cursor, isNamed, hasColon) = (
      platform + 1, text.has(platform - 1, .handle) || text.before(platform, within: 4, .handle) != nil, false
    )
    while let token = text.at(cursor), cursor - platform <= 8, token.gap < .paragraph, !text.beginsSentence(cursor) {
      if token.isSign(of: ":=") {
        hasColon = true
      } else if token.has(.handle) {
        isNamed = true
      } else if !token.isSign(of: "\"'(,"), !token.has([.glue, .numbering, .platform]) || isFormed(cursor) {
        break
      }
      cursor += 1
    }
    guard let last = formed(cursor), !(text.isSign(last + 1, "/") && text.isJoined(last + 1)) else { return 0 }
    // Words with hyphens are common; points and low lines inside a word are not.
    let isPlain = !(cursor...last).contains { text[$0].isSign(of: "._#") || (hasColon || isNamed) && text.isNumber($0) }
    guard
      !isPlain
        || isNamed && hasColon && !text[cursor].isCapital && text[cursor].classes.isEmpty && text[cursor].count >= 3
          && isAlone(last + 1)
    else { return 0 }
    add("personal-handle", cursor, last)
    return last + 1
  }

  private func isFormed(_ index: Int) -> Bool { formed(index).map { $0 > index } ?? false }

  private func isAlone(_ index: Int) -> Bool {
    text.at(index) == nil || text.isSign(index, ".,;)\"") || text[index].gap >= .line
  }

  /// A word with digits, points or low lines in it.
  private func formed(_ first: Int) -> Int? {
    guard let token = text.at(first), token.kind == .word, token.gap <= .blank || token.gap == .line else { return nil }
    var last = first
    while let next = text.at(last + 1), next.gap == .none, last - first < 16, next.kind != .sign || next.isSign(of: "._-#:") {
      last += 1
    }
    while last > first, text[last].isSign(of: ".-:#") { last -= 1 }
    return last
  }
}
