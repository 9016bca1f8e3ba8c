import Foundation
import Publication
import Text

/// The list of a site's files, with size and SHA-256 of each. A build recognises a folder as a site
/// by this file.
struct Manifest: Sendable {
  struct File: Hashable, Sendable {
    var size: Int
    var hash: String
  }

  static let name = "manifest.json"
  /// The path of the manifest in a book, whose own folder for such files is this.
  static let bookName = "META-INF/casebook-manifest.json"
  /// The name of the manifest that is written before the first file of a build and removed after
  /// the last. If it exists, a build was interrupted.
  static let nextName = "manifest.next.json"

  var files: [String: File] = [:]

  /// - Parameter files: in the order of their paths.
  static func bytes(of files: [WrittenFile], release: String, edition: String) -> [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.member("generator", "casebook")
      $0.member("version", Generator.version)
      $0.member("format", 1)
      $0.member("release", release)
      if !edition.isEmpty { $0.member("edition", edition) }
      $0.key("files")
      $0.object {
        for written in files {
          $0.newline()
          $0.key(written.path)
          $0.object {
            $0.member("size", written.file.size)
            $0.member("sha256", written.file.hash)
          }
        }
      }
    }
    json.end()
    return json.bytes
  }

  /// - Parameter paths: the files that a build is about to write, in order.
  static func next(_ paths: [String]) -> [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.member("generator", "casebook")
      $0.key("files")
      $0.object {
        for path in paths {
          $0.newline()
          $0.key(path)
          $0.object { _ in }
        }
      }
    }
    json.end()
    return json.bytes
  }

  /// Reads a manifest that this program wrote; nil if the file is another program's or damaged.
  static func read(_ bytes: [UInt8]) -> Manifest? {
    guard let read = try? JSONDecoder().decode(Written.self, from: Data(bytes)), read.generator == "casebook"
    else { return nil }
    return Manifest(files: read.files.mapValues { File(size: $0.size ?? -1, hash: $0.sha256 ?? "") })
  }

  private struct Written: Decodable {
    struct File: Decodable {
      var size: Int?
      var sha256: String?
    }
    var generator: String
    var files: [String: File]
  }

  static func hash(_ bytes: [UInt8]) -> String { SHA256.digest(of: bytes).hexadecimal() }
}
