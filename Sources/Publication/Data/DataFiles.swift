import Knowledge
import Text

/// The files for programs: the whole graph, a table for each type, and with a base URL the sitemap,
/// the feed and the description of the search.
package struct DataFiles: Sendable {
  private let site: Site

  package init(site: Site) { self.site = site }

  private var graph: ContentGraph { site.graph }
  private var language: String { site.paths.defaultLanguage }

  /// Lists the files. Some are as large as all records together, so each is made when it is
  /// written.
  package func all() -> [OutputFile] {
    var files = [OutputFile("data/graph.json", .resource, .pieces { graphJSON($0) })]
    func add(_ path: String, _ make: @escaping @Sendable () -> [UInt8]) {
      files.append(OutputFile(path, .resource, .pieces { use in use(make()) }))
    }
    for type in graph.model.types.indices where !site.paths.orders[0][type].isEmpty {
      add("data/\(graph.model.types[type].name).csv") { csv(type) }
    }
    let withdrawn = WithdrawnList(graph: graph)
    if !withdrawn.isEmpty { add("withdrawn.json") { withdrawn.json } }
    if let base = site.options.baseURL {
      add("sitemap.xml") { sitemap(base) }
      for language in site.paths.languages {
        add(site.paths.root(of: language) + "feed.xml") { feed(base, language) }
        add(site.paths.root(of: language) + "opensearch.xml") { openSearch(base, language) }
      }
    }
    return files
  }

  // MARK: graph.json

  private func graphJSON(_ use: ([UInt8]) -> Void) {
    var json = JSONWriter()
    let exported = graph.model.types.map { type in
      type.fields.enumerated().filter { Self.isExported($1, $0) && $1.kind != .reference }.map { (place: $0, field: $1) }
    }
    json.object {
      $0.member("title", site.label(graph.settings.title, in: language))
      $0.member("release", site.options.release)
      $0.member("licence", graph.settings.licence)
      $0.key("languages")
      $0.array { for code in site.paths.languages { $0.value(code) } }
      $0.key("records")
      $0.array {
        for index in graph.records.indices {
          record(RecordID(index), exported[graph.records[index].type], &$0)
          $0.passOn(to: use)
        }
      }
      $0.key("relations")
      $0.array {
        for edge in graph.edges {
          relation(edge, &$0)
          $0.passOn(to: use)
        }
        for mention in graph.mentions {
          $0.newline()
          $0.object {
            $0.member("from", graph.records[mention.source.index].id)
            $0.member("to", graph.records[mention.target.index].id)
            $0.member("field", mention.isCitation ? "citation" : "mention")
          }
          $0.passOn(to: use)
        }
      }
    }
    json.end()
    use(json.bytes)
  }

  private func record(_ id: RecordID, _ fields: [(place: Int, field: Field)], _ json: inout JSONWriter) {
    let record = graph[id]
    let values = record.values
    let type = graph.type(of: id)
    json.newline()
    json.object {
      $0.member("id", record.id)
      $0.member("type", type.name)
      $0.member("language", record.originalLanguage)
      $0.key("titles")
      $0.object { for text in record.texts { $0.member(text.language, text.title) } }
      let place = site.paths.place(of: id, in: language)
      $0.member("url", relativeURL(from: "index.html", to: place))
      $0.key("fields")
      let texts = site.plainFields(of: id, text: 0, in: record.originalLanguage)
      $0.object {
        for (place, field) in fields {
          guard let value = values[place].flatMap({ site.naming($0, of: id, in: field) }) else { continue }
          $0.key(field.name)
          write(value, field, MarkdownPlace(field: place), texts, &$0)
        }
      }
    }
  }

  /// False for fields that inform writers and not readers.
  private static func isExported(_ field: Field, _ place: Int) -> Bool {
    if field.isHidden { return false }
    guard field.isCommon, let common = CommonField(rawValue: place) else { return true }
    return [.summary, .updated, .last_reviewed, .also].contains(common)
  }

  /// - Parameter texts: the plain texts of Markdown, by their positions.
  private func write(
    _ value: Value, _ field: Field, _ place: MarkdownPlace, _ texts: [MarkdownPlace: String], _ json: inout JSONWriter
  ) {
    if case .list(let values) = value {
      json.array {
        for (number, element) in values.enumerated() { write(element, number, of: value, field, place, texts, &$0) }
      }
    } else {
      write(value, 0, of: value, field, place, texts, &json)
    }
  }

  /// Writes one element of a value.
  private func write(
    _ element: Value, _ number: Int, of value: Value, _ field: Field, _ place: MarkdownPlace,
    _ texts: [MarkdownPlace: String], _ json: inout JSONWriter
  ) {
    switch element {
    case .record(let entry):
      json.object {
        for (nested, (inner, value)) in zip(field.fields, entry.values).enumerated()
        where !inner.isHidden && inner.kind != .reference {
          guard let value else { continue }
          $0.key(inner.name)
          write(value, inner, place.nested(nested, of: number), texts, &$0)
        }
      }
    case .markdown: json.value(texts[place.element(number, of: value)] ?? "")
    case .number(let number): json.value(number)
    case .boolean(let flag): json.value(flag)
    default: json.value(plain(element))
    }
  }

  private func plain(_ value: Value) -> String {
    switch value {
    case .text(let text), .url(let text), .language(let text), .datetime(let text): text
    case .date(let date): date.edtf
    case .period(let period):
      (period.start?.edtf(isCirca: period.isCirca) ?? "..") + "/" + (period.end?.edtf(isCirca: period.isCirca) ?? "..")
    case .duration(let span): span.iso
    case .term(let term): graph.vocabularies.id(of: term)
    case .file(let file): file.path
    case .number(let number): number.text
    case .boolean(let flag): flag ? "true" : "false"
    case .markdown, .reference, .record, .list: ""
    }
  }

  private func relation(_ edge: Edge, _ json: inout JSONWriter) {
    let field = graph.field(edge.field)
    json.newline()
    json.object {
      $0.member("from", graph.records[edge.source.index].id)
      $0.member("to", graph.records[edge.target.index].id)
      $0.member("field", edge.field.nested == nil ? field.name : graph.name(of: edge.field))
      if let part = edge.part { $0.member("part", part) }
      for (inner, value) in zip(field.fields, edge.values) where inner.kind != .markdown {
        guard let value = value.flatMap({ site.naming($0, of: edge.source, in: inner) }) else { continue }
        $0.key(inner.name)
        write(value, inner, MarkdownPlace(field: edge.field.field), [:], &$0)
      }
    }
  }

  // MARK: tables

  /// The properties of a field that every record needs.
  private struct Column {
    let place: Int
    let isReference: Bool
    let isNumber: Bool
    let hasFiles: Bool

    init(_ field: Field, at place: Int) {
      self.place = place
      isReference = field.kind == .reference
      isNumber = field.kind == .integer || field.kind == .number
      hasFiles = field.kind == .file
    }
  }

  private func csv(_ type: Int) -> [UInt8] {
    let recordType = graph.model.types[type]
    let columns = recordType.fields.enumerated().filter { place, field in
      Self.isExported(field, place) && field.kind != .record && field.kind != .markdown && site.shows(field)
    }.map { Column($1, at: $0) }
    // Spreadsheets read a file as UTF-8 only if it begins with a byte order mark.
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    for (place, name) in (["id", "title", "url"] + columns.map { recordType.fields[$0.place].name }).enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(cell: name.utf8.span)
    }
    bytes.append("\r\n")
    var cell: [UInt8] = []
    for index in graph.records.indices where graph.records[index].type == type {
      let id = RecordID(index)
      let record = graph.records[index]
      let values = record.values
      bytes.append(cell: record.id.utf8.span)
      bytes.append(UInt8(ascii: ","))
      bytes.append(cell: record.title(in: language).utf8.span)
      bytes.append(UInt8(ascii: ","))
      bytes.append(cell: relativeURL(from: "index.html", to: site.paths.place(of: id, in: language)).utf8.span)
      for column in columns {
        bytes.append(UInt8(ascii: ","))
        cell.removeAll(keepingCapacity: true)
        if column.isReference {
          for (number, link) in graph.links(of: id, field: column.place).enumerated() {
            if number > 0 { cell.append("; ") }
            cell.append(contentsOf: graph.records[link.target.index].slug.utf8)
            if let part = link.part {
              cell.append(UInt8(ascii: "#"))
              cell.append(contentsOf: part.utf8)
            }
          }
        } else if let value = values[column.place].flatMap({ column.hasFiles ? site.naming($0, of: id) : $0 }) {
          if case .list(let elements) = value {
            for (number, element) in elements.enumerated() {
              if number > 0 { cell.append("; ") }
              cell.append(contentsOf: plain(element).utf8)
            }
          } else {
            cell.append(contentsOf: plain(value).utf8)
          }
        }
        bytes.append(cell: cell.span, isNumber: column.isNumber)
      }
      bytes.append("\r\n")
    }
    return bytes
  }

  // MARK: with a base URL

  private func sitemap(_ base: String) -> [UInt8] {
    var bytes = Array(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".utf8)
    for page in site.plan() {
      switch page.kind {
      case .redirect, .withdrawn, .notFound, .search, .start: continue
      // A page that only repeats the original is not listed as another page.
      case .record(let id) where graph.records[id.index].text(in: page.language) == nil: continue
      default: break
      }
      bytes.append(contentsOf: "<url><loc>".utf8)
      bytes.appendEscaped(base + percentEncoded(page.path))
      bytes.append(contentsOf: "</loc>".utf8)
      if case .record(let id) = page.kind, case .date(let date)? = graph[id][.updated] {
        bytes.append(contentsOf: "<lastmod>\(date.iso)</lastmod>".utf8)
      }
      bytes.append(contentsOf: "</url>\n".utf8)
    }
    bytes.append(contentsOf: "</urlset>\n".utf8)
    return bytes
  }

  /// Atom (RFC 4287): the records with the latest updates. The feed's own time is that of its
  /// latest record, and never the clock's.
  private func feed(_ base: String, _ language: String) -> [UInt8] {
    let dated = graph.records.indices.compactMap { index -> (RecordID, PartialDate)? in
      guard case .date(let date)? = graph.records[index][.updated], graph.type(of: RecordID(index)).page == .own else {
        return nil
      }
      return (RecordID(index), date)
    }.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }.prefix(30)
    func time(_ date: PartialDate) -> String {
      PartialDate(year: date.year, month: date.month ?? 1, day: date.day ?? 1).iso + "T00:00:00Z"
    }
    var bytes: [UInt8] = []
    func element(_ name: String, _ text: String) {
      bytes.append(contentsOf: "<\(name)>".utf8)
      bytes.appendEscaped(text)
      bytes.append(contentsOf: "</\(name)>\n".utf8)
    }
    bytes.append(
      contentsOf:
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"\(language)\">\n"
        .utf8)
    element("title", site.label(graph.settings.title, in: language))
    element("id", base + percentEncoded(site.paths.root(of: language) + "feed.xml"))
    element("updated", dated.first.map { time($0.1) } ?? "1970-01-01T00:00:00Z")
    bytes.append(contentsOf: "<author>".utf8)
    let publisher = site.label(graph.settings.publisher, in: language)
    element("name", publisher.isEmpty ? site.label(graph.settings.title, in: language) : publisher)
    bytes.append(contentsOf: "</author>\n<link rel=\"self\" href=\"".utf8)
    bytes.appendEscaped(base + percentEncoded(site.paths.root(of: language) + "feed.xml"))
    bytes.append(contentsOf: "\" />\n".utf8)
    for (id, date) in dated {
      let address = base + percentEncoded(site.paths.place(of: id, in: language).path)
      bytes.append(contentsOf: "<entry>\n".utf8)
      element("title", graph.records[id.index].title(in: language))
      element("id", address)
      element("updated", time(date))
      bytes.append(contentsOf: "<link href=\"".utf8)
      bytes.appendEscaped(address)
      bytes.append(contentsOf: "\" />\n".utf8)
      if let summary = site.summary(of: id, in: language) { element("summary", summary) }
      bytes.append(contentsOf: "</entry>\n".utf8)
    }
    bytes.append(contentsOf: "</feed>\n".utf8)
    return bytes
  }

  private func openSearch(_ base: String, _ language: String) -> [UInt8] {
    var bytes = Array(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>"
        .utf8)
    bytes.appendEscaped(String(site.label(graph.settings.title, in: language).prefix(16)))
    bytes.append(contentsOf: "</ShortName>\n<Description>".utf8)
    bytes.appendEscaped(site.label(graph.settings.description, in: language))
    // The searched words are in the URL's fragment, which no server sees.
    bytes.append(contentsOf: "</Description>\n<InputEncoding>UTF-8</InputEncoding>\n<Url type=\"text/html\" template=\"".utf8)
    bytes.appendEscaped(base + percentEncoded(site.paths.search(in: language)) + "#q={searchTerms}")
    bytes.append(contentsOf: "\" />\n</OpenSearchDescription>\n".utf8)
    return bytes
  }
}

