/// Width and height of an image, read from its first bytes: PNG, GIF, JPEG, WebP. SVG scales, and
/// so has none.
enum ImageSize {
  static func read(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
    func big(_ at: Int, _ count: Int) -> Int { bytes[at..<at + count].reduce(0) { $0 << 8 | Int($1) } }
    func little(_ at: Int, _ count: Int) -> Int { bytes[at..<at + count].reversed().reduce(0) { $0 << 8 | Int($1) } }
    if bytes.count >= 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return (big(16, 4), big(20, 4)) }
    if bytes.count >= 10, bytes.starts(with: Array("GIF8".utf8)) { return (little(6, 2), little(8, 2)) }
    if bytes.count >= 30, bytes.starts(with: Array("RIFF".utf8)), Array(bytes[8..<12]) == Array("WEBP".utf8) {
      return webP(bytes, little)
    }
    if bytes.starts(with: [0xFF, 0xD8]) { return jpeg(bytes, big) }
    return nil
  }

  private static func webP(_ bytes: [UInt8], _ little: (Int, Int) -> Int) -> (width: Int, height: Int)? {
    switch String(decoding: bytes[12..<16], as: UTF8.self) {
    case "VP8X": return (little(24, 3) + 1, little(27, 3) + 1)
    case "VP8 ": return (little(26, 2) & 0x3FFF, little(28, 2) & 0x3FFF)
    case "VP8L":
      let bits = little(21, 4)
      return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    default: return nil
    }
  }

  /// Walks the segments to the frame header (ITU T.81, B.2.2).
  private static func jpeg(_ bytes: [UInt8], _ big: (Int, Int) -> Int) -> (width: Int, height: Int)? {
    var at = 2
    var isTurned = false
    while at + 9 < bytes.count {
      guard bytes[at] == 0xFF else { return nil }
      let marker = bytes[at + 1]
      if marker == 0xFF {
        at += 1
        continue
      }
      if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
        let (width, height) = (big(at + 7, 2), big(at + 5, 2))
        return isTurned ? (height, width) : (width, height)
      }
      if marker == 0xE1, isTurnedByEXIF(bytes[(at + 4)..<max(at + 4, min(bytes.count, at + 2 + big(at + 2, 2)))]) {
        isTurned = true
      }
      if (0xD0...0xD9).contains(marker) { at += 2 } else { at += 2 + max(2, big(at + 2, 2)) }
    }
    return nil
  }

  /// Whether a segment says that the picture stands on its side, as phones write it: browsers turn
  /// it (EXIF 2.3, tag 0x0112).
  private static func isTurnedByEXIF(_ segment: ArraySlice<UInt8>) -> Bool {
    guard segment.starts(with: Array("Exif\0\0".utf8)) else { return false }
    let tiff = Array(segment.dropFirst(6))
    guard tiff.count > 8, tiff[0] == tiff[1], [0x49, 0x4D].contains(tiff[0]) else { return false }
    let isLittle = tiff[0] == 0x49
    func number(_ at: Int, _ count: Int) -> Int {
      guard at >= 0, at + count <= tiff.count else { return 0 }
      let bytes = tiff[at..<at + count]
      return isLittle ? bytes.reversed().reduce(0) { $0 << 8 | Int($1) } : bytes.reduce(0) { $0 << 8 | Int($1) }
    }
    let directory = number(4, 4)
    for entry in 0..<min(number(directory, 2), 200) where number(directory + 2 + entry * 12, 2) == 0x0112 {
      return (5...8).contains(number(directory + 2 + entry * 12 + 8, 2))
    }
    return false
  }

  /// True if browsers show these bytes as a picture.
  static func isPicture(_ bytes: [UInt8], named name: String) -> Bool {
    if let size = read(bytes) { return size.width > 0 && size.height > 0 }
    let isAVIF = bytes.count > 12 && bytes[4..<8].elementsEqual("ftyp".utf8) && bytes[8..<11].elementsEqual("avi".utf8)
    return isAVIF || (name.lowercased().hasSuffix(".svg") && bytes.prefix(10_000).firstRange(of: Array("<svg".utf8)) != nil)
  }
}
