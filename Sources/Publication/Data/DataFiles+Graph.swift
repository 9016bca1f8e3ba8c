import Knowledge
import Text

/// `data/graph.json`: all records with their fields, and all relations.
extension DataFiles {
  func graphJSON(_ use: ([UInt8]) -> Void) {
    var json = JSONWriter()
    let exported = graph.model.types.map { type in
      type.fields.enumerated().filter { Self.isExported($1, $0) && $1.kind != .reference }.map { (index: $0, field: $1) }
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
          record(RecordID(index), exported[graph.types[index]], &$0)
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
            $0.member("from", graph.ids[mention.source.index])
            $0.member("to", graph.ids[mention.target.index])
            $0.member("field", mention.isCitation ? "citation" : "mention")
          }
          $0.passOn(to: use)
        }
      }
    }
    json.end()
    use(json.bytes)
  }

  private func record(_ id: RecordID, _ fields: [(index: Int, field: Field)], _ json: inout JSONWriter) {
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
      $0.member("url", links.url(.record(id)) ?? "")
      $0.key("fields")
      let texts = site.plainFields(of: id, text: 0, in: record.originalLanguage)
      $0.object {
        for (index, field) in fields {
          guard let value = values[index].flatMap({ site.naming($0, of: id, in: field) }) else { continue }
          $0.key(field.name)
          write(value, field, MarkdownPath(field: index), texts, &$0)
        }
      }
    }
  }

  /// False for fields that inform writers and not readers.
  static func isExported(_ field: Field, _ index: Int) -> Bool {
    if field.isHidden { return false }
    guard field.isCommon, let common = CommonField(rawValue: index) else { return true }
    return [.summary, .updated, .last_reviewed, .also].contains(common)
  }

  /// - Parameter texts: the plain texts of Markdown, by their positions.
  private func write(
    _ value: Value, _ field: Field, _ path: MarkdownPath, _ texts: [MarkdownPath: String], _ json: inout JSONWriter
  ) {
    if case .list(let values) = value {
      json.array {
        for (number, element) in values.enumerated() { write(element, number, of: value, field, path, texts, &$0) }
      }
    } else {
      write(value, 0, of: value, field, path, texts, &json)
    }
  }

  /// Writes one element of a value.
  private func write(
    _ element: Value, _ number: Int, of value: Value, _ field: Field, _ path: MarkdownPath,
    _ texts: [MarkdownPath: String], _ json: inout JSONWriter
  ) {
    switch element {
    case .record(let entry):
      json.object {
        for (nested, (inner, value)) in zip(field.fields, entry.values).enumerated()
        where !inner.isHidden && inner.kind != .reference {
          guard let value else { continue }
          $0.key(inner.name)
          write(value, inner, path.nested(nested, of: number), texts, &$0)
        }
      }
    case .markdown: json.value(texts[path.element(number, of: value)] ?? "")
    case .number(let number): json.value(number)
    case .boolean(let flag): json.value(flag)
    default: json.value(plain(element))
    }
  }

  func plain(_ value: Value) -> String {
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
      $0.member("from", graph.ids[edge.source.index])
      $0.member("to", graph.ids[edge.target.index])
      $0.member("field", edge.field.nested == nil ? field.name : graph.name(of: edge.field))
      if let part = edge.part { $0.member("part", part) }
      for (inner, value) in zip(field.fields, edge.values) where inner.kind != .markdown {
        guard let value = value.flatMap({ site.naming($0, of: edge.source, in: inner) }) else { continue }
        $0.key(inner.name)
        write(value, inner, MarkdownPath(field: edge.field.field), [:], &$0)
      }
    }
  }
}

extension PartialDate {
  /// ISO 8601, with the `~` of its extended form (EDTF) where the date is not certain.
  fileprivate func edtf(isCirca: Bool) -> String { iso + (isCirca || self.isCirca ? "~" : "") }
  fileprivate var edtf: String { edtf(isCirca: false) }
}
