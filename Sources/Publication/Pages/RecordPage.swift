import Knowledge
import Templates
import Text

/// The indexes of a record's members, which are the same for all types.
private enum RecordMember {
  static let id = member("id"), slug = member("slug"), type = member("type"), typeName = member("typeName")
  static let typePlural = member("typePlural"), typeURL = member("typeURL"), title = member("title"), anchor = member("anchor")
  static let url = member("url"), summary = member("summary"), language = member("language"), direction = member("direction")
  static let body = member("body"), toc = member("toc"), hasToc = member("hasToc"), also = member("also")
  static let hasAlso = member("hasAlso")
  static let marks = member("marks"), status = member("status"), updated = member("updated"), reviewed = member("reviewed")
  static let isFallback = member("isFallback"), isMachineMade = member("isMachineMade"), isStale = member("isStale")
  static let isSuperseded = member("isSuperseded"), isWithdrawn = member("isWithdrawn"), isDraft = member("isDraft")
  static let originalLanguage = member("originalLanguage"), originalURL = member("originalURL")
  static let translatedBy = member("translatedBy"), facts = member("facts"), hasFacts = member("hasFacts"),
    texts = member("texts")
  static let entries = member("entries"), links = member("links"), inverses = member("inverses"), field = member("field")
  static let inverse = member("inverse"), related = member("related"), hasRelated = member("hasRelated")
  static let mentions = member("mentions"), hasMentions = member("hasMentions"), neighbourhood = member("neighbourhood")
  static let citation = member("citation"), bibtex = member("bibtex"), cslJSON = member("cslJSON"), ris = member("ris")
  static let sourcePath = member("sourcePath"), caution = member("caution"), lead = member("lead"), main = member("main")
  static let aside = member("aside"), hasAside = member("hasAside"), ways = member("ways"), hasWays = member("hasWays")
  static let end = member("end"), hasMarks = member("hasMarks"), forms = member("forms")

  private static func member(_ name: String) -> Int { PageShapes.recordMember(of: name) }
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
  private let record: Record

  init(site: Site, shapes: PageShapes, id: RecordID, nodes: NodeBuilder) {
    self.site = site
    self.shapes = shapes
    self.id = id
    self.language = nodes.language
    self.path = nodes.path
    self.nodes = nodes
    record = site.graph.records[id.index]
  }

  private var graph: ContentGraph { site.graph }

