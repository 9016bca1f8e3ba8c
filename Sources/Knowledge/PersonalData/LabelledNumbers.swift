/// Numbers of papers, accounts, vehicles and files, beside the words that say what they are; and
/// account numbers that prove themselves by their check digits.
extension PersonalData {
  /// A value behind a label: words, numbers and the signs that join them.
  private struct Value {
    var last: Int
    var digits = 0
    var letters = 0
    /// The count of each group of digits.
    var groups: [Int] = []
    var hasJoints = false
    var isBlankSeparated = false
    var hasPoints = false
  }

  /// - Parameter label: A token of a label.
  /// - Returns: the index behind the value; 0 if there is none.
  mutating func labelledNumber(at label: Int, _ kind: WordClass) -> Int {
    var (cursor, isTold, others) = (label + 1, false, 0)
    while let token = text.at(cursor), cursor - label <= 12, token.gap < .paragraph {
      if beginsValue(cursor, kind), others == 0 || isLong(cursor, kind) { break }
      if Self.worths.contains(token.hash) { return 0 }
      let isPart = token.has([.identity, .account, .plate, .file, .numbering, .glue, .female, .male])
      if token.has(.numbering) || token.isSign(of: ":#=°") {
        isTold = true
        others = 0
      } else if !isPart, !token.isSign(of: ".,()\"'|-/") {
        // `Sudanese passport, issued in Juba, number …`: some words, if one that tells of a number
        // follows.
        others += 1
        guard token.kind == .word, others <= 3, !text.beginsSentence(cursor) else { return 0 }
        isTold = false
      }
      cursor += 1
    }
    guard others == 0 || isLong(cursor, kind) else { return 0 }
    // The label itself may say that a number follows.
    if (max(0, label - 3)...label).contains(where: {
      text[$0].has(.numbering) && text[$0].has([.identity, .account, .plate, .file])
    }) {
      isTold = true
    }
    if text.has(label - 1, .numbering) || text.before(label, within: 4, .numbering) != nil { isTold = true }
    guard let token = text.at(cursor), token.gap < .paragraph, beginsValue(cursor, kind),
      !Self.registries.contains(token.hash), let value = value(from: cursor, kind)
    else { return 0 }
    guard isPersonal(value, from: cursor, kind, isTold: isTold) else { return 0 }
    add("personal-number", cursor, value.last)
    return value.last + 1
  }

  /// True if a value needs no word directly before it: `passeport congolais OB 0412345`.
  private func isLong(_ index: Int, _ kind: WordClass) -> Bool {
    guard kind.contains(.identity) || kind.contains(.account), beginsValue(index, kind), let value = value(from: index, kind),
      !value.hasPoints
    else {
      return false
    }
    let isMixed = value.letters > 0 && value.digits >= 5 && text.isWord(index)
    return isMixed || value.groups.count == 1 && value.digits >= 8 && !text.has(value.last + 1, [.unit, .plural])
  }

  /// Numbers that the UN's agency for refugees gives to families: `245-17C00342`.
  mutating func familyNumber(at index: Int) -> Int {
    guard text[index].count == 3, text.isSign(index + 1, "-"), text.isJoined(index + 1), text.at(index + 2)?.count == 2,
      text.isNumber(index + 2), text.isJoined(index + 2), text.at(index + 3)?.first == 0x63, text.at(index + 3)?.count == 1,
      text.isJoined(index + 3), text.isNumber(index + 4), text.isJoined(index + 4), (4...6).contains(text[index + 4].count)
    else { return 0 }
    add("personal-number", index, index + 4)
    return index + 5
  }

  /// `Prisoner no. KMP/412/2018`, `رقم السجين 77412`: a person beside *number*.
  func isNumbered(_ index: Int) -> Bool {
    guard text[index].has(.anyPerson), !text[index].has(.plural) else { return false }
    return text.has(index + 1, .numbering) || text.has(index - 1, .numbering)
  }

  /// Words for what something is worth; no number of a paper follows them.
  private static let worths = Set(
    [
      "value", "worth", "price", "cost", "costs", "amount", "total", "valeur", "valor", "precio", "preço", "montant", "thamani",
      "قيمه",
    ]
    .map(TokenText.hash(of:)))

