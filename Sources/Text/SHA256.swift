internal import CNettle

/// Computes a SHA-256 piece by piece, with Nettle.
package struct SHA256: ~Copyable {
  private var context = sha256_ctx()

  package init() {
    unsafe nettle_sha256_init(&context)
  }

  /// Adds the bytes of the next piece.
  package mutating func update(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { unsafe nettle_sha256_update(&context, $0.count, $0.baseAddress) }
  }

  /// Ends the computation.
  package consuming func finish() -> Digest {
    var bytes = [UInt8](repeating: 0, count: Digest.byteCount)
    var context = context
    unsafe bytes.withUnsafeMutableBufferPointer { unsafe nettle_sha256_digest(&context, $0.count, $0.baseAddress) }
    return Digest(bytes: bytes)
  }

  /// The digest of bytes that are all in memory.
  package static func digest(of bytes: [UInt8]) -> Digest {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }

  /// The result of a SHA-256: 32 bytes.
  package struct Digest: Hashable, Sendable {
    package static let byteCount = 32
    package let bytes: [UInt8]

    /// The first `count` bytes in lowercase hexadecimal, two digits per byte.
    package func hexadecimal(bytes count: Int = byteCount) -> String {
      var digits: [UInt8] = []
      for byte in bytes.prefix(count) { digits.appendHexadecimal(byte) }
      return String(decoding: digits, as: UTF8.self)
    }
  }
}
