/// Writes numbers bit by bit, highest bit first.
struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var pendingCount = 0

  /// Appends the low `count` bits of `value`; at most 32.
  mutating func append(_ value: UInt32, bits count: Int) {
    pending = pending << UInt64(count) | (UInt64(value) & ((1 << UInt64(count)) - 1))
    pendingCount += count
    while pendingCount >= 8 {
      pendingCount -= 8
      bytes.append(UInt8(truncatingIfNeeded: pending >> UInt64(pendingCount)))
    }
  }

  /// Elias's gamma code of a number from 1 on: as many zeros as bits follow its first.
  mutating func appendGamma(_ value: Int) {
    let low = Int.bitWidth - 1 - value.leadingZeroBitCount
    append(0, bits: low)
    append(UInt32(value), bits: low + 1)
  }

  /// Rice's code of a number from 0 on: `value >> parameter` ones, a zero, and the low bits.
  mutating func appendRice(_ value: Int, parameter: Int) {
    var ones = value >> parameter
    while ones >= 32 {
      append(.max, bits: 32)
      ones -= 32
    }
    append(~1, bits: ones + 1)
    append(UInt32(truncatingIfNeeded: value), bits: parameter)
  }

  /// Fills the last byte with zeros.
  mutating func align() {
    if pendingCount > 0 { append(0, bits: 8 - pendingCount) }
  }

  /// The parameter that suits numbers with this sum, near enough.
  static func riceParameter(sum: Int, count: Int) -> Int {
    var parameter = 0
    // The best parameter is near log2(0.69 × mean).
    while parameter < 24, count * 100 << (parameter + 1) <= sum * 69 { parameter += 1 }
    return parameter
  }
}
