import Text

/// The target of an address in a Markdown link.
enum LinkTarget: Hashable {
  /// Another site, a mail address or a telephone number.
  case external(isWeb: Bool)
  /// An anchor within this body: `#…`, percent-decoded.
  case fragment(String)
  /// A relative path to a `.md` file, percent-decoded, and the text after `#`.
  case record(path: String, fragment: String?)
  /// Any other relative path, percent-decoded.
  case file(path: String)
  /// An address that pages must not contain. `start` is its beginning: a scheme with its colon, or
  /// two slashes.
  case unsafe(start: String)
  case empty

  /// Reads the address as a browser does: it drops control characters, and blanks at both ends,
  /// before it looks for a scheme.
  init(_ address: ArraySlice<UInt8>) {
    let bytes = address.contains { $0 <= 0x20 || $0 == 0x7F } ? address.filter { $0 > 0x20 && $0 != 0x7F }[...] : address
    guard let first = bytes.first else {
      self = .empty
      return
    }
    if first == UInt8(ascii: "#") {
      self = bytes.count == 1 ? .empty : .fragment(Self.decoded(bytes.dropFirst()))
      return
    }
    if let scheme = Self.scheme(of: bytes) {
      switch scheme {
      case "http", "https": self = .external(isWeb: true)
      case "mailto", "tel": self = .external(isWeb: false)
      default: self = .unsafe(start: scheme + ":")
      }
      return
    }
    // `//host` has the scheme of the page, which is `file:` for a page on a disk. Browsers read `\`
    // as `/`.
    let isHost = bytes.prefix(2).allSatisfy { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") } && bytes.count > 1
    if isHost {
      self = .unsafe(start: "//")
      return
    }
    self.init(relative: address)
  }

  private init(relative address: ArraySlice<UInt8>) {
    let parts = address.split(separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)[0]
    let name = Self.decoded(path)
    if name.isEmpty {
      self = .empty
    } else if name.utf8.count > 3, name.utf8.suffix(3).map({ $0 | 0x20 }).elementsEqual(".md".utf8.map { $0 | 0x20 }) {
      self = .record(path: name, fragment: parts.count > 1 && !parts[1].isEmpty ? Self.decoded(parts[1]) : nil)
    } else {
      self = .file(path: name)
    }
  }

  /// The text before a `:`, in lower case, if it can be a scheme.
  private static func scheme(of bytes: ArraySlice<UInt8>) -> String? {
    for (i, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: ":"): return i == 0 ? nil : String(decoding: bytes.prefix(i), as: UTF8.self).lowercased()
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return nil
      default: break
      }
    }
    return nil
  }

  /// The percent-decoded text; the text as written if the result is not UTF-8.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    let plain = String(decoding: bytes, as: UTF8.self)
    guard bytes.contains(UInt8(ascii: "%")) else { return plain }
    var decoded: [UInt8] = []
    var i = bytes.startIndex
    while i < bytes.endIndex {
      if bytes[i] == UInt8(ascii: "%"), i + 2 < bytes.endIndex, let high = bytes[i + 1].hexadecimalValue,
        let low = bytes[i + 2].hexadecimalValue
      {
        decoded.append(high << 4 | low)
        i += 3
      } else {
        decoded.append(bytes[i])
        i += 1
      }
    }
    return String(validating: decoded, as: UTF8.self) ?? plain
  }
}
