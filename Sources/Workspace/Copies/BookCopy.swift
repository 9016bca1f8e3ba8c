import Archives
import Text

/// A book for Kiwix: the files of a site that are in it, without the entries that lead to others.
struct BookCopy: SiteCopy {
  let paths: [String]
  private let reader: ZimReader
  private let entries: [String: ZimReader.Entry]

  init(_ path: String) throws(BuildFailure) {
    let size = FileSystem.status(of: path)?.size ?? 0
    do throws(ZimReader.Failure) {
      reader = try ZimReader(size: size) { (try? FileSystem.read(path, range: $0)) ?? [] }
    } catch {
      throw .files("cannot read '\(path)': \(error.message)")
    }
    var entries: [String: ZimReader.Entry] = [:]
    for entry in reader.entries {
      if entry.space == .content, case .bytes = entry.content { entries[entry.path] = entry }
    }
    self.entries = entries
    paths = entries.keys.sorted { $0.precedesInBytes($1) }
  }

  static func isBook(_ path: String) -> Bool { ZimReader.isZim((try? FileSystem.read(path, range: 0..<4)) ?? []) }

  /// The checksum of the archive covers the titles and the lists too, which the manifest does not
  /// know.
  func isIntact() -> Bool { reader.isWhole() }

  func bytes(of path: String) throws(BuildFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(path) { bytes += $0 }
    return bytes
  }

  /// Bytes that cannot be read any more have no sum: the file is told as changed, and the others
  /// are compared.
  func hash(of path: String) -> String {
    var hash = SHA256()
    do { try read(path) { hash.update($0) } } catch { return "" }
    return hash.finish().hexadecimal()
  }

  private func read(_ path: String, _ use: ([UInt8]) -> Void) throws(BuildFailure) {
    guard let entry = entries[path] else { throw .files("the archive has no '\(path)'") }
    do throws(ZimReader.Failure) { try reader.read(entry, each: use) } catch { throw .files(error.message) }
  }
}
