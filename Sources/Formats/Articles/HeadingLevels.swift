/// Style sheets for documents in which headings are one level lower than on the pages that the
/// sheets were written for.
package enum HeadingLevels {
  /// Makes `h2` of `h1`, and so on to `h6`, where it names an element: `.a h1`, but not `.h1`,
  /// `#h1` or `--h1`.
  package static func lowered(_ style: [UInt8]) -> [UInt8] {
    var lowered = style
    var isInText = false
    for place in style.indices {
      if style[place] == UInt8(ascii: "\"") { isInText.toggle() }
      guard !isInText, style[place] | 0x20 == UInt8(ascii: "h"), place + 1 < style.count,
        (UInt8(ascii: "1")...UInt8(ascii: "5")).contains(style[place + 1]),
        place == 0 || !isNamePart(style[place - 1]), place + 2 == style.count || !isNamePart(style[place + 2], isAfter: true)
      else { continue }
      lowered[place + 1] += 1
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
