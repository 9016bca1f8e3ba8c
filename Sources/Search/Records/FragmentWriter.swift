internal import Text

/// Writes the fragment of a record, the part that search results show: `[id, url, title, excerpt,
/// {fact: [[label, sign?]]}]`.
enum FragmentWriter {
  static func append(_ record: SearchRecord, excerptLength: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for text in [record.id, record.url, record.title] {
      bytes.appendJSON(text)
      bytes.append(UInt8(ascii: ","))
    }
    let excerpt = record.excerpt.utf8Span.span
    bytes.appendJSON(excerpt.extracting(..<end(of: excerpt, count: excerptLength)))
    bytes.append(contentsOf: ",{".utf8)
    for (index, fact) in record.facts.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.appendJSON(fact.name)
      bytes.append(UInt8(ascii: ":"))
      bytes.append(UInt8(ascii: "["))
      for (number, value) in fact.values.enumerated() {
        if number > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.appendJSON([value.label] + (value.sign.map { [$0] } ?? []))
      }
      bytes.append(UInt8(ascii: "]"))
    }
    bytes.append(contentsOf: "}]".utf8)
  }

  /// Returns the end of the first `count` characters. If that cuts a word, returns the last space
  /// before it, unless this loses 40 bytes or more.
  private static func end(of text: Span<UInt8>, count: Int) -> Int {
    guard text.count > count else { return text.count }
    var end = 0
    var left = count
    while end < text.count {
      if text[end] & 0xC0 != 0x80 {
        guard left > 0 else { break }
        left -= 1
      }
      end += 1
    }
    guard end < text.count else { return end }
    var space = end
    while space > 0, text[space] != UInt8(ascii: " ") { space -= 1 }
    return end - space < 40 ? space : end
  }
}
