import Text

/// References in a text that is no Markdown, where they are words in brackets: `[[name]]`,
/// `[[name|words]]`, `[@name, p. 1; @other]` and `[words](name.md)`.
///
/// Readers see such a reference as it is written. But a name that leads to a hidden record must not
/// be seen, so this type cuts it out.
enum LooseReferences {
  /// - Parameters:
  ///   - range: the range of the text in `bytes`.
  ///   - isEscaped: true if the writer has said that the bracket at this offset is text.
  /// - Returns: the text without the names of what is hidden, with the words of their links; nil if
  ///   there is none.
  /// - Complexity: linear in the length of the text.
  static func cut(
    _ bytes: [UInt8], _ range: Range<Int>, hides: (LinkedName) -> Hiding, isEscaped: (Int) -> Bool = { _ in false }
  ) -> [UInt8]? {
    var left: [UInt8] = []
    var start = range.lowerBound
    var i = start
    while i < range.upperBound {
      i = bytes.span.extracting(..<range.upperBound).firstOffset(from: i) { $0.bytes(equalTo: UInt8(ascii: "[")) }
      guard i < range.upperBound else { break }
      if let found = reference(at: i, in: bytes, range, hides), !isEscaped(i) {
        // A picture's `!` goes with its brackets.
        let isEmbed = found.isWiki && i > start && bytes[i - 1] == UInt8(ascii: "!")
        left += bytes[start..<(isEmbed ? i - 1 : i)]
        left += found.words
        start = found.end
        i = max(found.end, i + 1)
      } else {
        i += 1
      }
    }
    guard start > range.lowerBound else { return nil }
    return left + bytes[start..<range.upperBound]
  }

  /// The text without the names of what is hidden; nil if there is none.
  static func cut(_ text: String, hides: (LinkedName) -> Hiding) -> String? {
    guard text.utf8.contains(UInt8(ascii: "[")) else { return nil }
    let bytes = Array(text.utf8)
    guard let left = cut(bytes, bytes.indices, hides: hides) else { return nil }
    return String(decoding: left, as: UTF8.self).trimmingBlanks
  }

  private struct Found {
    var words: [UInt8]
    var end: Int
    var isWiki = false
  }

  /// The reference to something hidden that begins with the bracket at `i`.
  private static func reference(at i: Int, in bytes: [UInt8], _ range: Range<Int>, _ hides: (LinkedName) -> Hiding) -> Found? {
    guard i + 1 < range.upperBound else { return nil }
    switch bytes[i + 1] {
    case UInt8(ascii: "["): return wiki(at: i, in: bytes, range, hides)
    case UInt8(ascii: "@"): return citation(at: i, in: bytes, range, hides)
    default: return link(at: i, in: bytes, range, hides)
    }
  }

  /// `[[name#part|words]]`. A link that is not closed here, because markup divides it, ends after
  /// its name.
  private static func wiki(at i: Int, in bytes: [UInt8], _ range: Range<Int>, _ hides: (LinkedName) -> Hiding) -> Found? {
    var end = i + 2
    while end < range.upperBound, ![0x0A, UInt8(ascii: "|"), UInt8(ascii: "]"), UInt8(ascii: "[")].contains(bytes[end]) {
      end += 1
    }
    let name = String(decoding: bytes[i + 2..<end].prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self).trimmingBlanks
    guard hides(.wiki(normalized(name))) != .shown else { return nil }
    if end < range.upperBound, bytes[end] == UInt8(ascii: "|") {
      end += 1
      guard let close = pair(UInt8(ascii: "]"), from: end, to: range.upperBound, in: bytes) else {
        return Found(words: [], end: end, isWiki: true)
      }
      return Found(words: Array(bytes[end..<close]), end: close + 2, isWiki: true)
    }
    let isClosed = end + 1 < range.upperBound && bytes[end] == UInt8(ascii: "]") && bytes[end + 1] == UInt8(ascii: "]")
    return Found(words: [], end: isClosed ? end + 2 : end, isWiki: true)
  }

  private static func pair(_ byte: UInt8, from start: Int, to end: Int, in bytes: [UInt8]) -> Int? {
    var i = start
    while i + 1 < end, bytes[i] != UInt8(ascii: "[") {
      if bytes[i] == byte, bytes[i + 1] == byte { return i }
      i += 1
    }
    return nil
  }

  /// `[@a, p. 1; @b]`, of which only the hidden sources are cut.
  private static func citation(at i: Int, in bytes: [UInt8], _ range: Range<Int>, _ hides: (LinkedName) -> Hiding) -> Found? {
    guard let close = bytes[i..<range.upperBound].prefix(2_000).firstIndex(of: UInt8(ascii: "]")) else { return nil }
    let items = String(decoding: bytes[i + 1..<close], as: UTF8.self).split(separator: ";")
    let kept = items.filter { item in
      let item = String(item).trimmingBlanks
      guard item.hasPrefix("@") else { return true }
      let name = item.dropFirst().prefix { $0 != "," && $0 != "#" && !$0.isWhitespace }
      return hides(.citation(normalized(String(name)))) == .shown
    }
    guard kept.count < items.count else { return nil }
    let words = kept.isEmpty ? "" : "[" + kept.joined(separator: ";").trimmingBlanks + "]"
    return Found(words: Array(words.utf8), end: close + 1)
  }

  /// `[words](path.md)`.
  private static func link(at i: Int, in bytes: [UInt8], _ range: Range<Int>, _ hides: (LinkedName) -> Hiding) -> Found? {
    var close = i + 1
    while close < range.upperBound, bytes[close] != UInt8(ascii: "["), bytes[close] != UInt8(ascii: "]") { close += 1 }
    guard close + 1 < range.upperBound, bytes[close] == UInt8(ascii: "]"), bytes[close + 1] == UInt8(ascii: "("),
      let end = bytes[close..<range.upperBound].prefix(2_000).firstIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let address = bytes[close + 2..<end].filter { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
    let isHidden =
      switch LinkTarget(address.prefix { $0 > 0x20 }) {
      case .record(let path, _): hides(.path(path)) != .shown
      case .file(let path): hides(.file(path)) != .shown
      default: false
      }
    return isHidden ? Found(words: Array(bytes[i + 1..<close]), end: end + 1) : nil
  }
}
