import Knowledge
import Templates
import Text

/// Places of a record's members, which are the same for all types.
private enum RecordPlace {
  static let id = place("id"), slug = place("slug"), type = place("type"), typeName = place("typeName")
  static let typePlural = place("typePlural"), typeURL = place("typeURL"), title = place("title"), anchor = place("anchor")
  static let url = place("url"), summary = place("summary"), language = place("language"), direction = place("direction")
  static let body = place("body"), toc = place("toc"), hasToc = place("hasToc"), also = place("also")
  static let hasAlso = place("hasAlso")
  static let marks = place("marks"), status = place("status"), updated = place("updated"), reviewed = place("reviewed")
  static let isFallback = place("isFallback"), isMachineMade = place("isMachineMade"), isStale = place("isStale")
  static let isSuperseded = place("isSuperseded"), isWithdrawn = place("isWithdrawn"), isDraft = place("isDraft")
  static let originalLanguage = place("originalLanguage"), originalURL = place("originalURL")
  static let translatedBy = place("translatedBy"), facts = place("facts"), hasFacts = place("hasFacts"), texts = place("texts")
  static let entries = place("entries"), links = place("links"), inverses = place("inverses"), field = place("field")
  static let inverse = place("inverse"), related = place("related"), hasRelated = place("hasRelated")
  static let mentions = place("mentions"), hasMentions = place("hasMentions"), neighbourhood = place("neighbourhood")
  static let citation = place("citation"), bibtex = place("bibtex"), cslJSON = place("cslJSON"), ris = place("ris")
  static let sourcePath = place("sourcePath"), caution = place("caution"), lead = place("lead"), main = place("main")
  static let aside = place("aside"), hasAside = place("hasAside"), ways = place("ways"), hasWays = place("hasWays")
  static let end = place("end"), hasMarks = place("hasMarks")

  private static func place(_ name: String) -> Int { PageShapes.recordPlace(of: name) }
}

