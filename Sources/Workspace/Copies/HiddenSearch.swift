import Knowledge
import Text

/// Looks in a copy for what an edition hides.
package enum HiddenSearch {
  /// A file of a copy that tells of what is hidden.
  package struct Leak: Sendable, Equatable {
    package var path: String
    /// The words in the file, as they stand there.
    package var words: String
    /// The id of the hidden record: `case/night-patrol`.
    package var record: String
    /// The path of its file as findings show it.
    package var source: String
  }

  /// - Parameters:
  ///   - path: a folder, or a ZIP archive.
  ///   - options: the knowledge base and the edition.
  /// - Returns: in the order of the paths, each origin once a file.
  package static func leaks(in path: String, of options: BuildOptions) async throws(BuildFailure) -> [Leak] {
    let copy = try SiteCopies.open(path)
    let hidden = try await HiddenTexts.read(options)
    guard !hidden.isEmpty else { return [] }
    let found = await concurrentMap(copy.paths, width: options.jobs, slice: 4) { file -> Result<[Leak], BuildFailure> in
      do throws(BuildFailure) { return .success(search(file, try copy.bytes(of: file), for: hidden)) } catch {
        return .failure(error)
      }
    }
    var leaks: [Leak] = []
    for result in found { leaks += try result.get() }
    return leaks
  }

  private static func search(_ path: String, _ bytes: [UInt8], for hidden: HiddenTexts) -> [Leak] {
    var leaks: [Leak] = []
    for text in [Array(path.utf8)] + CopyText.texts(of: path, bytes) {
      for hit in hidden.hits(in: text) where !leaks.contains(where: { $0.record == hit.origin.name }) {
        leaks.append(
          Leak(
            path: path, words: String(decoding: text[hit.range], as: UTF8.self), record: hit.origin.name,
            source: hit.origin.path))
      }
    }
    return leaks
  }
}
