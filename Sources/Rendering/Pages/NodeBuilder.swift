package import Knowledge
import Templates

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

  private static func place(_ name: String) -> Int { shape.place(of: name)! }
}

/// Turns fields and values into what templates show.
struct NodeBuilder: Sendable {
  let site: Site
  let language: String
  let path: String
  let words: Words
  let dates: DateWords
  init(site: Site, language: String, path: String) {
    self.site = site
    self.language = language
    self.path = path
    words = site.words(in: language)
    dates = DateWords(words: words)
  }

  private var graph: ContentGraph { site.graph }

  /// A field with its values; nil where it has none.
  ///
  /// - Parameter bodies: gives a Markdown value of this field as HTML, by entry and nested field.
  func field(
    _ field: Field, _ value: Value?, path fieldPath: FieldPath, of id: RecordID, anchorPrefix: String,
    bodies: (MarkdownPlace) -> [UInt8]
  ) -> Values? {
    var node = blank(field)
    if field.kind == .reference {
      let links = graph.links(of: id, field: fieldPath.field)
      guard !links.isEmpty else { return nil }
      node[NodePlace.items] = .list(links.map { reference($0, in: field) })
      node[NodePlace.groups] = .list(groups(links, edgeFields: field))
      node[NodePlace.count] = .text(String(links.count))
      return node
    }
    guard let value else { return nil }
    let elements = value.elements
    var items: [Values] = []
    items.reserveCapacity(elements.count)
    for (entry, element) in elements.enumerated() {
      if case .record(let nested) = element {
        items.append(self.entry(nested, entry, of: field, fieldPath, id, anchorPrefix, bodies))
      } else {
        items.append(single(element, field, fieldPath) { bodies(MarkdownPlace(field: fieldPath.field, entry: entry)) })
      }
    }
    node[NodePlace.items] = .list(items)
    node[NodePlace.count] = .text(String(items.count))
    return node
  }

  private func blank(_ field: Field) -> Values {
    var node = Values(NodePlace.shape)
    node[NodePlace.name] = .text(field.name)
    node[NodePlace.label] = .text(site.label(field.label, in: language))
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
    return node
  }

  private func entry(
    _ nested: NestedRecord, _ entry: Int, of field: Field, _ path: FieldPath, _ id: RecordID, _ anchorPrefix: String,
    _ bodies: (MarkdownPlace) -> [UInt8]
  ) -> Values {
    var node = Values(NodePlace.shape)
    if let key = field.key.flatMap(field.index(of:)), case .text(let anchor)? = nested.values[key] {
      node[NodePlace.anchor] = .text(anchorPrefix + anchor)
      node[NodePlace.id] = .text(anchor)
    }
    var items: [Values] = []
    for (place, inner) in field.fields.enumerated() where inner.name != field.key && inner.name != "catalogue" {
      let nestedPath = FieldPath(type: path.type, field: path.field, nested: place)
      var child = blank(inner)
      if inner.kind == .reference {
        let edges = graph.edges(from: id).filter { $0.field == nestedPath && $0.entry == entry }
        guard !edges.isEmpty else { continue }
        child[NodePlace.items] = .list(edges.map { reference($0, in: inner) })
      } else {
        guard let value = nested.values[place] else { continue }
        let place = MarkdownPlace(field: path.field, entry: entry, nested: place)
        child[NodePlace.items] = .list(value.elements.map { single($0, inner, nestedPath) { bodies(place) } })
        if let titled = value.elements.first, inner.name == "title" || (inner.kind == .text && node[NodePlace.text].isAbsent) {
          if case .text(let text) = titled { node[NodePlace.text] = .text(text) }
        }
      }
      items.append(child)
    }
    node[NodePlace.items] = .list(items)
    return node
  }

