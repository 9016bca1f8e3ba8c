/// The chunks of a WebP file (RFC 9649); numbers have their lowest byte first:
///
///     file     0 "RIFF" | 4 size of the rest | 8 "WEBP" | 12 first chunk
///     chunk    0 name | 4 length of the data, 4 bytes | 8 data | a zero after an odd length
///     VP8X     20 flags | 24 width − 1, 3 bytes | 27 height − 1, 3 bytes
///     VP8      20 frame tag | 23 start code | 26 width, 14 bits | 28 height, 14 bits
///     VP8L     20 signature 2F | 21 width − 1, 14 bits, then height − 1, 14 bits
enum WebPFile {
  private static let header = 12

  static func parts(_ view: ByteView) -> (ImageParts, size: (Int, Int)?) {
    var parts = ImageParts(view)
    parts.keep(0..<min(header, view.count))
    let end = min(view.count, 8 + max(4, view.little(4, 4) ?? 0))
    var at = header
    while at < end {
      let name = view.part(at, 4).text
      let length = view.little(at + 4, 4) ?? 0
      // Chunks begin at even offsets.
      let next = min(end, at + 8 + length + length % 2)
      let data = view.part(at + 8, min(length, next - at - 8))
      switch name {
      case "VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP": parts.keep(at..<next)
      case "EXIF":
        // Some programs keep the mark that JPEG needs.
        let exif = data.has("Exif\0\0") ? data.part(6) : data
        parts.take(exif: exif, in: at..<next) { Array("EXIF".utf8) + $0.count.little(4) + $0 }
      case "XMP ": parts.take(out: at..<next, XMP.traces(data))
      default: parts.take(out: at..<next, device: "chunk '\(String(name: view.part(at, 4)))'")
      }
      at = next
    }
    parts.end(at: at)
    return (parts, size(view))
  }

  private static func size(_ view: ByteView) -> (Int, Int)? {
    switch view.part(header, 4).text {
    case "VP8X":
      guard let width = view.little(24, 3), let height = view.little(27, 3) else { return nil }
      return (width + 1, height + 1)
    case "VP8 ":
      guard let width = view.little(26, 2), let height = view.little(28, 2) else { return nil }
      return (width & 0x3FFF, height & 0x3FFF)
    case "VP8L":
      guard let bits = view.little(21, 4), view.count >= 30 else { return nil }
      return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    default: return nil
    }
  }

  /// Corrects what the first two chunks say of the rest: the size of the file, and whether there
  /// are EXIF data and XMP.
  static func completed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    guard bytes.count >= header else { return bytes }
    bytes.replaceSubrange(4..<8, with: (bytes.count - 8).little(4))
    let view = ByteView(bytes)
    guard view.has("VP8X", at: header), let flags = view[20] else { return bytes }
    var at = header
    var names: Set<String> = []
    while let length = view.little(at + 4, 4) {
      names.insert(view.part(at, 4).text)
      at += 8 + length + length % 2
    }
    bytes[20] = flags & ~0x0C | (names.contains("EXIF") ? 0x08 : 0) | (names.contains("XMP ") ? 0x04 : 0)
    return bytes
  }
}
