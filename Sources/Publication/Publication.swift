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
}
