import Text

/// Makes the HTML of one page fit to stand in a document with others.
///
/// It reads the tags of HTML that templates made, which is well-formed, and changes four things:
///
/// - Sections lose their names, and so are no landmarks: a document has hundreds of them. An id
///   that was only for such a name is left out.
/// - Other ids get a prefix, and so does what refers to them, so that no id stands twice in a
///   document.
/// - A link without an address becomes its words: templates of a site may take an address for
///   granted that another form does not have.
/// - Headings go down some levels, below the headings of the document.
package struct ArticleMarkup {
  private let prefix: [UInt8]
  private let levels: UInt8

  /// - Parameters:
  ///   - prefix: comes before each id, such as `cases/night-patrol--`.
  ///   - levels: the number of levels by which headings go down; `h6` stays.
  package init(prefix: String, levels: Int = 0) {
    self.prefix = Array(prefix.utf8)
    self.levels = UInt8(levels)
  }

  /// The attributes whose values are ids, separated by blanks.
  private static let references: Set<String> = ["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"]

  package func fitted(_ html: [UInt8]) -> [UInt8] {
    let tags = Tag.all(in: html)
    let ids = Ids(tags, in: html)
    var result: [UInt8] = []
    result.reserveCapacity(html.count + html.count / 8)
    var at = 0
    /// True inside an `a` without an address; an `a` holds no other.
    var isBare = false
    for tag in tags {
      result += html[at..<tag.range.lowerBound]
      at = tag.range.upperBound
      if tag.name == "a", tag.isEnd {
        result += Array((isBare ? "</span>" : "</a>").utf8)
        isBare = false
        continue
      }
      if tag.name == "a" { isBare = tag.attributes.contains { $0.name == "href" && $0.value.isEmpty } }
      append(tag, in: html, ids, asSpan: isBare && tag.name == "a", to: &result)
    }
    return result + html[at...]
  }

  private func append(_ tag: Tag, in html: [UInt8], _ ids: Ids, asSpan: Bool, to result: inout [UInt8]) {
    guard !tag.attributes.isEmpty || tag.isHeading else {
      result += html[tag.range]
      return
    }
    result += Array((tag.isEnd ? "</" : "<").utf8)
    if asSpan {
      result += Array("span".utf8)
    } else if tag.isHeading {
      result += [UInt8(ascii: "h"), min(UInt8(ascii: "6"), tag.name.utf8.last! + levels)]
    } else {
      result += Array(tag.name.utf8)
    }
    var at = tag.nameEnd
    for attribute in tag.attributes {
      defer { at = attribute.range.upperBound }
      let value = html[attribute.value]
      let isNeedless =
        asSpan && ["href", "hreflang", "download", "rel"].contains(attribute.name)
        || tag.name == "section" && attribute.name == "aria-labelledby"
        || attribute.name == "id" && !ids.isKept(Array(value))
      if isNeedless { continue }
      result += html[at..<attribute.value.lowerBound]
      switch attribute.name {
      case "id": result += prefix + value
      case "href" where value.first == UInt8(ascii: "#") && ids.all.contains(Array(value.dropFirst())):
        result += [UInt8(ascii: "#")] + prefix + value.dropFirst()
      case _ where Self.references.contains(attribute.name):
        result += value.split(separator: 0x20).map { ids.all.contains(Array($0)) ? prefix + $0 : Array($0) }
          .joined(separator: [0x20])
      default: result += value
      }
      result += html[attribute.value.upperBound..<attribute.range.upperBound]
    }
    result += html[at..<tag.range.upperBound]
  }

  /// The ids of a page, and which of them are needed.
  private struct Ids {
    private(set) var all: Set<[UInt8]> = []
    private var names: Set<[UInt8]> = []
    private var used: Set<[UInt8]> = []

    init(_ tags: [Tag], in html: [UInt8]) {
      for tag in tags {
        for attribute in tag.attributes {
          let value = html[attribute.value]
          switch attribute.name {
          case "id": all.insert(Array(value))
          case "href": if value.first == UInt8(ascii: "#") { used.insert(Array(value.dropFirst())) }
          case _ where ArticleMarkup.references.contains(attribute.name):
            let ids = value.split(separator: 0x20).map { Array($0) }
            if tag.name == "section" { names.formUnion(ids) } else { used.formUnion(ids) }
          default: break
          }
        }
      }
    }

    /// False for an id that is only the name of a section.
    func isKept(_ id: [UInt8]) -> Bool { used.contains(id) || !names.contains(id) }
  }
}
