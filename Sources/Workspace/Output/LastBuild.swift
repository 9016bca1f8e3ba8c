import Foundation
import Publication

/// What the last build into a folder was made from, and what came of it: where both ends are as they were, there is nothing to do.
///
/// The note stands outside the site, among the files of this machine's user: a site holds nothing that another build of the same
/// content would not hold too. It tells of no record: a build with findings, which would have to be told again, leaves none.
struct LastBuild: Codable, Sendable {
  /// ``Inputs/hash()``.
  var inputs: String
  /// The hash of the site's `manifest.json`.
  var manifest: String
  var records: Int
  var pages: Int
  var files: Int

  /// Whether there is a note of a build into the output folder.
  static func isNoted(_ options: BuildOptions) -> Bool { place(options).flatMap { FileSystem.kind(of: $0) } == .file }

  /// The note of the last build into the output folder, if it was made from `inputs` and every file of it is still there.
  static func unchanged(since inputs: String, _ options: BuildOptions) -> LastBuild? {
    guard let path = place(options), let bytes = try? FileSystem.read(path, limit: 1 << 16),
      let note = try? JSONDecoder().decode(LastBuild.self, from: Data(bytes)), note.inputs == inputs,
      SiteFolder.isWhole(options.output, manifest: note.manifest)
    else { return nil }
    return note
  }

  /// Notes a build that is done. Where that fails, the next build only takes longer.
  func keep(_ options: BuildOptions) {
    guard let path = Self.place(options), let folder = options.notes, let data = try? JSONEncoder().encode(self) else { return }
    try? FileSystem.makeFolder(folder)
    // Notes of folders that are long gone would stay for ever.
    let notes = (try? FileSystem.entries(of: folder)) ?? []
    if notes.count >= Self.mostNotes { for note in notes.compactMap(\.name) { try? FileSystem.remove(folder + "/" + note) } }
    try? FileSystem.write(Array(data), to: path, aside: path + ".tmp")
  }

  private static let mostNotes = 256

  /// One note an output folder.
  private static func place(_ options: BuildOptions) -> String? {
    guard let folder = options.notes, let output = FileSystem.realPath(of: options.output) else { return nil }
    return folder + "/" + Manifest.hash(Array(output.utf8)).prefix(32) + ".json"
  }
}
