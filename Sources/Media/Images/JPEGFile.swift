/// The segments of a JPEG (ITU T.81, annex B). From the marker on:
///
///     segment    0 FF | 1 marker | 2 length of the rest, 2 bytes | 4 data
///     frame      0 FF | 1 C0 … CF | 2 length | 4 precision | 5 height, 2 bytes | 7 width, 2 bytes
///
/// C4, C8 and CC are no frames. After the start of a scan, DA, follows the coded picture.
enum JPEGFile {
  /// - Returns: the parts, and the size that the frame states.
  static func parts(_ view: ByteView) -> (ImageParts, size: (Int, Int)?) {
    var parts = ImageParts(view)
    var size: (Int, Int)?
    parts.keep(0..<2)
    var at = 2
    while at < view.count {
      // Programs that show JPEG pass over bytes between segments.
      guard let mark = view.first(0xFF, from: at) else {
        parts.take(out: at..<view.count, device: "data between segments")
        break
      }
      if mark > at { parts.take(out: at..<mark, device: "data between segments") }
      guard let marker = view[mark + 1] else {
        parts.keep(mark..<view.count)
        break
      }
      switch marker {
      case 0xFF:
        // A filling byte.
        parts.keep(mark..<mark + 1)
        at = mark + 1
      case 0xD9:
        parts.keep(mark..<mark + 2)
        parts.end(at: mark + 2)
        return (parts, size)
      case 0x00, 0x01, 0xD0...0xD8:
        parts.keep(mark..<mark + 2)
        at = mark + 2
      default:
        let length = max(2, view.big(mark + 2, 2) ?? .max - mark)
        let end = min(view.count, mark + 2 + min(length, view.count))
        let data = view.part(mark + 4, end - mark - 4)
        if marker == 0xDA {
          at = endOfScan(view, from: end)
          parts.keep(mark..<at)
        } else {
          if size == nil, 0xC0...0xCF ~= marker, ![0xC4, 0xC8, 0xCC].contains(marker), let height = data.big(1, 2),
            let width = data.big(3, 2)
          {
            size = (width, height)
          }
          read(marker, data, mark..<end, &parts)
          at = end
        }
      }
    }
    return (parts, size)
  }

  /// Passes over the coded picture: in it, `FF` stands before `00` or a restart marker.
  private static func endOfScan(_ view: ByteView, from start: Int) -> Int {
    var at = start
    while let mark = view.first(0xFF, from: at) {
      guard let next = view[mark + 1] else { return view.count }
      if next != 0x00, next != 0xFF, !(0xD0...0xD7 ~= next) { return mark }
      at = mark + (next == 0xFF ? 1 : 2)
    }
    return view.count
  }

  private static func read(_ marker: UInt8, _ data: ByteView, _ range: Range<Int>, _ parts: inout ImageParts) {
    switch marker {
    case 0xE0 where data.has("JFIF\0"):
      // The last two bytes before a thumbnail are its width and height.
      if data.count > 14 {
        parts.replace(range, by: [0xFF, 0xE0] + 16.big(2) + data.part(0, 12).slice + [0, 0], device: "JFIF thumbnail")
      } else {
        parts.keep(range)
      }
    case 0xE1 where data.has("Exif\0"):
      parts.take(exif: data.part(6), in: range) { exif in
        [0xFF, 0xE1] + (8 + exif.count).big(2) + Array("Exif\0\0".utf8) + exif
      }
    case 0xE1 where data.has("http://ns.adobe.com/xap/1.0/\0"): parts.take(out: range, XMP.traces(data.part(29)))
    case 0xE1 where data.has("http://ns.adobe.com/xmp/extension/\0"):
      var traces = XMP.traces(data.part(75))
      traces.noteDevice("extended XMP")
      parts.take(out: range, traces)
    case 0xE2 where data.has("ICC_PROFILE\0"), 0xEE where data.has("Adobe"): parts.keep(range)
    case 0xED where data.has("Photoshop 3.0\0"): parts.take(out: range, IPTC.traces(resources: data.part(14)))
    case 0xE0...0xEF:
      let name = data.part(0, min(data.first(0) ?? 0, 16))
      parts.take(
        out: range, device: name.isEmpty ? "segment APP\(marker - 0xE0)" : "segment APP\(marker - 0xE0) '\(String(name: name))'"
      )
    case 0xFE: if data.isPadding { parts.keep(range) } else { parts.take(out: range, device: "comment") }
    default: parts.keep(range)
    }
  }
}
