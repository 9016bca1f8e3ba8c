/// Cuts a text into tokens, in one pass.
///
/// Marks of emphasis and code, and what quotes or heads a line, are left out: `+243 **81** …` is
/// the number that a reader sees.
struct TokenReader {
  private let lexicon: Lexicon?
  private var tokens: [Token] = []
  private var gap = Token.Gap.paragraph
  private var isCode = false
  private var isLineStart = true
  /// The token that is being read, and its characters if they may need a second look.
  private var current: Token?
  private var letters: [UInt32] = []
  private var hashBeforeLast: UInt64 = 0

  /// - Parameter lexicon: Gives words their classes; without one they have none.
  static func tokens(in bytes: Swift.Span<UInt8>, _ lexicon: Lexicon?) -> [Token] {
    var reader = TokenReader(lexicon: lexicon)
    reader.tokens.reserveCapacity(bytes.count / 4)
    reader.read(bytes)
    lexicon?.markPhrases(in: &reader.tokens)
    return reader.tokens
  }

  private init(lexicon: Lexicon?) { self.lexicon = lexicon }

  private mutating func read(_ bytes: Swift.Span<UInt8>) {
    var index = 0
    while index < bytes.count {
      // Most of a text is words of ASCII and single blanks.
      if current == nil, let end = readWord(bytes, index) {
        index = end
        continue
      }
      let (scalar, end) = CharacterReader.next(bytes, index)
      switch FoldedCharacter(scalar) {
      case .letter(let letter, let isCapital): addLetter(letter, isCapital, index, end)
      case .digit(let digit): addDigit(digit, index, end)
      case .sign(let sign): addSign(sign, bytes, index, end)
      case .blank: close(.blank)
      case .lineBreak:
        close(gap >= .line && current == nil ? .paragraph : .line)
        isLineStart = true
      case .mark(let mark): addMark(mark, end)
      case .nothing: break
      }
      index = end
    }
    close(.none)
  }

  /// Reads a whole word of ASCII.
  ///
  /// - Returns: the offset behind it; nil if other characters may belong to the word.
  private mutating func readWord(_ bytes: Swift.Span<UInt8>, _ start: Int) -> Int? {
    var index = start
    var hash = Token.emptyHash
    while index < bytes.count, case let letter = bytes[index] | 0x20, letter >= 0x61, letter <= 0x7A {
      hash = Token.hash(UInt32(letter), after: hash)
      index += 1
    }
    guard index > start else { return nil }
    if index < bytes.count {
      switch bytes[index] {
      case 0x80..., UInt8(ascii: "&"), UInt8(ascii: "%"), UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "`"): return nil
      default: break
      }
    }
    tokens.append(
      Token(
        kind: .word, gap: gap, isCapital: bytes[start] < 0x61, isCode: isCode, first: UInt32(bytes[start] | 0x20),
        count: index - start, hash: hash, start: start, end: index, classes: lexicon?.lookUp(hash) ?? []))
    gap = .none
    isLineStart = false
    return index
  }

  private mutating func addLetter(_ letter: UInt32, _ isCapital: Bool, _ start: Int, _ end: Int) {
    if current?.kind != .word { begin(.word, letter, start) }
    if current?.count == 0 { current?.isCapital = isCapital }
    hashBeforeLast = current?.hash ?? 0
    current?.hash = Token.hash(letter, after: hashBeforeLast)
    current?.count += 1
    current?.end = end
    letters.append(letter)
  }

  private mutating func addDigit(_ digit: UInt32, _ start: Int, _ end: Int) {
    if current?.kind != .number { begin(.number, digit + 0x30, start) }
    if let token = current, token.count < 18 { current?.value = token.value * 10 + Int(digit) }
    if let hash = current?.hash { current?.hash = Token.hash(digit + 0x30, after: hash) }
    current?.count += 1
    current?.end = end
  }

  private mutating func addSign(_ sign: UInt32, _ bytes: Swift.Span<UInt8>, _ start: Int, _ end: Int) {
    switch sign {
    case 0x60:
      isCode.toggle()
      return
    case 0x2A: return
    case 0x3E, 0x23: if isLineStart { return }
    case 0x5F:
      let isBehindWord = current != nil || gap == .none && tokens.last?.kind != .sign
      let isInside = isBehindWord && end < bytes.count && bytes[end] > 0x20 && !(0x28...0x2F).contains(bytes[end])
      if !isInside && tokens.last?.is("@") != true { return }
    default: break
    }
    begin(.sign, sign, start)
    current?.count = 1
    current?.hash = UInt64(sign)
    current?.end = end
    close(.none)
  }

  private mutating func addMark(_ mark: UInt32, _ end: Int) {
    guard current?.kind == .word, let last = letters.last else { return }
    current?.end = end
    guard let whole = FoldedCharacter.composed(last, mark) else { return }
    current?.hash = Token.hash(whole, after: hashBeforeLast)
    letters[letters.count - 1] = whole
  }

  private mutating func begin(_ kind: Token.Kind, _ first: UInt32, _ start: Int) {
    close(.none)
    current = Token(
      kind: kind, gap: gap, isCode: isCode, first: first, count: 0,
      hash: Token.emptyHash, start: start, end: start)
    gap = .none
    isLineStart = false
    letters.removeAll(keepingCapacity: true)
  }

  /// Ends the token that is being read.
  private mutating func close(_ gap: Token.Gap) {
    if var token = current {
      if token.kind == .word, let lexicon { token.classes = lexicon.classes(of: token, letters) }
      tokens.append(token)
      current = nil
    }
    self.gap = max(self.gap, gap)
  }
}
