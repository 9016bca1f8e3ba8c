import Publication
internal import Text

/// Writes what an old copy of a site needs to become a new release: a ZIP archive with the new and
/// changed files, the new manifest, and a page that says what to do by hand.
package enum Difference {
  package struct Report: Sendable {
    package var files: Int
    package var deleted: Int
    /// The size of the archive in bytes.
    package var size: Int
  }

  /// - Parameters:
  ///   - new: a copy of the new release.
  ///   - old: the `manifest.json` of the old copy, or a folder that has one.
  package static func run(_ new: String, from old: String, to output: String) async throws(BuildFailure) -> Report {
    let source = try SiteCopies.openSite(new)
    let manifest = try source.manifest(of: new)
    let before = try self.manifest(old)
    let changed = manifest.files.filter { before.files[$0.key] != $0.value }.keys.sorted { $0.precedesInBytes($1) }
    let deleted = before.files.keys.filter { manifest.files[$0] == nil }.sorted { $0.precedesInBytes($1) }
    var files: [OutputFile] = []
    for path in changed {
      guard try source.hash(of: path) == manifest.files[path]?.hash else {
        throw .files("'\(path)' in '\(new)' is damaged: its bytes are not those of its manifest")
      }
      files.append(OutputFile(path, .resource, .bytes(try source.bytes(of: path))))
    }
    files.append(OutputFile(Manifest.name, .resource, .bytes(try source.bytes(of: Manifest.name))))
    let languages = Set(
      manifest.files.keys.compactMap { path in
        path.hasPrefix("search/") ? path.split(separator: "/").dropFirst().first.map(String.init) : nil
      }
    ).sorted()
    let words = try languages.map { language throws(BuildFailure) in
      let text = try WrittenCopies.words(of: language)
      return Words.read(SourceText(path: language, bytes: Array(text.utf8)), language: language).0
    }
    let page = UpdatePage(words: words, deleted: deleted)
    files.append(OutputFile(UpdatePage.name, .resource, .made { $0 += page.html }))
    files.append(OutputFile("delete.txt", .resource, .bytes(Array(deleted.map { $0 + "\n" }.joined().utf8))))
    let publication = Publication(release: "", edition: "", files: files).ordered(first: UpdatePage.name)
    let file = try OneFile(output)
    let sink = ZipSink(file, .difference(in: "update"))
    let receipt = try await Publishing(into: sink, width: 1).publish(publication)
    try file.finish()
    return Report(files: changed.count, deleted: deleted.count, size: receipt.size)
  }

  private static func manifest(_ path: String) throws(BuildFailure) -> Manifest {
    let file = FileSystem.kindFollowingLinks(of: path) == .folder ? path + "/" + Manifest.name : path
    do throws(FileError) {
      guard let manifest = Manifest.read(try FileSystem.read(file)) else {
        throw FileError(path: file, code: FileError.unreadableCopy)
      }
      return manifest
    } catch {
      throw BuildFailure(error, doing: "cannot read the manifest of the old copy")
    }
  }
}
