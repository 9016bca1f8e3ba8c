/// Writes what is shown of a record: `[id, url, title, excerpt, {fact: [values]}]`.
enum FragmentWriter {
  static func append(_ record: SearchRecord, excerptLength: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for text in [record.id, record.url, record.title] {
      bytes.appendJSON(text)
      bytes.append(UInt8(ascii: ","))
    }
    bytes.appendJSON(cut(record.excerpt, to: excerptLength))
    bytes.append(contentsOf: ",{".utf8)
    for (index, fact) in record.facts.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.appendJSON(fact.name)
      bytes.append(UInt8(ascii: ":"))
      bytes.appendJSON(fact.values)
    }
    bytes.append(contentsOf: "}]".utf8)
  }

  /// The first `count` characters, back to the last space when a word is cut.
  private static func cut(_ text: String, to count: Int) -> String {
    let utf8 = text.utf8Span.span
    guard utf8.count > count else { return text }
    var end = 0
    var left = count
    while end < utf8.count {
      if utf8[end] & 0xC0 != 0x80 {
        guard left > 0 else { break }
        left -= 1
      }
      end += 1
    }
    guard end < utf8.count else { return text }
    var space = end
    while space > 0, utf8[space] != UInt8(ascii: " ") { space -= 1 }
    return String(decoding: Array(text.utf8.prefix(end - space < 40 ? space : end)), as: UTF8.self)
  }
}