  private func single(_ value: Value, _ field: Field, _ path: FieldPath, html: () -> [UInt8]) -> Values {
    var node = Values(NodePlace.shape)
    switch value {
    case .markdown: node[NodePlace.html] = .html(html())
    case .term(let term):
      node[NodePlace.id] = .text(graph.vocabularies[term].id)
      node[NodePlace.text] = .text(site.label(graph.vocabularies[term].label, in: language))
      node[NodePlace.bars] = bars(term)
      if let facet = site.facetPlaces[path], let place = site.place(.term(term), facet: facet, in: language) {
        node[NodePlace.url] = .text(relativeURL(from: self.path, to: place))
      }
    case .url(let url):
      node[NodePlace.text] = .text(url)
      node[NodePlace.url] = .text(url)
    case .file(let file):
      node[NodePlace.text] = .text(file.path.split(separator: "/").last.map(String.init) ?? file.path)
    default: node[NodePlace.text] = .text(plainText(value) ?? "")
    }
    return node
  }

  /// A value as words, for facts and search.
  func plainText(_ value: Value) -> String? {
    switch value {
    case .text(let text), .url(let text), .datetime(let text): text
    case .language(let code): site.words[code]?("languages_name") ?? code
    case .integer(let number): String(number)
    case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    case .boolean(let flag): words(flag ? "yes" : "no")
    case .date(let date): dates.text(date)
    case .duration(let span): dates.text(span)
    case .period(let period): dates.text(period)
    case .term(let term): site.label(graph.vocabularies[term].label, in: language)
    case .file(let file): file.path
    case .markdown, .reference, .record, .list: nil
    }
  }

  private func bars(_ term: TermID) -> Slot {
    guard let (rank, count) = site.ranks[term] else { return .absent }
    return .list((0..<count).map { Values(PageShapes.bar, [.flag($0 <= rank)]) })
  }

  // MARK: links

  func reference(_ edge: Edge, in field: Field) -> Values {
    var node = Values(NodePlace.shape)
    let target = graph[edge.target]
    let text = target.bestText(in: language)
    node[NodePlace.text] = .text(title(of: edge.target, part: edge.part))
    node[NodePlace.url] = .text(relativeURL(from: path, to: site.paths.place(of: edge.target, part: edge.part, in: language)))
    node[NodePlace.id] = .text(target.slug)
    if text.language != language {
      node[NodePlace.language] = .text(text.language)
      node[NodePlace.direction] = .text(Words.direction(of: text.language))
    }
    let type = graph.type(of: edge.target)
    node[NodePlace.type] = .text(site.label(type.label, in: language))
    node[NodePlace.typeName] = .text(type.name)
    if let summary = site.summary(of: edge.target, in: language) { node[NodePlace.summary] = .text(summary) }
    node[NodePlace.marks] = .list(marks(of: edge.target))
    node[NodePlace.edge] = .list(edgeNodes(edge, field))
    return node
  }

  private func title(of id: RecordID, part: String?) -> String {
    let title = graph[id].title(in: language)
    guard let part, let name = graph.partTitle(part, of: id, in: language) else { return title }
    return title + ": " + name
  }

  private func edgeNodes(_ edge: Edge, _ field: Field) -> [Values] {
    zip(field.fields, edge.values).compactMap { inner, value in
      guard let value else { return nil }
      var node = blank(inner)
      node[NodePlace.items] = .list(value.elements.map { single($0, inner, edge.field) { [] } })
      if case .term(let term)? = value.elements.first { node[NodePlace.id] = .text(graph.vocabularies[term].id) }
      node[NodePlace.text] = .text(value.elements.compactMap(plainText).joined(separator: words("list_separator")))
      return node
    }
  }

