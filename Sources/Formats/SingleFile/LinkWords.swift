import Knowledge
import Publication
import Text

/// Leaves out the words of links that are the title of the record behind them: the script of a
/// document knows all titles. Without them a compressed language is a sixth smaller.
struct LinkWords {
  /// The title of each record, as HTML, by the address of its anchor.
  private let titles: [[UInt8]: [UInt8]]

  init(_ slice: Slice, _ site: Site) {
    titles = Dictionary(
      slice.records.map { id in
        var address = Array("#".utf8)
        address.appendPercentEncoded(site.anchor(of: id))
        var title: [UInt8] = []
        title.appendEscaped(site.graph.records[id.index].bestText(in: slice.language).title)
        return (address, title)
      }, uniquingKeysWith: { first, _ in first })
  }

  func left(out html: [UInt8]) -> [UInt8] {
    let tags = Tag.all(in: html)
    var result: [UInt8] = []
    result.reserveCapacity(html.count)
    var at = 0
    for (tag, next) in zip(tags, tags.dropFirst()) where tag.name == "a" && next.name == "a" && !tag.isEnd && next.isEnd {
      let words = tag.range.upperBound..<next.range.lowerBound
      guard let address = tag.attributes.first(where: { $0.name == "href" }), !words.isEmpty,
        let title = titles[Array(html[address.value])], html[words].elementsEqual(title)
      else { continue }
      result += html[at..<words.lowerBound]
      at = words.upperBound
    }
    return result + html[at...]
  }
}
