import Knowledge
import Templates
import Text

/// Places of a node's members, looked up once: a page sets some hundreds of them.
enum NodePlace {
  static let shape = PageShapes.node
  static let name = place("name"), label = place("label"), isText = place("isText"), isMarkdown = place("isMarkdown")
  static let isTerm = place("isTerm"), isReference = place("isReference"), isRecord = place("isRecord"),
    isDate = place("isDate")
  static let isPeriod = place("isPeriod"), isURL = place("isURL"), isFile = place("isFile"), isPlain = place("isPlain")
  static let isMany = place("isMany"), text = place("text"), html = place("html"), url = place("url"), id = place("id")
  static let anchor = place("anchor"), language = place("language"), direction = place("direction"), type = place("type")
  static let typeName = place("typeName"), summary = place("summary"), marks = place("marks"), bars = place("bars")
  static let count = place("count"), groups = place("groups"), edge = place("edge"), items = place("items")
  static let isImage = place("isImage"), width = place("width"), height = place("height"), size = place("size")
  static let isNumber = place("isNumber"), isInverse = place("isInverse"), columns = place("columns"), rows = place("rows")
  static let asFact = place("asFact"), asText = place("asText"), asTable = place("asTable"), asList = place("asList")
  static let asSources = place("asSources")
  static let isHead = place("isHead"), isBody = place("isBody"), isNames = place("isNames")
  static let scale = place("scale"), mark = place("mark")

  private static func place(_ name: String) -> Int { shape.place(of: name)! }
}

/// Turns fields and values into what templates show.
///
/// A class that never changes: what is made only when a template comes to it holds on to it.
final class NodeBuilder: Sendable {
  let site: Site
  let shared: LanguageValues
  let language: String
  let path: String
  let texts: ValueText
  let links: Links

  init(site: Site, shared: LanguageValues, language: String, path: String) {
    self.site = site
    self.shared = shared
    self.language = language
    self.path = path
    texts = ValueText(site: site, language: language)
    links = Links(shared.addresses, in: language, from: LinkOrigin(path: path))
  }

  /// A link to a record, or to a part of it.
  func url(of id: RecordID, part: String? = nil) -> Slot { links.slot(.record(id, part: part)) }

  /// A link to the page of a facet's value, for terms and texts.
  private func url(of value: FacetValue, facet: Int) -> Slot { links.slot(.page(.term(facet: facet, value, page: 1))) }

  var cards: RecordCards { shared.cards }
  var words: Words { texts.words }
  var dates: DateWords { texts.dates }
  var graph: ContentGraph { site.graph }

  /// A field with its values; nil where it has none.
  ///
  /// - Parameters:
  ///   - foreign: the language that its texts are in, where it is not the page's.
  ///   - bodies: gives a Markdown value of this field as HTML, by entry and nested field.
  func field(
    _ shown: ShownField, _ value: Value?, path fieldPath: FieldPath, of id: RecordID, in foreign: String?, anchorPrefix: String,
    bodies: (MarkdownPlace) -> [UInt8]
  ) -> Values? {
    let field = shown.field
    var node = shown.blank
    if field.kind == .reference {
      let links = graph.links(of: id, field: fieldPath.field)
      guard !links.isEmpty else { return nil }
      node[NodePlace.items] = .later { .list(links.map { self.reference($0, in: field) }) }
      node[NodePlace.groups] = .later { .list(self.groups(links, edgeFields: field)) }
      node[NodePlace.count] = .text(String(links.count))
      if shown.placement.form == .table { setTable(links, of: field, in: &node) }
      return node
    }
    guard let value else { return nil }
    let items =
      values(value, of: field, fieldPath, at: MarkdownPlace(field: fieldPath.field), id, foreign, anchorPrefix, bodies)
    guard !items.isEmpty else { return nil }
    node[NodePlace.items] = .list(items)
    node[NodePlace.count] = .text(String(items.count))
    if shown.placement.form == .table { setTable(items, of: field, in: &node) }
    return node
  }

