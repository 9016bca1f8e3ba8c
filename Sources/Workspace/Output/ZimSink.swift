import Archives
import Formats
import Publication
import Synchronization
import Text

/// Writes a publication as a ZIM archive, the form of books for Kiwix.
///
/// The archive holds `manifest.json` like a folder does.
final class ZimSink: Sink {
  struct Receipt {
    var files: Int
  }

  static var isSequential: Bool { true }

  private let book: KiwixBook
  private let icon: [UInt8]
  private let output: OneFile
  private let writer: Mutex<ZimWriter?>
  private let names = Mutex((release: "", edition: ""))

  /// - Parameters:
  ///   - icon: a PNG of 48 by 48 pixels.
  ///   - store: holds the files until all are known.
  init(_ output: OneFile, _ book: KiwixBook, icon: [UInt8], store: SpillFile?) {
    (self.output, self.book, self.icon) = (output, book, icon)
    writer = Mutex(ZimWriter(store: store))
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
    let type = Self.type(of: path)
    var hash = SHA256()
    var size = 0
    try make { piece in
      hash.update(piece)
      size += piece.count
      writer.withLock { $0?.append(piece, type: type) }
    }
    let title = book.titles[path]
    writer.withLock { $0?.endEntry(path, title: title ?? "", type: type, isFront: title != nil) }
    return WrittenFile(path: path, file: Manifest.File(size: size, hash: hash.finish().hexadecimal()), isNew: true)
  }

  /// Ends the archive; its file is for the caller to finish.
  func finish(_ files: [WrittenFile]) throws(BuildFailure) -> Receipt {
    let (release, edition) = names.withLock { $0 }
    do {
      let files = files.sorted { $0.path.precedesInBytes($1.path) }
      _ = try write(Manifest.name, Manifest.bytes(of: files, release: release, edition: edition))
    } catch {
      throw BuildFailure(error, doing: "cannot write the archive")
    }
    writer.withLock { held in
      guard var writer = held.take() else { return }
      for entry in book.metadata(icon: icon, counter: writer.counter) {
        writer.append(entry.name, in: .metadata, type: entry.type, entry.bytes)
      }
      book.eachTitle { path, title, target in writer.redirect(path, title: title, isFront: true, to: target) }
      writer.finish(mainPage: book.mainPage) { [output] in output.append($0) }
    }
    return Receipt(files: files.count + 1)
  }

  /// Readers tell the character set of texts that stand alone; those that a page loads have its
  /// own.
  private static func type(of path: String) -> String {
    let type = ContentType.of(path)
    let essence = String(type.prefix { $0 != ";" })
    return ["text/plain", "text/csv", "text/markdown", "text/tab-separated-values"].contains(essence) ? type : essence
  }
}
