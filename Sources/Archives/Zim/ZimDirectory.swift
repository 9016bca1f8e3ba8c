import Text

/// The directory of a ZIM archive while its entries arrive: names in one array, for a large base
/// has a million of them.
struct ZimDirectory {
  enum Target {
    case content(type: UInt16, ZimClusters.Location)
    /// The number of the entry, counted as they arrive.
    case redirect(to: Int)
  }

  private struct Entry {
    var space: UInt8
    var isFront: Bool
    var start: Int
    var path: Int
    var title: Int
    var target: Target
  }

  private var names: [UInt8] = []
  private var entries: [Entry] = []

  /// Adds an entry.
  ///
  /// - Parameters:
  ///   - title: empty if it is the path.
  ///   - isFront: true if readers find the entry by its title.
  /// - Returns: the number of the entry.
  @discardableResult mutating func append(
    _ space: ZimSpace, _ path: String, title: String, isFront: Bool = false, _ target: Target
  ) -> Int {
    let start = names.count
    names += path.utf8
    let pathEnd = names.count
    if title != path { names += title.utf8 }
    entries.append(
      Entry(
        space: space.rawValue, isFront: isFront, start: start, path: pathEnd - start, title: names.count - pathEnd,
        target: target))
    return entries.count - 1
  }

  /// The entries in the order of the archive, by namespace and path.
  struct Order {
    /// By index, the number of the entry.
    fileprivate(set) var numbers: [Int]
    /// By number, the index of the entry.
    fileprivate(set) var indexes: [UInt32]
    /// The indexes of all entries, by namespace and title.
    fileprivate(set) var byTitle: [UInt32]
    /// The same of the entries that readers find by their titles.
    fileprivate(set) var front: [UInt32]
  }

  func ordered() -> Order {
    let numbers = entries.indices.sorted { precedes(entries[$0], entries[$1]) { $0.start..<$0.start + $0.path } }
    var indexes = [UInt32](repeating: 0, count: entries.count)
    for (index, number) in numbers.enumerated() { indexes[number] = UInt32(index) }
    let byTitle = numbers.indices.sorted { a, b in
      let (x, y) = (entries[numbers[a]], entries[numbers[b]])
      return precedes(x, y, title) || (!precedes(y, x, title) && a < b)
    }
    return Order(
      numbers: numbers, indexes: indexes, byTitle: byTitle.map { UInt32($0) },
      front: byTitle.filter { entries[numbers[$0]].isFront }.map { UInt32($0) })
  }

  private func precedes(_ a: Entry, _ b: Entry, _ range: (Entry) -> Range<Int>) -> Bool {
    guard a.space == b.space else { return a.space < b.space }
    return names.span.extracting(range(a)).precedes(names.span.extracting(range(b)))
  }

  private func title(_ entry: Entry) -> Range<Int> {
    let end = entry.start + entry.path
    return entry.title == 0 ? entry.start..<end : end..<end + entry.title
  }

  /// The size of ``bytes(of:_:)``.
  func size(of number: Int) -> Int {
    let entry = entries[number]
    if case .redirect = entry.target { return 14 + entry.path + entry.title }
    return 18 + entry.path + entry.title
  }

  /// Returns an entry as the archive holds it:
  ///
  ///     2 bytes     the number of its MIME type, or 0xFFFF for a redirect
  ///     2 bytes     nothing, and the namespace
  ///     4 bytes     the revision, 0
  ///     8 bytes     the numbers of its cluster and of itself in it; or 4, the index of the target
  ///     path, 0, title, 0
  func bytes(of number: Int, _ order: Order) -> [UInt8] {
    let entry = entries[number]
    var bytes: [UInt8] = []
    bytes.reserveCapacity(18 + entry.path + entry.title)
    switch entry.target {
    case .content(let type, let location):
      bytes.append(littleEndian: type)
      bytes += [0, entry.space, 0, 0, 0, 0]
      bytes.append(littleEndian: location.cluster)
      bytes.append(littleEndian: location.entry)
    case .redirect(let other):
      bytes.append(littleEndian: UInt16.max)
      bytes += [0, entry.space, 0, 0, 0, 0]
      bytes.append(littleEndian: order.indexes[other])
    }
    let pathEnd = entry.start + entry.path
    bytes += names[entry.start..<pathEnd]
    bytes.append(0)
    bytes += names[pathEnd..<pathEnd + entry.title]
    bytes.append(0)
    return bytes
  }
}
