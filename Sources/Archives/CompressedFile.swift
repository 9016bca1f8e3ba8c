/// A file as an archive holds it.
package struct CompressedFile: Sendable {
  /// The path, with `/` between folders.
  let path: String
  let size: UInt64
  let checksum: UInt32
  let bytes: [UInt8]

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
      return CompressedFile(path: path, size: size, checksum: checksum, bytes: compressor.finish())
    }
  }
}
