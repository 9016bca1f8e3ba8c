import Knowledge
import Templates
import Text

/// The indexes of a node's members, looked up once: a page sets some hundreds of them.
enum NodeMember {
  static let shape = PageShapes.node
  static let name = member("name"), label = member("label"), isText = member("isText"), isMarkdown = member("isMarkdown")
  static let isTerm = member("isTerm"), isReference = member("isReference"), isRecord = member("isRecord"),
    isDate = member("isDate")
  static let isPeriod = member("isPeriod"), isURL = member("isURL"), isFile = member("isFile"), isPlain = member("isPlain")
  static let isMany = member("isMany"), text = member("text"), html = member("html"), url = member("url"), id = member("id")
  static let anchor = member("anchor"), language = member("language"), direction = member("direction"), type = member("type")
  static let typeName = member("typeName"), summary = member("summary"), marks = member("marks"), bars = member("bars")
  static let count = member("count"), groups = member("groups"), edge = member("edge"), items = member("items")
  static let isImage = member("isImage"), width = member("width"), height = member("height"), size = member("size")
  static let isNumber = member("isNumber"), isInverse = member("isInverse"), columns = member("columns"), rows = member("rows")
  static let asFact = member("asFact"), asText = member("asText"), asTable = member("asTable"), asList = member("asList")
  static let asSources = member("asSources")
  static let isHead = member("isHead"), isBody = member("isBody"), isNames = member("isNames")
  static let scale = member("scale"), mark = member("mark")

  private static func member(_ name: String) -> Int { shape.index(of: name)! }
}

/// Turns fields and values into what templates show.
///
/// A class that never changes: what is made only when a template comes to it holds on to it.
final class NodeBuilder: Sendable {
  let site: Site
  let languageValues: LanguageValues
  let language: String
  let path: String
  let texts: ValueText
  let links: Links

  init(site: Site, languageValues: LanguageValues, language: String, path: String) {
    self.site = site
    self.languageValues = languageValues
    self.language = language
    self.path = path
    texts = ValueText(site: site, language: language)
    links = Links(languageValues.addresses, in: language, from: LinkOrigin(path: path))
  }

  /// A link to a record, or to a part of it.
  func url(of id: RecordID, part: String? = nil) -> Slot { links.slot(.record(id, part: part)) }

  /// A link to the page of a facet's value, for terms and texts.
  private func url(of value: FacetValue, facet: Int) -> Slot { links.slot(.page(.term(facet: facet, value, page: 1))) }

