/// Personal data that screening recognises by their form: addresses for e-mail, telephone numbers,
/// and precise coordinates.
///
/// Each search reads the text once.
struct PersonalData {
  struct Hit: Equatable {
    var code: String
    /// Offsets from the start of the bytes.
    var range: Range<Int>
  }

  static let codes = ["personal-email", "personal-phone", "personal-place"]

  static func message(_ code: String) -> String {
    switch code {
    case "personal-email": "this is an address for e-mail; take it out, or name the role and say how to ask"
    case "personal-phone": "this is a telephone number; take it out"
    default: "these coordinates lead to a place of a few metres; name the district or the region instead"
    }
  }

  private let text: FoldedText
  private var hits: [Hit] = []

  /// - Parameter bytes: UTF-8.
  static func hits(in bytes: ArraySlice<UInt8>) -> [Hit] {
    var search = PersonalData(text: FoldedText(bytes))
    search.run()
    return search.hits
  }

  private init(text: FoldedText) { self.text = text }

  private mutating func run() {
    var index = 0
    while index < text.scalars.count {
      switch text.scalars[index] {
      case 0x40: index = max(index + 1, email(at: index))
      case 0x2B, 0x28, 0x30...0x39:
        // A number is read from its first sign.
        if index > 0, text.isWord(index - 1) || text.is(index - 1, ".") || text.is(index - 1, "-") && text.isWord(index - 2) {
          index = end(ofWordAt: index)
        } else {
          index = max(index + 1, max(place(at: index), phone(at: index)))
        }
      default: index += 1
      }
    }
  }

  private func end(ofWordAt index: Int) -> Int {
    var end = index + 1
    while text.isWord(end) { end += 1 }
    return end
  }

  private mutating func add(_ code: String, _ range: Range<Int>) { hits.append(Hit(code: code, range: text.bytes(range))) }

  // MARK: - E-mail