/// A record as its template sees it.
///
/// A class that never changes: what is made only when a template comes to it holds on to it.
final class RecordPage: Sendable {
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
    let names = nodes.shared.types[record.type]
    let textPlace = record.bestPlace(in: language)
    let text = record.texts[textPlace]
    let anchor = site.paths.anchors[id.index]
    let prefix = anchor.isEmpty ? "" : anchor + "--"
    var values = Values(shapes.records[record.type], reserving: RecordPlace.inverse + 1)
    values[RecordPlace.id] = .text(record.id)
    values[RecordPlace.slug] = .text(record.slug)
    values[RecordPlace.type] = .text(names.label)
    values[RecordPlace.typeName] = .text(type.name)
    values[RecordPlace.typePlural] = .text(names.plural)
    values[RecordPlace.typeURL] = nodes.links.slot(.page(.index(type: record.type, page: 1)))
    values[RecordPlace.title] = .text(text.title)
    values[RecordPlace.anchor] = .text(anchor)
    values[RecordPlace.url] = nodes.url(of: id)
    values[RecordPlace.summary] = .text(site.summary(of: id, in: language) ?? "")
    values[RecordPlace.language] = .text(text.language)
    values[RecordPlace.direction] = .text(Words.direction(of: text.language))
    notices(text, &values)
    bodies(text, textPlace, prefix, &values)
    let also = self.names(text)
    values[RecordPlace.also] = .list(also.map { Values(text: $0) })
    values[RecordPlace.hasAlso] = .flag(!also.isEmpty)
    let card = nodes.cards[id]
    values[RecordPlace.marks] = card.marks
    values[RecordPlace.hasMarks] = .flag(!card.marks.isEmptyList)
    values[RecordPlace.status] = .text(
      graph.settings.status(record.status).map { site.label($0.label, in: language) } ?? record.status)
    values[RecordPlace.updated] = card.updated
    if case .date(let date)? = record[.last_reviewed] { values[RecordPlace.reviewed] = .text(nodes.dates.text(date)) }
    let file = text.source.path.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }.reversed()
    values[RecordPlace.sourcePath] = .bytes(Array(names.folder.utf8) + [UInt8(ascii: "/")] + file)
    var parts = PageParts()
    fields(text, textPlace, prefix, &values, &parts)
    inverses(&values, &parts)
    show(parts, in: &values)
    values[RecordPlace.related] = .later { .list(self.related()) }
    values[RecordPlace.hasRelated] = .flag(site.related.hasEntries(id))
    var mentions = graph.mentions(of: id).filter { !$0.isCitation }
    if !mentions.isEmpty {
      let linked = Set(graph.edges(to: id).map(\.source) + graph.edges(from: id).map(\.target))
      mentions.removeAll { linked.contains($0.source) }
    }
    let shown = mentions.prefix(60)
    // A record that everybody mentions keeps a page that can be read: search finds the rest.
    values[RecordPlace.mentions] = .later { .list(shown.map { self.nodes.item($0.source) }) }
    values[RecordPlace.hasMentions] = .flag(!mentions.isEmpty)
    if type.page == .own {
      values[RecordPlace.neighbourhood] = .later { .html(Neighbourhood(site: self.site, id: self.id, nodes: self.nodes).svg()) }
      let citation = Citation(site: site, id: id, language: language)
      values[RecordPlace.citation] = .later { .bytes(citation.plain) }
      values[RecordPlace.bibtex] = .later { .bytes(citation.bibTeX) }
      values[RecordPlace.cslJSON] = .later { .bytes(citation.cslJSON) }
      values[RecordPlace.ris] = .later { .bytes(citation.ris) }
    }
    return values
  }

  private func notices(_ text: RecordText, _ values: inout Values) {
    values[RecordPlace.isFallback] = .flag(text.language != language)
    values[RecordPlace.isMachineMade] = .flag(text.translation?.isMachineMade ?? false)
    values[RecordPlace.isStale] = .flag(text.translation?.isStale ?? false)
    if let by = text.translation?.by, by != "machine" { values[RecordPlace.translatedBy] = .text(by) }
    let role = graph.settings.role(ofStatus: record.status)
    values[RecordPlace.isSuperseded] = .flag(role == .superseded)
    values[RecordPlace.isWithdrawn] = .flag(role == .withdrawn)
    values[RecordPlace.isDraft] = .flag(role == .draft)
    let original = record.originalLanguage
    values[RecordPlace.originalLanguage] = .later { [site] in .text(site.words(in: original)("languages_name")) }
    if original != language {
      values[RecordPlace.originalURL] = nodes.links.slot(.record(id), in: original)
    }
  }

  private func names(_ text: RecordText) -> [String] {
    let original = record.texts[0].also[language] ?? []
    // Most records have no other names.
    guard !text.also.isEmpty || original.count > 1 else { return original }
    let names = ["", text.language, language].flatMap { text.also[$0] ?? [] } + original
    var known: Set<String> = []
    return names.filter { known.insert($0).inserted }
  }

  private func bodies(_ text: RecordText, _ textPlace: Int, _ prefix: String, _ values: inout Values) {
    let filler = BodyFiller(nodes)
    let compiled = graph.compiled[id.index].texts[textPlace]
    let body = filler.filled(compiled.body, targets: graph.bodyTargets[id.index][textPlace][0], owner: id, anchorPrefix: prefix)
    values[RecordPlace.body] = .html(body)
    let headings = compiled.body.headings.filter { !$0.text.isEmpty }
    values[RecordPlace.toc] = .list(
      headings.map {
        Values(PageShapes.tocEntry, [.text(prefix + $0.anchor), .text($0.text), .text(String($0.level)), .flag($0.level > 2)])
      })
    values[RecordPlace.hasToc] = .flag(headings.count > 2)
  }

  /// A Markdown value; its links stand in the order of all such values of the text.
  private func html(_ place: MarkdownPlace, _ textPlace: Int, _ prefix: String) -> [UInt8] {
    let filler = BodyFiller(nodes)
    for text in [textPlace, 0] {
      let compiled = graph.compiled[id.index].texts[text]
      guard let number = compiled.field(at: place) else { continue }
      return filler.filled(
        compiled.fields[number].body, targets: graph.bodyTargets[id.index][text][number + 1], owner: id, anchorPrefix: prefix)
    }
    return []
  }

  private func show(_ parts: PageParts, in values: inout Values) {
    values[RecordPlace.caution] = .list(parts.cautions)
    values[RecordPlace.lead] = parts.leads.slot
    values[RecordPlace.facts] = .list(parts.facts)
    values[RecordPlace.hasFacts] = .flag(!parts.facts.isEmpty)
    values[RecordPlace.aside] = parts.asides.slot
    values[RecordPlace.hasAside] = .flag(!parts.asides.isEmpty)
    values[RecordPlace.main] = parts.main.slot
    values[RecordPlace.ways] = .list(parts.ways)
    values[RecordPlace.hasWays] = .flag(!parts.ways.isEmpty)
    values[RecordPlace.end] = parts.ends.slot
  }

  private func fields(
    _ text: RecordText, _ textPlace: Int, _ prefix: String, _ values: inout Values, _ parts: inout PageParts
  ) {
    let (type, own, others) = (record.type, record.values, text.values)
    let bodies = { self.html($0, textPlace, prefix) }
    // A text that a translation lacks is in the original's language.
    let original = record.originalLanguage == language ? nil : record.originalLanguage
    let foreign = text.language == language ? nil : text.language
    let names = shapes.records[type].fieldShape
    var named = Values(names, reserving: names.names.count)
    let shownFields = nodes.shared.types[type].fields
    let isAlone = graph.model.types[type].page == .own
    var texts: [Values] = []
    var entries: [Values] = []
    var links: [Values] = []
    for shown in shownFields {
      let said = others[shown.place]
      let value = said ?? own[shown.place]
      guard
        var node = nodes.field(
          shown, value, path: FieldPath(type: type, field: shown.place), of: id,
          in: said == nil ? original : foreign, anchorPrefix: prefix, bodies: bodies)
      else { continue }
      // Records that share a page have no headings of their own, and their fields one order.
      let placement = isAlone ? shown.placement(of: value, node) : shown.placement
      if placement != shown.placement { NodeBuilder.set(placement.form, of: &node) }
      // The shape has the type's fields in their order.
      named[shown.place] = .object(node)
      parts.add(node, at: placement, isListOfTexts: shown.isListOfTexts)
      guard ![.nowhere, .caution].contains(placement.part), placement != .fact else { continue }
      switch shown.field.kind {
      case .record: entries.append(node)
      case .reference: links.append(node)
      default: texts.append(node)
      }
    }
    values[RecordPlace.field] = .object(named)
    values[RecordPlace.texts] = .list(texts)
    values[RecordPlace.entries] = .list(entries)
    values[RecordPlace.links] = .list(links)
  }

  private func inverses(_ values: inout Values, _ parts: inout PageParts) {
    var named = Values(shapes.records[record.type].inverseShape)
    var all: [Values] = []
    for inverse in graph.inverses(of: id) {
      var node = Values(NodePlace.shape)
      // A record that names this one in several entries leads to it once, unless its links say
      // more.
      var known: Set<RecordID> = []
      let edges = inverse.groups.flatMap(\.edges).filter { !$0.values.isEmpty || known.insert($0.source).inserted }
      node[NodePlace.name] = .text(inverse.name)
      node[NodePlace.label] = .text(site.label(inverse.label, in: language))
      node[NodePlace.isReference] = .flag(true)
      node[NodePlace.isInverse] = .flag(true)
      NodeBuilder.set(inverse.placement.form, of: &node)
      node[NodePlace.count] = .text(String(edges.count))
      // Groups follow the edges' own terms where all come from one field; otherwise the types they
      // come from.
      let own = edges[0].field
      let isOneField = own.field >= 0 && edges.allSatisfy { $0.field == own }
      let field = isOneField ? graph.field(own) : Field(name: inverse.name, kind: .reference)
      node[NodePlace.groups] = .later { [nodes] in .list(nodes.groups(edges, edgeFields: field, backwards: true)) }
      node[NodePlace.items] = .later { [nodes, graph] in
        .list(
          edges.map { edge in
            nodes.reference(
              edge.turned, in: edge.field.field >= 0 ? graph.field(edge.field) : field, writer: edge.source)
          })
      }
      if inverse.placement.form == .table { nodes.setTable(edges, of: field, writers: true, in: &node) }
      named[inverse.name] = .object(node)
      parts.add(node, at: inverse.placement)
      if inverse.placement.part != .nowhere { all.append(node) }
    }
    values[RecordPlace.inverse] = .object(named)
    values[RecordPlace.inverses] = .list(all)
  }

  private func related() -> [Values] {
    // A preview shows pages before related records are ranked.
    guard site.related.hasEntries(id) else { return [] }
    return site.related[id.index].map { related in
      let card = nodes.cards[related.id]
      // The strongest come first; more than a reader weighs would only hide them.
      let told = nodes.shared.reasons.first(3, of: related.reasons)
      return Values(
        PageShapes.related,
        [
          card.shownTitle, nodes.url(of: related.id), card.summary, card.typeLabel, card.typeName, card.language,
          card.direction, card.marks, .list(told), .later { .text(self.joined(told)) },
        ])
    }
  }

  /// The texts one after the other, for templates that show them as one.
  private func joined(_ texts: [Values]) -> String {
    texts.compactMap { if case .text(let text) = $0[0] { text } else { nil } }.joined(separator: "; ")
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
