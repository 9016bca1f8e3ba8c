import Text

/// The folder of a page, where its relative links begin: percent-encoded, like the addresses for
/// links in ``SitePaths``.
struct PageFolder: Sendable {
  /// The path with a slash at its end; empty for the site's root.
  let encoded: [UInt8]

  init(of path: String) {
    let bytes = path.utf8.span
    var end = bytes.count
    while end > 0, bytes[end - 1] != UInt8(ascii: "/") { end -= 1 }
    var encoded: [UInt8] = []
    encoded.appendPercentEncoded(bytes.extracting(..<end))
    self.encoded = encoded
  }
}

extension [UInt8] {
  /// Appends the relative address of a file, or of a place in it.
  ///
  /// - Parameters:
  ///   - path: the path of the page with the link.
  ///   - target: the path of the file, not percent-encoded.
  package mutating func appendRelativeURL(from path: String, to target: String, fragment: String?) {
    if path != target || fragment == nil {
      let to = target.utf8.span
      appendPercentEncoded(to.extracting(appendWayUp(from: path.utf8.span, towards: to)...))
    }
    if let fragment {
      append(UInt8(ascii: "#"))
      appendPercentEncoded(fragment)
    }
  }

  /// Appends the relative path from a folder to another page.
  ///
  /// - Parameter target: the path of the page, percent-encoded.
  mutating func appendRelativeURL(from folder: PageFolder, toEncoded target: String) {
    let to = target.utf8.span
    append(to, appendWayUp(from: folder.encoded.span, towards: to)..<to.count)
  }

  /// Appends the relative path to the folder that both have in common.
  ///
  /// - Returns: the length of that folder's path in bytes.
  private mutating func appendWayUp(from: Span<UInt8>, towards to: Span<UInt8>) -> Int {
    var common = 0
    var i = 0
    while i < from.count, i < to.count, from[i] == to[i] {
      i += 1
      if from[i - 1] == UInt8(ascii: "/") { common = i }
    }
    for i in common..<from.count where from[i] == UInt8(ascii: "/") { append("../") }
    return common
  }
}