  private static let fileEndings: Set<String> = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "css", "js", "mjs", "md", "html", "pdf",
  ]

  /// - Returns: the end of the address that has its `@` at `at`; 0 if there is none.
  private mutating func email(at: Int) -> Int {
    var (left, right) = (at, at + 1)
    while text.is(left - 1, " ") && left > at - 2 { left -= 1 }
    let localEnd = left
    while left > 0, text.isWord(left - 1) || "._%+-'".unicodeScalars.contains(where: { text.is(left - 1, $0) }) { left -= 1 }
    while left < localEnd, !text.isWord(left) { left += 1 }
    guard left < localEnd else { return 0 }
    while text.is(right, " ") && right < at + 3 { right += 1 }
    var (dots, labelStart, end) = (0, right, right)
    while right < text.scalars.count {
      if text.isWord(right) || text.is(right, "-") {
        right += 1
        end = right
      } else if text.is(right, "."), text.isWord(right + 1) {
        (dots, labelStart, right) = (dots + 1, right + 1, right + 1)
      } else {
        break
      }
    }
    let ending = text.text(labelStart..<end)
    guard dots > 0, ending.unicodeScalars.count >= 2,
      ending.unicodeScalars.contains(where: { !(0x30...0x39).contains($0.value) }),
      !Self.fileEndings.contains(ending)
    else { return 0 }
    // The user name of a repository's address: git@host:path.
    if text.text(left..<localEnd) == "git", text.is(end, ":") { return 0 }
    add("personal-email", left..<end)
    return end
  }

  // MARK: - Telephone

  /// Words that introduce a telephone number, in the languages of the interface and some more.
  private static let phoneWords = [
    "tel", "tél", "phone", "call", "mobile", "cell", "whatsapp", "signal", "sms", "dial", "hotline", "appel", "portable",
    "llame", "llamar", "móvil", "celular", "simu", "piga", "هاتف", "جوال", "موبايل", "اتصل", "رقم الهاتف", "واتساب", "ligue",
    "telemóvel", "wa.me/", "телефон",
  ]
  /// Words before numbers that are no telephone numbers.
  private static let otherWords = ["isbn", "issn", "doi", "s/res/", "no.", "nos.", "n°", "http", "www."]

  /// - Returns: the end of the run of digits that begins at `start`; 0 if there is none.
  private mutating func phone(at start: Int) -> Int {
    var groups: [Int] = []
    var ends: [Int] = []
    var (index, end, digits) = (start, start, 0)
    var separators: Set<UInt32> = []
    var hasPlus = false
    if text.is(index, "+") {
      hasPlus = true
      index += 1
    }
    let isInBrackets = text.is(start, "(") && text.isDigit(start + 1)
    scan: while index < text.scalars.count {
      if text.isDigit(index) {
        let first = index
        while text.isDigit(index) { index += 1 }
        groups.append(index - first)
        ends.append(index)
        digits += index - first
        end = index
        if digits > 15 { break scan }
        continue
      }
      // One or two signs may stand between groups, a line break among them.
      var next = index
      while next < text.scalars.count, next - index < 3,
        [0x20, 0x2D, 0x2E, 0x28, 0x29, 0x2F, 0x0A, 0x0D].contains(text.scalars[next])
      {
        next += 1
      }
      if next == index || !(text.isDigit(next) || text.is(next, "+") && groups.isEmpty) { break }
      for sign in text.scalars[index..<next] { separators.insert(sign) }
      if text.is(next, "+") {
        hasPlus = true
        next += 1
      }
      index = next
    }
    // Numbers next to each other make one chain: the longest beginning that is a number counts.
    if digits > 15 {
      let before = text.text(max(0, start - 24)..<start)
      while groups.count > 1 {
        digits -= groups.removeLast()
        ends.removeLast()
        let isNumber =
          (7...15).contains(digits)
          && isPhone(groups, digits, separators, hasPlus: hasPlus, isInBrackets: isInBrackets, start: start, before: before)
        guard isNumber, let last = ends.last else { continue }
        add("personal-phone", start..<last)
        return last
      }
      return end
    }
    guard digits >= 7, digits <= 15, !text.isWord(end) else { return digits > 0 ? end : 0 }
    // A decimal part or a sign that belongs to other numbers.
    if text.is(end, ",") && text.isDigit(end + 1) || text.is(end, "%") || text.is(end, "/") && text.isDigit(end + 1) {
      return end
    }
    let before = text.text(max(0, start - 24)..<start)
    if Self.otherWords.contains(where: { before.hasSuffix($0) || before.hasSuffix($0 + " ") || before.hasSuffix($0 + ": ") }) {
      return end
    }
    if isPhone(groups, digits, separators, hasPlus: hasPlus, isInBrackets: isInBrackets, start: start, before: before) {
      add("personal-phone", start..<end)
    }
    return end
  }

  private func isPhone(
    _ groups: [Int], _ digits: Int, _ separators: Set<UInt32>, hasPlus: Bool, isInBrackets: Bool, start: Int, before: String
  ) -> Bool {
    let first = text.is(start, "+") || text.is(start, "(") ? start + 1 : start
    if hasPlus { return digits >= 8 && !text.is(first, "0") }
    let isDate = groups.count >= 3 && groups.prefix(3).allSatisfy { $0 <= 4 } && groups.prefix(3).contains(4) && digits == 8
    if isDate { return false }
    if Self.phoneWords.contains(where: before.contains) { return true }
    if text.is(first, "0"), text.is(first + 1, "0") { return digits >= 10 && groups[0] >= 4 || digits >= 11 }
    if text.is(first, "0") { return (9...11).contains(digits) && (groups.count == 1 ? digits >= 10 : groups[0] >= 2) }
    return groups == [3, 3, 4] && (isInBrackets || separators.isSubset(of: [0x2D, 0x2E]) && separators.count == 1)
  }

  // MARK: - Coordinates

  /// - Returns: the end of the coordinates that begin at `start`; 0 if there are none.
  private mutating func place(at start: Int) -> Int {
    guard let first = number(at: start) else { return 0 }
    if let end = degrees(first, from: start) {
      add("personal-place", start..<end)
      return end
    }
    guard first.decimals >= 4, abs(first.value) <= 90 else { return 0 }
    var next = first.end
    while next < text.scalars.count, next - first.end < 6, "°,;/ \nnsewo".unicodeScalars.contains(where: { text.is(next, $0) })
    {
      next += 1
    }
    if text.is(next, "-") || text.is(next, "+") { next += 1 }
    guard next > first.end, text.isDigit(next), let second = number(at: next), second.decimals >= 4, abs(second.value) <= 180,
      // Two numbers below 1 are shares or probabilities far more often than a place in the Gulf of
      // Guinea.
      max(abs(first.value), abs(second.value)) >= 1
    else { return 0 }
    add("personal-place", start..<second.end)
    return second.end
  }

  private func number(at start: Int) -> (value: Double, decimals: Int, end: Int)? {
    var index = start
    while text.isDigit(index) { index += 1 }
    guard index > start, index - start <= 3 else { return nil }
    var decimals = 0
    if text.is(index, "."), text.isDigit(index + 1) {
      index += 1
      while text.isDigit(index) {
        index += 1
        decimals += 1
      }
    }
    return (Double(text.text(start..<index)) ?? 0, decimals, index)
  }

  /// Degrees with minutes, and seconds or a fraction: `2°38'43.4"N`, `2° 38.723' N`.
  private func degrees(_ first: (value: Double, decimals: Int, end: Int), from start: Int) -> Int? {
    guard text.is(first.end, "°") || text.is(first.end, "º") else { return nil }
    if first.decimals >= 4 { return first.end + 1 }
    var index = first.end + 1
    while text.is(index, " ") { index += 1 }
    guard let minutes = number(at: index), Self.isPrime(text, minutes.end) else { return nil }
    if minutes.decimals >= 2 { return minutes.end + 1 }
    index = minutes.end + 1
    while text.is(index, " ") { index += 1 }
    guard let seconds = number(at: index) else { return nil }
    return seconds.end
  }

  private static func isPrime(_ text: FoldedText, _ index: Int) -> Bool {
    "'′’\u{2019}".unicodeScalars.contains { text.is(index, $0) }
  }
}
