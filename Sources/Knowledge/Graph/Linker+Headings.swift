import Text

/// Headings that show the titles of other records.
extension Linker {
  /// Puts the titles of other records into the headings that show them, and computes the anchors of
  /// these headings from the complete text.
  mutating func nameHeadings() {
    for record in compiled.indices {
      for text in compiled[record].texts.indices {
        for (number, body) in compiled[record].texts[text].allBodies.enumerated()
        where body.headings.contains(where: \.hasNames) {
          let headings = named(body, in: records[record], text)
          compiled[record].texts[text].changeBody(number) { $0.headings = headings }
        }
      }
    }
  }

  private func named(_ body: CompiledBody, in record: Record, _ index: Int) -> [Heading] {
    let language = record.texts[index].language
    var anchors = AnchorNames()
    for heading in body.headings where !heading.hasNames { _ = anchors.unique(heading.anchor) }
    return body.headings.map { heading in
      guard heading.hasNames else { return heading }
      let section = TextSection(heading: nil, text: heading.text, named: heading.named)
      var heading = heading
      let text = section.text(naming: { title(of: body.references[$0], in: language, from: record) })
      heading.text = text.split(separator: " ").joined(separator: " ")
      heading.named = []
      heading.ownAnchor = nil
      heading.anchor = anchors.unique(AnchorNames.anchor(for: heading.text))
      return heading
    }
  }

  /// The words that a link without words of its own, or a citation, shows; nil if the edition hides
  /// the target.
  private func title(of reference: BodyReference, in language: String, from record: Record) -> String? {
    let name =
      reference.kind == .markdownLink
      ? names.recordName(ofPath: reference.target, from: record.type) : normalized(reference.target)
    guard let name else { return reference.words }
    switch names.resolve(name, allowed: reference.kind == .citation ? citable : nil) {
    case .found(let id):
      let title = records[id.index].title(in: language).shortened(to: Limits.linkedTitle)
      return reference.kind == .citation ? title + (reference.locator.map { ", \($0)" } ?? "") : title
    case .withheld: return nil
    default: return reference.words
    }
  }
}