extension PartialDate {
  /// ISO 8601, with the `~` of its extended form (EDTF) where the date is not certain.
  fileprivate func edtf(isCirca: Bool) -> String { iso + (isCirca || self.isCirca ? "~" : "") }
  fileprivate var edtf: String { edtf(isCirca: false) }
}

extension [UInt8] {
  /// True if a spreadsheet may run a cell as a formula: some skip blanks and characters without a
  /// width before the sign, and treat the signs of East Asian keyboards like the plain ones.
  private static func beginsLikeFormula(_ cell: Swift.Span<UInt8>) -> Bool {
    var i = 0
    while i < cell.count {
      switch cell[i] {
      case 0x09, 0x0A,
        0x0D where i == 0:
        return true
      case 0..<0x21: i += 1
      case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): return true
      // U+00A0.
      case 0xC2 where i + 1 < cell.count && cell[i + 1] == 0xA0: i += 2
      // U+200B to U+200F, U+2060, U+3000, U+FEFF; and U+FF1D, U+FF0B, U+FF0D, U+FF20.
      case 0xE2 where i + 2 < cell.count && cell[i + 1] == 0x80 && (0x8B...0x8F).contains(cell[i + 2]): i += 3
      case 0xE2 where i + 2 < cell.count && cell[i + 1] == 0x81 && cell[i + 2] == 0xA0: i += 3
      case 0xE3 where i + 2 < cell.count && cell[i + 1] == 0x80 && cell[i + 2] == 0x80: i += 3
      case 0xEF where i + 2 < cell.count && cell[i + 1] == 0xBB && cell[i + 2] == 0xBF: i += 3
      case 0xEF where i + 2 < cell.count && cell[i + 1] == 0xBC: return [0x9D, 0x8B, 0x8D, 0xA0].contains(cell[i + 2])
      default: return false
      }
    }
    return false
  }

  /// Appends a cell of a table.
  fileprivate mutating func append(cell: Swift.Span<UInt8>, isNumber: Bool = false) {
    // A negative number is not a formula.
    let isRisky = !isNumber && Self.beginsLikeFormula(cell)
    var isQuoted = isRisky
    for place in cell.indices {
      let byte = cell[place]
      isQuoted = isQuoted || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
    guard isQuoted else { return append(cell, 0..<cell.count) }
    append(UInt8(ascii: "\""))
    if isRisky { append(UInt8(ascii: "'")) }
    var start = 0
    for place in cell.indices where cell[place] == UInt8(ascii: "\"") {
      // Appends up to the quotation mark; the next piece begins with the same mark, which doubles
      // it.
      append(cell, start..<place + 1)
      start = place
    }
    append(cell, start..<cell.count)
    append(UInt8(ascii: "\""))
  }
}
