import Knowledge
import Text

/// `withdrawn.json`: the ids of withdrawn records and the languages of withdrawn translations, with
/// dates and reasons, and nothing else. Holders of copies must take them back.
struct WithdrawnList {
  let graph: ContentGraph

  var isEmpty: Bool { graph.withdrawn.isEmpty && graph.records.allSatisfy(\.withdrawnTexts.isEmpty) }

  var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.key("withdrawn")
      $0.array { json in
        for record in graph.withdrawn {
          // A copy may hold the record by an old name.
          let type = graph.model.types[record.type].name
          for id in [record.id] + record.aliases.map({ $0.contains("/") ? $0 : type + "/" + $0 }) {
            write(id, language: nil, record.said, &json)
          }
        }
        for record in graph.records {
          for text in record.withdrawnTexts { write(record.id, language: text.language, text.said, &json) }
        }
      }
    }
    json.end()
    return json.bytes
  }

  private func write(_ id: String, language: String?, _ said: Withdrawal.Said, _ json: inout JSONWriter) {
    json.newline()
    json.object {
      $0.member("id", id)
      if let language { $0.member("language", language) }
      if let date = said.date { $0.member("date", date.iso) }
      if let reason = said.reason { $0.member("reason", reason.rawValue) }
    }
  }
}
