package import Text

/// Looks at everything that writers wrote before an edition is made and before anything is linked.
///
/// It judges each record alone, so records may be screened in any order and by several tasks. No rule stands in it yet: every
/// record passes.
package struct Screening: Sendable {
  package let model: Model
  package let vocabularies: Vocabularies
  package let settings: Settings

  package init(model: Model, vocabularies: Vocabularies, settings: Settings) {
    self.model = model
    self.vocabularies = vocabularies
    self.settings = settings
  }

  /// What becomes of a record, or of the knowledge base.
  package struct Verdict: Sendable {
    package var findings: [Diagnostic] = []
    /// The record is in no edition, like one that cannot be read.
    package var isWithheld = false
    /// Nothing is built at all.
    package var stopsBuild = false

    package init() {}
  }

  /// - Parameter record: An assembled record, uncut. ``Passage/passages(of:)`` gives its texts with their places in its files.
  package func verdict(on record: Record) -> Verdict { Verdict() }

  /// - Parameter page: A page of a record that could not be read; it is in no edition whatever this returns.
  package func verdict(onUnreadable page: ParsedPage) -> Verdict { Verdict() }

  /// - Parameters:
  ///   - sources: The settings, the model and the vocabularies of the content folder.
  ///   - files: The paths of the files in the content folder that hold no records, relative to it.
  ///   - shown: A path of `files` as findings show it.
  package func verdict(onBase sources: [SourceText], files: [String], shown: (String) -> String) -> Verdict { Verdict() }
}
