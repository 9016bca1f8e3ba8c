/// Telephone numbers: international ones, national ones by their form, and any beside a word such
/// as *tel*.
extension PersonalData {
  private struct Separators: OptionSet {
    let rawValue: UInt8
    static let blank = Separators(rawValue: 1)
    static let line = Separators(rawValue: 2)
    static let dash = Separators(rawValue: 4)
    static let dot = Separators(rawValue: 8)
    static let slash = Separators(rawValue: 16)
    static let bracket = Separators(rawValue: 32)

    var isOfOneKind: Bool { rawValue.nonzeroBitCount == 1 }
  }

  /// Digits as they were written, in groups.
  private struct Digits {
    /// The count of digits, the value and the token of each group.
    var groups: [(count: Int, value: Int, index: Int)] = []
    /// The signs between groups.
    var separators: Separators = []
    var hasPlus = false
    var isInBrackets = false
    var first = 0

    var total: Int { groups.reduce(0) { $0 + $1.count } }
    var counts: [Int] { groups.map(\.count) }
    var last: Int { groups[groups.count - 1].index }

    /// All digits in order, of groups that were taken away too.
    var all: [UInt8] = []

    func begins(_ start: String) -> Bool { all.starts(with: start.utf8.map { $0 - 0x30 }) }

    /// `1 250 000`, `350.000`
    var isAmount: Bool {
      guard groups.count > 1, let first = groups.first, first.value > 0, first.count <= 3 else { return false }
      return groups.dropFirst().allSatisfy { $0.count == 3 } && separators.isDisjoint(with: [.dash, .slash, .bracket])
    }

    /// A day, a span of years or a moment.
    var isDate: Bool {
      let counts = counts
      func isYear(_ index: Int) -> Bool { counts[index] == 4 && (1800...2100).contains(groups[index].value) }
      if groups.count == 1 { return isYear(0) }
      if groups.count == 2 { return isYear(0) || counts == [4, 4] && isYear(1) }
      guard groups.count >= 3 else { return false }
      let (a, b, c) = (groups[0], groups[1], groups[2])
      if isYear(0), b.count <= 2, c.count <= 2 { return (1...12).contains(b.value) && (1...31).contains(c.value) }
      return isYear(2) && a.count <= 2 && b.count <= 2 && (1...31).contains(a.value) && (1...31).contains(b.value)
    }
  }

  /// - Returns: the index behind the number, or behind digits that are none; 0 if none begins here.
  mutating func phone(at index: Int) -> Int {
    guard isStart(index) else { return 0 }
    var digits = read(from: index)
    let end = digits.last + 1
    while !digits.groups.isEmpty {
      let total = digits.total
      if total < 6 { break }
      if total <= 16, isPhone(digits) {
        add("personal-phone", digits.first, digits.last)
        return digits.last + 1
      }
      digits.groups.removeLast()
    }
    // Digits behind a blank may begin a number of their own.
    return text.at(index + 1)?.isSign(of: ".,-/") == true && text.isJoined(index + 1) && text.isNumber(index + 2) ? end : 0
  }

  /// True if digits at `index` are not the inside of a word, of a decimal number or of a longer
  /// number.
  private func isStart(_ index: Int) -> Bool {
    guard text.isJoined(index), let before = text.at(index - 1) else { return true }
    switch before.kind {
    case .word: return false
    case .number: return false
    case .sign:
      if before.isSign(of: ".,_$€£¥") { return false }
      guard before.isSign(of: "-/"), text.isJoined(index - 1) else { return true }
      if text.isNumber(index - 2) { return false }
      // `desk-0772-000-123` in a name of a file
      let isNational = text[index].first == 0x30 && (3...4).contains(text[index].count) && before.is("-")
      return !text.isWord(index - 2) || isNational
    }
  }

  private func read(from index: Int) -> Digits {
    var digits = Digits()
    digits.first = index
    // A plus sign or brackets before the first digit, in either order.
    for _ in 0..<2 {
      guard let before = text.at(digits.first - 1), text[digits.first].gap <= .blank else { break }
      if before.is("+"),
        !(text.isJoined(digits.first - 1) && (text.isNumber(digits.first - 2) || text.isWord(digits.first - 2)))
      {
        digits.hasPlus = true
      } else if before.is("("), text.isJoined(digits.first) {
        digits.isInBrackets = true
      } else {
        break
      }
      digits.first -= 1
    }
    var cursor = index
    while digits.groups.count < 12, digits.total <= 20 {
      let token = text[cursor]
      // A letter, a decimal part or a per cent sign belongs to another kind of number.
      if let after = text.at(cursor + 1), after.gap == .none {
        if after.kind == .word, !isExtension(cursor + 1) { break }
        if after.is("%") || after.is(",") && text.isJoined(cursor + 2) && text.isNumber(cursor + 2) { break }
      }
      digits.groups.append((token.count, token.value, cursor))
      guard let next = nextGroup(after: cursor, &digits.separators) else { break }
      cursor = next
    }
    if digits.groups.isEmpty { digits.groups.append((text[index].count, text[index].value, index)); digits.first = index }
    if digits.isInBrackets, text.isSign(digits.last + 1, ")"), digits.groups.count == 1, !digits.hasPlus {
      digits.isInBrackets = false
    }
    // Digits of a longer group are no telephone number, whatever stands beside them.
    for group in digits.groups where digits.all.count <= 20 && group.count <= 18 {
      let end = digits.all.count
      var rest = group.value
      for _ in 0..<group.count {
        digits.all.insert(UInt8(rest % 10), at: end)
        rest /= 10
      }
    }
    return digits
  }

