import Text

/// Reports waivers of rules that do not exist: the name is misspelt, or the model no longer has the
/// rule.
enum Waivers {
  static let check = Check("waivers", .records(findings))

  private static func findings(in graph: ContentGraph, of range: Range<Int>) -> [Diagnostic] {
    range.flatMap { index -> [Diagnostic] in
      let record = graph.records[index]
      return graph.settings.isWithdrawn(record.status) ? [] : findings(in: record, graph.model)
    }
  }

  private static func findings(in record: Record, _ model: Model) -> [Diagnostic] {
    let waivers = record[.waive]?.elements ?? []
    guard !waivers.isEmpty else { return [] }
    let type = model.types[record.type]
    let names =
      type.fields.filter { $0.required != .never }.map { "require-" + $0.name } + type.rules.map(\.name)
      + PersonalData.codes + Screening.fileCodes
    return waivers.compactMap { waiver in
      guard case .record(let waiver) = waiver, case .text(let name)? = waiver.values[0], !names.contains(name) else {
        return nil
      }
      return record.source.finding(
        .warning, "unknown-rule", waiver.range, "\(type.name.withArticle) has no rule '\(name)' to waive",
        suggestion: nearestName(to: name, among: names))
    }
  }
}

extension Record {
  /// True if the record waives a rule of its type.
  func waives(_ rule: String) -> Bool {
    (self[.waive]?.elements ?? []).contains { waiver in
      if case .record(let entry) = waiver, case .text(let name)? = entry.values[0] { name == rule } else { false }
    }
  }
}
