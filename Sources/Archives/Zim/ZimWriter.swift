package import Text

/// The namespaces of a ZIM archive.
package enum ZimSpace: UInt8, Sendable {
  /// Entries that readers open.
  case content = 0x43
  /// Entries that describe the archive.
  case metadata = 0x4D
  /// Names that lead to entries for programs, such as the first page.
  case wellKnown = 0x57
  /// Lists for programs.
  case index = 0x58
}

/// Makes a ZIM archive, version 6.1 (https://wiki.openzim.org/wiki/ZIM_file_format).
///
///     header              80 bytes: where the rest is
///     MIME types          each ends in a zero; an empty one ends the list
///     path pointers       for each entry, by namespace and path, where it is
///     entries             see ``ZimDirectory``
///     cluster pointers
///     clusters            see ``ZimClusters``; the last one has the entries by title
///     MD5                 of all of it
///
/// The pointers come before what they point at, so nothing is written until all entries are known.
/// Their bytes wait compressed in a store. The same entries in the same order give the same bytes.
package struct ZimWriter: ~Copyable {
  private var clusters: ZimClusters
  private var directory = ZimDirectory()
  private var types: [String] = []
  private var numbers: [String: Int] = [:]
  /// The number of content entries of each MIME type.
  private var counts: [String: Int] = [:]
  /// Of the paths, titles and bytes of all entries: the archive's identity.
  private var identity = SHA256()

  /// - Parameter store: holds the entries until the archive is written.
  package init(store: (any ByteStore)?) { clusters = ZimClusters(store: store) }

  /// Adds a piece of the entry that ``endEntry(_:in:title:type:isFront:)`` ends.
  package mutating func append(_ piece: [UInt8], type: String) {
    identity.update(piece)
    clusters.append(piece, isCompressed: Self.shrinks(type))
  }

  /// Ends an entry.
  ///
  /// - Parameters:
  ///   - title: empty if the entry has none.
  ///   - type: the MIME type, the same as that of its pieces.
  ///   - isFront: true if readers find the entry by its title.
  package mutating func endEntry(
    _ path: String, in space: ZimSpace = .content, title: String = "", type: String, isFront: Bool = false
  ) {
    let location = clusters.endEntry(isCompressed: Self.shrinks(type))
    if !types.contains(type) { types.append(type) }
    let number = directory.append(
      space, path, title: title, isFront: isFront, .content(type: UInt16(types.firstIndex(of: type)!), location))
    identify(space, path, title, type)
    if space == .content {
      numbers[path] = number
      counts[String(type.prefix { $0 != ";" }), default: 0] += 1
    }
  }

  /// Adds an entry with its bytes.
  package mutating func append(_ path: String, in space: ZimSpace, type: String, _ bytes: [UInt8]) {
    append(bytes, type: type)
    endEntry(path, in: space, type: type)
  }

  /// Adds an entry that leads to another one.
  ///
  /// - Parameter target: the path of a content entry that was added before; otherwise nothing is
  ///   added.
  /// - Returns: the number of the new entry; nil if there is no such target.
  @discardableResult
  package mutating func redirect(
    _ path: String, in space: ZimSpace = .content, title: String = "", isFront: Bool = false, to target: String
  ) -> Int? {
    guard let other = numbers[target] else { return nil }
    identify(space, path, title, target)
    return directory.append(space, path, title: title, isFront: isFront, .redirect(to: other))
  }

  /// The number of content entries by MIME type, as the metadata *Counter* tells it.
  package var counter: String { counts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ";") }

  /// Writes the archive.
  ///
  /// - Parameters:
  ///   - mainPage: the path of the page that readers see first.
  ///   - output: receives the archive's bytes in order.
  package consuming func finish(mainPage: String, _ output: @escaping ([UInt8]) -> Void) {
    let main = redirect("mainPage", in: .wellKnown, to: mainPage)
    clusters.finish()
    // The lists of entries by title are the last cluster: they tell the index of each entry, these
    // two among them.
    let listing = UInt32(clusters.finished.count)
    types.append("application/octet-stream+zimlisting")
    for (number, version) in ["v0", "v1"].enumerated() {
      directory.append(
        .index, "listing/titleOrdered/" + version, title: "",
        .content(type: UInt16(types.count - 1), ZimClusters.Location(cluster: listing, entry: UInt32(number))))
    }
    let order = directory.ordered()
    let lists = ZimClusters.plain([Self.bytes(order.byTitle), Self.bytes(order.front)])

    let mimeTypes = types.reduce(into: []) { $0 += $1.utf8 + [0] } + [0]
    let pathPointers = UInt64(Self.headerSize + mimeTypes.count)
    let entries = pathPointers + UInt64(8 * order.numbers.count)
    var pointers: [UInt8] = []
    pointers.reserveCapacity(8 * order.numbers.count)
    var offset = entries
    for number in order.numbers {
      pointers.append(littleEndian: offset)
      offset += UInt64(directory.size(of: number))
    }
    let clusterPointers = offset
    let finished = clusters.finished.compactMap(\.self) + [lists]
    offset += UInt64(8 * finished.count)
    var clusterOffsets: [UInt8] = []
    for cluster in finished {
      clusterOffsets.append(littleEndian: offset)
      offset += UInt64(cluster.size)
    }

    var header: [UInt8] = []
    header.append(littleEndian: Self.magic)
    header.append(littleEndian: UInt16(6))
    header.append(littleEndian: UInt16(1))
    header += Self.uuid(identity.finish().bytes)
    header.append(littleEndian: UInt32(order.numbers.count))
    header.append(littleEndian: UInt32(finished.count))
    header.append(littleEndian: pathPointers)
    // The offset of the first list in the last cluster, after its first byte and three offsets.
    header.append(littleEndian: offset - UInt64(lists.size) + 1 + 3 * 4)
    header.append(littleEndian: clusterPointers)
    header.append(littleEndian: UInt64(Self.headerSize))
    header.append(littleEndian: main.map { order.indexes[$0] } ?? .max)
    header.append(littleEndian: UInt32.max)
    header.append(littleEndian: offset)

    var checksum = MD5()
    func write(_ bytes: [UInt8], _ checksum: inout MD5) {
      checksum.update(bytes)
      output(bytes)
    }
    write(header + mimeTypes, &checksum)
    write(pointers, &checksum)
    var buffer: [UInt8] = []
    for number in order.numbers {
      buffer += directory.bytes(of: number, order)
      if buffer.count >= 1 << 20 {
        write(buffer, &checksum)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    write(buffer, &checksum)
    write(clusterOffsets, &checksum)
    for cluster in finished { for piece in cluster.pieces { write(piece.all, &checksum) } }
    output(checksum.finish())
  }

  static let magic: UInt32 = 0x044D_495A
  static let headerSize = 80

  /// False for types whose bytes are compressed already.
  static func shrinks(_ type: String) -> Bool {
    type.hasPrefix("text/") || type.hasPrefix("image/svg") || ["json", "xml", "javascript"].contains { type.contains($0) }
  }

  private mutating func identify(_ space: ZimSpace, _ path: String, _ title: String, _ rest: String) {
    identity.update([0, space.rawValue] + path.utf8 + [0] + title.utf8 + [0] + rest.utf8 + [0])
  }

  private static func bytes(_ indexes: [UInt32]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(indexes.count * 4)
    for index in indexes { bytes.append(littleEndian: index) }
    return bytes
  }

  /// A UUID of version 8 (RFC 9562): the bits are the maker's own.
  private static func uuid(_ digest: [UInt8]) -> [UInt8] {
    var bytes = Array(digest.prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    return bytes
  }
}
