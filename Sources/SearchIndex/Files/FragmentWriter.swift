/// Writes what is shown of a record: `[id, url, title, excerpt, {fact: [values]}]`.
enum FragmentWriter {
  static func fragment(of record: SearchRecord, excerptLength: Int) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "[")]
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
    return bytes
  }

  /// The first `count` characters, back to the last space when a word is cut.
  private static func cut(_ text: String, to count: Int) -> Substring.UTF8View {
    let utf8 = text.utf8
    guard utf8.count > count, let end = text.unicodeScalars.index(text.startIndex, offsetBy: count, limitedBy: text.endIndex),
      end < text.endIndex
    else { return Substring(text).utf8 }
    let head = utf8[..<end]
    guard let space = head.lastIndex(of: UInt8(ascii: " ")), utf8.distance(from: space, to: end) < 40 else { return head }
    return utf8[..<space]
  }
}
