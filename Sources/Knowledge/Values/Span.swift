/// A length of time, as ISO 8601 writes it (`PT45M`, `P6M`, `P1Y`) or as people write it (`45 min`,
/// `2 h`, `6 months`).
package struct Span: Hashable, Sendable {
  package enum Unit: Sendable {
    case years, months, weeks, days, hours, minutes

    /// Reads a unit of ISO 8601.
    fileprivate init?(_ letter: Character, inTime: Bool) {
      switch (letter, inTime) {
      case ("Y", false): self = .years
      case ("M", false): self = .months
      case ("W", false): self = .weeks
      case ("D", false): self = .days
      case ("H", true): self = .hours
      case ("M", true): self = .minutes
      default: return nil
      }
    }

    fileprivate init?(_ word: String) {
      switch word.lowercased() {
      case "min", "minute", "minutes": self = .minutes
      case "h", "hour", "hours": self = .hours
      case "day", "days": self = .days
      case "week", "weeks": self = .weeks
      case "month", "months": self = .months
      case "year", "years": self = .years
      default: return nil
      }
    }
  }

  /// The numbers and units as they were typed: `90 min` is not `1 h 30 min` to its reader.
  package private(set) var parts: [(count: Int, unit: Unit)] = []
  package private(set) var months = 0
  package private(set) var days = 0
  package private(set) var minutes = 0

  package init?(_ text: String) {
    let text = text.trimmingBlanks
    let isRead = text.first == "P" ? addISO(text.dropFirst()) : addWords(text)
    guard isRead, !parts.isEmpty else { return nil }
  }

  private mutating func addISO(_ text: Substring) -> Bool {
    var inTime = false
    var number = ""
    for character in text {
      if character == "T" {
        inTime = true
      } else if character.isASCII, character.isNumber {
        number.append(character)
      } else {
        guard let unit = Unit(character, inTime: inTime), add(number, unit) else { return false }
        number = ""
      }
    }
    return number.isEmpty
  }

  private mutating func addWords(_ text: String) -> Bool {
    var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.count == 1, let cut = words[0].firstIndex(where: { !$0.isNumber }) {
      words = [String(words[0][..<cut]), String(words[0][cut...])]
    }
    guard words.count % 2 == 0 else { return false }
    for index in stride(from: 0, to: words.count, by: 2) {
      guard let unit = Unit(words[index + 1]), add(words[index], unit) else { return false }
    }
    return true
  }

  private mutating func add(_ number: String, _ unit: Unit) -> Bool {
    guard let count = Int(number), 0..<1_000_000 ~= count else { return false }
    parts.append((count, unit))
    switch unit {
    case .years: months += count * 12
    case .months: months += count
    case .weeks: days += count * 7
    case .days: days += count
    case .hours: minutes += count * 60
    case .minutes: minutes += count
    }
    return true
  }

  package static func == (a: Self, b: Self) -> Bool {
    (a.months, a.days, a.minutes) == (b.months, b.days, b.minutes)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(months)
    hasher.combine(days)
    hasher.combine(minutes)
  }

  package var iso: String {
    var text = "P"
    if months > 0 { text += months % 12 == 0 ? "\(months / 12)Y" : "\(months)M" }
    if days > 0 { text += "\(days)D" }
    if minutes > 0 { text += "T" + (minutes >= 60 ? "\(minutes / 60)H" : "") + (minutes % 60 > 0 ? "\(minutes % 60)M" : "") }
    return text == "P" ? "PT0M" : text
  }
}
