import Knowledge

/// Dates, periods and lengths of time as people of a language write them: the words come from the language's file.
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

  func text(_ span: Span) -> String {
    var parts: [String] = []
    if span.months >= 12 { parts.append(words("years", "\(span.months / 12)")) }
    if span.months % 12 > 0 { parts.append(words("months", "\(span.months % 12)")) }
    if span.days > 0 { parts.append(words("days", "\(span.days)")) }
    if span.minutes >= 60 { parts.append(words("hours", "\(span.minutes / 60)")) }
    if span.minutes % 60 > 0 || parts.isEmpty { parts.append(words("minutes", "\(span.minutes % 60)")) }
    return parts.joined(separator: " ")
  }
}
