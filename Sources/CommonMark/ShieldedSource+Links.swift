extension ShieldedSource {
  /// Shields what begins with the bracket at `index`, and returns where to go on.
  mutating func scanBracket(at index: Int, content: Int) -> Int {
    guard index + 1 < bytes.count else { return index + 1 }
    switch bytes[index + 1] {
    case UInt8(ascii: "["):
      if isEscaped(index) { return index + 1 }
      return shieldWikiLink(at: index, content: content)
    case UInt8(ascii: "@"):
      if isEscaped(index) { return index + 2 }
      return shieldCitation(at: index, content: content)
    case UInt8(ascii: "^"):
      hasFootnotes = true
      return index + 2
    default: return index + 1
    }
  }

  /// Whether an odd number of backslashes stands before `index`.
  private func isEscaped(_ index: Int) -> Bool {
    var i = index
    while i > 0, bytes[i - 1] == UInt8(ascii: "\\") { i -= 1 }
    return (index - i) % 2 == 1
  }

  /// Whether the line looks like `[label]: …`, in whose label nothing is shielded: brackets there make it plain text.
  private mutating func isDefinition(_ content: Int) -> Bool {
    guard bytes[content] == UInt8(ascii: "["), content + 1 < bytes.count, bytes[content + 1] != UInt8(ascii: "["),
      bytes[content + 1] != UInt8(ascii: "@")
    else { return false }
    if lastDefinition.content == content { return lastDefinition.answer }
    var i = content
    while i + 1 < bytes.count, bytes[i] != 0x0A, bytes[i] != 0x0D {
      if bytes[i] == UInt8(ascii: "]"), bytes[i + 1] == UInt8(ascii: ":") { break }
      i += 1
    }
    lastDefinition = (content, i + 1 < bytes.count && bytes[i] == UInt8(ascii: "]"))
    return lastDefinition.answer
  }

  private mutating func shieldWikiLink(at index: Int, content: Int) -> Int {
    var i = index + 2
    target: while true {
      guard i < bytes.count else { return leaveLoose(index) }
      switch bytes[i] {
      case UInt8(ascii: "|"): break target
      case UInt8(ascii: "\\") where i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "|"): break target
      case UInt8(ascii: "]"):
        guard i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: "]") else { return leaveLoose(index) }
        break target
      case 0x0A, 0x0D, UInt8(ascii: "`"), UInt8(ascii: "["): return leaveLoose(index)
      default: i += 1
      }
    }
    guard let close = endOfWords(from: i), !isDefinition(content) else { return leaveLoose(index) }
    shield(index, Shield.wikiOpen)
    shield(index + 1, Shield.wikiOpen)
    for place in index + 2..<i { shieldInner(place) }
    shield(close, Shield.wikiClose)
    shield(close + 1, Shield.wikiClose)
    wikiCloseAt = close
    hasWikiLinks = true
    // The words may hold an image, a tilde, and so on: they are scanned as any text is.
    return i
  }

  /// The place of the `]]` that ends a wiki link's words: in the same paragraph, before any other `[[`.
  private func endOfWords(from start: Int) -> Int? {
    var i = start
    var lineIsBlank = false
    while i + 1 < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "]") where bytes[i + 1] == UInt8(ascii: "]"): return i
      case UInt8(ascii: "[") where bytes[i + 1] == UInt8(ascii: "["): return nil
      case 0x0A:
        if lineIsBlank { return nil }
        lineIsBlank = true
      case 0x0D:
        if bytes[i + 1] != 0x0A {
          if lineIsBlank { return nil }
          lineIsBlank = true
        }
      case 0x20, 0x09: break
      default: lineIsBlank = false
      }
      i += 1
    }
    return nil
  }

  private mutating func leaveLoose(_ index: Int) -> Int {
    hasLooseBrackets = true
    return index + 2
  }

  private mutating func shieldCitation(at index: Int, content: Int) -> Int {
    var depth = 1
    var lineIsBlank = false
    var i = index + 2
    guard i < bytes.count, !isBlank(at: i), bytes[i] != UInt8(ascii: "]") else { return index + 2 }
    scan: while true {
      guard i < bytes.count, i - index < Self.longestCitation else { return leaveLoose(index) }
      switch bytes[i] {
      case Shield.wikiClose: return leaveLoose(index)
      case UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { break scan }
        lineIsBlank = false
      case UInt8(ascii: "["):
        depth += 1
        lineIsBlank = false
      case UInt8(ascii: "`"): return leaveLoose(index)
      case 0x0A:
        if lineIsBlank { return leaveLoose(index) }
        lineIsBlank = true
      case 0x0D:
        if i + 1 >= bytes.count || bytes[i + 1] != 0x0A {
          if lineIsBlank { return leaveLoose(index) }
          lineIsBlank = true
        }
      case 0x20, 0x09: break
      default: lineIsBlank = false
      }
      i += 1
    }
    // `[@name](address)` is a link.
    if i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: "(") || bytes[i + 1] == UInt8(ascii: "[") { return index + 2 }
    if isDefinition(content) { return index + 2 }
    shield(index, Shield.citationOpen)
    shield(i, Shield.citationClose)
    citationEnd = i
    for place in index + 1..<i { shieldInner(place) }
    hasCitations = true
    return index + 1
  }

  private mutating func shieldInner(_ index: Int) {
    let byte = bytes[index]
    let isControl = byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
    let code = isControl ? Shield.control : Shield.inner(byte)
    if code != byte { shield(index, code) }
  }
}
