import Text

/// All files of a publication, in the order in which they are written.
///
/// A folder, an archive and a preview have the same list and differ in what they do with it.
package struct Publication: Sendable {
  /// The release and the edition, for the manifest; empty if there is none.
  package let release: String
  package let edition: String
  package let files: [OutputFile]

  /// - Parameter files: Files of one phase keep their order.
  package init(release: String, edition: String, files: [OutputFile]) {
    self.release = release
    self.edition = edition
    self.files = OutputFile.Phase.allCases.flatMap { phase in files.filter { $0.phase == phase } }
  }

  /// The files of each phase.
  package var phases: [[OutputFile]] { OutputFile.Phase.allCases.map { phase in files.filter { $0.phase == phase } } }

  private init(_ other: Publication, inOrder files: [OutputFile]) {
    (release, edition) = (other.release, other.edition)
    self.files = files
  }

  /// Returns the same publication in the order for an archive: the file to open comes first, the
  /// others follow in the order of their paths.
  package func ordered(first: String) -> Publication {
    let others = files.filter { $0.path != first }.sorted { $0.path.precedesInBytes($1.path) }
    return Publication(self, inOrder: files.filter { $0.path == first } + others)
  }
}
