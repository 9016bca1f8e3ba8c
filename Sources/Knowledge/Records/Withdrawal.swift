import Text

/// The facts about a withdrawn record that a site may still show.
package struct Withdrawal: Hashable, Sendable {
  /// The reason as a class, which reveals nothing of the record. The theme has words for each, in
  /// the languages of the interface.
  package enum Reason: String, CaseIterable, Sendable { case consent, safety, error, duplicate, outdated, request }

  /// The withdrawal that the record or the translation states.
  package struct Said: Hashable, Sendable {
    package var date: PartialDate?
    package var reason: Reason?

    /// - Parameter value: the value of the field `withdrawn`.
    init(_ value: Value?) {
      guard case .record(let said)? = value else { return }
      if case .date(let date)? = said.values[0] { self.date = date }
      if case .text(let reason)? = said.values[1] { self.reason = Reason(rawValue: reason) }
    }
  }

  /// The id as `type/slug`.
  package var id: String
  package var type: Int
  package var slug: String
  package var said: Said
  /// The titles and other names in all languages: only for finding texts that still mention the
  /// record.
  package var names: Set<String>
  package var aliases: [String]

  init(_ record: Record) {
    (id, type, slug) = (record.id, record.type, record.slug)
    said = Said(record[.withdrawn])
    names = Set(record.texts.flatMap { [$0.title] + $0.also.values.flatMap(\.self) } + record.texts(.also))
    aliases = record.texts(.aliases).map(normalized)
  }

  /// Reports a text that still mentions a withdrawn record.
  static func mention(of id: String, _ source: SourceText, _ range: Range<Int>) -> Diagnostic {
    source.finding(.warning, "tells-of-withdrawn", range, stillTold(id))
  }

  /// The message of a finding about a text that refers to the withdrawn record with this id.
  static func stillTold(_ id: String) -> String {
    "'\(id)' was withdrawn, but it is still mentioned here; remove the mention, or say what is needed without the record"
  }
}

extension Settings {
  /// True for a status of withdrawn records: the site shows nothing of them but a page that says
  /// so.
  package func isWithdrawn(_ status: String) -> Bool { role(ofStatus: status) == .withdrawn }
}
