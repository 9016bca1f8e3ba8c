/// The places on a record's page that a link can lead to.
struct PageAnchors {
  private let parts: [String]
  private var headings: [Heading] = []

  /// - Parameter language: of the page.
  init(of record: Record, _ compiled: CompiledRecord, in language: String, model: Model) {
    parts = record.partNames(model: model)
    let place = record.bestPlace(in: language)
    headings = compiled.texts[place].body.headings
    // What a translation does not say anew stands on its page as the original has it.
    for text in place == 0 ? [0] : [place, 0] { for field in compiled.texts[text].fields { headings += field.body.headings } }
  }

  /// By which names they can be written.
  var names: [String] { parts + headings.map(\.anchor) }

  /// The anchor that is meant: a part, an anchor, or the words of a heading; nil where the page has none of them.
  func anchor(for written: String) -> String? {
    if parts.contains(written) || headings.contains(where: { $0.anchor == written }) { return written }
    let words = AnchorNames.anchor(for: written)
    return (headings.first { $0.anchor == words } ?? headings.first { $0.ownAnchor == words })?.anchor
  }
}

extension Shared where Content == RecordContent {
  /// Ids of keyed entries.
  ///
  /// - Parameter fields: the names of the fields that count; nil is all.
  func partNames(model: Model, fields: [String]? = nil) -> [String] {
    model.types[type].fields.enumerated().flatMap { place, field -> [String] in
      guard let key = field.key.flatMap(field.index(of:)), fields?.contains(field.name) ?? true else { return [] }
      return (values[place]?.elements ?? []).compactMap {
        if case .record(let entry) = $0, case .text(let id)? = entry.values[key] { id } else { nil }
      }
    }
  }
}

extension ContentGraph {
  /// What stands in a plain text for a link without words: the title of what it leads to, or the name as it was written where
  /// nobody has it.
  package func title(of target: RecordID?, _ reference: BodyReference, in language: String) -> String? {
    target.map { records[$0.index].title(in: language) } ?? (reference.isUnknown ? reference.words : nil)
  }

  /// The anchor on a record's page that a link means by what it has behind `#`; nil where that page has none.
  package func anchor(for part: String, of id: RecordID, in language: String) -> String? {
    PageAnchors(of: records[id.index], compiled[id.index], in: language, model: model).anchor(for: part)
  }
}
