/// Bytes that are long and seldom looked at: in memory, or put away in a ``ByteStore``.
package enum StoredBytes: Sendable {
  case held([UInt8])
  case away(Away)

  /// A class: what has stored bytes is copied more often than they are read.
  package final class Away: Sendable {
    let store: any ByteStore
    let range: Range<Int>

    init(_ store: any ByteStore, _ range: Range<Int>) { (self.store, self.range) = (store, range) }
  }

  /// Puts bytes away if there is a store that has room for them; else keeps them, without room for more.
  package init(_ bytes: [UInt8], in store: (any ByteStore)?) {
    if let store, let range = store.append(bytes) {
      self = .away(Away(store, range))
    } else {
      self = .held(bytes.exact)
    }
  }

  package var count: Int {
    switch self {
    case .held(let bytes): bytes.count
    case .away(let away): away.range.count
    }
  }

  /// All of them: read anew each time where they were put away.
  package var all: [UInt8] {
    switch self {
    case .held(let bytes): bytes
    case .away(let away): away.store.bytes(in: away.range)
    }
  }

  /// Some of them, likewise.
  package subscript(range: Range<Int>) -> ArraySlice<UInt8> {
    switch self {
    case .held(let bytes): bytes[range]
    case .away(let away):
      away.store.bytes(in: away.range.lowerBound + range.lowerBound..<away.range.lowerBound + range.upperBound)[...]
    }
  }
}
