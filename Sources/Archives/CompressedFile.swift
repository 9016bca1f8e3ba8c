/// A file as an archive holds it.
package struct CompressedFile: Sendable {
  /// The path, with `/` between folders.
  let path: String
  let size: UInt64
  let checksum: UInt32
  let isDeflated: Bool
  let bytes: [UInt8]

  /// Returns a file that an archive holds as it is.
  package static func stored(_ path: String, _ bytes: [UInt8]) -> CompressedFile {
    CompressedFile(
      path: path, size: UInt64(bytes.count), checksum: Deflate.checksum(bytes), isDeflated: false, bytes: bytes)
  }

  /// Compresses a file that comes in pieces.
  package struct Builder: ~Copyable {
    private let path: String
    private var size: UInt64 = 0
    private var checksum: UInt32 = 0
    private var compressor = Deflate.Compressor()

    package init(_ path: String) { self.path = path }

    package mutating func append(_ piece: [UInt8]) {
      size += UInt64(piece.count)
      checksum = Deflate.checksum(piece, after: checksum)
      compressor.append(piece)
    }

    package consuming func finish() -> CompressedFile {
      let (path, size, checksum) = (path, size, checksum)
      return CompressedFile(path: path, size: size, checksum: checksum, isDeflated: true, bytes: compressor.finish())
    }
  }
}
