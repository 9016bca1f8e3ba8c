internal import CNettle

/// Computes an MD5 piece by piece, with Nettle. It shows damage and no more: file formats that ask
/// for it are older than the attacks on it.
package struct MD5: ~Copyable {
  package static let byteCount = 16
  private var context = md5_ctx()

  package init() {
    unsafe nettle_md5_init(&context)
  }

  /// Adds the bytes of the next piece.
  package mutating func update(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { unsafe nettle_md5_update(&context, $0.count, $0.baseAddress) }
  }

  /// Ends the computation.
  package consuming func finish() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.byteCount)
    var context = context
    unsafe bytes.withUnsafeMutableBufferPointer { unsafe nettle_md5_digest(&context, $0.count, $0.baseAddress) }
    return bytes
  }
}
