/// Writes numbers bit by bit, highest bit first.
struct BitWriter {
  /// Full words of 64 bits, since an array checks at each append whether it has room.
  private var words: [UInt64] = []
  /// The low `pendingCount` bits are not yet among the words; fewer than 64.
  private var pending: UInt64 = 0
  private var pendingCount = 0

  /// Appends the low `count` bits of `value`; at most 32.
  @inline(__always)
  mutating func append(_ value: UInt32, bits count: Int) {
    append(UInt64(value) & ((1 &<< UInt64(count)) - 1), count)
  }

  /// Appends `value`, which has no more than `count` bits; from 0 to 63.
  @inline(__always)
  private mutating func append(_ value: UInt64, _ count: Int) {
    pendingCount += count
    if pendingCount < 64 {
      pending = pending &<< UInt64(count) | value
    } else {
      pendingCount -= 64
      let rest = UInt64(pendingCount)
      words.append(pending << (UInt64(count) - rest) | value &>> rest)
      pending = value & ((1 &<< rest) - 1)
    }
  }

  /// Elias's gamma code of a number from 1 on: as many zeros as bits follow its first.
  mutating func appendGamma(_ value: Int) {
    let low = Int.bitWidth - 1 - value.leadingZeroBitCount
    if low < 32 { return append(UInt64(value), 2 * low + 1) }
    append(0, bits: low)
    append(UInt32(value), bits: low + 1)
  }

  /// Rice's code of a number from 0 on: `value >> parameter` ones, a zero, and the low bits.
  @inline(__always)
  mutating func appendRice(_ value: Int, parameter: Int) {
    var ones = value &>> parameter
    while ones >= 32 {
      append(.max, bits: 32)
      ones -= 32
    }
    let low = UInt64(truncatingIfNeeded: value) & ((1 &<< UInt64(parameter)) - 1)
    append(((1 &<< UInt64(ones + 1)) - 2) &<< UInt64(parameter) | low, ones + 1 + parameter)
  }

  /// Fills the last byte with zeros.
  mutating func align() {
    if pendingCount & 7 > 0 { append(0, bits: 8 - pendingCount & 7) }
  }

  /// The number of whole bytes.
  var byteCount: Int { words.count * 8 + pendingCount / 8 }

  /// All whole bytes.
  var bytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    var output = bytes.mutableSpan
    var place = 0
    for word in words {
      for shift in 0..<8 { output[place + shift] = UInt8(truncatingIfNeeded: word &>> UInt64(56 - 8 * shift)) }
      place += 8
    }
    var count = pendingCount
    while count >= 8 {
      count -= 8
      output[place] = UInt8(truncatingIfNeeded: pending &>> UInt64(count))
      place += 1
    }
    return bytes
  }

  /// The parameter that suits numbers with this sum, near enough.
  static func riceParameter(sum: Int, count: Int) -> Int {
    var parameter = 0
    // The best parameter is near log2(0.69 × mean).
    while parameter < 24, count * 100 << (parameter + 1) <= sum * 69 { parameter += 1 }
    return parameter
  }
}
