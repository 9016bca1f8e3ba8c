/// What casebook.yaml says.
package struct Settings: Sendable {
  package struct Edition: Hashable, Sendable {
    package var name: String
    /// Sensitivities that it shows.
    package var shows: Set<String>
    /// Values of a field with the role `consent` that it takes; nil asks for none.
    package var consent: Set<String>?
    package var statuses: Set<String>
  }

  package struct View: Sendable {
    package enum Kind: String, CaseIterable, Sendable { case matrix, relations, map, timeline, list }
    package var id: String
    package var kind: Kind
    package var label: Labels
    package var type: String
    package var rows: String?
    package var columns: String?
    package var field: String?
    package var filter: [(field: String, values: [String])] = []
    package var group: String?
    package var sort: String?
    package var range: Range<Int>
  }

  package var title = Labels()
  package var description = Labels()
  package var publisher = Labels()
  /// Whom to write to.
  package var contact = Labels()
  /// Whom to write to where others must not read it, such as about what puts somebody in danger.
  package var privateContact = Labels()
  /// How soon there is an answer, in words.
  package var answeredWithin = Labels()
  /// Whether pages offer to keep the site in the browser for use without a network.
  package var offersOfflineCopy = true
  package var licence = ""
  package var release = ""
  package var languages = ["en"]
  package var defaultLanguage = "en"
  package var baseURL: String?
  /// In order of strictness; the last is never built.
  package var sensitivities = ["public", "restricted", "confidential"]
  package var statuses = Status.usual
  /// The first is the default. Empty: everything but drafts is built, and no sensitivity need be stated.
  package var editions: [Edition] = []
  /// Patterns of paths that are no records.
  package var ignore: [String] = []
  package var navigation: [(name: String, range: Range<Int>)] = []
  package var views: [View] = []
  /// False where what decides who sees what could not be read: then nothing may be built.
  package var isTrustworthy = true

  package init() {}

  package func rank(ofSensitivity name: String) -> Int? { sensitivities.firstIndex(of: name) }

  /// The edition of that name, or the default one.
  package func edition(_ name: String?) -> Edition? {
    guard let name else { return editions.first }
    return editions.first { $0.name == name }
  }
}
