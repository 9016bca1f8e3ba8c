import Foundation
import Rendering
import Source

/// What the last build into a folder was made from, and what it reported: where both ends are as they were, there is nothing to do.
///
/// The note stands outside the site, among the files of this machine's user: a site holds nothing that another build of the same
/// content would not hold too. It decides nothing but whether work can be left out; without it, or where it cannot be read, all
/// is built.
struct LastBuild: Codable, Sendable {
  /// Of the program, its flags, and all bytes that a build can read.
  var inputs: String
  /// Of the site's `manifest.json`.
  var manifest: String
  var findings: [Diagnostic]
  var records: Int
  var pages: Int
  var files: Int

  /// The note of the last build into the output folder, if it was made from `inputs` and every file of it is still there.
  static func unchanged(since inputs: String, _ options: BuildOptions) -> LastBuild? {
    guard let path = place(options), let bytes = try? FileSystem.read(path, limit: 64 << 20),
      let note = try? JSONDecoder().decode(LastBuild.self, from: Data(bytes)), note.inputs == inputs,
      SiteFolder.isWhole(options.output, manifest: note.manifest)
    else { return nil }
    return note
  }

  /// Notes a build that is done. Where that fails, the next build only takes longer.
  func keep(_ options: BuildOptions) {
    guard let path = Self.place(options), let folder = options.notes, let data = try? JSONEncoder().encode(self) else { return }
    try? FileSystem.makeFolder(folder)
    try? FileSystem.write(Array(data), to: path, aside: path + ".tmp")
  }

  /// One note an output folder.
  private static func place(_ options: BuildOptions) -> String? {
    guard let folder = options.notes, let output = FileSystem.realPath(of: options.output) else { return nil }
    return folder + "/" + Manifest.hash(Array(output.utf8)).prefix(32) + ".json"
  }
}

/// One hash of all that a build depends on.
enum InputHash {
  /// - Returns: nil where something cannot be read: the build itself will say what.
  static func of(_ options: BuildOptions) async -> String? {
    guard let program = FileSystem.realPath(of: "/proc/self/exe"), let status = FileSystem.status(of: program) else {
      return nil
    }
    var lines = [
      Generator.version, program, "\(status)", options.content, options.templates ?? "", options.edition ?? "",
      options.languages?.joined(separator: ",") ?? "*", options.baseURL ?? "", options.release ?? "", "\(options.isStrict)",
    ]
    for folder in [options.content, options.templates].compactMap(\.self) {
      guard let root = FileSystem.realPath(of: folder), let files = FileSystem.files(below: root) else { return nil }
      let hashes = await concurrentMap(files, width: options.jobs) { (try? FileSystem.read($0)).map(Manifest.hash) }
      for (file, hash) in zip(files, hashes) {
        guard let hash else { return nil }
        lines.append(file + "\n" + hash)
      }
    }
    return Manifest.hash(Array(lines.joined(separator: "\n\n").utf8))
  }
}
