import Knowledge
import Templates
import Text

/// Links as templates see them: one by one, and in groups.
extension NodeBuilder {
  /// - Parameter writer: the record that names the other, where the edge was turned round.
  func reference(_ edge: Edge, in field: Field, writer: RecordID? = nil) -> Values {
    var node = Values(NodeMember.shape)
    let card = cards[edge.target]
    node[NodeMember.text] = title(card, edge.target, part: edge.part)
    node[NodeMember.url] = url(of: edge.target, part: edge.part)
    node[NodeMember.id] = .text(graph.slugs[edge.target.index])
    node[NodeMember.language] = card.language
    node[NodeMember.direction] = card.direction
    node[NodeMember.type] = card.typeLabel
    node[NodeMember.typeName] = card.typeName
    node[NodeMember.summary] = card.summary
    node[NodeMember.marks] = card.marks
    if !edge.values.isEmpty { node[NodeMember.edge] = .later { .list(self.edgeNodes(edge, field, writer: writer)) } }
    return node
  }

  private func title(_ card: RecordCard, _ id: RecordID, part: String?) -> Slot {
    guard let part, let name = graph.partTitle(part, of: id, in: language) else { return card.shownTitle }
    return .text(card.title + words("label_end") + name.shortened(to: Limits.linkedTitle))
  }

  /// Tells whether a page shows a field of an edge, and the language of its writer: `nil` for the
  /// page's. A note of another record, in another language than the page's, stays on that record's
  /// page.
  private func edgeLanguage(_ inner: Field, writer: RecordID, isBackwards: Bool) -> (isShown: Bool, language: String?) {
    guard inner.kind == .text else { return (true, nil) }
    let original = graph.records[writer.index].originalLanguage
    return original == language ? (true, nil) : (!isBackwards, original)
  }

  /// Returns the values of an edge's fields in its writer's translation into the page's language;
  /// nil for a field that is not translated.
  private func translated(_ edge: Edge, by writer: RecordID, naming other: RecordID) -> [Value?] {
    guard edge.field.field >= 0, edge.field.nested == nil,
      let links = graph.records[writer.index].text(in: language)?.edgeTexts[edge.field.field]
    else { return [] }
    let (slug, id) = (graph.slugs[other.index], graph.ids[other.index])
    let named = links.filter { $0.target == slug || $0.target == id }
    return (named.first { $0.part == edge.part } ?? named.first)?.fields ?? []
  }

  private func edgeNodes(_ edge: Edge, _ field: Field, writer: RecordID?) -> [Values] {
    let said = translated(edge, by: writer ?? edge.source, naming: writer == nil ? edge.target : edge.source)
    return zip(field.fields, edge.values).enumerated().compactMap { index, pair in
      let (inner, original) = pair
      guard let original else { return nil }
      let own = said.indices.contains(index) ? said[index] : nil
      let value = own ?? original
      let (isShown, foreign) =
        own == nil ? edgeLanguage(inner, writer: writer ?? edge.source, isBackwards: writer != nil) : (true, nil)
      guard isShown else { return nil }
      var node = blank(inner)
      if let foreign { Self.say(foreign, of: &node) }
      let path = MarkdownPath(field: edge.field.field)
      let items = values(value, of: inner, edge.field, at: path, writer ?? edge.source, nil, "") { _ in [] }
      guard !items.isEmpty else { return nil }
      node[NodeMember.items] = .list(items)
      if case .term(let term)? = value.elements.first {
        node[NodeMember.id] = .text(graph.vocabularies.id(of: term))
        if value.elements.count == 1 { node[NodeMember.mark] = site.sign(of: term, in: language).mark }
      }
      node[NodeMember.text] = .text(value.elements.compactMap(texts.text).joined(separator: words("list_separator")))
      return node
    }
  }

