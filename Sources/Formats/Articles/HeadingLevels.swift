/// Style sheets for documents in which headings are one level lower than on the pages that the
/// sheets were written for.
package enum HeadingLevels {
  /// Makes `h2` of `h1`, and so on to `h6`, where it names an element: `.a h1`, but not `.h1`,
  /// `#h1` or `--h1`.
  package static func lowered(_ style: [UInt8]) -> [UInt8] {
    var lowered = style
    var isInText = false
    for index in style.indices {
      if style[index] == UInt8(ascii: "\"") { isInText.toggle() }
      guard !isInText, style[index] | 0x20 == UInt8(ascii: "h"), index + 1 < style.count,
        (UInt8(ascii: "1")...UInt8(ascii: "5")).contains(style[index + 1]),
        index == 0 || !isNamePart(style[index - 1]), index + 2 == style.count || !isNamePart(style[index + 2], isAfter: true)
      else { continue }
      lowered[index + 1] += 1
    }
    return lowered
  }

  private static func isNamePart(_ byte: UInt8, isAfter: Bool = false) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "\\"), 0x80...: true
    case UInt8(ascii: "."), UInt8(ascii: "#"), UInt8(ascii: "@"): !isAfter
    default: false
    }
  }
}
