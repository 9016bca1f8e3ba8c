/// The settings that casebook.yaml declares.
package struct Settings: Sendable {
  package struct Edition: Hashable, Sendable {
    package var name: String
    /// The sensitivities that the edition shows.
    package var shows: Set<String>
    /// The values that the edition accepts in a field with the role `consent`; nil requires no
    /// consent.
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

  /// A form that a site is built with: a file for each record of a type.
  package struct Form: Sendable {
    package enum Kind: String, CaseIterable, Sendable { case single }
    package var kind: Kind
    /// The name of the type.
    package var type: String
    /// The number of links to follow outward from the record.
    package var depth = 2
    /// The size in bytes above which a file is too large; nil for the limit of the form.
    package var limit: Int?
    /// The size in bytes of the largest picture to take.
    package var pictureLimit: Int?
    package var range: Range<Int>
  }

  package var title = Labels()
  package var description = Labels()
  package var publisher = Labels()
  /// The address for readers' messages.
  package var contact = Labels()
  /// The address for messages that others must not read, for example about content that endangers
  /// somebody.
  package var privateContact = Labels()
  /// The time within which readers get an answer, in words.
  package var answeredWithin = Labels()
  /// The byte range of the contact in the file; nil if it is missing.
  package var contactRange: Range<Int>?
  /// True if pages offer to keep the site in the browser for use without a network.
  package var offersOfflineCopy = true
  package var licence = ""
  package var release = ""
  package var languages = ["en"]
  package var defaultLanguage = "en"
  package var baseURL: String?
  /// The sensitivities from the least to the most strict; the last is never built.
  package var sensitivities = ["public", "restricted", "confidential"]
  package var statuses = Status.usual
  /// The editions; the first is the default. Without any, everything but drafts is built, and
  /// records need not state a sensitivity.
  package var editions: [Edition] = []
  /// Patterns of paths that are not records.
  package var ignore: [String] = []
  package var navigation: [(name: String, range: Range<Int>)] = []
  package var views: [View] = []
  package var forms: [Form] = []
  /// False if a setting that restricts readers could not be read: then nothing may be built.
  package var isTrustworthy = true

  package init() {}

  package func rank(ofSensitivity name: String) -> Int? { sensitivities.firstIndex(of: name) }

  /// The edition with that name, or the default edition.
  package func edition(_ name: String?) -> Edition? {
    guard let name else { return editions.first }
    return editions.first { $0.name == name }
  }
}
