internal import Text

/// The ASCII letters and digits at the start of eight bytes, found without a loop.
struct LeadingLetters {
  let count: Int
  /// The letters in lower case; the first one is the lowest byte, and zeros follow the last one.
  let letters: UInt64
  let hasCapitals: Bool

  @inline(__always)
  init(_ bytes: UInt64) {
    // All eight bytes are tested at once. Bit 0x20 turns a capital into a small letter and leaves a
    // digit as it is. The test `byte >= bound` adds `0x80 - bound` to each byte of 7 bits: no sum
    // carries into the next byte, and its highest bit is the answer. For *K*, a letter from a (61)
    // to z (7A):
    //
    //     folded          0x4B | 0x20        = 0x6B
    //     at least 0x61?  0x6B + 0x80 - 0x61 = 0x8A   highest bit 1: yes
    //     at least 0x7B?  0x6B + 0x80 - 0x7B = 0x70   highest bit 0: no
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
