/// Byte strings, each with a number in the order in which they came: an open-addressing table over one flat buffer.
struct ByteTable {
  private(set) var bytes: [UInt8] = []
  /// String `n` is `bytes[starts[n]..<starts[n + 1]]`.
  private(set) var starts: [UInt32] = [0]
  /// By number. Most words are no longer than eight bytes: they are told apart without a look at their bytes.
  private(set) var keys: [Key] = []
  /// Number plus one below the high half of the hash, or zero where free; the count is a power of two. What stands beside the
  /// number spares a second look into memory for nearly all strings that are not the one sought.
  private var slots: [UInt64]

  /// What a string is looked up by, made of its bytes one after the other.
  struct Key: Sendable {
    /// The first eight bytes, the first one lowest.
    private(set) var head: UInt64 = 0
    private var rest: UInt64 = 0xcbf2_9ce4_8422_2325
    private(set) var count = 0

    init() {}

    init(_ text: Span<UInt8>, _ range: Range<Int>) { for place in range { append(text[place]) } }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
      if count < 8 {
        head |= UInt64(byte) << UInt64(8 * count)
      } else {
        // FNV-1a
        rest = (rest ^ UInt64(byte)) &* 0x100_0000_01b3
      }
      count += 1
    }

    /// The same on any machine. The two steps are those of MurmurHash3's finaliser.
    @inline(__always)
    var hash: UInt64 {
      var hash = (head ^ rest &+ UInt64(count)) &* 0xff51_afd7_ed55_8ccd
      hash ^= hash >> 33
      hash = hash &* 0xc4ce_b9fe_1a85_ec53
      return hash ^ hash >> 33
    }
  }

  init(capacity: Int = 1 << 12) { slots = Array(repeating: 0, count: capacity) }

  var count: Int { keys.count }

  subscript(number: Int) -> ArraySlice<UInt8> { bytes[Int(starts[number])..<Int(starts[number + 1])] }

  func string(_ number: Int) -> String { String(decoding: self[number], as: UTF8.self) }

  /// The number of a string of `text`, new or known.
  ///
  /// - Parameter key: of these bytes.
  mutating func number(of text: Span<UInt8>, _ range: Range<Int>, _ key: Key) -> (number: Int, isNew: Bool) {
    let hash = key.hash
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let found = slots[slot]
      if (found ^ hash) >> 32 == 0 {
        let known = Int(found & 0xFFFF_FFFF) - 1
        if equals(known, text, range, key) { return (known, false) }
      }
      slot = (slot + 1) & mask
    }
    let number = keys.count
    for place in range { bytes.append(text[place]) }
    starts.append(UInt32(bytes.count))
    keys.append(key)
    slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(number + 1)
    if keys.count * 2 > slots.count { grow() }
    return (number, true)
  }

  mutating func number(of string: String) -> (number: Int, isNew: Bool) {
    let bytes = Array(string.utf8)
    return number(of: bytes.span, 0..<bytes.count, Key(bytes.span, 0..<bytes.count))
  }

  /// The number of a string of another table, new or known.
  mutating func number(of other: ByteTable, _ place: Int) -> (number: Int, isNew: Bool) {
    number(of: other.bytes.span, Int(other.starts[place])..<Int(other.starts[place + 1]), other.keys[place])
  }

  private func equals(_ known: Int, _ text: Span<UInt8>, _ range: Range<Int>, _ key: Key) -> Bool {
    guard keys[known].head == key.head, keys[known].count == key.count else { return false }
    guard key.count > 8 else { return true }
    let start = Int(starts[known])
    for offset in 8..<key.count where bytes[start + offset] != text[range.lowerBound + offset] { return false }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (number, key) in keys.enumerated() {
      let hash = key.hash
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(number + 1)
    }
  }
}
