/// A tree of byte strings: it maps a node and a byte to the next node, in one flat table with open
/// addressing.
struct ByteTrie: Sendable {
  static let root: Int32 = 0

  /// The slots of the table; 0 is free. For the step from node 5 by `a` (0x61) to node 9, the slot
  /// is 0x000005_61_00000009:
  ///
  /// | bits 63 to 40 | 39 to 32 | 31 to 0 |
  /// |---|---|---|
  /// | node | byte | next node |
  private var slots: [UInt64] = Array(repeating: 0, count: 64)
  private var edges = 0
  private var values: [Int32] = [-1]
  /// The children of the root by byte, in an array of their own: most look-ups end there.
  private var first: [Int32] = Array(repeating: -1, count: 256)

  func value(at node: Int32) -> Int32? {
    let value = values[Int(node)]
    return value < 0 ? nil : value
  }

  mutating func setValue(_ value: Int32, at node: Int32) { values[Int(node)] = value }

  @inline(__always)
  func child(of node: Int32, _ byte: UInt8) -> Int32? {
    if node == Self.root {
      let child = first[Int(byte)]
      return child < 0 ? nil : child
    }
    let key = Self.key(node, byte)
    let mask = slots.count - 1
    var slot = Self.slot(key, mask)
    while true {
      let entry = slots[slot]
      if entry == 0 { return nil }
      if entry >> 32 == key { return Int32(truncatingIfNeeded: entry) }
      slot = (slot + 1) & mask
    }
  }

  /// The node of a string; creates it if it does not exist.
  mutating func insert(_ bytes: [UInt8]) -> Int32 {
    var node = Self.root
    for byte in bytes {
      if let next = child(of: node, byte) {
        node = next
        continue
      }
      let next = Int32(values.count)
      values.append(-1)
      if node == Self.root {
        first[Int(byte)] = next
      } else {
        add(Self.key(node, byte), next)
      }
      node = next
    }
    return node
  }

  private mutating func add(_ key: UInt64, _ node: Int32) {
    if edges * 2 >= slots.count {
      let old = slots
      slots = Array(repeating: 0, count: old.count * 2)
      for entry in old where entry != 0 { put(entry) }
    }
    edges += 1
    put(key << 32 | UInt64(node))
  }

  private mutating func put(_ entry: UInt64) {
    let mask = slots.count - 1
    var slot = Self.slot(entry >> 32, mask)
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = entry
  }

  /// The upper 32 bits of a slot. It is never 0, since the root's children have an array of their
  /// own. There are fewer than 2²⁴ nodes.
  @inline(__always)
  private static func key(_ node: Int32, _ byte: UInt8) -> UInt64 { UInt64(node) << 8 | UInt64(byte) }

  @inline(__always)
  private static func slot(_ key: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
  }
}
