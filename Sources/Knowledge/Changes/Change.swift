/// One difference between two states of a knowledge base.
package struct Change: Hashable, Sendable {
  /// The meaning of a change for readers, the worst first.
  package enum Kind: String, CaseIterable, Sendable {
    /// More people can see something than before.
    case exposed
    /// A person agreed to something else than before.
    case consent
    case removed
    /// A link, a picture or an address leads nowhere now.
    case broken
    /// A record speaks against another one, and did not before.
    case contradiction
    /// Published, withdrawn, a draft again.
    case status
    /// A value by which readers judge a record.
    case judgement
    case renamed
    /// Fewer people can see something than before.
    case hidden
    case relation
    case translation
    case value
    case text
    case added
    /// A file that holds no record: settings, a vocabulary, a picture.
    case file

    /// A heading for a list of such changes.
    package var heading: String {
      switch self {
      case .exposed: "More people can see"
      case .consent: "Consent"
      case .removed: "Removed"
      case .broken: "Leads nowhere now"
      case .contradiction: "Speaks against another record now"
      case .status: "Status"
      case .judgement: "Values by which readers judge"
      case .renamed: "Renamed"
      case .hidden: "Fewer people can see"
      case .relation: "Relations"
      case .translation: "Translations"
      case .value: "Other values"
      case .text: "Texts"
      case .added: "Added"
      case .file: "Other files"
      }
    }
  }

  package var kind: Kind
  /// `type/slug`; nil for a file that holds no record.
  package var record: String?
  package var title: String
  /// The path in the content folder.
  package var path: String
  /// The field, such as `outcome` or `parts.first.text`; `body` for the text below the front
  /// matter.
  package var field: String?
  package var language: String?
  package var old: String?
  package var new: String?
  /// True if the message tells only how many words differ.
  package var isOfText = false
  /// A sentence without its subject, such as `Outcome was "Good" and is "Mixed"`.
  package var message: String

  package init(
    _ kind: Kind, record: String?, title: String, path: String, field: String? = nil, language: String? = nil,
    old: String? = nil, new: String? = nil, _ message: String
  ) {
    self.kind = kind
    self.record = record
    self.title = title
    self.path = path
    self.field = field
    self.language = language
    self.old = old
    self.new = new
    self.message = message
  }
}