  /// The nodes of a field's values: texts, or entries with their fields. A file that is not shipped
  /// is none.
  ///
  /// - Parameter first: the number of the first entry, as edges count them.
  func values(
    _ value: Value, of field: Field, _ path: FieldPath, at place: MarkdownPlace, _ id: RecordID, _ foreign: String?,
    _ anchorPrefix: String, first: Int = 0, _ bodies: (MarkdownPlace) -> [UInt8]
  ) -> [Values] {
    var count = first
    return value.elements.enumerated().compactMap { number, element -> Values? in
      switch element {
      case .record(let nested):
        defer { count += 1 + nested.entryCount }
        return entry(nested, number, count, of: field, path, at: place, id, foreign, anchorPrefix, bodies)
      case .file(let file): return self.file(file, field, of: id)
      default: return single(element, field, path, foreign) { bodies(place.element(number, of: value)) }
      }
    }
  }

  func blank(_ field: Field) -> Values {
    Self.blank(field, label: .text(site.label(field.label, in: language)))
  }

  static func blank(_ field: Field, label: Slot) -> Values {
    var node = Values(NodePlace.shape, reserving: 28)
    node[NodePlace.name] = .text(field.name)
    node[NodePlace.label] = label
    node[NodePlace.isMany] = .flag(field.many)
    let flag =
      switch field.kind {
      case .text: NodePlace.isText
      case .markdown: NodePlace.isMarkdown
      case .term: NodePlace.isTerm
      case .reference: NodePlace.isReference
      case .record: NodePlace.isRecord
      case .date, .datetime: NodePlace.isDate
      case .period: NodePlace.isPeriod
      case .url: NodePlace.isURL
      case .file: NodePlace.isFile
      case .integer, .number, .boolean, .duration, .language: NodePlace.isPlain
      }
    node[flag] = .flag(true)
    if field.kind == .integer || field.kind == .number { node[NodePlace.isNumber] = .flag(true) }
    if field.kind == .record, field.fields.contains(where: { $0.kind == .language }) { node[NodePlace.isNames] = .flag(true) }
    return node
  }

  /// Says in which form a page shows a field.
  static func set(_ form: Placement.Form, of node: inout Values) {
    let flag =
      switch form {
      case .fact: NodePlace.asFact
      case .text: NodePlace.asText
      case .table: NodePlace.asTable
      case .list: NodePlace.asList
      case .sources: NodePlace.asSources
      }
    for other in NodePlace.asFact...NodePlace.asSources where node.slots.count > other { node[other] = .absent }
    node[flag] = .flag(true)
  }

  /// - Parameters:
  ///   - count: the entry's number, as edges count them; `entry` is its place in its list.
  ///   - fieldPlace: where the field stands that the entry is a value of.
  private func entry(
    _ nested: NestedRecord, _ entry: Int, _ count: Int, of field: Field, _ path: FieldPath, at fieldPlace: MarkdownPlace,
    _ id: RecordID, _ foreign: String?, _ anchorPrefix: String, _ bodies: (MarkdownPlace) -> [UInt8]
  ) -> Values {
    var node = Values(NodePlace.shape)
    // Entries within entries are no targets of links: their keys need not differ from those
    // elsewhere on the page.
    let isInner = fieldPlace.nested >= 0
    if let key = field.key.flatMap(field.index(of:)), case .text(let anchor)? = nested.values[key] {
      if !isInner { node[NodePlace.anchor] = .text(anchorPrefix + anchor) }
      node[NodePlace.id] = .text(anchor)
    }
    // An entry that says a language, such as a name in another one, is in it.
    let said = zip(field.fields, nested.values).lazy.compactMap { inner, value -> String? in
      if inner.kind == .language, case .language(let code)? = value { code } else { nil }
    }.first
    let foreign = said == language ? nil : said ?? foreign
    let (head, body) = field.headAndBody
    var items: [Values] = []
    var next = path.firstNested
    var within = count + 1
    for (place, inner) in field.fields.enumerated() {
      let innerPath = next
      let first = within
      next = next.next(after: inner)
      if inner.kind == .record { within += nested.values[place]?.entryCount ?? 0 }
      guard inner.name != field.key, !inner.isHidden else { continue }
      var child = blank(inner)
      if place == head { child[NodePlace.isHead] = .flag(true) }
      if place == body { child[NodePlace.isBody] = .flag(true) }
      if inner.kind == .reference {
        let edges = graph.edges(from: id, field: path.field, entry: count).filter { $0.field == innerPath }
        guard !edges.isEmpty else { continue }
        child[NodePlace.items] = .list(edges.map { reference($0, in: inner) })
      } else {
        guard let value = nested.values[place] else { continue }
        let items = values(
          value, of: inner, innerPath, at: fieldPlace.nested(place, of: entry), id, foreign, anchorPrefix, first: first, bodies)
        guard !items.isEmpty else { continue }
        child[NodePlace.items] = .list(items)
        if let titled = value.elements.first, inner.name == "title" || (inner.kind == .text && node[NodePlace.text].isAbsent) {
          if case .text(let text) = titled { node[NodePlace.text] = .text(text) }
        }
      }
      items.append(child)
    }
    node[NodePlace.items] = .list(items)
    return node
  }

