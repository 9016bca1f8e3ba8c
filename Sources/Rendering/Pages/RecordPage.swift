import Knowledge
import Source
import Templates

/// A record as its template sees it.
struct RecordPage: Sendable {
  let site: Site
  let shapes: PageShapes
  let id: RecordID
  let language: String
  let path: String
  let nodes: NodeBuilder

  init(site: Site, shapes: PageShapes, id: RecordID, nodes: NodeBuilder) {
    self.site = site
    self.shapes = shapes
    self.id = id
    self.language = nodes.language
    self.path = nodes.path
    self.nodes = nodes
  }

  private var graph: ContentGraph { site.graph }
  private var record: Record { _read { yield graph.records[id.index] } }

  func values() -> Values {
    let type = graph.model.types[record.type]
    let textPlace = record.bestPlace(in: language)
    let text = record.texts[textPlace]
    let anchor = site.paths.anchors[id.index]
    let prefix = anchor.isEmpty ? "" : anchor + "--"
    var values = Values(shapes.records[record.type])
    values["id"] = .text(record.id)
    values["slug"] = .text(record.slug)
    values["type"] = .text(site.label(type.label, in: language))
    values["typeName"] = .text(type.name)
    values["typePlural"] = .text(site.label(type.plural, in: language))
    values["typeURL"] = .text(relativeURL(from: path, to: site.paths.index(ofType: record.type, in: language)))
    values["title"] = .text(text.title)
    values["anchor"] = .text(anchor)
    values["url"] = .text(relativeURL(from: path, to: site.paths.place(of: id, in: language)))
    values["summary"] = .text(site.summary(of: id, in: language) ?? "")
    values["language"] = .text(text.language)
    values["direction"] = .text(Words.direction(of: text.language))
    notices(text, &values)
    bodies(text, textPlace, prefix, &values)
    let also = names(text)
    values["also"] = .list(also.map { Values(text: $0) })
    values["hasAlso"] = .flag(!also.isEmpty)
    values["marks"] = nodes.cards[id].marks
    values["status"] = .text(record.status)
    if case .date(let date)? = record[.updated] { values["updated"] = .text(nodes.dates.text(date)) }
    if case .date(let date)? = record[.last_reviewed] { values["reviewed"] = .text(nodes.dates.text(date)) }
    values["sourcePath"] = .text(type.folder + "/" + (text.source.path.split(separator: "/").last.map(String.init) ?? ""))
    fields(text, textPlace, prefix, &values)
    inverses(&values)
    values["related"] = .later { .list(self.related()) }
    values["hasRelated"] = .flag(site.related.hasEntries(id))
    let mentioned = Set(graph.edges(to: id).map(\.source) + graph.edges(from: id).map(\.target))
    let mentions = graph.mentions(of: id).filter { !$0.isCitation && !mentioned.contains($0.source) }
    // A record that everybody mentions keeps a page that can be read: search finds the rest.
    values["mentions"] = .later { .list(mentions.prefix(60).map { self.nodes.item($0.source) }) }
    values["hasMentions"] = .flag(!mentions.isEmpty)
    if type.page == .own {
      values["neighbourhood"] = .later { .html(Neighbourhood(site: self.site, id: self.id, nodes: self.nodes).svg()) }
      let citation = Citation(site: site, id: id, language: language)
      values["citation"] = .later { .text(citation.plain) }
      values["bibtex"] = .later { .text(citation.bibTeX) }
      values["cslJSON"] = .later { .text(citation.cslJSON) }
      values["ris"] = .later { .text(citation.ris) }
    }
    return values
  }

  private func notices(_ text: RecordText, _ values: inout Values) {
    values["isFallback"] = .flag(text.language != language)
    values["isMachineMade"] = .flag(text.translation?.isMachineMade ?? false)
    values["isStale"] = .flag(text.translation?.isStale ?? false)
    if let by = text.translation?.by, by != "machine" { values["translatedBy"] = .text(by) }
    values["isSuperseded"] = .flag(record.status == "superseded")
    values["isWithdrawn"] = .flag(record.status == "withdrawn")
    values["isDraft"] = .flag(record.status == "draft" || record.status == "review")
    let original = record.originalLanguage
    values["originalLanguage"] = .text(site.words(in: original)("languages_name"))
    if original != language {
      values["originalURL"] = .text(relativeURL(from: path, to: site.paths.place(of: id, in: original)))
    }
  }

  private func names(_ text: RecordText) -> [String] {
    var names: [String] = []
    for key in ["", text.language, language] {
      for name in text.also[key] ?? [] where !names.contains(name) { names.append(name) }
    }
    for name in record.texts[0].also[language] ?? [] where !names.contains(name) { names.append(name) }
    return names
  }

  private func bodies(_ text: RecordText, _ textPlace: Int, _ prefix: String, _ values: inout Values) {
    let filler = BodyFiller(site: site, language: language, path: path)
    let compiled = graph.compiled[id.index].texts[textPlace]
    let body = filler.filled(compiled.body, targets: graph.bodyTargets[id.index][textPlace][0], owner: id, anchorPrefix: prefix)
    values["body"] = .html(body)
    let headings = compiled.body.headings
    values["toc"] = .list(
      headings.map {
        Values(PageShapes.tocEntry, [.text(prefix + $0.anchor), .text($0.text), .text(String($0.level)), .flag($0.level > 2)])
      })
    values["hasToc"] = .flag(headings.count > 2)
  }

