import Text

/// Reads a ZIM archive that may come from anywhere: names, sizes and offsets in it may be wrong or
/// made to harm.
package final class ZimReader: Sendable {
  package struct Entry: Sendable {
    /// The namespace; nil if it is another than those of ``ZimSpace``.
    package var space: ZimSpace?
    package var path: String
    /// Empty if the entry has none of its own.
    package var title: String
    package var content: Content

    package enum Content: Sendable {
      case bytes(type: String, cluster: Int, number: Int)
      /// The index of the entry to which this one leads.
      case redirect(to: Int)
    }
  }

  package struct Failure: Error, Sendable {
    package var message: String
  }

  /// Returns bytes of the archive. May return fewer at its end.
  package typealias Source = @Sendable (_ range: Range<Int>) -> [UInt8]

  private let source: Source
  /// By namespace and path.
  package let entries: [Entry]
  private let clusters: ZimClusterReader
  private let checksumOffset: Int

  static let cut = Failure(message: "this is no whole ZIM archive; it may have been cut off on its way")

  /// True for bytes that begin like a ZIM archive.
  package static func isZim(_ bytes: [UInt8]) -> Bool { bytes.littleEndian(UInt32.self, at: 0) == ZimWriter.magic }

  /// - Parameter size: the archive's size in bytes.
  package init(size: Int, _ source: @escaping Source) throws(Failure) {
    self.source = source
    let header = source(0..<min(size, ZimWriter.headerSize))
    func number<Number: FixedWidthInteger>(_ type: Number.Type, _ offset: Int) throws(Failure) -> Int {
      guard let number = header.littleEndian(type, at: offset).flatMap({ Int(exactly: $0) }) else { throw Self.cut }
      return number
    }
    guard Self.isZim(header) else { throw Failure(message: "this is no ZIM archive") }
    let version = try number(UInt16.self, 4)
    guard version == 5 || version == 6 else { throw Failure(message: "version \(version) of ZIM is not known here") }
    let count = try number(UInt32.self, 24)
    let clusterCount = try number(UInt32.self, 28)
    checksumOffset = try number(UInt64.self, 72)
    guard checksumOffset == size - MD5.byteCount else { throw Self.cut }
    let pathPointers = try Self.numbers(try number(UInt64.self, 32), count, source, below: checksumOffset)
    let offsets = try Self.numbers(try number(UInt64.self, 48), clusterCount, source, below: checksumOffset)
    let types = try Self.types(try number(UInt64.self, 56), source)
    clusters = ZimClusterReader(offsets, end: checksumOffset, most: count, source)

    var reader = ZimDirectoryReader(source, types: types, entries: count, clusters: clusterCount, size: size)
    var entries: [Entry] = []
    entries.reserveCapacity(count)
    for pointer in pathPointers { entries.append(try reader.entry(at: pointer)) }
    self.entries = entries
  }

  /// Reads a list of numbers of eight bytes, each the offset of something before the archive's end.
  private static func numbers(_ start: Int, _ count: Int, _ source: Source, below end: Int) throws(Failure) -> [Int] {
    guard start >= ZimWriter.headerSize, start <= end, count <= (end - start) / 8 else { throw cut }
    let bytes = source(start..<start + 8 * count)
    var numbers: [Int] = []
    numbers.reserveCapacity(count)
    for index in 0..<count {
      guard let number = bytes.littleEndian(UInt64.self, at: 8 * index), number < end else { throw cut }
      numbers.append(Int(number))
    }
    return numbers
  }

  private static func types(_ start: Int, _ source: Source) throws(Failure) -> [String] {
    // More types than this fill no archive.
    let bytes = source(start..<start + (1 << 16))
    var types: [String] = []
    for part in bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast() {
      if part.isEmpty { return types }
      guard let type = String(validating: part, as: UTF8.self) else { throw cut }
      types.append(type)
    }
    throw cut
  }

  /// True if the checksum at the archive's end is that of its bytes.
  package func isWhole() -> Bool {
    var checksum = MD5()
    var offset = 0
    while offset < checksumOffset {
      let piece = source(offset..<min(checksumOffset, offset + 1 << 20))
      if piece.isEmpty { return false }
      checksum.update(piece)
      offset += piece.count
    }
    return checksum.finish() == source(checksumOffset..<checksumOffset + MD5.byteCount)
  }

  /// Passes on the bytes of an entry in pieces; nothing for a redirect.
  package func read(_ entry: Entry, each use: ([UInt8]) -> Void) throws(Failure) {
    guard case .bytes(_, let cluster, let number) = entry.content else { return }
    try clusters.read(cluster, number, each: use)
  }

  /// Reads all bytes of an entry; none for a redirect.
  package func bytes(of entry: Entry) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(entry) { bytes += $0 }
    return bytes
  }
}
