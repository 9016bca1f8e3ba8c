import Text

/// Checks that a knowledge base which keeps records from some readers names somebody to tell when a
/// page endangers people: whom to write to, whom to tell in confidence, and when an answer comes.
enum ContactCheck {
  static let check = Check("contact", .graph(findings))

  private static func findings(in graph: ContentGraph, _ base: Check.Base) -> [Diagnostic] {
    let settings = graph.settings
    guard !settings.editions.isEmpty || graph.records.contains(where: { isRestricted($0, settings) }) else { return [] }
    let parts = [
      ("address", settings.contact), ("private", settings.privateContact), ("answered_within", settings.answeredWithin),
    ]
    let missing = parts.filter(\.1.isEmpty).map(\.0)
    guard !missing.isEmpty else { return [] }
    let example = "contact: {address: …, private: …, answered_within: …}"
    let message =
      missing.count == parts.count
      ? "not every reader may see all records, and no reader learns whom to tell of a danger; write \(example)"
      : "'contact' does not say \(missing.map { "'\($0)'" }.joined(separator: " and ")); readers need all of \(example)"
    return [base.settingsSource.finding(.warning, "no-contact", settings.contactRange ?? 0..<0, message)]
  }

  private static func isRestricted(_ record: Record, _ settings: Settings) -> Bool {
    record.sensitivity.flatMap(settings.rank(ofSensitivity:)).map { $0 > 0 } ?? false
  }
}
