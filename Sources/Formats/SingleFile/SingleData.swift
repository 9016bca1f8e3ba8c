import Knowledge
import Publication
import Text

/// The input of a document's script: words, types and records.
struct SingleData {
  private let slice: Slice
  private let site: Site
  private let isWhole: Bool
  private let types: [Int]

  init(_ slice: Slice, _ site: Site, isWhole: Bool) {
    (self.slice, self.site, self.isWhole) = (slice, site, isWhole)
    // In the order of the menu, as readers of the site know them.
    let menu = site.graph.settings.navigation.compactMap { site.graph.model.index(of: $0.name) }
    let used = Set(slice.records.map { site.graph.types[$0.index] })
    types = menu.filter(used.contains) + used.subtracting(menu).sorted()
  }

  /// The words that the script needs, by their names in the theme's languages.
  private static let words = [
    "js_search_count", "js_search_count_one", "js_search_none", "js_search_none_hint", "see_all", "not_found", "home",
    "single_opening", "single_too_old", "single_damaged",
  ]

  /// JSON for a data block in the document. The records of a whole language are in its payload.
  var bytes: [UInt8] {
    var json = JSONWriter(inElement: true)
    let words = site.words(in: slice.language)
    json.object {
      $0.key("words")
      $0.object { for key in Self.words { $0.member(key, words(key)) } }
      $0.key("types")
      $0.array { json in
        for type in types {
          json.array {
            $0.value(site.graph.model.types[type].name)
            $0.value(site.label(site.graph.model.types[type].label, in: slice.language))
            $0.value(site.label(site.graph.model.types[type].plural, in: slice.language))
          }
        }
      }
      if !isWhole {
        $0.key("records")
        $0.array { for id in slice.records { record(id, html: nil, &$0) } }
      }
    }
    return json.bytes
  }

  /// JSON with the HTML of every record, without the words of links that are titles.
  func payload(_ pieces: ArticlePieces) -> [UInt8] {
    let words = LinkWords(slice, site)
    var json = JSONWriter()
    json.array { for id in slice.records { record(id, html: words.left(out: pieces.html(of: id)), &$0) } }
    return json.bytes
  }

  private func record(_ id: RecordID, html: [UInt8]?, _ json: inout JSONWriter) {
    let text = site.graph.records[id.index].bestText(in: slice.language)
    json.array {
      $0.value(site.anchor(of: id))
      $0.value(text.title)
      $0.value(types.firstIndex(of: site.graph.types[id.index])!)
      $0.value(text.language == slice.language ? "" : text.language)
      if let html { $0.value(String(decoding: html, as: UTF8.self)) }
    }
  }
}
