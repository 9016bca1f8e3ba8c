package import Text

/// A knowledge base at one time, whole: records of every edition, drafts too.
package struct KnowledgeState: Sendable {
  /// The path of the content folder, with which the paths of records and findings begin.
  private let folder: String
  package var model: Model
  package var settings: Settings
  package var vocabularies: Vocabularies
  /// The records that can be read, with their texts.
  package var records: [Record]
  package var findings: [Diagnostic]
  /// A hash of each file that holds no record, by its path in the content folder.
  package var otherFiles: [String: String]

  package init(
    folder: String, model: Model, settings: Settings, vocabularies: Vocabularies, records: [Record], findings: [Diagnostic],
    otherFiles: [String: String]
  ) {
    self.folder = folder
    self.model = model
    self.settings = settings
    self.vocabularies = vocabularies
    self.records = records
    self.findings = findings
    self.otherFiles = otherFiles
  }

  /// A path in the content folder, without the path of the folder itself.
  func relative(_ path: String) -> String { path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path }

  func label(of labels: Labels) -> String {
    labels.line(in: settings.defaultLanguage, default: settings.defaultLanguage) ?? ""
  }
}
