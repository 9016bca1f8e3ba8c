import Publication
import Text

/// Receives the files of a publication, such as a folder, an archive or a stream.
///
/// A publication is written with one ``begin(_:)``, one write for each file, and one
/// ``finish(_:)``. If a write fails, there is no finish, and what was there before stays whole.
protocol Sink: Sendable {
  /// The result of a finished publication.
  associatedtype Receipt

  /// True if files must arrive one after another in the order of the publication. Otherwise several
  /// tasks write at once, phase by phase.
  static var isSequential: Bool { get }

  func begin(_ publication: Publication) throws(BuildFailure)
  func write(_ path: String, _ bytes: [UInt8]) throws(FileError) -> WrittenFile
  /// Writes a file in pieces, because it may be too large to hold in memory.
  func write(_ path: String, pieces make: (_ use: ([UInt8]) -> Void) throws(FileError) -> Void) throws(FileError)
    -> WrittenFile
  /// - Parameter files: all files that were written, in the order of the publication.
  func finish(_ files: [WrittenFile]) throws(BuildFailure) -> Receipt
}

/// A file that a sink has received.
struct WrittenFile: Sendable {
  var path: String
  var file: Manifest.File
  /// False if the same bytes were there already.
  var isNew: Bool
}