  private func fields(_ text: RecordText, _ textPlace: Int, _ prefix: String, _ values: inout Values) {
    let type = graph.model.types[record.type]
    let compiled = graph.compiled[id.index].texts[textPlace]
    let original = graph.compiled[id.index].texts[0]
    let filler = BodyFiller(site: site, language: language, path: path)
    let order = compiled.fields.keys.sorted()
    let originalOrder = textPlace == 0 ? order : original.fields.keys.sorted()
    func html(_ place: MarkdownPlace) -> [UInt8] {
      if let body = compiled.fields[place], let index = order.firstIndex(of: place) {
        return filler.filled(body, targets: graph.bodyTargets[id.index][textPlace][index + 1], owner: id, anchorPrefix: prefix)
      }
      guard let body = original.fields[place], let index = originalOrder.firstIndex(of: place) else { return [] }
      return filler.filled(body, targets: graph.bodyTargets[id.index][0][index + 1], owner: id, anchorPrefix: prefix)
    }
    guard case let byName = Values(shapes.records[record.type].fieldShape), !byName.slots.isEmpty else { return }
    var named = byName
    var facts: [Values] = []
    var texts: [Values] = []
    var entries: [Values] = []
    var links: [Values] = []
    for (place, field) in type.fields.enumerated() where !field.isCommon || place == CommonField.summary.rawValue {
      let value = text.values[place] ?? record.values[place]
      let path = FieldPath(type: record.type, field: place)
      guard let node = nodes.field(field, value, path: path, of: id, anchorPrefix: prefix, bodies: html) else { continue }
      named[field.name] = .object(node)
      if field.isCommon { continue }
      switch field.kind {
      case .text where field.many || (field.max ?? 1000) > 200: texts.append(node)
      case .markdown: texts.append(node)
      case .record: entries.append(node)
      case .reference: links.append(node)
      default: facts.append(node)
      }
    }
    values["field"] = .object(named)
    values["facts"] = .list(facts)
    values["hasFacts"] = .flag(!facts.isEmpty)
    values["texts"] = .list(texts)
    values["entries"] = .list(entries)
    values["links"] = .list(links)
  }

  private func inverses(_ values: inout Values) {
    var named = Values(shapes.records[record.type].inverseShape)
    var all: [Values] = []
    for inverse in graph.inverses(of: id) {
      var node = Values(NodePlace.shape)
      let edges = inverse.groups.flatMap(\.edges)
      node[NodePlace.name] = .text(inverse.name)
      node[NodePlace.label] = .text(site.label(inverse.label, in: language))
      node[NodePlace.isReference] = .flag(true)
      node[NodePlace.count] = .text(String(edges.count))
      // Groups follow the edges' own terms where all come from one field; otherwise the types they come from.
      let fields = Set(edges.map(\.field))
      let field =
        fields.count == 1 && fields.first!.field >= 0 ? graph.field(fields.first!) : Field(name: inverse.name, kind: .reference)
      node[NodePlace.groups] = .later { [nodes] in .list(nodes.groups(edges, edgeFields: field, backwards: true)) }
      node[NodePlace.items] = .later { [nodes, graph, id] in
        .list(
          edges.map { edge in
            nodes.reference(
              Edge(source: id, target: edge.source, field: edge.field, part: nil, entry: nil, values: edge.values),
              in: edge.field.field >= 0 ? graph.field(edge.field) : field, writer: edge.source)
          })
      }
      named[inverse.name] = .object(node)
      all.append(node)
    }
    values["inverse"] = .object(named)
    values["inverses"] = .list(all)
  }

  private func related() -> [Values] {
    // A preview shows pages before related records are ranked.
    guard site.related.hasEntries(id) else { return [] }
    return site.related[id.index].map { related in
      let card = nodes.cards[related.id]
      // The strongest come first; more than a reader weighs would only hide them.
      let reasons = site.reasons(related.reasons.prefix(3), in: language)
      return Values(
        PageShapes.related,
        [
          .text(card.title), .text(relativeURL(from: path, to: site.paths.place(of: related.id, in: language))),
          .text(card.summary), card.type, card.typeName, card.language, card.direction, card.marks,
          .list(reasons.map { Values(text: $0) }), .text(reasons.joined(separator: "; ")),
        ])
    }
  }
}

extension Shape {
  /// The shape of the object called `field`.
  var fieldShape: Shape { objectShape("field") }
  var inverseShape: Shape { objectShape("inverse") }

  private func objectShape(_ name: String) -> Shape {
    guard let place = place(of: name), case .object(let shape) = kinds[place] else { return Shape([]) }
    return shape
  }
}

extension Site {
  /// Why a record is related, in words: "same framework: X; both: Mali".
  func reasons(_ reasons: some Collection<RelatedEntry.Reason>, in language: String) -> [String] {
    let words = words(in: language)
    return reasons.map { reason in
      switch reason {
      case .sameLink(let link):
        words(
          "same_link",
          label(
            link.isInverse
              ? graph.field(link.field).inverse?.label ?? graph.type(of: link.record).label : graph.field(link.field).label,
            in: language),
          graph.records[link.record.index].title(in: language))
      case .sameTerm(let term): words("same_value", label(graph.vocabularies.label(of: term), in: language))
      case .linked: words("linked")
      case .similarWords(let similar): words("similar_words", similar.joined(separator: words("list_separator")))
      case .pinned: words("pinned")
      }
    }
  }
}