  var cards: RecordCards { languageValues.cards }
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
    bodies: (MarkdownPath) -> [UInt8]
  ) -> Values? {
    let field = shown.field
    var node = shown.blank
    if field.kind == .reference {
      let links = graph.links(of: id, field: fieldPath.field)
      guard !links.isEmpty else { return nil }
      node[NodeMember.items] = .later { .list(links.map { self.reference($0, in: field) }) }
      node[NodeMember.groups] = .later { .list(self.groups(links, edgeFields: field)) }
      node[NodeMember.count] = .text(String(links.count))
      if shown.placement.form == .table { setTable(links, of: field, in: &node) }
      return node
    }
    guard let value else { return nil }
    let items =
      values(value, of: field, fieldPath, at: MarkdownPath(field: fieldPath.field), id, foreign, anchorPrefix, bodies)
    guard !items.isEmpty else { return nil }
    node[NodeMember.items] = .list(items)
    node[NodeMember.count] = .text(String(items.count))
    if shown.placement.form == .table { setTable(items, of: field, in: &node) }
    return node
  }

  /// The nodes of a field's values: texts, or entries with their fields. A file that is not shipped
  /// is none.
  ///
  /// - Parameter first: the number of the first entry, as edges count them.
  func values(
    _ value: Value, of field: Field, _ path: FieldPath, at markdownPath: MarkdownPath, _ id: RecordID, _ foreign: String?,
    _ anchorPrefix: String, first: Int = 0, _ bodies: (MarkdownPath) -> [UInt8]
  ) -> [Values] {
    var count = first
    return value.elements.enumerated().compactMap { number, element -> Values? in
      switch element {
      case .record(let nested):
        defer { count += 1 + nested.entryCount }
        return entry(nested, number, count, of: field, path, at: markdownPath, id, foreign, anchorPrefix, bodies)
      case .file(let file): return self.file(file, field, of: id)
      default: return single(element, field, path, foreign) { bodies(markdownPath.element(number, of: value)) }
      }
    }
  }

  func blank(_ field: Field) -> Values {
    Self.blank(field, label: .text(site.label(field.label, in: language)))
  }

  static func blank(_ field: Field, label: Slot) -> Values {
    var node = Values(NodeMember.shape, reserving: 28)
    node[NodeMember.name] = .text(field.name)
    node[NodeMember.label] = label
    node[NodeMember.isMany] = .flag(field.many)
    let flag =
      switch field.kind {
      case .text: NodeMember.isText
      case .markdown: NodeMember.isMarkdown
      case .term: NodeMember.isTerm
      case .reference: NodeMember.isReference
      case .record: NodeMember.isRecord
      case .date, .datetime: NodeMember.isDate
      case .period: NodeMember.isPeriod
      case .url: NodeMember.isURL
      case .file: NodeMember.isFile
      case .integer, .number, .boolean, .duration, .language: NodeMember.isPlain
      }
    node[flag] = .flag(true)
    if field.kind == .integer || field.kind == .number { node[NodeMember.isNumber] = .flag(true) }
    if field.kind == .record, field.fields.contains(where: { $0.kind == .language }) { node[NodeMember.isNames] = .flag(true) }
    return node
  }

  /// Says in which form a page shows a field.
  static func set(_ form: Placement.Form, of node: inout Values) {
    let flag =
      switch form {
      case .fact: NodeMember.asFact
      case .text: NodeMember.asText
      case .table: NodeMember.asTable
      case .list: NodeMember.asList
      case .sources: NodeMember.asSources
      }
    for other in NodeMember.asFact...NodeMember.asSources where node.slots.count > other { node[other] = .absent }
    node[flag] = .flag(true)
  }

  /// - Parameters:
  ///   - count: the entry's number, as edges count them; `entry` is its index in its list.
  ///   - markdownPath: that of the field that the entry is a value of.
  private func entry(
    _ nested: NestedRecord, _ entry: Int, _ count: Int, of field: Field, _ path: FieldPath, at markdownPath: MarkdownPath,
    _ id: RecordID, _ foreign: String?, _ anchorPrefix: String, _ bodies: (MarkdownPath) -> [UInt8]
  ) -> Values {
    var node = Values(NodeMember.shape)
    // Entries within entries are no targets of links: their keys need not differ from those
    // elsewhere on the page.
    let isInner = markdownPath.nested >= 0
    if let key = field.key.flatMap(field.index(of:)), case .text(let anchor)? = nested.values[key] {
      if !isInner { node[NodeMember.anchor] = .text(anchorPrefix + anchor) }
      node[NodeMember.id] = .text(anchor)
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
    for (index, inner) in field.fields.enumerated() {
      let innerPath = next
      let first = within
      next = next.next(after: inner)
      if inner.kind == .record { within += nested.values[index]?.entryCount ?? 0 }
      guard inner.name != field.key, !inner.isHidden else { continue }
      var child = blank(inner)
      if index == head { child[NodeMember.isHead] = .flag(true) }
      if index == body { child[NodeMember.isBody] = .flag(true) }
      if inner.kind == .reference {
        let edges = graph.edges(from: id, field: path.field, entry: count).filter { $0.field == innerPath }
        guard !edges.isEmpty else { continue }
        child[NodeMember.items] = .list(edges.map { reference($0, in: inner) })
      } else {
        guard let value = nested.values[index] else { continue }
        let items = values(
          value, of: inner, innerPath, at: markdownPath.nested(index, of: entry), id, foreign, anchorPrefix, first: first,
          bodies)
        guard !items.isEmpty else { continue }
        child[NodeMember.items] = .list(items)
        if let titled = value.elements.first, inner.name == "title" || (inner.kind == .text && node[NodeMember.text].isAbsent) {
          if case .text(let text) = titled { node[NodeMember.text] = .text(text) }
        }
      }
      items.append(child)
    }
    node[NodeMember.items] = .list(items)
    return node
  }

  private func single(_ value: Value, _ field: Field, _ path: FieldPath, _ foreign: String?, html: () -> [UInt8]) -> Values {
    var node = Values(NodeMember.shape, reserving: 12)
    switch value {
    case .markdown: node[NodeMember.html] = .html(html())
    case .term(let term):
      let sign = site.sign(of: term, in: language)
      node[NodeMember.text] = .text(site.label(graph.vocabularies.label(of: term), in: language))
      node[NodeMember.url] = site.facetIndexes[path].map { url(of: .term(term), facet: $0) } ?? .absent
      node[NodeMember.id] = .text(graph.vocabularies.id(of: term))
      node[NodeMember.bars] = sign.bars
      node[NodeMember.scale] = sign.scale
      node[NodeMember.mark] = sign.mark
    case .url(let url):
      node[NodeMember.text] = .text(url)
      node[NodeMember.url] = .text(url)
    default:
      node[NodeMember.text] = .text(texts.text(value) ?? "")
      if let facet = site.facetIndexes[path], let value = FacetValue(text: value), site.termNames[facet][value] != nil {
        node[NodeMember.url] = url(of: value, facet: facet)
      }
    }
    if let foreign, field.kind == .text || field.kind == .markdown { Self.say(foreign, of: &node) }
    return node
  }

  /// Says the language of a node's text, which is not the page's.
  static func say(_ language: String, of node: inout Values) {
    node[NodeMember.language] = .text(language)
    node[NodeMember.direction] = .text(Words.direction(of: language))
  }

  /// A link to a shipped file, or the image itself; nil for a file that is not there or was
  /// refused, which has its finding.
  private func file(_ file: FileValue, _ field: Field, of id: RecordID) -> Values? {
    guard let shipped = site.files[ContentFiles.key(of: file.path, from: graph[id], in: graph.model)] else { return nil }
    var node = Values(NodeMember.shape)
    node[NodeMember.url] = links.slot(.file(shipped.path))
    guard shipped.isImage else {
      node[NodeMember.text] = .text(file.path.split(separator: "/").last.map(String.init) ?? file.path)
      node[NodeMember.size] = .text(texts.size(ofFile: shipped.bytes))
      return node
    }
    node[NodeMember.isImage] = .flag(true)
    // Nobody has said what is on it, but what it is of can be told.
    node[NodeMember.text] = .text(site.label(field.label, in: language) + words("label_end") + cards[id].title)
    if let width = shipped.width, let height = shipped.height {
      node[NodeMember.width] = .text(String(width))
      node[NodeMember.height] = .text(String(height))
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
