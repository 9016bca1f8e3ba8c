import Archives
import Publication
import Synchronization
import Text

/// Writes a publication as a ZIP archive with one folder at the top, for a messenger or a stick.
///
/// The archive holds `manifest.json` like a folder does, and `SHA256SUMS` for `sha256sum -c`.
final class ZipSink: Sink {
  struct Receipt {
    var files: Int
    /// The size of the archive in bytes.
    var size: Int
  }

  static var isSequential: Bool { true }

  private let top: String
  private let isWhole: Bool
  private let output: OneFile
  private let writer: Mutex<ZipWriter?>
  private let names = Mutex((release: "", edition: ""))

  /// - Parameters:
  ///   - output: the archive.
  ///   - top: the name of the folder that holds everything.
  ///   - isWhole: false if the archive does not hold all files of a site, and so has no manifest of
  ///     its own.
  init(_ output: OneFile, top: String, isWhole: Bool = true) {
    self.isWhole = isWhole
    self.top = top
    self.output = output
    writer = Mutex(ZipWriter { output.append($0) })
  }

  func begin(_ publication: Publication) {
    names.withLock { $0 = (publication.release, publication.edition) }
  }

  func write(_ path: String, _ bytes: [UInt8]) throws(FileError) -> WrittenFile {
    try write(path) { use throws(FileError) in use(bytes) }
  }

  func write(_ path: String, pieces make: (_ use: ([UInt8]) -> Void) throws(FileError) -> Void) throws(FileError)
    -> WrittenFile
  {
    var hash = SHA256()
    var size = 0
    var builder = CompressedFile.Builder(top + "/" + path)
    try make { piece in
      hash.update(piece)
      size += piece.count
      builder.append(piece)
    }
    let file = builder.finish()
    writer.withLock { $0?.append(file) }
    return WrittenFile(path: path, file: Manifest.File(size: size, hash: hash.finish().hexadecimal()), isNew: true)
  }

  /// Ends the archive; its file is for the caller to finish.
  func finish(_ files: [WrittenFile]) throws(BuildFailure) -> Receipt {
    let (release, edition) = names.withLock { $0 }
    var files = files.sorted { $0.path.precedesInBytes($1.path) }
    do {
      if isWhole { files.append(try write(Manifest.name, Manifest.bytes(of: files, release: release, edition: edition))) }
      let sums = files.map { $0.file.hash + "  " + $0.path + "\n" }.joined()
      _ = try write("SHA256SUMS", Array(sums.utf8))
    } catch {
      throw BuildFailure(error, doing: "cannot write the archive")
    }
    writer.withLock { $0.take() }?.finish()
    return Receipt(files: files.count + 1, size: output.size)
  }
}
