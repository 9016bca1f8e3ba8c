internal import Text

/// A table of words in UTF-8. Each word has a number, given in the order in which the words came.
/// The table uses open addressing over one flat buffer.
///
/// No word contains a zero byte. A look-up mostly waits for memory; for most words it reads only
/// ``slots`` and ``keys``, which take 14 to 21 bytes a word.
struct ByteTable {
  private(set) var bytes: [UInt8] = []
  /// Word `n` is `bytes[starts[n]..<starts[n + 1]]`.
  private(set) var starts: [UInt32] = [0]
  /// The key of each word, by its number.
  private(set) var keys: [Key] = []
  /// The hash table; its size is a power of two, `1 << n`. A free slot is zero. A used slot holds
  ///
  ///     bit 31 ............ n | n - 1 ........... 0
  ///     upper bits of the hash | number of the word + 1
  ///
  /// With the upper bits of the hash, nearly all different words are told apart without reading
  /// their keys.
  private var slots: [UInt32]

  /// The key of a word. Up to eight bytes, it is the bytes themselves, so equal keys mean equal
  /// words; beyond that, it is a hash of the bytes.
  ///
  ///     "cease"      00 00 00 65 73 61 65 63      the first byte is the lowest
  ///     "ceasefire"  FF hh hh hh hh hh hh hh      a hash of all nine bytes
  struct Key: Sendable, Equatable {
    /// The first byte of the word is the lowest.
    private var value: UInt64 = 0

    init(_ text: Span<UInt8>, _ range: Range<Int>) {
      var maker = Maker()
      for index in range { maker.append(text[index]) }
      self = maker.key
    }

    fileprivate init(value: UInt64) { self.value = value }

    @inline(__always)
    fileprivate var isLong: Bool { value >> 56 == 0xFF }

    /// A hash of the key that is the same on every machine.
    @inline(__always)
    private var hash: UInt64 {
      let product = value.multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
      return product.high ^ product.low
    }

    /// Returns the slot in which the search for the word begins.
    @inline(__always)
    fileprivate func slot(among count: Int) -> Int { Int(truncatingIfNeeded: hash) & (count - 1) }

    /// Returns the bits of the hash that a slot holds above the number of the word.
    @inline(__always)
    fileprivate func tag(among count: Int) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) & ~UInt32(count - 1) }

    struct Maker {
      private var value: UInt64 = 0
      private(set) var count = 0

      init() {}

      /// - Parameters:
      ///   - bytes: the first bytes of the word, at most eight; the first one is the lowest.
      ///   - count: the number of these bytes.
      @inline(__always)
      init(_ bytes: UInt64, count: Int) { (value, self.count) = (bytes, count) }

      @inline(__always)
      mutating func append(_ byte: UInt8) {
        if count < 8 {
          value |= UInt64(byte) &<< UInt64(8 * count)
        } else {
          // One step of FNV-1a: exclusive or, then multiply by its prime.
          value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        count += 1
      }

      /// UTF-8 contains no byte 0xFF, so a short word never looks like a long one.
      @inline(__always)
      var key: Key { Key(value: count > 8 ? value | 0xFF << 56 : value) }
    }
  }

  init(capacity: Int = 1 << 12) { slots = Array(repeating: 0, count: capacity) }

  var count: Int { keys.count }

  /// Returns the range of a word in ``bytes``.
  func range(_ number: Int) -> Range<Int> { Int(starts[number])..<Int(starts[number + 1]) }

  subscript(number: Int) -> ArraySlice<UInt8> { bytes[range(number)] }

  func string(_ number: Int) -> String { String(decoding: self[number], as: UTF8.self) }

  /// Returns the number of a word of `text`, and adds the word if it is new.
  ///
  /// - Parameter key: the key of these bytes.
  @inline(__always)
  mutating func number(of text: Span<UInt8>, _ range: Range<Int>, _ key: Key) -> (number: Int, isNew: Bool) {
    if let known = knownAtOnce(key) { return (known, false) }
    return add(text, range, key)
  }

  /// Returns the number of a short word that is in the first slot of its search, as most are; nil
  /// if the word is long or is not there.
  @inline(__always)
  private func knownAtOnce(_ key: Key) -> Int? {
    let found = slots[key.slot(among: slots.count)]
    let mask = UInt32(truncatingIfNeeded: slots.count - 1)
    guard !key.isLong, found & ~mask == key.tag(among: slots.count), found != 0 else { return nil }
    let number = Int(found & mask) - 1
    return keys[number] == key ? number : nil
  }

  @inline(never)
  private mutating func add(_ text: Span<UInt8>, _ range: Range<Int>, _ key: Key) -> (number: Int, isNew: Bool) {
    let (known, slot) = look(for: text, range, key)
    if let known { return (known, false) }
    bytes.append(text, range)
    starts.append(UInt32(bytes.count))
    keys.append(key)
    slots[slot] = key.tag(among: slots.count) | UInt32(keys.count)
    if keys.count * 8 > slots.count * 5 { grow() }
    return (keys.count - 1, true)
  }

  mutating func number(of word: [UInt8]) -> (number: Int, isNew: Bool) {
    number(of: word.span, 0..<word.count, Key(word.span, 0..<word.count))
  }

  /// Returns the number of a word of another table, and adds the word if it is new.
  mutating func number(of other: ByteTable, _ index: Int) -> (number: Int, isNew: Bool) {
    number(of: other.bytes.span, other.range(index), other.keys[index])
  }

  /// Returns the number of a word of another table; nil if this table does not have it.
  func known(_ other: ByteTable, _ index: Int) -> Int? {
    look(for: other.bytes.span, other.range(index), other.keys[index]).number
  }

  /// Returns the number of a word if it is known, and the slot that holds it or would hold it.
  @inline(__always)
  private func look(for text: Span<UInt8>, _ range: Range<Int>, _ key: Key) -> (number: Int?, slot: Int) {
    let mask = slots.count - 1
    let tag = key.tag(among: slots.count)
    var slot = key.slot(among: slots.count)
    while slots[slot] != 0 {
      let found = slots[slot]
      let number = (Int(found) & mask) - 1
      if found & ~UInt32(mask) == tag, keys[number] == key, !key.isLong || equals(number, text, range) {
        return (number, slot)
      }
      slot = (slot + 1) & mask
    }
    return (nil, slot)
  }

  /// Returns true if two long words are equal. Compares the last eight bytes, then the eight before
  /// them, and so on, and at the start the first eight, which may overlap.
  ///
  /// - Parameter range: a word of more than eight bytes.
  private func equals(_ known: Int, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let own = self.range(known)
    guard own.count == range.count else { return false }
    let bytes = bytes.span
    var offset = range.count - 8
    while offset > 0 {
      guard bytes.eight(at: own.lowerBound + offset) == text.eight(at: range.lowerBound + offset) else { return false }
      offset -= 8
    }
    return bytes.eight(at: own.lowerBound) == text.eight(at: range.lowerBound)
  }

  private mutating func grow() {
    let count = slots.count * 2
    var slots = [UInt32](repeating: 0, count: count)
    for (index, key) in keys.enumerated() {
      var slot = key.slot(among: count)
      while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = key.tag(among: count) | UInt32(index + 1)
    }
    self.slots = slots
  }
}