  func values() -> Values {
    let type = graph.model.types[record.type]
    let names = nodes.languageValues.types[record.type]
    let textIndex = record.bestTextIndex(in: language)
    let text = record.texts[textIndex]
    let anchor = site.paths.anchors[id.index]
    let prefix = anchor.isEmpty ? "" : anchor + "--"
    var values = Values(shapes.records[record.type], reserving: RecordMember.inverse + 1)
    values[RecordMember.id] = .text(record.id)
    values[RecordMember.slug] = .text(record.slug)
    values[RecordMember.type] = .text(names.label)
    values[RecordMember.typeName] = .text(type.name)
    values[RecordMember.typePlural] = .text(names.plural)
    values[RecordMember.typeURL] = nodes.links.slot(.page(.index(type: record.type, page: 1)))
    values[RecordMember.title] = .text(text.title)
    values[RecordMember.anchor] = .text(anchor)
    values[RecordMember.url] = nodes.url(of: id)
    values[RecordMember.summary] = .text(site.summary(of: id, in: language) ?? "")
    values[RecordMember.language] = .text(text.language)
    values[RecordMember.direction] = .text(Words.direction(of: text.language))
    notices(text, &values)
    bodies(text, textIndex, prefix, &values)
    let also = self.names(text)
    values[RecordMember.also] = .list(also.map { Values(text: $0) })
    values[RecordMember.hasAlso] = .flag(!also.isEmpty)
    let card = nodes.cards[id]
    values[RecordMember.marks] = card.marks
    values[RecordMember.hasMarks] = .flag(!card.marks.isEmptyList)
    values[RecordMember.status] = .text(
      graph.settings.status(record.status).map { site.label($0.label, in: language) } ?? record.status)
    values[RecordMember.updated] = card.updated
    if case .date(let date)? = record[.last_reviewed] { values[RecordMember.reviewed] = .text(nodes.dates.text(date)) }
    let file = text.source.path.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }.reversed()
    values[RecordMember.sourcePath] = .bytes(Array(names.folder.utf8) + [UInt8(ascii: "/")] + file)
    var parts = PageParts()
    fields(text, textIndex, prefix, &values, &parts)
    inverses(&values, &parts)
    show(parts, in: &values)
    values[RecordMember.related] = .later { .list(self.related()) }
    values[RecordMember.hasRelated] = .flag(site.related.hasEntries(id))
    var mentions = graph.mentions(of: id).filter { !$0.isCitation }
    if !mentions.isEmpty {
      let linked = Set(graph.edges(to: id).map(\.source) + graph.edges(from: id).map(\.target))
      mentions.removeAll { linked.contains($0.source) }
    }
    let shown = mentions.prefix(60)
    // A record that everybody mentions keeps a page that can be read: search finds the rest.
    values[RecordMember.mentions] = .later { .list(shown.map { self.nodes.item($0.source) }) }
    values[RecordMember.hasMentions] = .flag(!mentions.isEmpty)
    let forms = nodes.languageValues.forms.files(of: id, in: language)
    values[RecordMember.forms] = .list(
      forms.map { Values(PageShapes.form, [nodes.links.slot(.file($0.path)), .text(nodes.texts.size(ofFile: $0.size))]) })
    if type.page == .own {
      values[RecordMember.neighbourhood] = .later {
        .html(Neighbourhood(site: self.site, id: self.id, nodes: self.nodes).svg())
      }
      let citation = Citation(site: site, id: id, language: language)
      values[RecordMember.citation] = .later { .bytes(citation.plain) }
      values[RecordMember.bibtex] = .later { .bytes(citation.bibTeX) }
      values[RecordMember.cslJSON] = .later { .bytes(citation.cslJSON) }
      values[RecordMember.ris] = .later { .bytes(citation.ris) }
    }
    return values
  }

  private func notices(_ text: RecordText, _ values: inout Values) {
    values[RecordMember.isFallback] = .flag(text.language != language)
    values[RecordMember.isMachineMade] = .flag(text.translation?.isMachineMade ?? false)
    values[RecordMember.isStale] = .flag(text.translation?.isStale ?? false)
    if let by = text.translation?.by, by != "machine" { values[RecordMember.translatedBy] = .text(by) }
    let role = graph.settings.role(ofStatus: record.status)
    values[RecordMember.isSuperseded] = .flag(role == .superseded)
    values[RecordMember.isWithdrawn] = .flag(role == .withdrawn)
    values[RecordMember.isDraft] = .flag(role == .draft)
    let original = record.originalLanguage
    values[RecordMember.originalLanguage] = .later { [site] in .text(site.words(in: original)("languages_name")) }
    if original != language {
      values[RecordMember.originalURL] = nodes.links.slot(.record(id), in: original)
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

  private func bodies(_ text: RecordText, _ textIndex: Int, _ prefix: String, _ values: inout Values) {
    let filler = BodyFiller(nodes)
    let compiled = graph.compiled[id.index].texts[textIndex]
    let body = filler.filled(compiled.body, targets: graph.bodyTargets[id.index][textIndex][0], owner: id, anchorPrefix: prefix)
    values[RecordMember.body] = .html(body)
    let headings = compiled.body.headings.filter { !$0.text.isEmpty }
    values[RecordMember.toc] = .list(
      headings.map {
        Values(PageShapes.tocEntry, [.text(prefix + $0.anchor), .text($0.text), .text(String($0.level)), .flag($0.level > 2)])
      })
    values[RecordMember.hasToc] = .flag(headings.count > 2)
  }

  /// A Markdown value; its links stand in the order of all such values of the text.
  private func html(_ path: MarkdownPath, _ textIndex: Int, _ prefix: String) -> [UInt8] {
    let filler = BodyFiller(nodes)
    for text in [textIndex, 0] {
      let compiled = graph.compiled[id.index].texts[text]
      guard let number = compiled.field(at: path) else { continue }
      return filler.filled(
        compiled.fields[number].body, targets: graph.bodyTargets[id.index][text][number + 1], owner: id, anchorPrefix: prefix)
    }
    return []
  }

  private func show(_ parts: PageParts, in values: inout Values) {
    values[RecordMember.caution] = .list(parts.cautions)
    values[RecordMember.lead] = parts.leads.slot
    values[RecordMember.facts] = .list(parts.facts)
    values[RecordMember.hasFacts] = .flag(!parts.facts.isEmpty)
    values[RecordMember.aside] = parts.asides.slot
    values[RecordMember.hasAside] = .flag(!parts.asides.isEmpty)
    values[RecordMember.main] = parts.main.slot
    values[RecordMember.ways] = .list(parts.ways)
    values[RecordMember.hasWays] = .flag(!parts.ways.isEmpty)
    values[RecordMember.end] = parts.ends.slot
  }

  private func fields(
    _ text: RecordText, _ textIndex: Int, _ prefix: String, _ values: inout Values, _ parts: inout PageParts
  ) {
    let (type, own, others) = (record.type, record.values, text.values)
    let bodies = { self.html($0, textIndex, prefix) }
    // A text that a translation lacks is in the original's language.
    let original = record.originalLanguage == language ? nil : record.originalLanguage
    let foreign = text.language == language ? nil : text.language
    let names = shapes.records[type].fieldShape
    var named = Values(names, reserving: names.names.count)
    let shownFields = nodes.languageValues.types[type].fields
    let isAlone = graph.model.types[type].page == .own
    var texts: [Values] = []
    var entries: [Values] = []
    var links: [Values] = []
    for shown in shownFields {
      let said = others[shown.index]
      let value = said ?? own[shown.index]
      guard
        var node = nodes.field(
          shown, value, path: FieldPath(type: type, field: shown.index), of: id,
          in: said == nil ? original : foreign, anchorPrefix: prefix, bodies: bodies)
      else { continue }
      // Records that share a page have no headings of their own, and their fields one order.
      let placement = isAlone ? shown.placement(of: value, node) : shown.placement
      if placement != shown.placement { NodeBuilder.set(placement.form, of: &node) }
      // The shape has the type's fields in their order.
      named[shown.index] = .object(node)
      parts.add(node, at: placement, isListOfTexts: shown.isListOfTexts)
      guard ![.nowhere, .caution].contains(placement.part), placement != .fact else { continue }
      switch shown.field.kind {
      case .record: entries.append(node)
      case .reference: links.append(node)
      default: texts.append(node)
      }
    }
    values[RecordMember.field] = .object(named)
    values[RecordMember.texts] = .list(texts)
    values[RecordMember.entries] = .list(entries)
    values[RecordMember.links] = .list(links)
  }

  private func inverses(_ values: inout Values, _ parts: inout PageParts) {
    var named = Values(shapes.records[record.type].inverseShape)
    var all: [Values] = []
    for inverse in graph.inverses(of: id) {
      var node = Values(NodeMember.shape)
      // A record that names this one in several entries leads to it once, unless its links say
      // more.
      var known: Set<RecordID> = []
      let edges = inverse.groups.flatMap(\.edges).filter {
        (!$0.values.isEmpty || known.insert($0.source).inserted) && nodes.links.has($0.source)
      }
      guard !edges.isEmpty else { continue }
      node[NodeMember.name] = .text(inverse.name)
      node[NodeMember.label] = .text(site.label(inverse.label, in: language))
      node[NodeMember.isReference] = .flag(true)
      node[NodeMember.isInverse] = .flag(true)
      NodeBuilder.set(inverse.placement.form, of: &node)
      node[NodeMember.count] = .text(String(edges.count))
      // Groups follow the edges' own terms where all come from one field; otherwise the types they
      // come from.
      let own = edges[0].field
      let isOneField = own.field >= 0 && edges.allSatisfy { $0.field == own }
      let field = isOneField ? graph.field(own) : Field(name: inverse.name, kind: .reference)
      node[NodeMember.groups] = .later { [nodes] in .list(nodes.groups(edges, edgeFields: field, backwards: true)) }
      node[NodeMember.items] = .later { [nodes, graph] in
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
    values[RecordMember.inverse] = .object(named)
    values[RecordMember.inverses] = .list(all)
  }

  private func related() -> [Values] {
    // A preview shows pages before related records are ranked.
    guard site.related.hasEntries(id) else { return [] }
    return site.related[id.index].map { related in
      let card = nodes.cards[related.id]
      // The strongest come first; more than a reader weighs would only hide them.
      let told = nodes.languageValues.reasons.first(3, of: related.reasons)
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
    guard let index = index(of: name), case .object(let shape) = kinds[index] else { return Shape([]) }
    return shape
  }
}
