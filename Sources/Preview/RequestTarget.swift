import Text

/// The path in a request, decoded once and checked. A path that may leave the site is refused.
struct RequestTarget: Equatable {
  enum Refusal: Error, Equatable {
    /// The target is no path, or a path that two programs could read in two ways.
    case malformed
    /// The path is well formed, but no site has it.
    case notFound
    case tooLong
  }

  /// The path without the first slash. It ends in a slash for a folder, and is empty for the root.
  var path: String
  /// The text after `?`, not decoded.
  var query: String?

  static let longest = 8192

  init(_ written: String) throws(Refusal) {
    let bytes = Array(written.utf8)
    guard bytes.count <= Self.longest else { throw .tooLong }
    guard bytes.first == UInt8(ascii: "/"), !bytes.contains(UInt8(ascii: "#")) else { throw .malformed }
    let end = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
    let decoded = try Self.decode(bytes[1..<end])
    guard let path = String(validating: decoded, as: UTF8.self) else { throw .malformed }
    if !decoded.isEmpty { try Self.check(decoded) }
    self.path = path
    query = end < bytes.count ? String(decoding: bytes[(end + 1)...], as: UTF8.self) : nil
  }

  private static func decode(_ written: ArraySlice<UInt8>) throws(Refusal) -> [UInt8] {
    var decoded: [UInt8] = []
    var i = written.startIndex
    while i < written.endIndex {
      var byte = written[i]
      i += 1
      if byte == UInt8(ascii: "%") {
        guard i + 1 < written.endIndex, let high = written[i].hexadecimalValue, let low = written[i + 1].hexadecimalValue else {
          throw .malformed
        }
        byte = high << 4 | low
        i += 2
        // Some programs read an encoded slash as part of a name, others as the end of a folder.
        guard byte != UInt8(ascii: "/") else { throw .malformed }
      }
      guard byte >= 0x20, byte != 0x7F, byte != UInt8(ascii: "\\") else { throw .malformed }
      decoded.append(byte)
    }
    return decoded
  }

  private static func check(_ decoded: [UInt8]) throws(Refusal) {
    for i in decoded.indices where decoded[i] == UInt8(ascii: "%") {
      // The path is encoded twice, so decoding it again would give another path.
      if i + 2 < decoded.count, decoded[i + 1].hexadecimalValue != nil, decoded[i + 2].hexadecimalValue != nil {
        throw .malformed
      }
    }
    var segments = decoded.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if segments.last?.isEmpty == true { segments.removeLast() }
    for segment in segments {
      if segment.isEmpty || segment.elementsEqual(".".utf8) || segment.elementsEqual("..".utf8) { throw .malformed }
      if segment.first == UInt8(ascii: ".") { throw .notFound }
    }
  }

  /// The URL path of this target as a folder, with its query.
  var folderLocation: String {
    "/" + percentEncoded(path) + "/" + (query.map { "?" + $0 } ?? "")
  }
}