  /// `a Toyota Noah, KDA 451X`: beside a car, letters and digits are a plate.
  mutating func plate(behindVehicle index: Int) -> Int {
    var cursor = index + 1
    while cursor - index <= 5, !text.beginsSentence(cursor), let token = text.at(cursor) {
      if beginsValue(cursor, .plate), let value = value(from: cursor, .plate) {
        guard (1...6).contains(value.letters), (2...6).contains(value.digits), value.letters + value.digits >= 6,
          isSeries(cursor) || value.letters <= 3, !text.has(value.last + 1, .unit)
        else { return 0 }
        add("personal-number", cursor, value.last)
        return value.last + 1
      }
      guard token.kind == .word || token.isSign(of: ",:(\"") else { return 0 }
      cursor += 1
    }
    return 0
  }

  /// Marks of public registers, which name studies and books and no person: `NCT00225277`.
  private static let registries = Set(
    ["nct", "isrctn", "actrn", "crd", "umin", "chictr", "eudract", "prospero", "isbn", "issn", "doi", "pmid", "orcid"]
      .map(TokenText.hash(of:)))

  /// Words that are all capitals, or one letter; a lexicon word in a sentence is none.
  private func isSeries(_ index: Int) -> Bool {
    guard let token = text.at(index), token.kind == .word else { return false }
    return (token.isCapital || token.first > 0x5FF && token.count <= 2) && token.count <= 8 && isUpper(token)
  }

  func isUpper(_ token: Token) -> Bool {
    if token.first > 0x5FF { return token.count <= 2 }
    let span = text.bytes.span
    var offset = token.start
    while offset < token.end {
      let (scalar, end) = CharacterReader.next(span, offset)
      if case .letter(_, let isCapital) = FoldedCharacter(scalar), !isCapital { return false }
      offset = end
    }
    return true
  }

  private func beginsValue(_ index: Int, _ kind: WordClass) -> Bool {
    guard let token = text.at(index) else { return false }
    if token.kind == .number { return true }
    guard isSeries(index), let next = text.at(index + 1) else { return false }
    if next.kind == .number, next.gap <= .blank { return true }
    if next.isSign(of: "-/№"), text.isJoined(index + 2) || text.isNumber(index + 2) { return true }
    // Plates and passports have letters in two groups: `UG ABC 123`.
    return isSeries(index + 1) && text[index + 1].gap == .blank && text.isNumber(index + 2)
  }

  private func value(from first: Int, _ kind: WordClass) -> Value? {
    var value = Value(last: first)
    var cursor = first
    while let token = text.at(cursor), cursor - first <= 24 {
      if cursor > first {
        if token.gap > .blank { break }
        if token.gap == .blank {
          let isGroup =
            token.kind == .number || isSeries(cursor) && token.count <= 4 || token.is("№")
            || token.hash == TokenText.hash(of: "№")
          if !isGroup
            || value.last != cursor - 1 && !text[cursor - 1].isSign(of: "-/")
              && text[cursor - 1].hash != TokenText.hash(of: "№")
          {
            break
          }
          value.isBlankSeparated = true
        }
      }
      switch token.kind {
      case .number:
        value.digits += token.count
        value.groups.append(token.count)
        value.last = cursor
      case .word:
        if token.hash != TokenText.hash(of: "№") {
          if token.gap == .none, cursor > first, !isSeries(cursor), text[cursor - 1].kind == .number, token.count > 1 {
            return nil
          }
          value.letters += token.count
          value.last = cursor
        }
      case .sign:
        guard token.isSign(of: "-/."), text.isJoined(cursor + 1), token.gap == .none else { return value }
        if token.is(".") { value.hasPoints = true } else { value.hasJoints = true }
      }
      cursor += 1
    }
    return value
  }

  private static let courts: Set<String> = ["icc", "it", "ictr", "scsl", "icty", "eccc", "stl", "mict", "s", "a", "icj", "ksc"]

