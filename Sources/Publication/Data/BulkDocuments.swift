package import Knowledge
import Text

/// A search server that takes documents as newline-delimited JSON.
package enum BulkTarget: String, CaseIterable, Sendable {
  case elasticsearch, opensearch, meilisearch, typesense

  /// True if the server needs a line with an action before each document, as `_bulk` does; the
  /// others take documents alone.
  var wantsActions: Bool { self == .elasticsearch || self == .opensearch }
}

/// The records of a site as documents for a search server: one for each language of each record.
///
/// A document holds the content of the record's page, and so nothing that the edition hides.
package struct BulkDocuments: Sendable {
  private let site: Site
  private let target: BulkTarget

  package init(site: Site, target: BulkTarget) {
    self.site = site
    self.target = target
  }

  private var graph: ContentGraph { site.graph }

  /// Returns a record's lines, each with its line feed.
  package func lines(of id: RecordID) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in graph.records[id.index].texts.indices {
      let language = graph.records[id.index].texts[index].language
      let name = Self.documentID(graph.ids[id.index], language)
      if target.wantsActions {
        var action = JSONWriter()
        action.object {
          $0.key("index")
          $0.object { $0.member("_id", name) }
        }
        bytes += action.bytes + [0x0A]
      }
      bytes += document(id, index, named: name) + [0x0A]
    }
    return bytes
  }

  /// Returns an id such as `en__case__night-patrol`: letters, digits, `-` and `_`, which all
  /// servers accept. Any other byte becomes `_` and two digits, so that no two records have the
  /// same id. A long id ends in a hash instead.
  static func documentID(_ record: String, _ language: String) -> String {
    var bytes: [UInt8] = []
    func append(_ text: Substring) {
      for byte in text.utf8 {
        switch byte {
        case 48...57, 65...90, 97...122, UInt8(ascii: "-"): bytes.append(byte)
        default:
          bytes.append(UInt8(ascii: "_"))
          bytes.appendHexadecimal(byte)
        }
      }
    }
    append(language[...])
    for part in record.split(separator: "/", maxSplits: 1) {
      bytes += "__".utf8
      append(part)
    }
    // Meilisearch accepts 511 bytes, Elasticsearch 512.
    if bytes.count > 511 { bytes = Array(bytes.prefix(480)) + Array("__".utf8) + Array(OutputName.shortHash(record).utf8) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func document(_ id: RecordID, _ index: Int, named name: String) -> [UInt8] {
    let record = graph[id]
    let text = record.texts[index]
    let language = text.language
    let type = graph.type(of: id)
    let values = BulkValues(site: site, id: id, text: index)
    let page = site.paths.languages.contains(language) ? language : site.paths.defaultLanguage
    var json = JSONWriter()
    json.object {
      $0.member("id", name)
      $0.member("record", record.id)
      $0.member("type", type.name)
      $0.member("type_label", site.label(type.label, in: language))
      $0.member("language", language)
      $0.member(
        "url",
        (site.options.baseURL ?? "") + (Links(site, in: page, from: LinkOrigin(path: "index.html")).url(.record(id)) ?? ""))
      $0.member("title", text.title)
      if let summary = site.summary(of: id, in: language) { $0.member("summary", summary) }
      let names = text.also.sorted { $0.key < $1.key }.flatMap(\.value)
      if !names.isEmpty { $0.list("also", names) }
      $0.member("text", values.body)
      for common in [CommonField.updated, .last_reviewed] {
        if case .date(let date)? = record[common] { $0.member(common.name, date.iso) }
      }
      $0.key("fields")
      $0.object { json in
        for (index, field) in type.fields.enumerated() where !field.isCommon && !field.isHidden {
          values.write(field, index, &json)
        }
      }
      $0.key("facets")
      $0.object { json in
        for (index, facet) in site.facets.enumerated() {
          let found = site.values(of: id, facet: index)
          if !found.isEmpty { json.list(facet.id, lineages(found)) }
        }
      }
      $0.list("references", references(of: id, index))
    }
    return json.bytes
  }

  /// Returns the ids of values and of all their broader values, each once.
  private func lineages(_ values: [FacetValue]) -> [String] {
    var ids: [String] = []
    for value in values.flatMap({ $0.lineage(in: graph) }) {
      let id = value.id(in: graph)
      if !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  /// Returns the records that this one names, in fields and in bodies of this language, each once
  /// and in order of id.
  private func references(of id: RecordID, _ index: Int) -> [String] {
    var targets = Set(graph.edges(from: id).filter { $0.field.field != CommonField.unrelated.rawValue }.map(\.target))
    for body in graph.bodyTargets[id.index][index] { targets.formUnion(body.compactMap { $0 }) }
    targets.remove(id)
    return targets.sorted().map { graph.ids[$0.index] }
  }
}

extension JSONWriter {
  mutating func list(_ name: String, _ texts: [String]) {
    key(name)
    array { for text in texts { $0.value(text) } }
  }
}
