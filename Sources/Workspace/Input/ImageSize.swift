/// Reads the width and height of an image, in pixels, from its first bytes: PNG, GIF, JPEG and
/// WebP. SVG scales and has no size.
enum ImageSize {
  /// Returns the width and height, or nil for any other format. Offsets are in bytes:
  ///
  ///     PNG    0 signature | 8 length of IHDR | 12 "IHDR" | 16 width, 4 bytes | 20 height, 4 bytes
  ///     GIF    0 "GIF89a" | 6 width, 2 bytes | 8 height, 2 bytes          (lowest byte first)
  ///     WebP   0 "RIFF" | 4 size | 8 "WEBP" | 12 kind of the first chunk | 16 size | 20 data
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

  /// Reads the first chunk of a WebP file (RFC 9649); numbers have their lowest byte first.
  ///
  ///     VP8X   20 flags | 24 width − 1, 3 bytes | 27 height − 1, 3 bytes
  ///     VP8    20 frame tag | 23 start code | 26 width, 14 bits | 28 height, 14 bits
  ///     VP8L   20 signature 2F | 21 width − 1, 14 bits, then height − 1, 14 bits
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

  /// Walks from segment to segment up to the frame header (ITU T.81, B.2.2). From the marker on:
  ///
  ///     0 FF | 1 marker C0 … CF | 2 length | 4 precision | 5 height, 2 bytes | 7 width, 2 bytes
  ///
  /// C4, C8 and CC are markers of other segments.
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

  /// Returns true if a segment says that the picture lies on its side, as phones save it: browsers
  /// turn it (EXIF 2.3, tag 0x0112, values 5 to 8). After `Exif`, two zero bytes and a TIFF header:
  ///
  ///     header       0 "II" or "MM" | 2 number 42 | 4 offset of the directory
  ///     directory    0 number of entries | 2 entries of 12 bytes
  ///     entry        0 tag | 2 type | 4 count | 8 value
  ///
  /// "II" says that numbers have their lowest byte first, "MM" their highest.
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

  /// Returns true if browsers show these bytes as a picture.
  static func isPicture(_ bytes: [UInt8], named name: String) -> Bool {
    if let size = read(bytes) { return size.width > 0 && size.height > 0 }
    let isAVIF = bytes.count > 12 && bytes[4..<8].elementsEqual("ftyp".utf8) && bytes[8..<11].elementsEqual("avi".utf8)
    return isAVIF || (name.lowercased().hasSuffix(".svg") && bytes.prefix(10_000).firstRange(of: Array("<svg".utf8)) != nil)
  }
}
