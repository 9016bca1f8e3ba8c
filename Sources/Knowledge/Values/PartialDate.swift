import Text

/// A day, a month or a year, as exact as its source: `2017-10-03`, `2017-10`, `2017`, `circa 2016`.
package struct PartialDate: Hashable, Comparable, Sendable {
  package var year: Int
  package var month: Int?
  package var day: Int?
  package var isCirca = false

  /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `circa`, `c.` or `~` before it marks it as uncertain.
  package init?(_ text: String) {
    var rest = Substring(text).trimmed
    isCirca = rest.dropCirca()
    let parts = rest.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map(Substring.init)
    guard (1...3).contains(parts.count), parts[0].utf8.count == 4, let year = Int(parts[0]), year > 0,
      parts[0].utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    self.year = year
    if parts.count > 1 {
      guard parts[1].utf8.count == 2, let month = Int(parts[1]), (1...12).contains(month) else { return nil }
      self.month = month
    }
    if parts.count > 2 {
      guard parts[2].utf8.count == 2, let day = Int(parts[2]), day >= 1, day <= Self.days(in: month ?? 1, of: year) else {
        return nil
      }
      self.day = day
    }
  }

  package init(year: Int, month: Int? = nil, day: Int? = nil, isCirca: Bool = false) {
    self.year = year
    self.month = month
    self.day = day
    self.isCirca = isCirca
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Partial dates sort by their first day.
  package static func < (a: Self, b: Self) -> Bool {
    (a.year, a.month ?? 0, a.day ?? 0) < (b.year, b.month ?? 0, b.day ?? 0)
  }

  /// The date in ISO 8601, with the known parts only.
  package var iso: String {
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    var text = "\(year)"
    while text.utf8.count < 4 { text = "0" + text }
    if let month { text += "-" + two(month) }
    if let day { text += "-" + two(day) }
    return text
  }

  /// The last day that the date may mean, to decide if it is over.
  package var lastDay: PartialDate {
    let month = month ?? 12
    return PartialDate(year: year, month: month, day: day ?? Self.days(in: month, of: year))
  }

  /// The date that is `months` and `days` later; a day past the end of its month becomes the last
  /// day of the month.
  package func adding(months: Int, days extra: Int) -> PartialDate {
    let first = (year * 12 + (month ?? 1) - 1) + months
    var date = PartialDate(year: first / 12, month: first % 12 + 1, day: day ?? 1)
    date.day = min(date.day!, Self.days(in: date.month!, of: date.year))
    for _ in 0..<extra {
      date.day! += 1
      if date.day! > Self.days(in: date.month!, of: date.year) {
        date.day = 1
        date.month! += 1
        if date.month! > 12 {
          date.month = 1
          date.year += 1
        }
      }
    }
    return date
  }
}

extension Substring {
  /// Removes the words that mark a date as uncertain, and returns true if there were any.
  fileprivate mutating func dropCirca() -> Bool {
    // A date that begins with a digit has no such word.
    if let first = utf8.first, (48...57).contains(first) { return false }
    var isCirca = false
    for mark in ["circa ", "c. ", "ca. ", "~"] where lowercased().hasPrefix(mark) {
      self = dropFirst(mark.count).trimmed
      isCirca = true
    }
    return isCirca
  }
}

/// A stretch of time with a start, an end, or both; a nil `end` is open.
package struct Period: Hashable, Sendable {
  package var start: PartialDate?
  package var end: PartialDate?
  package var isCirca = false

  package init(start: PartialDate?, end: PartialDate?, isCirca: Bool = false) {
    self.start = start
    self.end = end
    self.isCirca = isCirca
  }

  /// Reads `2009`, `2009/2011`, `2009–2011`, `2009–` and, between years, `2009-2011`.
  package init?(_ text: String) {
    var rest = Substring(text).trimmed
    isCirca = rest.dropCirca()
    if let date = PartialDate(String(rest)) {
      (start, end) = (date, date)
      return
    }
    var halves: [Substring] = []
    for separator in ["/", "–", "—", " to ", " - "] where halves.isEmpty {
      if let range = rest.firstRange(of: separator) { halves = [rest[..<range.lowerBound], rest[range.upperBound...]] }
    }
    if halves.isEmpty, rest.utf8.count == 9 || rest.utf8.count == 5, let dash = rest.utf8.firstIndex(of: UInt8(ascii: "-")) {
      halves = [rest[..<dash], rest[rest.utf8.index(after: dash)...]]
    }
    guard halves.count == 2 else { return nil }
    let (first, last) = (halves[0].trimmed, halves[1].trimmed)
    start = first.isEmpty || first == ".." ? nil : PartialDate(String(first))
    end = last.isEmpty || last == ".." ? nil : PartialDate(String(last))
    guard start != nil || end != nil, (start != nil) != (first.isEmpty || first == ".."),
      (end != nil) != (last.isEmpty || last == "..")
    else { return nil }
  }

  /// The years that the period touches; an open period reaches no further than its known end.
  package var years: ClosedRange<Int>? {
    guard let first = start?.year ?? end?.year else { return nil }
    return first...Swift.max(first, end?.year ?? first)
  }
}

extension String {
  var trimmingBlanks: String { String(Substring(self).trimmed) }
}
