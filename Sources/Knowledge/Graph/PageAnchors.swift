import Text

/// The parts and headings of a record's page to which a link can lead.
struct PageAnchors {
  private let parts: [String]
  private var headings: [Heading] = []

  /// - Parameter language: the language of the page.
  init(of record: Record, _ compiled: CompiledRecord, in language: String, model: Model) {
    parts = record.partNames(model: model)
    let index = record.bestTextIndex(in: language)
    headings = compiled.texts[index].body.headings
    // A field that a translation leaves out appears on its page as in the original.
    for text in index == 0 ? [0] : [index, 0] { for field in compiled.texts[text].fields { headings += field.body.headings } }
  }

  /// The names by which a link can reach them.
  var names: [String] { parts + headings.map(\.anchor) }

  /// The anchor for a written part, anchor or heading; nil if the page has no such anchor.
  func anchor(for written: String) -> String? {
    if parts.contains(written) || headings.contains(where: { $0.anchor == written }) { return written }
    let words = AnchorNames.anchor(for: written)
    return (headings.first { $0.anchor == words } ?? headings.first { $0.ownAnchor == words })?.anchor
  }
}

extension Record {
  /// The ids of keyed entries.
  ///
  /// - Parameter fields: the names of the fields that count; nil means all.
  func partNames(model: Model, fields: [String]? = nil) -> [String] {
    model.types[type].fields.enumerated().flatMap { index, field -> [String] in
      guard let key = field.key.flatMap(field.index(of:)), fields?.contains(field.name) ?? true else { return [] }
      return (values[index]?.elements ?? []).compactMap {
        if case .record(let entry) = $0, case .text(let id)? = entry.values[key] { id } else { nil }
      }
    }
  }
}

extension ContentGraph {
  /// The words in a plain text for a link without words: the title of its target, or the written
  /// name if no such record exists.
  package func title(of target: RecordID?, _ reference: BodyReference, in language: String) -> String? {
    target.map { records[$0.index].title(in: language).shortened(to: Limits.linkedTitle) }
      ?? (reference.isUnknown ? reference.words : nil)
  }

  /// The anchor on a record's page for the part of a link after `#`; nil if that page has no such
  /// anchor.
  package func anchor(for part: String, of id: RecordID, in language: String) -> String? {
    PageAnchors(of: records[id.index], compiled[id.index], in: language, model: model).anchor(for: part)
  }
}
