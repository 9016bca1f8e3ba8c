import CZlib

/// DEFLATE (RFC 1951) by zlib, without a header.
package enum Deflate {
  /// Compresses bytes that come in pieces. It owns the stream, so that nothing else uses the
  /// pointer. zlib gives the same result whatever the pieces are.
  @safe struct Compressor: ~Copyable {
    // zlib keeps a pointer to the stream, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private(set) var bytes: [UInt8] = []

    init() {
      unsafe stream = .allocate(capacity: 1)
      unsafe stream.initialize(to: z_stream())
      let size = unsafe Int32(MemoryLayout<z_stream>.size)
      unsafe deflateInit2_(stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    }

    mutating func append(_ piece: [UInt8]) { run(piece, Z_NO_FLUSH) }

    consuming func finish() -> [UInt8] {
      run([], Z_FINISH)
      return bytes
    }

    private mutating func run(_ piece: [UInt8], _ flush: Int32) {
      var piece = piece
      var out = [UInt8](repeating: 0, count: 1 << 16)
      unsafe piece.withUnsafeMutableBufferPointer { input in
        unsafe stream.pointee.next_in = input.baseAddress
        unsafe stream.pointee.avail_in = UInt32(input.count)
        repeat {
          let count = unsafe out.withUnsafeMutableBufferPointer { output in
            unsafe stream.pointee.next_out = output.baseAddress
            unsafe stream.pointee.avail_out = UInt32(output.count)
            unsafe deflate(stream, flush)
            return unsafe output.count - Int(stream.pointee.avail_out)
          }
          bytes += out[..<count]
        } while unsafe stream.pointee.avail_out == 0
      }
    }

    deinit {
      unsafe deflateEnd(stream)
      unsafe stream.deallocate()
    }
  }

  /// Compresses bytes as small as zlib can.
  package static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    var compressor = Compressor()
    compressor.append(bytes)
    return compressor.finish()
  }

  /// Decompresses bytes.
  ///
  /// - Parameter size: the size that the archive tells. No more memory than this is used.
  /// - Returns: nil if the bytes are damaged, or have another size.
  static func decompressed(_ bytes: [UInt8], size: Int) -> [UInt8]? {
    var stream = unsafe z_stream()
    guard unsafe inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { unsafe inflateEnd(&stream) }
    var input = bytes
    // One byte more than told shows that there are more.
    var output = [UInt8](repeating: 0, count: size + 1)
    let code = unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        return unsafe inflate(&stream, Z_FINISH)
      }
    }
    guard code == Z_STREAM_END, unsafe Int(stream.total_out) == size, unsafe stream.avail_in == 0 else { return nil }
    output.removeLast()
    return output
  }

  /// The CRC-32 of ISO 3309, which ZIP uses; begins with 0.
  static func checksum(_ bytes: [UInt8], after before: UInt32 = 0) -> UInt32 {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      UInt32(unsafe crc32_z(UInt(before), buffer.baseAddress, buffer.count))
    }
  }
}
