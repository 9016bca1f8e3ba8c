/// Reads a ZIP archive that may come from anywhere: names, sizes and offsets in it may be wrong or
/// made to harm.
package struct ZipReader: Sendable {
  package struct Entry: Sendable {
    package var path: String
    package var size: Int
    fileprivate var method: UInt16
    fileprivate var checksum: UInt32
    fileprivate var compressedSize: Int
    fileprivate var offset: Int
  }

  package struct Failure: Error, Sendable {
    package var message: String
  }

  /// Returns bytes of the archive. May return fewer at its end.
  package typealias Source = @Sendable (_ range: Range<Int>) -> [UInt8]

  private let source: Source
  private let size: Int
  /// In the order of the central directory.
  package let entries: [Entry]

  /// The largest size of a file, and of all files together. DEFLATE shrinks bytes at most a
  /// thousandfold, so an archive that tells more than that is made to fill a disk.
  package static let largestFile = 2 << 30
  package static let largestRatio = 1100

  /// - Parameter size: the archive's size in bytes.
  package init(size: Int, _ source: @escaping Source) throws(Failure) {
    self.size = size
    self.source = source
    entries = try Self.entries(size, source)
    var seen: Set<String> = []
    var sum = 0
    for entry in entries {
      if let problem = Self.problem(withPath: entry.path) { throw Failure(message: problem) }
      guard seen.insert(entry.path.lowercased()).inserted else {
        throw Failure(message: "the archive has the file '\(entry.path)' twice")
      }
      sum += entry.size
      guard entry.size <= Self.largestFile, entry.size / Self.largestRatio <= max(entry.compressedSize, 1),
        sum / Self.largestRatio <= size
      else {
        throw Failure(
          message: "the archive claims that '\(entry.path)' is larger than its bytes can hold; it is made to do harm")
      }
    }
  }

  /// Rejects names that lead out of the folder into which the archive is unpacked.
  private static func problem(withPath path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isInside =
      !path.isEmpty && !path.hasPrefix("/") && !path.contains("\\") && !path.contains(":") && !path.utf8.contains(0)
      && !parts.contains("..") && !parts.contains(".") && !parts.dropLast().contains("")
    return isInside ? nil : "the archive has a file whose name leads out of its folder: '\(path)'"
  }

  private static let cut = Failure(message: "this is no whole ZIP archive; it may have been cut off on its way")

  private static func entries(_ size: Int, _ source: Source) throws(Failure) -> [Entry] {
    // The record at the end has 22 bytes, and before it a comment of at most 64 kB.
    let tailStart = max(0, size - 22 - 0xFFFF)
    let tail = source(tailStart..<size)
    guard tail.count == size - tailStart, tail.count >= 22,
      let end = stride(from: tail.count - 22, through: 0, by: -1).first(where: {
        tail.littleEndian(UInt32.self, at: $0) == 0x0605_4b50
      }), var count = tail.littleEndian(UInt16.self, at: end + 10).map({ Int($0) }),
      var length = tail.littleEndian(UInt32.self, at: end + 12).map({ Int($0) }),
      var start = tail.littleEndian(UInt32.self, at: end + 16).map({ Int($0) })
    else { throw cut }
    if count == 0xFFFF || length == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
      guard tail.littleEndian(UInt32.self, at: end - 20) == 0x0706_4b50,
        let offset = tail.littleEndian(UInt64.self, at: end - 12).flatMap({ Int(exactly: $0) }), offset <= size - 56
      else { throw cut }
      let record = source(offset..<offset + 56)
      guard record.littleEndian(UInt32.self, at: 0) == 0x0606_4b50,
        let all = record.littleEndian(UInt64.self, at: 32).flatMap({ Int(exactly: $0) }),
        let bytes = record.littleEndian(UInt64.self, at: 40).flatMap({ Int(exactly: $0) }),
        let first = record.littleEndian(UInt64.self, at: 48).flatMap({ Int(exactly: $0) })
      else { throw cut }
      (count, length, start) = (all, bytes, first)
    }
    guard start >= 0, length >= 0, start <= size, length <= size - start, count <= length / 46 else { throw cut }
    let directory = source(start..<start + length)
    guard directory.count == length else { throw cut }
    var entries: [Entry] = []
    entries.reserveCapacity(count)
    var offset = 0
    for _ in 0..<count {
      let (entry, next) = try Self.entry(directory, at: offset)
      guard entry.offset <= size, entry.compressedSize <= size - entry.offset else { throw cut }
      offset = next
      // A folder has no bytes.
      if !entry.path.hasSuffix("/") { entries.append(entry) }
    }
    return entries
  }

  private static func entry(_ directory: [UInt8], at offset: Int) throws(Failure) -> (Entry, next: Int) {
    guard directory.littleEndian(UInt32.self, at: offset) == 0x0201_4b50,
      let flags = directory.littleEndian(UInt16.self, at: offset + 8),
      let method = directory.littleEndian(UInt16.self, at: offset + 10),
      let checksum = directory.littleEndian(UInt32.self, at: offset + 16),
      var compressed = directory.littleEndian(UInt32.self, at: offset + 20).map({ Int($0) }),
      var size = directory.littleEndian(UInt32.self, at: offset + 24).map({ Int($0) }),
      let nameLength = directory.littleEndian(UInt16.self, at: offset + 28).map({ Int($0) }),
      let extraLength = directory.littleEndian(UInt16.self, at: offset + 30).map({ Int($0) }),
      let commentLength = directory.littleEndian(UInt16.self, at: offset + 32).map({ Int($0) }),
      var local = directory.littleEndian(UInt32.self, at: offset + 42).map({ Int($0) }),
      offset + 46 + nameLength + extraLength + commentLength <= directory.count
    else { throw cut }
    guard flags & 1 == 0 else { throw Failure(message: "the archive is encrypted") }
    let nameStart = offset + 46
    guard let path = String(validating: directory[nameStart..<nameStart + nameLength], as: UTF8.self) else {
      throw Failure(message: "the archive has a file whose name is not UTF-8")
    }
    // ZIP64: the sizes and the offset that do not fit, in this order.
    var extra = nameStart + nameLength
    let extraEnd = extra + extraLength
    while extra + 4 <= extraEnd, let kind = directory.littleEndian(UInt16.self, at: extra),
      let length = directory.littleEndian(UInt16.self, at: extra + 2).map({ Int($0) })
    {
      var at = extra + 4
      func next(_ number: inout Int) throws(Failure) {
        guard number == 0xFFFF_FFFF else { return }
        guard at + 8 <= min(extraEnd, extra + 4 + length),
          let value = directory.littleEndian(UInt64.self, at: at).flatMap({ Int(exactly: $0) })
        else { throw cut }
        number = value
        at += 8
      }
      if kind == 1 {
        try next(&size)
        try next(&compressed)
        try next(&local)
      }
      extra += 4 + length
    }
    let entry = Entry(path: path, size: size, method: method, checksum: checksum, compressedSize: compressed, offset: local)
    return (entry, extraEnd + commentLength)
  }

  /// Reads and checks the bytes of a file.
  package func bytes(of entry: Entry) throws(Failure) -> [UInt8] {
    let header = source(entry.offset..<min(size, entry.offset + 30))
    guard header.littleEndian(UInt32.self, at: 0) == 0x0403_4b50,
      let nameLength = header.littleEndian(UInt16.self, at: 26), let extraLength = header.littleEndian(UInt16.self, at: 28)
    else { throw Self.cut }
    let start = entry.offset + 30 + Int(nameLength) + Int(extraLength)
    guard start <= size, entry.compressedSize <= size - start else { throw Self.cut }
    let stored = source(start..<start + entry.compressedSize)
    guard stored.count == entry.compressedSize else { throw Self.cut }
    let damaged = Failure(message: "the file '\(entry.path)' in the archive is damaged")
    let bytes: [UInt8]
    switch entry.method {
    case 0: bytes = stored
    case 8:
      guard let plain = Deflate.decompressed(stored, size: entry.size) else { throw damaged }
      bytes = plain
    default: throw Failure(message: "the file '\(entry.path)' in the archive is compressed in a way that is not known here")
    }
    guard bytes.count == entry.size, Deflate.checksum(bytes) == entry.checksum else { throw damaged }
    return bytes
  }
}
