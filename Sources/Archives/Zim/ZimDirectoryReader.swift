import Text

/// Reads the entries of a ZIM archive's directory in their order.
struct ZimDirectoryReader {
  private let source: ZimReader.Source
  private let types: [String]
  private let entries: Int
  private let clusters: Int
  /// The number of bytes that names may still have: an archive whose pointers lead to the same long
  /// name again and again would fill all memory.
  private var room: Int
  private var last: [UInt8] = []
  /// A part of the archive, because most entries stand side by side.
  private var window: (start: Int, bytes: [UInt8]) = (0, [])

  private static let longestName = 1 << 16
  private static let windowSize = 1 << 18

  init(_ source: @escaping ZimReader.Source, types: [String], entries: Int, clusters: Int, size: Int) {
    (self.source, self.types, self.entries, self.clusters, room) = (source, types, entries, clusters, size)
  }

  mutating func entry(at pointer: Int) throws(ZimReader.Failure) -> ZimReader.Entry {
    let head = bytes(at: pointer, 16)
    guard let type = head.littleEndian(UInt16.self, at: 0), head.count == 16 else { throw ZimReader.cut }
    let content: ZimReader.Entry.Content
    let names: Int
    if type == .max {
      guard let target = head.littleEndian(UInt32.self, at: 8), target < entries else { throw ZimReader.cut }
      content = .redirect(to: Int(target))
      names = pointer + 12
    } else {
      guard type < types.count, let cluster = head.littleEndian(UInt32.self, at: 8), cluster < clusters,
        let number = head.littleEndian(UInt32.self, at: 12)
      else { throw ZimReader.cut }
      content = .bytes(type: types[Int(type)], cluster: Int(cluster), number: Int(number))
      names = pointer + 16
    }
    let path = try name(at: names)
    let title = try name(at: names + path.utf8.count + 1)
    let key = [head[3]] + path.utf8
    // Without order there would be entries with the same name, of which readers find either.
    guard last.isEmpty || last.span.precedes(key.span) else {
      throw ZimReader.Failure(message: "the archive's entries are not in order: '\(path)'")
    }
    last = key
    return ZimReader.Entry(space: ZimSpace(rawValue: head[3]), path: path, title: title, content: content)
  }

  /// Reads a text that ends in a zero.
  private mutating func name(at offset: Int) throws(ZimReader.Failure) -> String {
    var size = 256
    while true {
      let bytes = bytes(at: offset, size)
      if let end = bytes.firstIndex(of: 0) {
        room -= end
        guard room >= 0, let name = String(validating: bytes[..<end], as: UTF8.self) else { throw ZimReader.cut }
        return name
      }
      guard bytes.count == size, size < Self.longestName else { throw ZimReader.cut }
      size *= 4
    }
  }

  private mutating func bytes(at offset: Int, _ count: Int) -> [UInt8] {
    if offset < window.start || offset + count > window.start + window.bytes.count {
      window = (offset, source(offset..<offset + max(count, Self.windowSize)))
    }
    let start = offset - window.start
    return Array(window.bytes[start..<min(window.bytes.count, start + count)])
  }
}
