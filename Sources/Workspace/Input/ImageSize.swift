/// Width and height of an image, read from its first bytes: PNG, GIF, JPEG, WebP. SVG scales, and so has none.
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
    while at + 9 < bytes.count {
      guard bytes[at] == 0xFF else { return nil }
      let marker = bytes[at + 1]
      if marker == 0xFF {
        at += 1
        continue
      }
      if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) { return (big(at + 7, 2), big(at + 5, 2)) }
      if (0xD0...0xD9).contains(marker) { at += 2 } else { at += 2 + max(2, big(at + 2, 2)) }
    }
    return nil
  }
}