  private func isExtension(_ index: Int) -> Bool {
    text.at(index)?.first == 0x78 && text.at(index)?.count == 1 && text.isNumber(index + 1)
  }

  /// The next group of digits of the same number: at most three signs, blanks or one end of a line
  /// stand between.
  private func nextGroup(after index: Int, _ separators: inout Separators) -> Int? {
    var found: Separators = []
    var cursor = index + 1
    while let token = text.at(cursor), cursor - index <= 4, token.gap < .paragraph {
      if token.gap > .none { found.insert(token.gap == .line ? .line : .blank) }
      if token.kind == .number {
        separators.formUnion(found)
        return cursor
      }
      let isSpaced = token.gap > .none || (text.at(cursor + 1)?.gap ?? .paragraph) > .none
      guard token.isSign(of: "./-()"), !(isSpaced && token.isSign(of: "./")), !(token.is("-") && token.gap == .line) else {
        return nil
      }
      found.insert(token.is(".") ? .dot : token.is("/") ? .slash : token.is("-") ? .dash : .bracket)
      cursor += 1
    }
    return nil
  }

  private func isPhone(_ digits: Digits) -> Bool {
    let total = digits.total
    let next = text.at(digits.last + 1)
    if let next, next.gap == .none, next.kind == .word, !isExtension(digits.last + 1) { return false }
    if digits.hasPlus { return total <= 15 && isInternational(digits, prefix: 0) }
    if digits.isDate || isDocument(digits) || isMeasured(digits) { return false }
    let counts = digits.counts
    if digits.begins("00"), total >= 10, isInternational(digits, prefix: 2) { return true }
    if digits.begins("011"), total >= 12, counts.count == 1 || counts[0] == 3, isInternational(digits, prefix: 3) {
      return true
    }
    if text.label(before: digits.first, .phone) != nil { return total <= 15 && !(digits.isAmount && total <= 7) }
    if total >= 7, total <= 15, isNearPhoneWord(digits), !digits.isAmount || total >= 9 && digits.groups.last?.value != 0 {
      return true
    }
    // National forms.
    if digits.begins("0"), !digits.begins("00") {
      return (9...11).contains(total) && (digits.groups.count == 1 ? total >= 10 : digits.groups[0].count >= 2)
        && !digits.separators.contains(.slash)
    }
    let isDashed = !digits.separators.isEmpty && digits.separators.isSubset(of: [.dash, .dot])
    switch counts {
    case [3, 3, 4]: return digits.isInBrackets || isDashed
    case [1, 3, 3, 4]: return digits.begins("1") && (isDashed || digits.separators.contains(.bracket))
    case [1, 3, 7]: return digits.separators.contains(.bracket) && (digits.begins("8") || digits.begins("7"))
    case [1, 3, 3, 2, 2]: return digits.begins("8") || digits.begins("7")
    case [3, 4]:
      return isDashed && digits.groups[1].value < 1000 && digits.groups[0].count == 3 && digits.groups[0].value >= 200
    case [2, 5, 4], [2, 4, 4], [3, 3, 2, 2]: return digits.isInBrackets || isDashed && counts != [2, 4, 4]
    case [2, 3, 2, 2], [3, 2, 2, 2], [2, 2, 2, 2]:
      return digits.separators.isOfOneKind && !digits.separators.contains(.slash) && !digits.separators.contains(.line)
        && !(counts == [2, 2, 2, 2] && (digits.separators.contains(.dot) || digits.groups[0].value < 20))
    default: return false
    }
  }

  /// - Parameter prefix: How many digits before the country's code call abroad.
  private func isInternational(_ digits: Digits, prefix: Int) -> Bool {
    let all = digits.all[..<digits.total].dropFirst(prefix)
    // `+44 (0)20 …`: who calls from abroad leaves the nought out.
    let hasNought =
      digits.separators.contains(.bracket) && digits.groups.count > 1 && digits.counts[1] == 1 && digits.groups[1].value == 0
    let isLabelled = text.label(before: digits.first, .phone) != nil
    switch CallingCodes.fit(all, isNoughtTold: hasNought) {
    case .exact: return !(digits.isAmount && isMeasured(digits))
    case .near: return isLabelled || !(digits.isAmount || isMeasured(digits))
    case .unknown: return isLabelled ? all.count >= 7 : all.count >= 10 && !digits.isAmount && prefix == 0
    case .none: return isLabelled && all.count >= 7
    }
  }

  private func isNearPhoneWord(_ digits: Digits) -> Bool {
    let after = text.after(digits.last, within: 6, .phone)
    return after != nil || text.before(digits.first, within: 8, .phone) != nil
  }

  /// Numbers of documents, pages, resolutions and programs.
  private func isDocument(_ digits: Digits) -> Bool {
    if text.label(before: digits.first, .document, within: 5) != nil { return true }
    // The number of a book.
    if digits.total == 13, digits.begins("978") || digits.begins("979") { return true }
    // A year in brackets behind the number of a resolution.
    guard digits.separators.contains(.bracket), let last = digits.groups.last else { return false }
    return last.count == 4 && (1900...2100).contains(last.value) && digits.groups.count == 2
  }

  /// A sum of money, or so many people, villages or kilometres.
  private func isMeasured(_ digits: Digits) -> Bool {
    if text.isSign(digits.first - 1, "$€£¥") || text.has(digits.first - 1, .unit) && digits.isAmount { return true }
    return text.has(digits.last + 1, .unit) || text.isSign(digits.last + 1, "$€£¥%")
      || (text.has(digits.last + 2, .unit) && text.at(digits.last + 1)?.has([.glue, .from]) == true && digits.isAmount)
  }
}
