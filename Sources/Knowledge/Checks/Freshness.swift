package import Source

/// Rules that look at a day: records whose review is due, waivers that have run out. Only `check` and reports ask them, so
/// that a page never depends on the clock.
package enum Freshness {
  package static func findings(in graph: ContentGraph, today: PartialDate) -> [Diagnostic] {
    graph.records.flatMap { record -> [Diagnostic] in
      var findings: [Diagnostic] = []
      if let due = due(record), due.lastDay < today {
        let field: CommonField = record[.review_by] != nil ? .review_by : .review_in
        findings.append(
          record.finding(
            .warning, "review-due", at: field.rawValue,
            "this record was to be reviewed by \(due.iso); read it again and set 'last_reviewed'"))
      }
      for case .record(let waiver) in record[.waive]?.elements ?? [] {
        if case .date(let until)? = waiver.values[2], until.lastDay < today, case .text(let rule)? = waiver.values[0] {
          findings.append(
            record.finding(
              .warning, "waiver-expired", at: CommonField.waive.rawValue, "the waiver of '\(rule)' ended on \(until.iso)"))
        }
      }
      return findings
    }
  }

  /// When a record is to be read again: `review_by`, or `review_in` after the last review or update.
  static func due(_ record: Record) -> PartialDate? {
    if case .date(let date)? = record[.review_by] { return date }
    guard case .duration(let span)? = record[.review_in] else { return nil }
    for field in [CommonField.last_reviewed, .updated] {
      if case .date(let date)? = record[field] { return date.lastDay.adding(months: span.months, days: span.days) }
    }
    return nil
  }
}
