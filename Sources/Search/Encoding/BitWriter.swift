/// Writes numbers bit by bit, highest bit first. `search-format.md` describes the codes.
struct BitWriter {
  /// The 64-bit units that are full. Whole units are appended because an array checks its capacity
  /// at each append.
  private var units: [UInt64] = []
  /// The bits that do not yet fill a word: the low `pendingCount` bits, fewer than 64.
  private var pending: UInt64 = 0
  private var pendingCount = 0

  /// Appends the low `count` bits of `value`; `count` is at most 32.
  @inline(__always)
  mutating func append(_ value: UInt32, bits count: Int) {
    append(UInt64(value) & ((1 &<< UInt64(count)) - 1), count)
  }

  /// Appends `value`, which must fit in `count` bits; `count` is from 0 to 63. A value that crosses
  /// the end of a word is split. With 60 bits pending and 7 to append:
  ///
  ///     60 pending bits, first 4 bits of value → units
  ///     last 3 bits of value                   → pending
  @inline(__always)
  private mutating func append(_ value: UInt64, _ count: Int) {
    pendingCount += count
    if pendingCount < 64 {
      pending = pending &<< UInt64(count) | value
    } else {
      pendingCount -= 64
      let rest = UInt64(pendingCount)
      units.append(pending << (UInt64(count) - rest) | value &>> rest)
      pending = value & ((1 &<< rest) - 1)
    }
  }

  /// Appends a number from 1 on in Elias's gamma code (Elias 1975): as many zeros as bits follow
  /// the highest one, then the number. Five is `101` in binary, so its code is `00` `101`.
  mutating func appendGamma(_ value: Int) {
    let low = Int.bitWidth - 1 - value.leadingZeroBitCount
    if low < 32 { return append(UInt64(value), 2 * low + 1) }
    append(0, bits: low)
    append(UInt32(value), bits: low + 1)
  }

  /// Appends a number from 0 on in Rice's code (Rice 1979): `value >> parameter` ones, a zero, and
  /// the low `parameter` bits. Eleven with parameter 2 is `11` `0` `11`.
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

  /// Fills the last byte with zero bits.
  mutating func align() {
    if pendingCount & 7 > 0 { append(0, bits: 8 - pendingCount & 7) }
  }

  /// The number of complete bytes.
  var byteCount: Int { units.count * 8 + pendingCount / 8 }

  /// All complete bytes.
  var bytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    var output = bytes.mutableSpan
    var index = 0
    for unit in units {
      for shift in 0..<8 { output[index + shift] = UInt8(truncatingIfNeeded: unit &>> UInt64(56 - 8 * shift)) }
      index += 8
    }
    var count = pendingCount
    while count >= 8 {
      count -= 8
      output[index] = UInt8(truncatingIfNeeded: pending &>> UInt64(count))
      index += 1
    }
    return bytes
  }

  /// Returns a Rice parameter that is close to the best one for `count` numbers with this sum.
  static func riceParameter(sum: Int, count: Int) -> Int {
    var parameter = 0
    // The best parameter is near log2(0.69 × mean), as for a geometric distribution.
    while parameter < 24, count * 100 << (parameter + 1) <= sum * 69 { parameter += 1 }
    return parameter
  }
}
