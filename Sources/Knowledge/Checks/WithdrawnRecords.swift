import Text

/// Checks that withdrawn records state the date and the reason of the withdrawal.
enum WithdrawnRecords {
  static let check = Check("withdrawn-records", .records(findings))

  private static func findings(in graph: ContentGraph, of range: Range<Int>) -> [Diagnostic] {
    range.compactMap { index in
      let record = graph.records[index]
      return graph.settings.isWithdrawn(record.status) ? finding(in: record) : nil
    }
  }

  private static func finding(in record: Record) -> Diagnostic? {
    guard let said = record[.withdrawn] else {
      let example = "withdrawn: {date: 2026-03-05, reason: consent}"
      return record.finding(.note, "missing-field", "a withdrawn record must say when and why: \(example)")
    }
    guard case .record(let entry) = said, case .text(let reason)? = entry.values[1], Withdrawal.Reason(rawValue: reason) == nil
    else { return nil }
    let reasons = Withdrawal.Reason.allCases.map(\.rawValue)
    return record.source.finding(
      .error, "unknown-value", entry.range, "a reason is one of \(reasons.joined(separator: ", "))",
      suggestion: nearestName(to: reason, among: reasons))
  }
}
