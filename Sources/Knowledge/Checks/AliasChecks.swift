import Text

/// Checks that each old name in `aliases` belongs to only one record, and is not the id of an
/// existing record. Otherwise a link by that name leads to a record that the writer did not mean,
/// and a redirect page is missing.
enum AliasChecks {
  static let check = Check("aliases", .graph { graph, _ in findings(in: graph) })

  private static func findings(in graph: ContentGraph) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    var owners: [String: RecordID] = [:]
    for index in graph.records.indices {
      let record = graph.records[index]
      for alias in record.texts(.aliases) {
        func report(_ message: String) {
          findings.append(record.finding(.error, "alias-taken", at: CommonField.aliases.rawValue, message))
        }
        let name = normalized(alias)
        let id = name.contains("/") ? name : graph.model.types[record.type].name + "/" + name
        if id == record.id {
          report("'\(alias)' is the present name of this record; an alias is a name that it had before")
        } else if graph.names.record(id) != nil {
          report("'\(alias)' is the name of another record, \(id), and cannot lead here too")
        } else if let owner = owners.updateValue(RecordID(index), forKey: id) {
          report(
            owner == RecordID(index)
              ? "the alias '\(alias)' is there twice; once is enough"
              : "\(graph[owner].id) has the alias '\(alias)' too; an old name leads to one record")
        }
      }
    }
    return findings
  }
}
