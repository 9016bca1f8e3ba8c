/// Long, rarely read bytes, either in memory or in a ``ByteStore``.
package enum StoredBytes: Sendable {
  case held([UInt8])
  case spilled(Location)

  /// The location of bytes in a store. It is a class, so that copying a value that holds it retains
  /// one object: such values are copied more often than their bytes are read.
  package final class Location: Sendable {
    let store: any ByteStore
    let range: Range<Int>

    init(_ store: any ByteStore, _ range: Range<Int>) { (self.store, self.range) = (store, range) }
  }

  /// Moves bytes to the store if there is one with room for them; otherwise keeps them in memory,
  /// without spare capacity.
  package init(_ bytes: [UInt8], in store: (any ByteStore)?) {
    if let store, let range = store.append(bytes) {
      self = .spilled(Location(store, range))
    } else {
      self = .held(bytes.exact)
    }
  }

  package var count: Int {
    switch self {
    case .held(let bytes): bytes.count
    case .spilled(let location): location.range.count
    }
  }

  /// All bytes. Bytes in a store are read again each time.
  package var all: [UInt8] {
    switch self {
    case .held(let bytes): bytes
    case .spilled(let location): location.store.bytes(in: location.range)
    }
  }

  /// A range of the bytes. Bytes in a store are read again each time.
  package subscript(range: Range<Int>) -> ArraySlice<UInt8> {
    switch self {
    case .held(let bytes): bytes[range]
    case .spilled(let location):
      location.store.bytes(in: location.range.lowerBound + range.lowerBound..<location.range.lowerBound + range.upperBound)[...]
    }
  }
}