  private func single(_ value: Value, _ field: Field, _ path: FieldPath, _ foreign: String?, html: () -> [UInt8]) -> Values {
    var node = Values(NodePlace.shape, reserving: 12)
    switch value {
    case .markdown: node[NodePlace.html] = .html(html())
    case .term(let term):
      let sign = site.sign(of: term, in: language)
      node[NodePlace.text] = .text(site.label(graph.vocabularies.label(of: term), in: language))
      node[NodePlace.url] = site.facetPlaces[path].map { url(of: .term(term), facet: $0) } ?? .absent
      node[NodePlace.id] = .text(graph.vocabularies.id(of: term))
      node[NodePlace.bars] = sign.bars
      node[NodePlace.scale] = sign.scale
      node[NodePlace.mark] = sign.mark
    case .url(let url):
      node[NodePlace.text] = .text(url)
      node[NodePlace.url] = .text(url)
    default:
      node[NodePlace.text] = .text(texts.text(value) ?? "")
      if let facet = site.facetPlaces[path], let value = FacetValue(text: value), site.termNames[facet][value] != nil {
        node[NodePlace.url] = url(of: value, facet: facet)
      }
    }
    if let foreign, field.kind == .text || field.kind == .markdown { Self.say(foreign, of: &node) }
    return node
  }

  /// Says the language of a node's text, which is not the page's.
  static func say(_ language: String, of node: inout Values) {
    node[NodePlace.language] = .text(language)
    node[NodePlace.direction] = .text(Words.direction(of: language))
  }

  /// A link to a shipped file, or the image itself; nil for a file that is not there or was
  /// refused, which has its finding.
  private func file(_ file: FileValue, _ field: Field, of id: RecordID) -> Values? {
    guard let shipped = site.files[ContentFiles.key(of: file.path, from: graph[id], in: graph.model)] else { return nil }
    var node = Values(NodePlace.shape)
    node[NodePlace.url] = links.slot(.file(shipped.path))
    guard shipped.isImage else {
      node[NodePlace.text] = .text(file.path.split(separator: "/").last.map(String.init) ?? file.path)
      node[NodePlace.size] = .text(texts.size(ofFile: shipped.bytes))
      return node
    }
    node[NodePlace.isImage] = .flag(true)
    // Nobody has said what is on it, but what it is of can be told.
    node[NodePlace.text] = .text(site.label(field.label, in: language) + ": " + cards[id].title)
    if let width = shipped.width, let height = shipped.height {
      node[NodePlace.width] = .text(String(width))
      node[NodePlace.height] = .text(String(height))
    }
    return node
  }
}

extension Field {
  /// The positions of an entry's title and of its text among its fields: the theme shows neither
  /// with a label before it.
  fileprivate var headAndBody: (head: Int?, body: Int?) {
    let texts = fields.indices.filter { fields[$0].kind == .text && fields[$0].name != key && !fields[$0].isHidden }
    let prose = fields.indices.first { fields[$0].kind == .markdown && !fields[$0].isHidden }
    let title = texts.first { fields[$0].name == "title" }
    if prose != nil || title != nil { return (title ?? texts.first, prose ?? texts.first { $0 != title }) }
    return (nil, texts.first)
  }
}

extension Slot {
  var isAbsent: Bool { if case .absent = self { true } else { false } }

  var isEmptyList: Bool {
    switch self {
    case .list(let entries): entries.isEmpty
    default: isAbsent
    }
  }
}
