/// The entries of a zip file, by its directory at the end (APPNOTE 6.3). Nothing is unpacked to a
/// disk, so names lead nowhere.
struct ZipFile {
  private let view: ByteView
  private var entries: [String: (header: Int, size: Int, method: Int)] = [:]

  private static let mostEntries = 20_000

  /// - Returns: nil if this is no zip file.
  init?(_ view: ByteView) {
    guard view.has([0x50, 0x4B, 0x03, 0x04]) else { return nil }
    self.view = view
    // The directory's end may have a comment of up to 65,535 bytes behind it.
    let tail = view.part(view.count - 65_557)
    let start = view.count - tail.count
    guard let end = tail.slice.indices.last(where: { tail.has([0x50, 0x4B, 0x05, 0x06], at: $0 - tail.range.lowerBound) }),
      case let offset = start + end - tail.range.lowerBound, var at = view.little(offset + 16, 4)
    else { return }
    while entries.count < Self.mostEntries, view.has([0x50, 0x4B, 0x01, 0x02], at: at),
      let method = view.little(at + 10, 2), let size = view.little(at + 20, 4), let name = view.little(at + 28, 2),
      let extra = view.little(at + 30, 2), let comment = view.little(at + 32, 2), let header = view.little(at + 42, 4)
    {
      entries[view.part(at + 46, name).text] = (header, size, method)
      at += 46 + name + extra + comment
    }
  }

  /// In order.
  var names: [String] { entries.keys.sorted() }

  func has(_ name: String) -> Bool { entries[name] != nil }

  /// Returns an entry's data up to a limit; an entry of a zip bomb is cut there.
  func data(_ name: String, limit: Int) -> ByteView? {
    guard let entry = entries[name], let nameLength = view.little(entry.header + 26, 2),
      let extra = view.little(entry.header + 28, 2)
    else { return nil }
    let packed = view.part(entry.header + 30 + nameLength + extra, entry.size)
    switch entry.method {
    case 0: return packed.part(0, limit)
    case 8: return ByteView(Inflate.data(packed, .raw, limit: limit))
    default: return nil
    }
  }
}
