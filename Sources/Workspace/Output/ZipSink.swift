import Archives
import Formats
import Publication
import Synchronization
import Text

/// Writes a publication as a ZIP archive.
final class ZipSink: Sink {
  struct Receipt {
    var files: Int
    /// The size of the archive in bytes.
    var size: Int
  }

  /// The parts of an archive besides the files of its publication.
  struct Layout {
    /// The text before each path.
    var top: String
    /// The path of the manifest; nil if there is none.
    var manifest: String?
    /// True if the archive has sums for `sha256sum -c`.
    var hasSums: Bool
    /// The path of the file that the archive holds as it is; nil if there is none.
    var stored: String?

    /// A site for a messenger or a stick. It holds `manifest.json` like a folder does.
    static func site(in folder: String) -> Layout { Layout(top: folder + "/", manifest: Manifest.name, hasSums: true) }
    /// Some files of a site.
    static func difference(in folder: String) -> Layout { Layout(top: folder + "/", manifest: nil, hasSums: true) }
    static let book = Layout(top: "", manifest: Manifest.bookName, hasSums: false, stored: Book.first)
  }

  static var isSequential: Bool { true }

  private let layout: Layout
  private let output: OneFile
  private let writer: Mutex<ZipWriter?>
  private let names = Mutex((release: "", edition: ""))

  /// - Parameter output: the archive.
  init(_ output: OneFile, _ layout: Layout) {
    self.layout = layout
    self.output = output
    writer = Mutex(ZipWriter { output.append($0) })
  }

  func begin(_ publication: Publication) {
    names.withLock { $0 = (publication.release, publication.edition) }
  }

  func write(_ path: String, _ bytes: [UInt8]) throws(FileError) -> WrittenFile {
    guard path == layout.stored else { return try write(path) { use throws(FileError) in use(bytes) } }
    writer.withLock { $0?.append(.stored(layout.top + path, bytes)) }
    return WrittenFile(path: path, file: Manifest.File(size: bytes.count, hash: Manifest.hash(bytes)), isNew: true)
  }

  func write(_ path: String, pieces make: (_ use: ([UInt8]) -> Void) throws(FileError) -> Void) throws(FileError)
    -> WrittenFile
  {
    var hash = SHA256()
    var size = 0
    var builder = CompressedFile.Builder(layout.top + path)
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
      if let manifest = layout.manifest {
        files.append(try write(manifest, Manifest.bytes(of: files, release: release, edition: edition)))
      }
      if layout.hasSums {
        let sums = files.map { $0.file.hash + "  " + $0.path + "\n" }.joined()
        files.append(try write("SHA256SUMS", Array(sums.utf8)))
      }
    } catch {
      throw BuildFailure(error, doing: "cannot write the archive")
    }
    writer.withLock { $0.take() }?.finish()
    return Receipt(files: files.count, size: output.size)
  }
}
