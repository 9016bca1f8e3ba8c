internal import Text

/// The ASCII letters and digits that eight bytes begin with.
struct LeadingLetters {
  let count: Int
  /// In lower case, the first one lowest; zeros after them.
  let letters: UInt64
  let hasCapitals: Bool

  @inline(__always)
  init(_ bytes: UInt64) {
    // What changes a letter to lower case leaves a digit as it is. No sum is carried into the next byte, and the highest bit of each
    // says whether it is at least as high as the byte that was taken from 0x80.
    let low = bytes & .eight(0x7F)
    let folded = low | .eight(0x20)
    let isLetter = (folded &+ .eight(0x80 - 0x61)) & ~(folded &+ .eight(0x80 - 0x7B))
    let isDigit = (low &+ .eight(0x80 - 0x30)) & ~(low &+ .eight(0x80 - 0x3A))
    let isOther = (~(isLetter | isDigit) | bytes) & .eight(0x80)
    count = isOther.trailingZeroBitCount >> 3
    let mask: UInt64 = (1 << UInt64(8 * count)) &- 1
    letters = (bytes | .eight(0x20)) & mask
    hasCapitals = letters != bytes & mask
  }
}
