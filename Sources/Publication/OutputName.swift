import Knowledge
import Text

/// Turns names into names that are valid on FAT32, on Windows and in a URL.
package enum OutputName {
  /// Returns a file's name without its extension.
  ///
  /// Letters and digits of every script stay. A character with a meaning on FAT32, on Windows or in
  /// a URL becomes `-`, and no name begins or ends with a dot. Long names are cut and end in a
  /// hash, so that they stay different.
  package static func file(for slug: String, longest: Int = longest) -> String {
    var name = isPlain(slug) ? slug : safe(slug)
    while name.hasSuffix(".") || name.hasSuffix("-") { name.removeLast() }
    if name.hasPrefix(".") { name.removeFirst(name.prefix { $0 == "." || $0 == "-" }.count) }
    if name.isEmpty { return "_" + shortHash(slug) }
    if isReserved(name) { name.insert("_", at: name.firstIndex(of: ".") ?? name.endIndex) }
    if name.utf16.count > longest { name = cut(name, to: longest) + "-" + shortHash(slug) }
    return name
  }

  private static func isPlain(_ slug: String) -> Bool { slug.utf8.allSatisfy { $0 < 0x80 && isSafe(Unicode.Scalar($0)) } }

  private static func safe(_ slug: String) -> String {
    var name = ""
    var pendingDash = false
    for scalar in slug.unicodeScalars {
      if isSafe(scalar) {
        if pendingDash, !name.isEmpty { name.append("-") }
        pendingDash = false
        name.unicodeScalars.append(scalar)
      } else {
        pendingDash = true
      }
    }
    return name
  }

  package static let longest = 72

  /// Returns the longest length of a page's name in a folder. The path has at most 140 characters,
  /// with a language before the name, and after it `.html` and either the number of a page or the
  /// digits that keep two names apart.
  static func longest(in folder: String) -> Int {
    min(longest, 140 - (PathNames.longestLanguage + 1) - (folder.utf16.count + 1) - "-12345678".count - ".html".count)
  }

  private static func cut(_ name: String, to longest: Int) -> String {
    var short = ""
    for character in name {
      if short.utf16.count + String(character).utf16.count > longest - 9 { break }
      short.append(character)
    }
    return short
  }

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 48...57, 65...90, 97...122, 0x2D, 0x2E, 0x5F: true
    case ..<0xA1: false
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
  }

  /// Names that Windows reserves for devices, and names that the site uses itself: `index`,
  /// `index-2`.
  private static func isReserved(_ name: String) -> Bool {
    // Few names begin with one of these.
    guard ["con", "com", "prn", "aux", "nul", "lpt", "ind"].contains(name.prefix(3).lowercased()) else { return false }
    if PathNames.isDevice(name) { return true }
    let stem = name.prefix { $0 != "." }.lowercased()
    guard stem.hasPrefix("index") else { return false }
    let rest = stem.dropFirst(5)
    return rest.isEmpty || (rest.first == "-" && rest.dropFirst().allSatisfy { $0.isNumber })
  }

  /// Returns the FNV-1a hash, 32 bits: eight digits that keep cut names apart.
  static func shortHash(_ text: String) -> String {
    var hash: UInt32 = 2_166_136_261
    for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash.hexadecimal(digits: 8)
  }
}
