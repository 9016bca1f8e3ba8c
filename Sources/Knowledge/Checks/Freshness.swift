import Text

/// Checks that depend on a day: records whose review is due, and waivers that have expired. Only
/// `check` and reports run them, so that a page never depends on the clock.
enum Freshness {
  static let check = Check("freshness", .day { findings(in: $0, today: $1) })

  private static func findings(in graph: ContentGraph, today: PartialDate) -> [Diagnostic] {
    graph.records.flatMap { record -> [Diagnostic] in
      var findings: [Diagnostic] = []
      if let (due, field) = due(record), due.lastDay < today {
        findings.append(
          record.finding(
            .warning, "review-due", at: field.rawValue,
            "this record was due for review by \(due.iso); read it again and set 'last_reviewed'"))
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

  /// The day on which a review of the record is due, with the field that states it: `review_by` if
  /// no review took place on that day or later; otherwise `review_in` after the last review, or
  /// after the last update of a record without a review. Nil if the record states neither.
  private static func due(_ record: Record) -> (PartialDate, CommonField)? {
    func date(_ field: CommonField) -> PartialDate? { if case .date(let date)? = record[field] { date } else { nil } }
    if let by = date(.review_by), date(.last_reviewed).map({ $0.lastDay < by }) ?? true { return (by, .review_by) }
    guard case .duration(let span)? = record[.review_in], let last = date(.last_reviewed) ?? date(.updated) else { return nil }
    return (last.lastDay.adding(months: span.months, days: span.days), .review_in)
  }
}
