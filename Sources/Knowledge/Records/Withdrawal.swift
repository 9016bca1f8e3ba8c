/// A record that was taken back: what may still be told of it.
package struct Withdrawal: Hashable, Sendable {
  /// Why, as a class that tells nothing of the record. The theme has words for each in the languages of the interface.
  package enum Reason: String, CaseIterable, Sendable { case consent, safety, error, duplicate, outdated, request }

  /// `type/slug`.
  package var id: String
  package var type: Int
  package var slug: String
  package var date: PartialDate?
  package var reason: Reason?
  /// Titles and other names, in all languages: to find the texts that still tell of it, and for nothing else.
  package var names: Set<String>
  package var aliases: [String]

  init(_ record: Record) {
    (id, type, slug) = (record.id, record.type, record.slug)
    if case .record(let said)? = record[.withdrawn] {
      if case .date(let date)? = said.values[0] { self.date = date }
      if case .text(let reason)? = said.values[1] { self.reason = Reason(rawValue: reason) }
    }
    names = Set(record.texts.flatMap { [$0.title] + $0.also.values.flatMap(\.self) } + record.texts(.also))
    aliases = record.texts(.aliases).map(normalized)
  }
}

extension Settings {
  /// Whether records of a status were taken back: nothing of them stands anywhere but a page that says so.
  package func isWithdrawn(_ status: String) -> Bool { role(ofStatus: status) == .withdrawn }
}
