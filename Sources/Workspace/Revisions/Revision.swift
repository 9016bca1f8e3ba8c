import Archives
import Foundation
import Text

/// A content folder as it is, or as git has it at a revision, unpacked into a temporary folder.
package struct Revision: ~Copyable {
  /// The content folder.
  package let folder: String
  /// The temporary folder, which is removed at the end.
  private let temporary: String?

  /// - Parameters:
  ///   - name: a folder; or a revision as git names it, such as `main`, `HEAD~1` or a hash. A
  ///     revision with a path, such as `main:Content`, names the folder in it.
  ///   - content: the content folder in the working tree, whose history a revision is of.
  package init(_ name: String, of content: String) throws(BuildFailure) {
    if FileSystem.kindFollowingLinks(of: name) == .folder {
      (folder, temporary) = (name, nil)
      return
    }
    let archive = try Git.archive(name, of: content)
    let temporary = FileManager.default.temporaryDirectory.appendingPathComponent("casebook-" + UUID().uuidString).path
    do {
      try Self.unpack(archive, into: temporary)
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw error
    }
    (folder, self.temporary) = (temporary, temporary)
  }

  deinit {
    if let temporary { try? FileManager.default.removeItem(atPath: temporary) }
  }

  private static func unpack(_ archive: [UInt8], into folder: String) throws(BuildFailure) {
    func reading<Result>(_ step: () throws(ZipReader.Failure) -> Result) throws(BuildFailure) -> Result {
      do throws(ZipReader.Failure) { return try step() } catch { throw .files("cannot read what git gave: \(error.message)") }
    }
    let reader = try reading { () throws(ZipReader.Failure) in
      try ZipReader(size: archive.count) { range in Array(archive[range.clamped(to: 0..<archive.count)]) }
    }
    for entry in reader.entries {
      let bytes = try reading { () throws(ZipReader.Failure) in try reader.bytes(of: entry) }
      let path = folder + "/" + entry.path
      do throws(FileError) {
        try FileSystem.makeFolder(String(path.prefix(upTo: path.lastIndex(of: "/")!)))
        try FileSystem.write(bytes, to: path, aside: path + ".tmp")
      } catch {
        throw BuildFailure(error, doing: "cannot unpack the revision")
      }
    }
  }
}
