/// Addresses for e-mail, with signs as they are or in words.
extension PersonalData {
  static let fileEndings = Set(
    [
      "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "css", "js", "mjs", "md", "html", "pdf", "swift", "py", "yml", "yaml",
      "json", "jsonl", "ndjson", "txt", "csv", "xml", "zip",
    ]
    .map(TokenText.hash(of:)))
  /// Endings of hosts that are believed where all signs are written in words.
  private static let hostEndings = Set(
    ["com", "org", "net", "int", "edu", "gov", "info", "example", "test", "invalid", "mil", "ngo", "io", "co"]
      .map(TokenText.hash(of:)))

  /// - Parameter at: A sign `@`.
  /// - Returns: the index behind the address; 0 if there is none.
  mutating func email(at: Int) -> Int {
    let (left, right) = bracketed(at, at)
    // `name @word.word` mentions somebody or something and is no address, unless blanks or brackets
    // stand on both sides.
    let isOpen = left == at && text.at(at)?.gap != Token.Gap.none
    if isOpen, text.isJoined(at + 1) { return 0 }
    guard let first = local(endingAt: left - 1, isNear: text.at(left).map { $0.gap <= .blank } ?? false) else { return 0 }
    guard let last = host(from: right + 1, isStrict: false) else { return 0 }
    // The user name of a repository's address: git@host:path.
    if first == left - 1, text[first].hash == TokenText.hash(of: "git"), text.isSign(last + 1, ":"), text.isJoined(last + 1) {
      return 0
    }
    if text.isSign(first - 1, "@"), text.isJoined(first) { return 0 }
    add("personal-email", first, last)
    return last + 1
  }

  /// - Parameter word: A word such as *at* or *arroba*.
  /// - Returns: the index behind the address; 0 if there is none.
  mutating func email(atWord word: Int) -> Int {
    let (left, right) = bracketed(word, word)
    let isBracketed = left < word
    guard let first = local(endingAt: left - 1, isNear: (text.at(left)?.gap ?? .line) <= .blank) else { return 0 }
    let isForeign = text[word].hash != TokenText.hash(of: "at") && text[word].hash != TokenText.hash(of: "chez")
    guard let last = host(from: right + 1, isStrict: !isBracketed && !isForeign) else { return 0 }
    guard isBracketed || isForeign || isMail(first, left - 1, right + 1, last) else { return 0 }
    add("personal-email", first, last)
    return last + 1
  }

  /// True if words say, besides *at*, that an address is meant: *dot*, a local part that is no
  /// word, or a word such as *e-mail* before it.
  private func isMail(_ first: Int, _ localEnd: Int, _ hostStart: Int, _ last: Int) -> Bool {
    let hasDotInWords = (hostStart...last).contains { text.has($0, .dot) && text.isWord($0) }
    let isNoWord = first < localEnd
    let isTold = text.before(first, within: 4, .email) != nil || text.after(last, within: 4, .email) != nil
    return hasDotInWords || isNoWord || isTold && !text.has(localEnd, [.pronoun, .glue])
  }

  /// The brackets around a sign that is written out, or the sign alone.
  private func bracketed(_ first: Int, _ last: Int) -> (Int, Int) {
    text.isSign(first - 1, "[({<") && text.isSign(last + 1, "])}>") ? (first - 1, last + 1) : (first, last)
  }

  /// - Returns: the first token of a local part that ends at `end`.
  private func local(endingAt end: Int, isNear: Bool) -> Int? {
    guard isNear, end >= 0, text[end].kind != .sign || text.isSign(end, "\"_") else { return nil }
    var first = end
    if text.isSign(end, "\"") {
      while first > 0, end - first < 12 {
        first -= 1
        if text.isSign(first, "\"") { break }
      }
      return text.isSign(first, "\"") && first < end - 1 ? first : nil
    }
    var steps = 0
    while first > 0, steps < 40 {
      steps += 1
      let before = text[first - 1]
      if text.isJoined(first), before.kind != .sign || before.isSign(of: "._%+-'~") {
        first -= 1
      } else if let dot = dot(endingAt: first - 1), dot > 0, text[dot - 1].kind != .sign, dot < first - 1 || !before.is(".") {
        first = dot - 1
      } else {
        break
      }
    }
    while first < end, text[first].kind == .sign { first += 1 }
    return text[first].kind == .sign ? nil : first
  }

  /// - Returns: the first token of a sign `.` or of the words for it, which ends at `end`.
  private func dot(endingAt end: Int) -> Int? {
    if text.isSign(end, ".") { return text.isJoined(end) && text.isJoined(end + 1) ? end : nil }
    if text.has(end, .dot) { return end }
    let isInside = text.has(end - 1, .dot) || text.isSign(end - 1, ".")
    return text.isSign(end, "])}>") && text.isSign(end - 2, "[({<") && isInside ? end - 2 : nil
  }

  /// - Returns: the index behind a sign `.` or the words for it that begin at `start`.
  private func dot(from start: Int) -> Int? {
    if text.isSign(start, ".") {
      if text.isJoined(start), text.isJoined(start + 1) { return start + 1 }
      // `name @ example . org`
      let isSpaced = text[start].gap == .blank && text.at(start + 1)?.gap == .blank
      return isSpaced && Self.hostEndings.contains(text[start + 1].hash) ? start + 1 : nil
    }
    if text.has(start, .dot), text[start].gap <= .blank { return start + 1 }
    let isInside = text.has(start + 1, .dot) || text.isSign(start + 1, ".")
    return text.isSign(start, "[({<") && text.isSign(start + 2, "])}>") && isInside ? start + 3 : nil
  }

  /// - Parameter isStrict: Only well-known endings count.
  /// - Returns: the last token of a host with a dot in it.
  private func host(from start: Int, isStrict: Bool) -> Int? {
    guard let token = text.at(start), token.gap <= .blank, token.kind != .sign else { return nil }
    var (labelStart, end, last, dots) = (start, start, -1, 0)
    while end < text.count, end - start < 40 {
      // A label: words, digits and hyphens without blanks.
      while text.isJoined(end + 1), text[end + 1].kind != .sign || text[end + 1].is("-") { end += 1 }
      if dots > 0, isEnding(labelStart, end, isStrict) { last = end }
      guard let next = dot(from: end + 1), let label = text.at(next), label.gap <= .blank, label.kind != .sign else { break }
      (dots, labelStart, end) = (dots + 1, next, next)
    }
    while last > start, text[last].is("-") { last -= 1 }
    return last >= 0 ? last : nil
  }

  private func isEnding(_ first: Int, _ last: Int, _ isStrict: Bool) -> Bool {
    let token = text[first]
    guard token.kind == .word, token.count >= 2, !Self.fileEndings.contains(token.hash) else { return false }
    return !isStrict || Self.hostEndings.contains(token.hash) || token.count == 2 && token.classes.isEmpty && first == last
  }
}
