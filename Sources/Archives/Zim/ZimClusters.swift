import Text

/// The clusters of a ZIM archive while its entries arrive: groups of entries that are compressed
/// together. Their bytes wait in a store until the locations of all of them are known.
///
///     1 byte      how the rest is compressed, and whether offsets have 8 bytes
///     offsets     from their own beginning: of each entry, and of the end
///     entries
struct ZimClusters: ~Copyable {
  /// The location of an entry.
  struct Location {
    var cluster: UInt32
    var entry: UInt32
  }

  /// A cluster as the archive holds it.
  struct Finished {
    fileprivate(set) var pieces: [StoredBytes] = []
    var size: Int { pieces.reduce(0) { $0 + $1.count } }
  }

  private struct Open {
    let number: Int
    var ends: [Int] = []
    var size = 0
    /// The beginning of the entries; ``buffer`` holds the rest.
    var stored: [StoredBytes] = []
    var buffer: [UInt8] = []
  }

  /// A cluster is closed by the entry that gives it this size. Larger ones compress better; but a
  /// reader decompresses what stands before the entry that it shows.
  private static let size = 4 << 20
  /// The number of bytes of a cluster that wait in memory.
  private static let room = 6 << 20

  /// By number; nil while the cluster is open.
  private(set) var finished: [Finished?] = []
  private let store: (any ByteStore)?
  /// The open clusters: of entries that are compressed, and of those that are already.
  private var compressed: Open?
  private var plain: Open?

  init(store: (any ByteStore)?) { self.store = store }

  /// Adds a piece to the entry that ends next.
  mutating func append(_ piece: [UInt8], isCompressed: Bool) {
    var open = take(isCompressed)
    open.size += piece.count
    open.buffer += piece
    if open.buffer.count >= Self.room {
      open.stored.append(StoredBytes(open.buffer, in: store))
      open.buffer.removeAll(keepingCapacity: true)
    }
    put(open, isCompressed)
  }

  /// Ends an entry.
  mutating func endEntry(isCompressed: Bool) -> Location {
    var open = take(isCompressed)
    open.ends.append(open.size)
    let location = Location(cluster: UInt32(open.number), entry: UInt32(open.ends.count - 1))
    if open.size >= Self.size { close(open, isCompressed) } else { put(open, isCompressed) }
    return location
  }

  /// Closes all clusters.
  mutating func finish() {
    if let open = compressed { close(open, true) }
    if let open = plain { close(open, false) }
    (compressed, plain) = (nil, nil)
  }

  private mutating func take(_ isCompressed: Bool) -> Open {
    if let open = isCompressed ? compressed : plain {
      if isCompressed { compressed = nil } else { plain = nil }
      return open
    }
    finished.append(nil)
    return Open(number: finished.count - 1)
  }

  private mutating func put(_ open: consuming Open, _ isCompressed: Bool) {
    if isCompressed { compressed = open } else { plain = open }
  }

  private mutating func close(_ open: Open, _ isCompressed: Bool) {
    let isLong = open.size + (open.ends.count + 1) * 4 > UInt32.max
    let offsets = Self.offsets(open.ends, isLong: isLong)
    let sink = Sink(store: store)
    sink.append([(isCompressed ? 5 : 1) | (isLong ? 0x10 : 0)])
    if isCompressed {
      var compressor = Zstandard.Compressor(size: offsets.count + open.size) { sink.append($0) }
      compressor.append(offsets)
      for piece in open.stored { compressor.append(piece.all) }
      compressor.append(open.buffer)
      compressor.finish()
      finished[open.number] = sink.finish()
    } else {
      sink.append(offsets)
      var cluster = sink.finish()
      cluster.pieces += open.stored
      if !open.buffer.isEmpty { cluster.pieces.append(StoredBytes(open.buffer, in: store)) }
      finished[open.number] = cluster
    }
  }

  /// Returns a cluster of its own that is not compressed.
  static func plain(_ entries: [[UInt8]]) -> Finished {
    var ends: [Int] = []
    for entry in entries { ends.append((ends.last ?? 0) + entry.count) }
    return Finished(pieces: ([[1], offsets(ends, isLong: false)] + entries).map { StoredBytes($0, in: nil) })
  }

  private static func offsets(_ ends: [Int], isLong: Bool) -> [UInt8] {
    let width = isLong ? 8 : 4
    let start = (ends.count + 1) * width
    var bytes: [UInt8] = []
    bytes.reserveCapacity(start)
    for end in [0] + ends {
      if isLong { bytes.append(littleEndian: UInt64(start + end)) } else { bytes.append(littleEndian: UInt32(start + end)) }
    }
    return bytes
  }
}

/// Gathers the bytes of a cluster into pieces for the store.
private final class Sink {
  private let store: (any ByteStore)?
  private var buffer: [UInt8] = []
  private var cluster = ZimClusters.Finished()

  init(store: (any ByteStore)?) { self.store = store }

  func append(_ bytes: [UInt8]) {
    buffer += bytes
    if buffer.count >= 1 << 20 { keep() }
  }

  func finish() -> ZimClusters.Finished {
    keep()
    return cluster
  }

  private func keep() {
    if !buffer.isEmpty { cluster.pieces.append(StoredBytes(buffer, in: store)) }
    buffer = []
  }
}
