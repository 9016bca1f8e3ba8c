internal import CZlib

/// Compressed data, by zlib.
enum Inflate {
  enum Form: Int32 {
    /// With a zlib header, as in PNG and PDF.
    case zlib = 15
    /// Without one, as in zip files.
    case raw = -15
  }

  /// Returns the data up to a limit, and as much as there is before an error: a damaged end does
  /// not hide a beginning.
  static func data(_ view: ByteView, _ form: Form = .zlib, limit: Int) -> [UInt8] {
    var stream = unsafe z_stream()
    guard unsafe inflateInit2_(&stream, form.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      return []
    }
    defer { unsafe inflateEnd(&stream) }
    var input = Array(view.slice)
    var output: [UInt8] = []
    let size = 1 << 16
    var result = Z_OK
    unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe stream.next_in = input.baseAddress
      unsafe stream.avail_in = UInt32(clamping: input.count)
      while result == Z_OK, output.count < limit {
        let before = output.count
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: min(size, limit - before)) { buffer, count in
          unsafe stream.next_out = buffer.baseAddress
          unsafe stream.avail_out = UInt32(buffer.count)
          result = unsafe inflate(&stream, Z_NO_FLUSH)
          count = unsafe buffer.count - Int(stream.avail_out)
        }
        output += piece
        if piece.isEmpty { break }
      }
    }
    return output
  }

  /// The checksum of a chunk of PNG.
  static func crc(_ bytes: [UInt8]) -> Int {
    unsafe bytes.withUnsafeBufferPointer { unsafe Int(crc32(0, $0.baseAddress, UInt32($0.count))) }
  }
}
