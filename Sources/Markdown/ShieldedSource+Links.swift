extension ShieldedSource {
  /// Shields the markup that begins with the bracket at `index`, and returns the offset at which to
  /// continue.
  mutating func scanBracket(at index: Int, content: Int) -> Int {
    guard index + 1 < bytes.count else { return index + 1 }
    switch bytes[index + 1] {
    case UInt8(ascii: "["):
      if isEscaped(index) { return leaveEscaped(at: index) }
      return shieldWikiLink(at: index, content: content)
    case UInt8(ascii: "@"):
      if isEscaped(index) { return index + 2 }
      return shieldCitation(at: index, content: content)
    case UInt8(ascii: "^"):
      hasFootnotes = true
      if index == content, endOfFootnoteMarker(at: index) != nil { footnotes.append(index) }
      // The parser loses the words of a reference to a footnote that continues in the next line.
      if !isClosedInLine(index) { shield(index, Shield.inner(UInt8(ascii: "["))) }
      return index + 2
    default: return index + 1
    }
  }

  /// True if the bracket at `index` is closed in its line, within the greatest length of a label.
  private func isClosedInLine(_ index: Int) -> Bool {
    var depth = 0
    var i = index
    while i < min(bytes.count, index + 1_000), bytes[i] != 0x0A, bytes[i] != 0x0D {
      if bytes[i] == UInt8(ascii: "[") { depth += 1 }
      if bytes[i] == UInt8(ascii: "]") {
        depth -= 1
        if depth == 0 { return true }
      }
      i += 1
    }
    return false
  }

  /// The offset of the text after a `[^name]:`; nil if there is no such marker at `index`.
  private func endOfFootnoteMarker(at index: Int) -> Int? {
    guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "["), bytes[index + 1] == UInt8(ascii: "^") else { return nil }
    var i = index + 2
    while i < bytes.count, bytes[i] > 0x20, bytes[i] != UInt8(ascii: "]") { i += 1 }
    guard i > index + 2, i + 1 < bytes.count, bytes[i] == UInt8(ascii: "]"), bytes[i + 1] == UInt8(ascii: ":") else {
      return nil
    }
    i += 2
    while i < bytes.count, bytes[i] == 0x20 || bytes[i] == 0x09 { i += 1 }
    return i
  }

  /// True if the number of backslashes directly before `index` is odd.
  private func isEscaped(_ index: Int) -> Bool {
    var i = index
    while i > 0, bytes[i - 1] == UInt8(ascii: "\\") { i -= 1 }
    return (index - i) % 2 == 1
  }

  /// True if the line looks like `[label]: …`. Nothing in its label is shielded, because brackets
  /// there make it plain text.
  ///
  /// The text of a footnote begins after its marker, which is not a label.
  private mutating func isDefinition(_ content: Int) -> Bool {
    guard bytes[content] == UInt8(ascii: "[") else { return false }
    if lastDefinition.content == content { return lastDefinition.answer }
    lastDefinition = (content, looksLikeDefinition(content))
    return lastDefinition.answer
  }

  private func looksLikeDefinition(_ content: Int) -> Bool {
    var i = content
    while let end = endOfFootnoteMarker(at: i) { i = end }
    guard i + 1 < bytes.count, bytes[i] == UInt8(ascii: "["), bytes[i + 1] != UInt8(ascii: "["),
      bytes[i + 1] != UInt8(ascii: "@")
    else { return false }
    while i + 1 < bytes.count, bytes[i] != 0x0A, bytes[i] != 0x0D {
      if bytes[i] == UInt8(ascii: "]"), bytes[i + 1] == UInt8(ascii: ":") { return true }
      i += 1
    }
    return false
  }

  /// Leaves `\[[x]]` as text, and shields its second bracket, so that `[x]` does not become a link
  /// to a definition `[x]:`.
  private mutating func leaveEscaped(at index: Int) -> Int {
    guard index + 2 < bytes.count, bytes[index + 2] != UInt8(ascii: "@"), bytes[index + 2] != UInt8(ascii: "^"),
      let target = endOfTarget(from: index + 2), endOfWords(from: target) != nil
    else { return index + 1 }
    shield(index + 1, Shield.inner(UInt8(ascii: "[")))
    return index + 2
  }

  /// The offset at which the target of a wiki link ends: at a `|` or at `]]`.
  private func endOfTarget(from start: Int) -> Int? {
    var i = start
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "|"): return i
      case UInt8(ascii: "\\") where i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "|"): return i
      case UInt8(ascii: "]"): return i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "]") ? i : nil
      case 0x0A, 0x0D, UInt8(ascii: "`"), UInt8(ascii: "["): return nil
      default: i += 1
      }
    }
    return nil
  }

  private mutating func shieldWikiLink(at index: Int, content: Int) -> Int {
    guard let i = endOfTarget(from: index + 2), let close = endOfWords(from: i), !isDefinition(content) else {
      return leaveLoose(index)
    }
    shield(index, Shield.wikiOpen)
    shield(index + 1, Shield.wikiOpen)
    for offset in index + 2..<i { shieldInner(offset) }
    shield(close, Shield.wikiClose)
    shield(close + 1, Shield.wikiClose)
    wikiCloseAt = close
    hasWikiLinks = true
    // The words may contain an image, a tilde, and other markup: they are scanned like any text.
    return i
  }

  /// The offset of the `]]` that ends a wiki link's words: in the same paragraph, before any other
  /// `[[`.
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
      guard i < bytes.count else { return leaveLoose(index) }
      switch bytes[i] {
      case Shield.wikiClose: return leaveLoose(index)
      case UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { break scan }
        lineIsBlank = false
      case UInt8(ascii: "["):
        // Another citation begins, so this one was not closed. Stopping here means that each byte
        // is read once.
        if i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: "@") { return leaveLoose(index) }
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
    // `[@name](address)` is a link. `[@a][@b]` and `[@a][b]` are not: another citation or another
    // text follows.
    if i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: "(") { return index + 2 }
    if isDefinition(content) { return index + 2 }
    shield(index, Shield.citationOpen)
    shield(i, Shield.citationClose)
    citationEnd = i
    for offset in index + 1..<i { shieldInner(offset) }
    hasCitations = true
    return index + 1
  }

  private mutating func shieldInner(_ index: Int) {
    let byte = bytes[index]
    let isControl = byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
    let code = isControl ? Shield.control : Shield.inner(byte)
    if code != byte { shield(index, code) }
  }

  /// True if an entity such as `&#1;` begins here. It would decode to a byte that shields use, so
  /// it stays as it is written.
  func namesControl(at index: Int) -> Bool {
    guard index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "#") else { return false }
    let isHexadecimal = bytes[index + 2] | 0x20 == UInt8(ascii: "x")
    var i = index + (isHexadecimal ? 3 : 2)
    var value = 0
    while i < bytes.count, i < index + 12 {
      let byte = bytes[i]
      switch byte {
      case 0x30...0x39: value = value * (isHexadecimal ? 16 : 10) + Int(byte - 0x30)
      case 0x41...0x46 where isHexadecimal, 0x61...0x66 where isHexadecimal: value = value * 16 + Int((byte | 0x20) - 0x57)
      default: return byte == UInt8(ascii: ";") && 1..<0x20 ~= value && value != 0x09 && value != 0x0A && value != 0x0D
      }
      i += 1
    }
    return false
  }
}
