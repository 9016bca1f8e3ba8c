/// Personal data that screening recognises by its form and by the words around it.
///
/// Names of people are not recognised. Each search looks at a few tokens around a digit, a sign or
/// a word that may begin something, so the time grows with the length of the text alone.
struct PersonalData {
  struct Hit: Equatable {
    var code: String
    /// Offsets from the start of the bytes.
    var range: Range<Int>
  }

  static let codes = [
    "personal-email", "personal-phone", "personal-place", "personal-number", "personal-birth", "personal-age",
    "personal-handle", "personal-details",
  ]

  static func message(_ code: String) -> String {
    switch code {
    case "personal-email": "this is an address for e-mail; take it out, or name the role and say how to ask"
    case "personal-phone": "this is a telephone number; take it out"
    case "personal-place": "these coordinates give a place to within a few metres; name the district or the region instead"
    case "personal-number": "this is the number of somebody's papers, account, vehicle or file; take it out"
    case "personal-birth": "this is the day on which somebody was born; take it out, or name a group of ages"
    case "personal-age": "this is the exact age of one person; name a group of ages, or none"
    case "personal-handle": "this is somebody's name on a network or for messages; take it out"
    default: "this tells so much about one person that others could recognise them; leave some of it out"
    }
  }

  private static let idHash = TokenText.hash(of: "id")

  let text: TokenText
  private(set) var hits: [Hit] = []

  /// - Parameter bytes: UTF-8.
  static func hits(in bytes: ArraySlice<UInt8>) -> [Hit] {
    var search = PersonalData(text: TokenText(bytes))
    search.run()
    return search.hits
  }

  init(text: TokenText) { self.text = text }

  private mutating func run() {
    var index = 0
    while index < text.count {
      index = max(index + 1, search(at: index))
    }
    if let read = Numerals.read(text) { addSpelledAges(in: read) }
    addDetails()
    hits.sort { ($0.range.lowerBound, $0.code) < ($1.range.lowerBound, $1.code) }
  }

  /// - Returns: the index behind what was found; 0 if nothing was.
  private mutating func search(at index: Int) -> Int {
    let token = text[index]
    switch token.kind {
    case .number: return number(at: index)
    case .sign:
      switch token.first {
      case 0x40: return max(email(at: index), handle(at: index))
      case 0x2B: return plusCode(at: index)
      case 0x2F: return threeWords(at: index)
      default: return 0
      }
    case .word:
      // `fb.com/name`
      if !token.has([.scheme, .platform]), text.at(index + 1)?.is(".") == true, text.isJoined(index + 1),
        let end = address(at: index)
      {
        return end
      }
      if token.isCapital, token.count <= 5, let end = internationalAccount(at: index) { return end }
      // `name(a)example.org`
      if token.count == 1, token.first == 0x61, text.isJoined(index), text.isSign(index - 1, "("), text.isJoined(index - 1) {
        return email(atWord: index)
      }
      if token.end - token.start > token.count, token.count > 8 { compoundAge(at: index) }
      return token.classes.isEmpty ? 0 : word(at: index)
    }
  }

  /// Searches a text whose numerals are numbers for ages in words.
  private mutating func addSpelledAges(in read: TokenText) {
    var search = PersonalData(text: read)
    for index in 0..<read.count where read[index].isSpelled { search.age(at: index) }
    hits += search.hits
  }

  private mutating func number(at index: Int) -> Int {
    age(at: index)
    let end = max(place(at: index), paymentCard(at: index), familyNumber(at: index))
    return end > 0 ? end : phone(at: index)
  }

  private mutating func word(at index: Int) -> Int {
    let token = text[index]
    if token.has([.scheme, .platform]), let end = address(at: index) {
      return end
    }
    if token.has(.at), email(atWord: index) > 0 { return 0 }
    if token.has(.grid) { return threeWords(behind: index) }
    if token.has([.identity, .account, .plate, .file]) {
      let end = labelledNumber(at: index, token.classes)
      if end > 0 { return end }
    }
    if token.has(.vehicle), !token.has(.plate) { return plate(behindVehicle: index) }
    if isNumbered(index) { return labelledNumber(at: index, .identity) }
    // In small letters, *id* names records and parts of programs.
    if token.isCapital, token.hash == Self.idHash { return labelledNumber(at: index, [.identity, .numbering]) }
    if token.has([.born, .birthday, .birthMark]) { birth(at: index) }
    if token.has(.platform) { return namedHandle(at: index) }
    return 0
  }

  mutating func add(_ code: String, _ first: Int, _ last: Int) {
    hits.append(Hit(code: code, range: text.range(first, last)))
  }

  /// True if a hit with a code covers some of the tokens.
  func isCovered(_ first: Int, _ last: Int, by code: String) -> Bool {
    let range = text.range(first, last)
    return hits.reversed().prefix(8).contains { $0.code == code && $0.range.overlaps(range) }
  }
}
