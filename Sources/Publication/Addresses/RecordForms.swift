package import Knowledge

/// The files that a publication has of single records, beside their pages.
package struct RecordForms: Sendable {
  /// A file with a record and what it leads to.
  package struct File: Sendable {
    package var path: String
    /// The size in bytes.
    package var size: Int

    package init(path: String, size: Int) { (self.path, self.size) = (path, size) }
  }

  /// By language and record.
  private let files: [String: [RecordID: [File]]]

  package init(_ files: [String: [RecordID: [File]]] = [:]) { self.files = files }

  package func files(of id: RecordID, in language: String) -> [File] { files[language]?[id] ?? [] }
}
