import Foundation
import Publication

/// A note of the inputs and the result of the last build into a folder. If both are unchanged, a
/// build has nothing to do.
///
/// The note is not in the site but among the files of this machine's user: a site holds only what
/// every build of the same content would hold. The note holds no findings: a build with findings
/// must report them again, so it leaves no note.
struct LastBuild: Codable, Sendable {
  /// ``Inputs/hash()``.
  var inputs: String
  /// The hash of the site's `manifest.json`.
  var manifest: String
  var records: Int
  var pages: Int
  var files: Int

  /// True if there is a note of a build into the output folder.
  static func isNoted(_ options: BuildOptions) -> Bool { notePath(options).flatMap { FileSystem.kind(of: $0) } == .file }

  /// Returns the note of the last build into the output folder if `inputs` made it and every file
  /// of that build is unchanged.
  static func unchanged(since inputs: String, _ options: BuildOptions) -> LastBuild? {
    guard let path = notePath(options), let bytes = try? FileSystem.read(path, limit: 1 << 16),
      let note = try? JSONDecoder().decode(LastBuild.self, from: Data(bytes)), note.inputs == inputs,
      SiteFolder.isWhole(options.output, manifest: note.manifest)
    else { return nil }
    return note
  }

  /// Writes the note of a finished build. If that fails, the next build only takes longer.
  func keep(_ options: BuildOptions) {
    guard let path = Self.notePath(options), let folder = options.notes, let data = try? JSONEncoder().encode(self) else {
      return
    }
    try? FileSystem.makeFolder(folder)
    // Deletes notes of folders that no longer exist: otherwise they would stay for ever.
    let notes = (try? FileSystem.entries(of: folder)) ?? []
    if notes.count >= Self.mostNotes { for note in notes.compactMap(\.name) { try? FileSystem.remove(folder + "/" + note) } }
    try? FileSystem.write(Array(data), to: path, aside: path + ".tmp")
  }

  private static let mostNotes = 256

  /// Each output folder has one note.
  private static func notePath(_ options: BuildOptions) -> String? {
    guard let folder = options.notes, let output = FileSystem.realPath(of: options.output) else { return nil }
    return folder + "/" + Manifest.hash(Array(output.utf8)).prefix(32) + ".json"
  }
}
