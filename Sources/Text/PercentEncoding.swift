extension [UInt8] {
  /// Appends a path or a fragment, percent-encoded for a URL (RFC 3986, `pchar` and `/`).
  package mutating func appendPercentEncoded(_ text: String) { appendPercentEncoded(text.utf8.span) }

  package mutating func appendPercentEncoded(_ text: Span<UInt8>) {
    var start = 0
    for offset in text.indices where !text[offset].isInAddresses {
      append(text, start..<offset)
      append(UInt8(ascii: "%"))
      appendHexadecimal(text[offset], uppercase: true)
      start = offset + 1
    }
    append(text, start..<text.count)
  }
}

/// Percent-encodes a text as a path or a fragment.
package func percentEncoded(_ text: String) -> String {
  // Most texts need no encoding.
  guard !text.utf8.allSatisfy(\.isInAddresses) else { return text }
  var bytes: [UInt8] = []
  bytes.appendPercentEncoded(text)
  return String(decoding: bytes, as: UTF8.self)
}

extension UInt8 {
  /// True if a URL's path and fragment can hold the byte without encoding.
  fileprivate var isInAddresses: Bool {
    switch self {
    case 48...57, 65...90, 97...122, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F: true
    default: false
    }
  }
}