  /// - Parameter grouping: the edge's field that a group's heading says already.
  func item(_ id: RecordID, edge: Edge? = nil, part: String? = nil, grouping: Int? = nil) -> Values {
    let card = cards[id]
    var facts = Slot.absent
    if let edge, edge.field.field >= 0, !edge.values.isEmpty {
      facts = .later { .list(self.edgeFacts(edge, except: grouping, isBackwards: edge.source == id)) }
    }
    return Values(
      PageShapes.groupItem,
      [
        title(card, id, part: part), url(of: id, part: part), card.language, card.direction, card.typeLabel,
        card.typeName, card.summary, card.marks, facts,
      ])
  }

  private func edgeFacts(_ edge: Edge, except grouping: Int?, isBackwards: Bool) -> [Values] {
    let field = graph.field(edge.field)
    let said = translated(edge, by: edge.source, naming: edge.target)
    return zip(field.fields, edge.values).enumerated().compactMap { index, pair in
      let (inner, original) = pair
      guard let original, index != grouping else { return nil }
      let own = said.indices.contains(index) ? said[index] : nil
      let value = own ?? original
      let (isShown, foreign) =
        own == nil ? edgeLanguage(inner, writer: edge.source, isBackwards: isBackwards) : (true, nil)
      guard isShown else { return nil }
      var (id, mark) = (Slot.absent, Slot.absent)
      if case .term(let term)? = value.elements.first {
        id = .text(graph.vocabularies.id(of: term))
        // Several terms have one sign each, and a line of text has room for none of them.
        if value.elements.count == 1 { mark = site.sign(of: term, in: language).mark }
      }
      let text = value.elements.compactMap(texts.text).joined(separator: words("list_separator"))
      return Values(
        PageShapes.fact,
        [
          .text(inner.name), .text(site.label(inner.label, in: language)), id, .text(text),
          foreign.map(Slot.text) ?? .absent, foreign.map { .text(Words.direction(of: $0)) } ?? .absent,
          .flag(inner.kind == .text), mark,
        ])
    }
  }

  /// Links by the term that is the first thing their edges say, else by the type of what they lead
  /// to.
  func groups(_ links: [Edge], edgeFields field: Field, backwards: Bool = false) -> [Values] {
    func end(_ edge: Edge) -> RecordID { backwards ? edge.source : edge.target }
    func items(_ members: [Edge], grouping: Int? = nil) -> [Values] {
      members.map { item(end($0), edge: $0, part: backwards ? nil : $0.part, grouping: grouping) }
    }
    if let first = field.fields.first, first.kind == .term, !first.many, case let index = 0 {
      let vocabularies = field.fields[index].vocabularies.compactMap { graph.vocabularies.index(of: $0) }
      let found = Self.grouped(links) { edge -> TermID? in
        if edge.values.indices.contains(index), case .term(let term)? = edge.values[index] { term } else { nil }
      }
      func rank(_ term: TermID?) -> (Int, Int32) {
        guard let term else { return (vocabularies.count, 0) }
        return (vocabularies.firstIndex(of: Int(term.vocabulary)) ?? vocabularies.count, term.term)
      }
      return found.sorted { rank($0.key) < rank($1.key) }.map { term, members in
        let label = term.map { site.label(graph.vocabularies.label(of: $0), in: language) } ?? ""
        return group(label, id: term.map { graph.vocabularies.id(of: $0) } ?? "", items(members, grouping: index))
      }
    }
    let types = Self.grouped(links) { graph.types[end($0).index] }.sorted { $0.key < $1.key }
    return types.map { type, members in
      // Links of one type have the field's heading already.
      group(types.count > 1 ? languageValues.types[type].plural : "", id: graph.model.types[type].name, items(members))
    }
  }

  /// Most links are of one kind: then there is nothing to sort out.
  private static func grouped<Key: Hashable>(_ links: [Edge], by key: (Edge) -> Key) -> [(key: Key, members: [Edge])] {
    let keys = links.map(key)
    guard let first = keys.first, keys.allSatisfy({ $0 == first }) else {
      return Dictionary(grouping: links.indices, by: { keys[$0] }).map { ($0, $1.map { links[$0] }) }
    }
    return [(first, links)]
  }

  private func group(_ label: String, id: String, _ items: [Values]) -> Values {
    Values(PageShapes.group, [.text(label), .text(id), .text(String(items.count)), .list(items)])
  }
}
