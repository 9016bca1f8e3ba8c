/// Makes a ZIP archive (PKWARE's APPNOTE 6.3.10), piece by piece.
///
///     local header, bytes          each file
///     …
///     central directory            a header a file, with the offset of its local one
///     end of central directory     before it, in a large archive, that of ZIP64
///
/// The same files in the same order give the same bytes: every date is 1 January 1980, the first
/// that ZIP knows.
package struct ZipWriter: ~Copyable {
  private let output: ([UInt8]) -> Void
  private var offset: UInt64 = 0
  private var directory: [UInt8] = []
  private var count: UInt64 = 0

  /// - Parameter output: receives the archive's bytes in order.
  package init(_ output: @escaping ([UInt8]) -> Void) { self.output = output }

  /// Appends a file.
  package mutating func append(_ file: CompressedFile) {
    let (size, bytes, checksum) = (file.size, file.bytes, file.checksum)
    let name = Array(file.path.utf8)
    let large = size >= Self.limit || UInt64(bytes.count) >= Self.limit

    var common: [UInt8] = []
    common.append(littleEndian: UInt16(large ? 45 : 20))
    // Bit 11: the name is UTF-8.
    common.append(littleEndian: UInt16(1 << 11))
    common.append(littleEndian: UInt16(file.isDeflated ? 8 : 0))
    common.append(littleEndian: Self.date)
    common.append(littleEndian: checksum)
    common.append(littleEndian: large ? .max : UInt32(bytes.count))
    common.append(littleEndian: large ? .max : UInt32(size))
    common.append(littleEndian: UInt16(name.count))

    var sizes: [UInt8] = []
    if large {
      sizes.append(littleEndian: size)
      sizes.append(littleEndian: UInt64(bytes.count))
    }
    var header: [UInt8] = []
    header.append(littleEndian: UInt32(0x0403_4b50))
    header += common
    let extra = Self.extra(sizes)
    header.append(littleEndian: UInt16(extra.count))
    header += name + extra

    let isFar = offset >= Self.limit
    if isFar { sizes.append(littleEndian: offset) }
    let far = Self.extra(sizes)
    directory.append(littleEndian: UInt32(0x0201_4b50))
    // Made on Unix (3), by version 4.5 of the format: readers then trust the permissions below.
    directory.append(littleEndian: UInt16(3 << 8 | 45))
    directory += common
    directory.append(littleEndian: UInt16(far.count))
    directory.append(littleEndian: UInt16(0))
    directory.append(littleEndian: UInt16(0))
    directory.append(littleEndian: UInt16(0))
    directory.append(littleEndian: UInt32(0o100644 << 16))
    directory.append(littleEndian: isFar ? .max : UInt32(offset))
    directory += name + far

    count += 1
    write(header)
    write(bytes)
  }

  /// Ends the archive.
  package consuming func finish() {
    let start = offset
    let size = UInt64(directory.count)
    write(directory)
    if count >= 0xFFFF || start >= Self.limit || size >= Self.limit {
      let end = offset
      var record: [UInt8] = []
      record.append(littleEndian: UInt32(0x0606_4b50))
      record.append(littleEndian: UInt64(44))
      record.append(littleEndian: UInt16(3 << 8 | 45))
      record.append(littleEndian: UInt16(45))
      record.append(littleEndian: UInt32(0))
      record.append(littleEndian: UInt32(0))
      for number in [count, count, size, start] { record.append(littleEndian: number) }
      // The locator: the offset of the record before it.
      record.append(littleEndian: UInt32(0x0706_4b50))
      record.append(littleEndian: UInt32(0))
      record.append(littleEndian: end)
      record.append(littleEndian: UInt32(1))
      write(record)
    }
    var end: [UInt8] = []
    end.append(littleEndian: UInt32(0x0605_4b50))
    end.append(littleEndian: UInt32(0))
    for _ in 0..<2 { end.append(littleEndian: UInt16(min(count, 0xFFFF))) }
    end.append(littleEndian: UInt32(min(size, Self.limit)))
    end.append(littleEndian: UInt32(min(start, Self.limit)))
    end.append(littleEndian: UInt16(0))
    write(end)
  }

  /// The value that says: see ZIP64.
  private static let limit: UInt64 = 0xFFFF_FFFF
  /// The time 0:00 (low half) and the date 1980-01-01 (high half).
  private static let date: UInt32 = (1 << 5 | 1) << 16

  /// Returns the extra field of ZIP64; empty if it holds nothing.
  private static func extra(_ numbers: [UInt8]) -> [UInt8] {
    guard !numbers.isEmpty else { return [] }
    var extra: [UInt8] = []
    extra.append(littleEndian: UInt16(1))
    extra.append(littleEndian: UInt16(numbers.count))
    return extra + numbers
  }

  private mutating func write(_ bytes: [UInt8]) {
    offset += UInt64(bytes.count)
    output(bytes)
  }
}
