import Text

/// Links in the bodies of records.
extension Linker {
  mutating func linkBodies(of id: RecordID) -> [[[RecordID?]]] {
    // A body names few other records, so a sorted list finds the duplicates cheaply.
    var mentions: [Mention] = []
    let targets = compiled[id.index].texts.enumerated().map { index, text in
      text.allBodies.enumerated().map { number, body in
        body.references.enumerated().map { reference in
          let (target, isUnknown) = resolve(reference.element, from: id, index)
          if let target, target != id, index == 0, reference.element.kind != .autolink {
            let mention = Mention(source: id, target: target, isCitation: reference.element.kind == .citation)
            if mentions.last != mention { mentions.append(mention) }
          }
          if isUnknown {
            found.unknown.append(ReferencePath(record: id.index, text: index, body: number, reference: reference.offset))
          }
          return target
        }
      }
    }
    mentions.sort { ($0.target, $0.isCitation ? 1 : 0) < ($1.target, $1.isCitation ? 1 : 0) }
    for (index, mention) in mentions.enumerated() where index == 0 || mention != mentions[index - 1] {
      found.mentions.append(mention)
    }
    return targets
  }

  /// - Parameter index: the index of the record's text that contains the reference.
  /// - Returns: the target, and true if the named record does not exist; for a target that the
  ///   edition does not show, nil and false.
  private mutating func resolve(_ reference: BodyReference, from id: RecordID, _ index: Int) -> (RecordID?, isUnknown: Bool) {
    let record = records[id.index]
    let source = record.texts[index].source
    let before = found.findings.count
    let target: RecordID?
    switch reference.kind {
    case .autolink: return (names.record(reference.target), false)
    case .citation:
      target = resolve(normalized(reference.target), allowed: citable, in: source, reference.range, field: nil)
      return (target, target == nil && found.findings.count > before)
    case .markdownLink:
      guard let name = names.recordName(ofPath: reference.target, from: record.type) else {
        found.findings.append(
          source.finding(
            .error, "unresolved-reference", reference.range,
            "'\(reference.target)' is no record's file; a link to a record is '../folder/name.md' or [[name]]"))
        return (nil, true)
      }
      target = resolve(name, allowed: nil, in: source, reference.range, field: nil, isPath: true)
    case .wikiLink: target = resolve(normalized(reference.target), allowed: nil, in: source, reference.range, field: nil)
    case .fragment: target = id
    }
    guard let target else { return (nil, found.findings.count > before) }
    guard let part = reference.part, !part.isEmpty else { return (target, false) }
    if isWithheld(part, of: target) { return (nil, false) }
    let isThere = checkPart(part, reference, target, from: id, index)
    return reference.kind == .fragment && !isThere ? (nil, true) : (target, false)
  }

  /// Reports a part that is missing on a page to which the link leads: the page in the text's own
  /// language, and the pages that show the text because they have no translation.
  ///
  /// - Returns: true if the part exists in the text's own language.
  private mutating func checkPart(
    _ part: String, _ reference: BodyReference, _ target: RecordID, from id: RecordID, _ index: Int
  )
    -> Bool
  {
    let record = records[id.index]
    let own = record.texts[index].language
    var shown = [own]
    if index == 0 { shown += languages.filter { language in !record.texts.contains { $0.language == language } } }
    let pages = shown.map { PageAnchors(of: records[target.index], compiled[target.index], in: $0, model: model) }
    let missing = shown.indices.filter { pages[$0].anchor(for: part) == nil }
    guard let first = missing.first else { return true }
    let name = records[target.index].id
    let source = record.texts[index].source
    if first == 0 {
      let names = pages[0].names
      let nearest =
        hints > 0 ? nearestName(to: part, among: names) ?? nearestName(to: AnchorNames.anchor(for: part), among: names) : nil
      hints -= 1
      let words = records[target.index].texts.count > 1 ? " in '\(own)'" : ""
      found.findings.append(
        source.finding(
          .error, "unknown-part", reference.range, "'\(name)' has no part or heading '\(part)'\(words)", suggestion: nearest,
          edit: nearest.flatMap { nearest in reference.partRange.map { Edit($0, nearest) } }))
      return false
    }
    let others = missing.map { "'\(shown[$0])'" }.joined(separator: ", ")
    found.findings.append(
      source.finding(
        .warning, "unknown-part", reference.range,
        "'\(name)' has no part or heading '\(part)' in \(others): there the link leads to the beginning of the page. Give the heading the same id in each language, as {#id}"
      ))
    return true
  }
}
