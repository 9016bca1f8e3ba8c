/// A text as tokens, with the questions that all searches ask.
struct TokenText {
  let bytes: ArraySlice<UInt8>
  let tokens: [Token]

  init(_ bytes: ArraySlice<UInt8>, _ lexicon: Lexicon = .standard) {
    self.bytes = bytes
    tokens = TokenReader.tokens(in: bytes.span, lexicon)
  }

  init(bytes: ArraySlice<UInt8>, tokens: [Token]) {
    self.bytes = bytes
    self.tokens = tokens
  }

  var count: Int { tokens.count }

  subscript(index: Int) -> Token { tokens[index] }

  /// The token, if there is one.
  func at(_ index: Int) -> Token? { tokens.indices.contains(index) ? tokens[index] : nil }

  func isSign(_ index: Int, _ characters: String) -> Bool { at(index)?.isSign(of: characters) == true }

  func isWord(_ index: Int) -> Bool { at(index)?.kind == .word }

  func isNumber(_ index: Int) -> Bool { at(index)?.kind == .number }

  func has(_ index: Int, _ classes: WordClass) -> Bool { at(index)?.has(classes) == true }

  /// True if no blank stands before the token.
  func isJoined(_ index: Int) -> Bool { at(index)?.gap == Token.Gap.none }

  /// The offsets of the bytes of some tokens.
  func range(_ first: Int, _ last: Int) -> Range<Int> { tokens[first].start..<tokens[last].end }

  /// Some tokens in small letters as they are meant, without blanks.
  func string(_ first: Int, _ last: Int) -> String {
    var text = String.UnicodeScalarView()
    let span = bytes.span
    for index in first...max(first, last) where tokens.indices.contains(index) {
      var offset = tokens[index].start
      while offset < tokens[index].end {
        let (scalar, end) = CharacterReader.next(span, offset)
        switch FoldedCharacter(scalar) {
        case .letter(let value, _), .sign(let value): text.append(Unicode.Scalar(value) ?? "?")
        case .digit(let value): text.append(Unicode.Scalar(value + 0x30) ?? "?")
        default: break
        }
        offset = end
      }
    }
    return String(text)
  }

  /// The hash that a word of small letters has.
  static func hash(of word: String) -> UInt64 {
    word.unicodeScalars.reduce(Token.emptyHash) { Token.hash($1.value, after: $0) }
  }

  /// True if a sentence or a paragraph ends before the token.
  func beginsSentence(_ index: Int) -> Bool {
    guard let token = at(index) else { return true }
    if token.gap == .paragraph || index == 0 { return true }
    // An entry of a list, a row of a table, a key of YAML
    if token.gap == .line, token.isSign(of: "-|") || isSign(index + 1, ":") { return true }
    guard token.gap > .none, tokens[index - 1].isSign(of: ".!?") else { return false }
    // A point behind a short word is part of an abbreviation.
    return !(index > 1 && tokens[index - 1].is(".") && tokens[index - 2].kind == .word && tokens[index - 2].count <= 2)
  }

  /// The nearest token before another with one of some classes, in the same sentence.
  ///
  /// - Parameter reach: The number of tokens to look at.
  func before(_ index: Int, within reach: Int, _ classes: WordClass) -> Int? {
    var cursor = index
    while cursor > 0, index - cursor < reach, !beginsSentence(cursor) {
      cursor -= 1
      if tokens[cursor].has(classes) { return cursor }
    }
    return nil
  }

  /// The nearest token after another with one of some classes, in the same sentence.
  func after(_ index: Int, within reach: Int, _ classes: WordClass) -> Int? {
    var cursor = index + 1
    while cursor < tokens.count, cursor - index <= reach, !beginsSentence(cursor) {
      if tokens[cursor].has(classes) { return cursor }
      cursor += 1
    }
    return nil
  }

  /// The label directly before a value: nothing but signs, *number*, *is* and the like stand
  /// between.
  func label(before index: Int, _ classes: WordClass, within reach: Int = 8) -> Int? {
    var cursor = index
    while cursor > 0, index - cursor < reach {
      if tokens[cursor].gap == .paragraph { return nil }
      cursor -= 1
      let token = tokens[cursor]
      if token.has(classes) { return cursor }
      if token.has([.glue, .numbering]) || token.isSign(of: ":.,;()-\"'=#>/<+&[{|°") { continue }
      return nil
    }
    return nil
  }

  /// A decimal number such as `2.645` or `2,645`.
  func decimal(_ index: Int) -> (value: Double, decimals: Int, last: Int)? {
    guard isNumber(index), tokens[index].count <= 3 else { return nil }
    let whole = Double(tokens[index].value)
    guard isSign(index + 1, ".,"), isJoined(index + 1), isNumber(index + 2), isJoined(index + 2) else {
      return (whole, 0, index)
    }
    let decimals = tokens[index + 2].count
    var fraction = Double(tokens[index + 2].value)
    for _ in 0..<min(decimals, 18) { fraction /= 10 }
    return (whole + fraction, decimals, index + 2)
  }
}
