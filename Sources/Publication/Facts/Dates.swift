import Knowledge

/// Dates, periods and durations in the format of a language: the words come from the language's
/// file.
struct DateWords: Sendable {
  let words: Words

  func text(_ date: PartialDate) -> String {
    var text = "\(date.year)"
    if let month = date.month {
      text = words("month_\(month)") + " " + text
      if let day = date.day { text = "\(day) " + text }
    }
    return date.isCirca ? words("circa", text) : text
  }

  /// Returns a day and a time as written, with the day in the words of the language.
  func text(dateTime written: String) -> String {
    guard let date = PartialDate(String(written.prefix(10))),
      case let rest = written.dropFirst(10).drop(while: { "Tt ".contains($0) })
    else { return written }
    let clock = rest.prefix { $0.isNumber || ":.,".contains($0) }
    let zone = rest.dropFirst(clock.count).drop { $0 == " " }
    return text(date) + words("list_separator") + clock + (zone.isEmpty ? "" : " " + (zone.lowercased() == "z" ? "UTC" : zone))
  }

  func text(_ period: Period) -> String {
    let text: String =
      switch (period.start, period.end) {
      case (let start?, let end?): start == end ? self.text(start) : self.text(start) + "–" + self.text(end)
      case (let start?, nil): words("open_period", self.text(start))
      case (nil, let end?): words("until_period", self.text(end))
      case (nil, nil): ""
      }
    return period.isCirca ? words("circa", text) : text
  }

  /// Returns the numbers as they were typed, with the units in the words of the language.
  func text(_ span: Span) -> String {
    span.parts.map { count, unit in
      switch unit {
      case .years: text(count, "year", "years")
      case .months: text(count, "month", "months")
      case .weeks: text(count, "week", "weeks")
      case .days: text(count, "day", "days")
      case .hours: words("hours", String(count))
      case .minutes: words("minutes", String(count))
      }
    }.joined(separator: " ")
  }

  private func text(_ count: Int, _ one: String, _ many: String) -> String {
    count == 1 ? words(one) : words(many, String(count))
  }
}
