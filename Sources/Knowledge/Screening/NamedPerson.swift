package import Text

/// Somebody who seems to be named: words with capital letters beside a word such as *said*, *wife
/// of* or *Colonel*.
///
/// Such a list helps a reviewer to read for names. It is never complete and no finding.
package struct NamedPerson: Equatable, Sendable {
  package var name: String
  /// The word beside it.
  package var cue: String
  package var path: String
  package var line: Int

  package static func found(in source: SourceText) -> [NamedPerson] {
    let text = TokenText(source.bytes[...])
    var found: [NamedPerson] = []
    var index = 0
    while index < text.count {
      guard text[index].has([.title, .said]), let names = names(text, at: index) else {
        index += 1
        continue
      }
      let range = text.range(names.lowerBound, names.upperBound - 1)
      let name = String(decoding: source.bytes[range], as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(
        separator: " ")
      let cue = String(decoding: source.bytes[text.range(index, index)], as: UTF8.self)
      let line = source.position(atOffset: range.lowerBound).line
      found.append(NamedPerson(name: name, cue: cue, path: source.path, line: line))
      index = max(index + 1, names.upperBound)
    }
    return found
  }

  /// The tokens of a name behind or before a word.
  private static func names(_ text: TokenText, at cue: Int) -> Range<Int>? {
    var first = cue + 1
    // The other words of *wife of*, and a point behind *Dr*
    while first - cue < 3, text.has(first, .said) && !text.has(first, .title) || text.isSign(first, ".") && text.isJoined(first)
    { first += 1 }
    if let names = name(text, from: first) { return names }
    guard text[cue].has(.said), !text[cue].has(.title), !text.beginsSentence(cue) else { return nil }
    var start = cue
    while start > 0, !text.beginsSentence(start), cue - start < 4, isName(text, start - 1), text[start].gap == .blank {
      start -= 1
    }
    return start < cue && !text.has(start, [.pronoun, .article]) ? start..<cue : nil
  }

  private static func name(_ text: TokenText, from first: Int) -> Range<Int>? {
    guard let token = text.at(first), token.gap <= .line, !text.beginsSentence(first), isName(text, first) else { return nil }
    var end = first + 1
    // Arabic has no capital letters: one word behind a title, or two, may be the name.
    let most = token.first >= 0x620 && token.first <= 0x6FF ? 2 : 5
    while end - first < most, isName(text, end), text[end].gap <= .blank { end += 1 }
    return first..<end
  }

  private static func isName(_ text: TokenText, _ index: Int) -> Bool {
    guard let token = text.at(index), token.kind == .word, token.count > 1 else { return false }
    if token.has([.month, .document, .thing, .plural, .glue, .from]) || token.has(.said) && !token.has(.title) { return false }
    return token.isCapital || token.first >= 0x620 && token.first <= 0x6FF && token.classes.isEmpty
  }
}
