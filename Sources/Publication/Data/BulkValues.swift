import Knowledge
import Text

/// The fields of a record in one of its languages, as values of a document for a search server.
struct BulkValues {
  private let site: Site
  private let id: RecordID
  private let text: RecordText
  /// The plain text of each Markdown value in this language, or else in the original's.
  private let markdown: [MarkdownPath: String]
  /// The plain text of the body.
  let body: String

  private var graph: ContentGraph { site.graph }

  /// - Parameter index: the position of the text among the record's texts.
  init(site: Site, id: RecordID, text index: Int) {
    self.site = site
    self.id = id
    text = site.graph.records[id.index].texts[index]
    var markdown: [MarkdownPath: String] = [:]
    for index in index == 0 ? [0] : [0, index] {
      markdown.merge(site.plainFields(of: id, text: index, in: text.language)) { _, own in own }
    }
    self.markdown = markdown
    body = site.plain(
      site.graph.compiled[id.index].texts[index].body, site.graph.bodyTargets[id.index][index][0], in: text.language)
  }

  /// Writes a field and its value; writes nothing if the field has no value.
  func write(_ field: Field, _ index: Int, _ json: inout JSONWriter) {
    if field.kind == .reference {
      let links = graph.links(of: id, field: index)
      guard !links.isEmpty else { return }
      json.key(field.name)
      if field.many { json.array { for link in links { write(link, field, &$0) } } } else { write(links[0], field, &json) }
      return
    }
    guard let value = text.values[index] ?? graph.records[id.index].values[index] else { return }
    json.key(field.name)
    write(value, field, MarkdownPath(field: index), &json)
  }

  private func write(_ edge: Edge, _ field: Field, _ json: inout JSONWriter) {
    json.object {
      $0.member("id", graph.ids[edge.target.index])
      $0.member("title", graph.records[edge.target.index].title(in: text.language))
      if let part = edge.part { $0.member("part", part) }
      guard edge.values.contains(where: { $0 != nil }) else { return }
      $0.key("link")
      $0.object { write(edge.values, of: field, nil, 0, &$0) }
    }
  }

  /// - Parameters:
  ///   - path: that of the field with the element `entry`; nil for the fields of a link,
  ///     whose texts are not compiled.
  private func write(
    _ values: [Value?], of field: Field, _ path: MarkdownPath?, _ entry: Int, _ json: inout JSONWriter
  ) {
    for (number, (inner, value)) in zip(field.fields, values).enumerated() {
      guard let value, inner.kind != .reference, !inner.isHidden else { continue }
      let nested = path?.nested(number, of: entry)
      if case .markdown = value, nested.flatMap({ markdown[$0] }) == nil { continue }
      json.key(inner.name)
      write(value, inner, nested ?? MarkdownPath(field: 0), &json)
    }
  }

  /// Writes a field with `many` as a list even if it has one value, so that a server finds one kind
  /// of value in all documents.
  private func write(_ value: Value, _ field: Field, _ path: MarkdownPath, _ json: inout JSONWriter) {
    func single(_ number: Int, _ json: inout JSONWriter) {
      let element = value.elements[number]
      if case .record(let nested) = element {
        json.object { write(nested.values, of: field, path, number, &$0) }
      } else {
        self.single(element, path.element(number, of: value), &json)
      }
    }
    guard field.many else { return single(0, &json) }
    json.array { for number in value.elements.indices { single(number, &$0) } }
  }

  private func single(_ value: Value, _ path: MarkdownPath, _ json: inout JSONWriter) {
    switch value {
    case .text(let text), .url(let text), .language(let text), .datetime(let text): json.value(text)
    case .markdown: json.value(markdown[path] ?? "")
    case .number(let number): json.value(number)
    case .boolean(let flag): json.value(flag)
    case .date(let date): json.value(date.iso)
    case .duration(let span): json.value(span.iso)
    case .period(let period):
      json.object {
        if let start = period.start { $0.member("start", start.iso) }
        if let end = period.end { $0.member("end", end.iso) }
        if period.isCirca || period.start?.isCirca ?? false || period.end?.isCirca ?? false {
          $0.key("circa")
          $0.value(true)
        }
      }
    case .term(let term):
      json.object {
        $0.member("id", graph.vocabularies.id(of: term))
        $0.member("label", site.label(graph.vocabularies.label(of: term), in: text.language))
      }
    case .file(let file):
      let key = ContentFiles.key(of: file.path, from: graph[id], in: graph.model)
      json.value(site.files[key].map { (site.options.baseURL ?? "") + percentEncoded($0.path) } ?? "")
    case .record, .reference, .list: json.null()
    }
  }
}

extension Site {
  /// Returns a text without its markup. Its links have the titles of their targets.
  fileprivate func plain(_ compiled: CompiledBody, _ targets: [RecordID?], in language: String) -> String {
    var text = ""
    for section in compiled.text {
      let heading = section.heading.map { compiled.headings[$0].text } ?? ""
      let words = section.text(naming: { graph.title(of: targets[$0], compiled.references[$0], in: language) })
      for part in [heading, words] where !part.isEmpty { text += (text.isEmpty ? "" : "\n") + part }
    }
    return text
  }

  /// Returns the plain texts of a record's Markdown fields. The writer's source names records that
  /// an edition withholds; these texts do not.
  func plainFields(of id: RecordID, text index: Int, in language: String) -> [MarkdownPath: String] {
    var texts: [MarkdownPath: String] = [:]
    for (number, field) in graph.compiled[id.index].texts[index].fields.enumerated() {
      texts[field.path] = plain(field.body, graph.bodyTargets[id.index][index][number + 1], in: language)
    }
    return texts
  }
}
