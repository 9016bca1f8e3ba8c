import Text

/// A tag in well-formed HTML.
struct Tag {
  struct Attribute {
    var name: String
    /// From the blank before the name to the quotation mark after the value.
    var range: Range<Int>
    /// Between the quotation marks.
    var value: Range<Int>
  }

  var name: String
  var isEnd: Bool
  var range: Range<Int>
  /// The offset of the end of the name.
  var nameEnd: Int
  var attributes: [Attribute]

  var isHeading: Bool {
    name.utf8.count == 2 && name.utf8.first == UInt8(ascii: "h") && ("1"..."6").contains(name.suffix(1))
  }

  /// Returns all tags in their order, but no comments and no declarations.
  static func all(in html: [UInt8]) -> [Tag] {
    var tags: [Tag] = []
    var at = 0
    while let start = html[at...].firstIndex(of: UInt8(ascii: "<")) {
      at = start + 1
      guard at < html.count else { break }
      let isEnd = html[at] == UInt8(ascii: "/")
      if isEnd { at += 1 }
      let first = at
      while at < html.count, isNamePart(html[at]) { at += 1 }
      guard at > first else { continue }
      var tag = Tag(
        name: String(decoding: html[first..<at], as: UTF8.self), isEnd: isEnd, range: start..<at, nameEnd: at, attributes: [])
      while at < html.count, html[at] != UInt8(ascii: ">") {
        if let attribute = attribute(in: html, from: at) {
          tag.attributes.append(attribute)
          at = attribute.range.upperBound
        } else {
          at += 1
        }
      }
      at = min(at + 1, html.count)
      tag.range = start..<at
      tags.append(tag)
    }
    return tags
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...58, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }

  private static func attribute(in html: [UInt8], from start: Int) -> Attribute? {
    var at = start
    while at < html.count, html[at] <= 0x20 { at += 1 }
    let name = at
    while at < html.count, isNamePart(html[at]) { at += 1 }
    guard at > name, at + 1 < html.count, html[at] == UInt8(ascii: "="), html[at + 1] == UInt8(ascii: "\"") else { return nil }
    let value = at + 2
    guard let end = html[value...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    return Attribute(
      name: String(decoding: html[name..<at], as: UTF8.self), range: start..<end + 1, value: value..<end)
  }
}