  /// - Parameter grouping: the edge's field that a group's heading says already.
  func item(_ id: RecordID, edge: Edge? = nil, part: String? = nil, grouping: Int? = nil) -> Values {
    var item = Values(PageShapes.groupItem)
    let text = graph[id].bestText(in: language)
    let type = graph.type(of: id)
    item["text"] = .text(title(of: id, part: part))
    item["url"] = .text(relativeURL(from: path, to: site.paths.place(of: id, part: part, in: language)))
    if text.language != language {
      item["language"] = .text(text.language)
      item["direction"] = .text(Words.direction(of: text.language))
    }
    item["type"] = .text(site.label(type.label, in: language))
    item["typeName"] = .text(type.name)
    if let summary = site.summary(of: id, in: language) { item["summary"] = .text(summary) }
    item["marks"] = .list(marks(of: id))
    if let edge, edge.field.field >= 0 {
      let field = graph.field(edge.field)
      item["edge"] = .list(
        zip(field.fields, edge.values).enumerated().compactMap { place, pair in
          let (inner, value) = pair
          guard let value, place != grouping else { return nil }
          var fact = Values(PageShapes.fact)
          fact["name"] = .text(inner.name)
          fact["label"] = .text(site.label(inner.label, in: language))
          if case .term(let term)? = value.elements.first { fact["id"] = .text(graph.vocabularies[term].id) }
          fact["text"] = .text(value.elements.compactMap(plainText).joined(separator: words("list_separator")))
          return fact
        })
    }
    return item
  }

  /// Links by the first term of their edges where the model gives edges one, else by the type of what they lead to.
  func groups(_ links: [Edge], edgeFields field: Field, backwards: Bool = false) -> [Values] {
    func end(_ edge: Edge) -> RecordID { backwards ? edge.source : edge.target }
    if let place = field.fields.firstIndex(where: { $0.kind == .term && !$0.many }) {
      let nested = field.fields[place]
      var order: [TermID?] = []
      for vocabulary in nested.vocabularies.compactMap({ graph.vocabularies.index(of: $0) }) {
        order += graph.vocabularies.all[vocabulary].terms.indices.map { TermID(vocabulary: vocabulary, term: $0) }
      }
      func term(_ edge: Edge) -> TermID? {
        if edge.values.indices.contains(place), case .term(let term)? = edge.values[place] { term } else { nil }
      }
      return (order + [nil]).compactMap { wanted in
        let members = links.filter { term($0) == wanted }
        guard !members.isEmpty else { return nil }
        let label = wanted.map { site.label(graph.vocabularies[$0].label, in: language) } ?? ""
        return group(
          label, id: wanted.map { graph.vocabularies[$0].id } ?? "",
          members.map { item(end($0), edge: $0, part: backwards ? nil : $0.part, grouping: place) })
      }
    }
    let types = Set(links.map { graph[end($0)].type }).sorted()
    return types.map { type in
      let members = links.filter { graph[end($0)].type == type }
      let label = site.label(graph.model.types[type].plural, in: language)
      return group(
        label, id: graph.model.types[type].name, members.map { item(end($0), edge: $0, part: backwards ? nil : $0.part) })
    }
  }

  private func group(_ label: String, id: String, _ items: [Values]) -> Values {
    Values(PageShapes.group, [.text(label), .text(id), .text(String(items.count)), .list(items)])
  }

  /// A record's required terms of one value: what its kind is judged by, such as an outcome or a confidence.
  func marks(of id: RecordID) -> [Values] {
    let record = graph[id]
    let fields = graph.model.types[record.type].fields
    return fields.indices.compactMap { place in
      let field = fields[place]
      guard field.kind == .term, !field.many, field.isFacet, field.required == .always,
        case .term(let term)? = record.values[place]
      else { return nil }
      var mark = Values(PageShapes.mark)
      mark["field"] = .text(field.name)
      mark["label"] = .text(site.label(field.label, in: language))
      mark["id"] = .text(graph.vocabularies[term].id)
      mark["text"] = .text(site.label(graph.vocabularies[term].label, in: language))
      mark["bars"] = bars(term)
      return mark
    }
  }
}

extension Slot {
  var isAbsent: Bool { if case .absent = self { true } else { false } }
}

extension Site {
  /// What a record says of itself in short: its summary, else the beginning of its text.
  package func summary(of id: RecordID, in language: String) -> String? {
    let record = graph[id]
    let text = record.bestText(in: language)
    if case .text(let summary)? = text.values[CommonField.summary.rawValue]
      ?? (text.language == record.originalLanguage ? record[.summary] : nil)
    {
      return summary
    }
    return nil
  }
}
