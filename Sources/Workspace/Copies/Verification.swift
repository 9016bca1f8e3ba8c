internal import Text

/// Compares a copy of a site with its own manifest.
package enum Verification {
  package struct Report: Sendable {
    /// The paths of files whose bytes are not those of the manifest, sorted.
    package var changed: [String] = []
    /// The paths of files that the manifest does not list.
    package var added: [String] = []
    /// The paths of files that the manifest lists and the copy lacks.
    package var missing: [String] = []
    /// True if a build or an update did not come to its end.
    package var isInterrupted = false
    /// True if the archive's own checksum is not that of its bytes.
    package var isDamaged = false
    /// The number of files that are as the manifest says.
    package var whole = 0

    package var isWhole: Bool { changed.isEmpty && added.isEmpty && missing.isEmpty && !isInterrupted && !isDamaged }
  }

  /// - Parameter path: a folder, a ZIP archive, or a book.
  package static func run(_ path: String) throws(BuildFailure) -> Report {
    let copy = try SiteCopies.open(path)
    let manifest = try copy.manifest(of: path)
    var report = Report()
    let present = Set(copy.paths)
    for (path, file) in manifest.files.sorted(by: { $0.key.precedesInBytes($1.key) }) {
      if !present.contains(path) {
        report.missing.append(path)
      } else if try copy.hash(of: path) == file.hash {
        report.whole += 1
      } else {
        report.changed.append(path)
      }
    }
    // The sums in an archive are made from the manifest's.
    let known: Set = [copy.manifestName, Manifest.nextName, "SHA256SUMS"]
    report.added = copy.paths.filter { manifest.files[$0] == nil && !known.contains($0) }
    report.isDamaged = !copy.isIntact()
    report.isInterrupted = present.contains(Manifest.nextName)
    return report
  }
}