  private func isPersonal(_ value: Value, from first: Int, _ kind: WordClass, isTold: Bool) -> Bool {
    let next = value.last + 1
    if value.letters == 0 {
      // So many people, a sum, a year, a day.
      if text.has(next, [.unit, .plural, .month]) || text.isSign(next, "%$€£¥")
        || text.isSign(next, ",") && text.isJoined(next) && text.isNumber(next + 1)
      {
        return false
      }
      let isAmount =
        value.groups.count > 1 && value.groups[0] <= 3 && value.groups.dropFirst().allSatisfy { $0 == 3 } && !value.hasJoints
      if isAmount, !(isTold || kind.contains(.identity) && value.digits >= (value.hasPoints ? 7 : 9)) { return false }
      if value.groups == [4], (1800...2100).contains(text[first].value) { return false }
      if value.groups.count == 3, value.groups.contains(4), value.digits <= 8, !kind.contains(.account) { return false }
    }
    if kind.contains(.identity) {
      return value.digits >= (isTold ? 4 : 5) && (value.letters > 0 || isTold || value.digits >= 6 || isEnd(next))
    }
    if kind.contains(.plate) {
      return value.digits >= 2 && value.letters >= 1 && value.digits + value.letters >= 5 || value.digits >= (isTold ? 4 : 5)
    }
    if kind.contains(.account) { return value.digits >= (isTold ? 5 : 6) && (isTold || value.digits >= 7 || isEnd(next)) }
    if Self.courts.contains(text.string(first, first)) { return false }
    // `312 لسنة 2020`: the year follows in words.
    if isTold, text.at(value.last + 1)?.hash == TokenText.hash(of: "لسنه"), text.isNumber(value.last + 2) { return true }
    if value.groups == [4, 4], value.letters == 0, (1900...2100).contains(text[first].value) { return false }
    if value.letters > 0, value.hasJoints, value.digits >= 6 { return true }
    return value.digits >= (isTold ? 4 : 6) && (isTold || value.hasJoints)
      && (value.hasJoints || value.letters > 0 || value.digits >= 5 || value.isBlankSeparated)
  }

  /// - Returns: the index behind an IBAN whose check digits are right.
  mutating func internationalAccount(at index: Int) -> Int? {
    guard text[index].count == 2, text[index].first < 0x80, isUpper(text[index]), text.isNumber(index + 1),
      text.isJoined(index + 1),
      text[index + 1].count >= 2
    else { return nil }
    var (cursor, last, sum) = (index, -1, [UInt8]())
    while let token = text.at(cursor), sum.count <= 34, cursor == index || token.gap <= .blank, token.kind != .sign {
      if token.kind == .word, !isUpper(token) { break }
      sum += Array(text.string(cursor, cursor).utf8)
      let isGroupEnd = (text.at(cursor + 1)?.gap ?? .line) > .none || text[cursor + 1].kind == .sign
      if isGroupEnd, (15...34).contains(sum.count), Self.remainder(sum) == 1 { last = cursor }
      cursor += 1
    }
    guard last >= 0 else { return nil }
    add("personal-number", index, last)
    return last + 1
  }

  /// The remainder by 97 of an account number, its first four characters behind the others.
  private static func remainder(_ characters: [UInt8]) -> Int {
    var remainder = 0
    for character in characters[4...] + characters[..<4] {
      switch character {
      case 0x30...0x39: remainder = (remainder * 10 + Int(character - 0x30)) % 97
      case 0x61...0x7A: remainder = (remainder * 100 + Int(character - 0x61 + 10)) % 97
      default: return -1
      }
    }
    return remainder
  }

  /// - Returns: the index behind the number of a payment card in four groups of four; 0 if none
  ///   begins here.
  mutating func paymentCard(at index: Int) -> Int {
    guard text[index].count == 4, (3...6).contains(Int(text[index].first) - 0x30) else { return 0 }
    var (cursor, digits) = (index, [Int]())
    for group in 0..<4 {
      if group > 0 {
        if text.isSign(cursor, "-"), text.isJoined(cursor) { cursor += 1 }
        guard let token = text.at(cursor), token.gap <= .blank else { return 0 }
      }
      guard text.isNumber(cursor), text[cursor].count == 4 else { return 0 }
      digits += text.string(cursor, cursor).utf8.map { Int($0) - 0x30 }
      cursor += 1
    }
    // The check digit of Luhn.
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      let value = digit.offset % 2 == 1 ? digit.element * 2 : digit.element
      return sum + (value > 9 ? value - 9 : value)
    }
    guard sum % 10 == 0 else { return 0 }
    add("personal-number", index, cursor - 1)
    return cursor
  }
}
