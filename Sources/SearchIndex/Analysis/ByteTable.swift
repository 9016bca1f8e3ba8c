/// Byte strings, each with a number in the order in which they came: an open-addressing table over one flat buffer.
struct ByteTable {
  private(set) var bytes: [UInt8] = []
  /// String `n` is `bytes[starts[n]..<starts[n + 1]]`.
  private(set) var starts: [UInt32] = [0]
  private(set) var hashes: [UInt64] = []
  /// Number plus one below the high half of the hash, or zero where free; the count is a power of two. What stands beside the
  /// number spares a second look into memory for nearly all strings that are not the one sought.
  private var slots: [UInt64]

  init(capacity: Int = 1 << 12) { slots = Array(repeating: 0, count: capacity) }

  var count: Int { hashes.count }

  subscript(number: Int) -> ArraySlice<UInt8> { bytes[Int(starts[number])..<Int(starts[number + 1])] }

  func string(_ number: Int) -> String { String(decoding: self[number], as: UTF8.self) }

  /// The number of a string of `text`, new or known.
  mutating func number(of text: Span<UInt8>, _ range: Range<Int>, hash: UInt64) -> (number: Int, isNew: Bool) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let found = slots[slot]
      if (found ^ hash) >> 32 == 0 {
        let known = Int(found & 0xFFFF_FFFF) - 1
        if equals(known, text, range) { return (known, false) }
      }
      slot = (slot + 1) & mask
    }
    let number = hashes.count
    for place in range { bytes.append(text[place]) }
    starts.append(UInt32(bytes.count))
    hashes.append(hash)
    slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(number + 1)
    if hashes.count * 2 > slots.count { grow() }
    return (number, true)
  }

  mutating func number(of string: String) -> (number: Int, isNew: Bool) {
    let bytes = Array(string.utf8)
    return number(of: bytes.span, 0..<bytes.count, hash: Self.hash(bytes.span, 0..<bytes.count))
  }

  /// The number of a string of another table, new or known.
  mutating func number(of other: ByteTable, _ place: Int) -> (number: Int, isNew: Bool) {
    number(of: other.bytes.span, Int(other.starts[place])..<Int(other.starts[place + 1]), hash: other.hashes[place])
  }

  private func equals(_ known: Int, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let start = Int(starts[known])
    guard Int(starts[known + 1]) - start == range.count else { return false }
    for offset in 0..<range.count where bytes[start + offset] != text[range.lowerBound + offset] { return false }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(number + 1)
    }
  }

  /// FNV-1a with its high bits mixed down: the same on any machine, and of words of a dozen bytes as fast as any.
  static func hash(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for place in range { hash = (hash ^ UInt64(text[place])) &* 0x100_0000_01b3 }
    return hash ^ (hash >> 29)
  }
}
