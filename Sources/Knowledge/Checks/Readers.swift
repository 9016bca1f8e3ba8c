import Text

/// Rules that ask for several readers: `{when: {sensitivity: restricted}, readers: 2, decided:
/// publish}`.
///
/// Editions hide decisions, so these rules look at all records, whatever an edition shows.
enum Readers {
  static let check = Check("readers", .everything(findings))

  private static func findings(in graph: ContentGraph) -> [Diagnostic] {
    let types = graph.model.types
    guard types.contains(where: { $0.rules.contains { $0.readers != nil } }) else { return [] }
    let rules = ModelRules(graph)
    let decisions = decisions(in: graph)
    var findings: [Diagnostic] = []
    for (index, record) in graph.records.enumerated() where !graph.settings.isWithdrawn(record.status) {
      for rule in types[record.type].rules {
        guard let (least, decided) = rule.readers, rules.applies(rule, to: RecordID(index)), !record.waives(rule.name) else {
          continue
        }
        let readers = Set(
          (decisions[RecordID(index)] ?? []).filter { decided.isEmpty || decided.contains($0.decided) }.map(\.by))
        guard readers.count < least else { continue }
        let who = readers.isEmpty ? "nobody" : readers.sorted().joined(separator: ", ")
        let what = decided.isEmpty ? "decided about" : "decided '\(decided.joined(separator: "' or '"))' about"
        let language = graph.settings.defaultLanguage
        let message =
          rule.message.text(in: language, default: language)
          ?? "\(least) different readers must have \(what) this record; \(who) did"
        findings.append(record.finding(.error, "rule-broken", message + " (rule \(rule.name))"))
      }
    }
    return findings
  }

  /// The readers of each record and what they decided, as ids of terms.
  private static func decisions(in graph: ContentGraph) -> [RecordID: [(by: String, decided: String)]] {
    let kinds = graph.model.types.map(DecisionType.init)
    var found: [RecordID: [(by: String, decided: String)]] = [:]
    for (index, record) in graph.records.enumerated() {
      guard let kind = kinds[record.type], graph.settings.role(ofStatus: record.status).isPublished,
        case .term(let by)? = record.values[kind.by]?.elements.first,
        case .term(let decided)? = record.values[kind.decided]?.elements.first
      else { continue }
      for edge in graph.links(of: RecordID(index), field: kind.about) {
        found[edge.target, default: []].append((graph.vocabularies.id(of: by), graph.vocabularies.id(of: decided)))
      }
    }
    return found
  }
}
