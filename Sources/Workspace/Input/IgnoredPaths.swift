/// The files that `ignore` in casebook.yaml names. They are not records, and no finding reports
/// them.
///
/// `*` stands for any characters except a slash, `**` for any characters. A pattern without a slash
/// matches a name at any depth. A pattern that matches a folder covers all files in it.
struct IgnoredPaths: Sendable {
  private let patterns: [[UInt8]]

  init(_ patterns: [String]) {
    self.patterns = patterns.map { pattern in
      var bytes = Array(pattern.utf8)
      while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
      return bytes
    }.filter { !$0.isEmpty }
  }

  /// Returns true if a pattern matches the path, or a folder that it is in.
  ///
  /// - Parameter path: relative to the content folder.
  func contains(_ path: String) -> Bool {
    patterns.contains { pattern in
      let parts = path.utf8.split(separator: UInt8(ascii: "/"))
      if !pattern.contains(UInt8(ascii: "/")) { return parts.contains { Self.matches(pattern[...], Array($0)[...]) } }
      // Try each folder that it is in, then the path itself.
      return parts.indices.contains { last in
        Self.matches(pattern[...], Array(parts[...last].joined(separator: [UInt8(ascii: "/")]))[...])
      }
    }
  }

  /// Matches a pattern by going back to its last star whenever the text differs. Earlier stars need
  /// no second try, so the time is at most the product of both lengths.
  private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    var (p, t) = (pattern.startIndex, text.startIndex)
    var star: (pattern: Int, text: Int, crossesFolders: Bool)?
    while t < text.endIndex {
      if p < pattern.endIndex, pattern[p] == UInt8(ascii: "*") {
        let isDouble = p + 1 < pattern.endIndex && pattern[p + 1] == UInt8(ascii: "*")
        p += isDouble ? 2 : 1
        star = (p, t, isDouble)
      } else if p < pattern.endIndex, pattern[p] == text[t] {
        p += 1
        t += 1
      } else if let last = star, last.crossesFolders || text[last.text] != UInt8(ascii: "/") {
        star = (last.pattern, last.text + 1, last.crossesFolders)
        (p, t) = (last.pattern, last.text + 1)
      } else {
        return false
      }
    }
    while p < pattern.endIndex, pattern[p] == UInt8(ascii: "*") { p += 1 }
    return p == pattern.endIndex
  }
}
