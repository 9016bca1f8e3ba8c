/// EXIF data: directories of tags (TIFF 6.0, EXIF 2.32).
///
///     header       0 "II" or "MM" | 2 number 42 | 4 offset of the first directory
///     directory    0 number of entries | 2 entries of 12 bytes | offset of the next directory
///     entry        0 tag | 2 type | 4 count | 8 value, or its offset if it has more than 4 bytes
///
/// "II" says that numbers have their lowest byte first, "MM" their highest.
///
/// A tag that is not needed to show the picture is a trace, whatever it is: makers add tags of
/// their own.
struct EXIF {
  /// 1 to 8; nil if it is not stated.
  private(set) var orientation: Int?
  private(set) var traces = Traces()

  /// Directories and entries beyond these are not read. Real files have five directories.
  private static let mostDirectories = 32
  private static let mostEntries = 2_000

  private enum Directory { case image, thumbnail, exif, gps, interoperability }

  /// - Parameter view: From the mark of the byte order on.
  init(_ view: ByteView) {
    guard !view.isPadding else { return }
    guard let reader = TIFFReader(view), let first = reader.number(4, 4) else {
      traces.noteDevice("EXIF that cannot be read")
      return
    }
    var pending: [(Int, Directory)] = [(first, .image)]
    var seen: Set<Int> = []
    var entries = 0
    while let (offset, directory) = pending.popLast() {
      guard offset > 0, seen.insert(offset).inserted else { continue }
      guard seen.count <= Self.mostDirectories, let count = reader.number(offset, 2) else {
        traces.noteDevice("EXIF that cannot be read")
        continue
      }
      if directory == .thumbnail { traces.noteDevice("EXIF thumbnail") }
      for entry in 0..<count {
        let at = offset + 2 + 12 * entry
        entries += 1
        guard entries <= Self.mostEntries, let tag = reader.number(at, 2), reader.number(at + 8, 4) != nil else {
          traces.noteDevice("EXIF that cannot be read")
          break
        }
        read(tag, at, directory, reader, &pending)
      }
      if directory == .image, let next = reader.number(offset + 2 + 12 * count, 4), next > 0 {
        pending.append((next, .thumbnail))
      }
    }
  }

  private mutating func read(
    _ tag: Int, _ at: Int, _ directory: Directory, _ reader: TIFFReader, _ pending: inout [(Int, Directory)]
  ) {
    switch (directory, tag) {
    case (.image, 0x8769), (.image, 0x8825), (.exif, 0xA005):
      guard let offset = reader.number(at + 8, 4) else { return }
      pending.append((offset, tag == 0x8769 ? .exif : tag == 0x8825 ? .gps : .interoperability))
    case (.image, 0x0112):
      if let value = reader.number(at + 8, 2), 1...8 ~= value, orientation == nil { orientation = value }
    // A version alone says nothing.
    case (.gps, 0): break
    case (.gps, _): if !reader.isBlank(at) { traces.notePlace("EXIF GPS" + (Self.gps[tag].map { " " + $0 } ?? "")) }
    case (.thumbnail, _), (.interoperability, _): break
    default:
      if !Self.harmless.contains(tag), !reader.isBlank(at) {
        traces.noteDevice("EXIF " + (Self.names[tag] ?? "tag 0x" + String(tag, radix: 16)))
      }
    }
  }

  /// The smallest EXIF data that say how a picture is turned.
  static func data(orientation: Int) -> [UInt8] {
    Array("MM".utf8) + 42.big(2) + 8.big(4) + 1.big(2) + 0x0112.big(2) + 3.big(2) + 1.big(4) + orientation.big(2) + 0.big(2)
      + 0.big(4)
  }

  /// Tags that say how to show the picture, and versions.
  private static let harmless: Set<Int> = [
    0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0112, 0x0115, 0x011A, 0x011B, 0x011C, 0x0128, 0x012D, 0x013E, 0x013F,
    0x0201, 0x0202, 0x0211, 0x0212, 0x0213, 0x0214, 0x8769, 0x8773, 0x8825, 0x9000, 0x9101, 0x9102, 0xA000, 0xA001, 0xA002,
    0xA003, 0xA005, 0xA500,
  ]

  private static let gps: [Int: String] = [
    1: "latitude", 2: "latitude", 3: "longitude", 4: "longitude", 6: "altitude", 29: "date",
  ]

  private static let names: [Int: String] = [
    0x010D: "document name", 0x010E: "description", 0x010F: "maker", 0x0110: "model", 0x0131: "software", 0x0132: "date",
    0x013B: "artist", 0x013C: "computer", 0x02BC: "XMP", 0x8298: "copyright", 0x83BB: "IPTC", 0x8649: "Photoshop data",
    0x9003: "date taken", 0x9004: "date made", 0x9010: "time zone", 0x9011: "time zone", 0x9012: "time zone",
    0x9286: "comment", 0x927C: "maker's note", 0x9C9B: "title", 0x9C9C: "comment", 0x9C9D: "author", 0x9C9E: "keywords",
    0x9C9F: "subject", 0xA420: "unique id", 0xA430: "owner", 0xA431: "serial number", 0xA433: "lens", 0xA434: "lens",
    0xA435: "serial number of the lens", 0x829A: "exposure", 0x829D: "aperture", 0x8827: "film speed",
  ]
}

/// Numbers in the byte order that the data state.
private struct TIFFReader {
  let view: ByteView
  let isLittle: Bool

  init?(_ view: ByteView) {
    guard view.has("II") || view.has("MM") else { return nil }
    isLittle = view.has("II")
    self.view = view
    guard number(2, 2) == 42 else { return nil }
  }

  func number(_ at: Int, _ count: Int) -> Int? { isLittle ? view.little(at, count) : view.big(at, count) }

  /// True if an entry is a text of blanks: some cameras write empty descriptions.
  func isBlank(_ at: Int) -> Bool {
    guard number(at + 2, 2) == 2, let count = number(at + 4, 4) else { return false }
    let text = count <= 4 ? view.part(at + 8, count) : number(at + 8, 4).map { view.part($0, count) }
    return text.map { $0.count == count && $0.isPadding } ?? false
  }
}
