/// The chunks of a PNG (third edition, with animation), after a mark of 8 bytes:
///
///     chunk    0 length of the data, 4 bytes | 4 name | 8 data | checksum, 4 bytes
///     IHDR     8 length | 12 name | 16 width, 4 bytes | 20 height, 4 bytes
enum PNGFile {
  private static let mark = 8

  static func parts(_ view: ByteView) -> (ImageParts, size: (Int, Int)?) {
    var parts = ImageParts(view)
    parts.keep(0..<min(mark, view.count))
    var size: (Int, Int)?
    if let width = view.big(16, 4), let height = view.big(20, 4) { size = (width, height) }
    var at = mark
    while at < view.count {
      let name = view.part(at + 4, 4)
      guard let length = view.big(at, 4), name.slice.allSatisfy({ 0x41...0x5A ~= $0 & 0xDF }) else {
        // A beginning of a chunk that is cut off says nothing.
        if view.count - at < 8 {
          parts.keep(at..<view.count)
        } else {
          parts.take(out: at..<view.count, device: "data between chunks")
        }
        break
      }
      let end = min(view.count, at + 12 + length)
      read(name.text, view.part(at + 8, min(length, end - at - 8)), at..<end, &parts)
      at = end
      if name.has("IEND") {
        parts.end(at: at)
        break
      }
    }
    return (parts, size)
  }

  /// Chunks that say how to show the picture.
  private static let harmless: Set<String> = [
    "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "mDCv", "cLLI", "cLLi", "bKGD", "hIST", "pHYs", "sPLT",
    "acTL", "fcTL", "fdAT", "oFFs", "pCAL", "sCAL", "sTER", "vpAg", "iDOT", "gIFg",
  ]

  private static func read(_ name: String, _ data: ByteView, _ range: Range<Int>, _ parts: inout ImageParts) {
    switch name {
    case "eXIf":
      // Some programs keep the mark that JPEG needs.
      parts.take(exif: data.has("Exif\0\0") ? data.part(6) : data, in: range) { chunk("eXIf", $0) }
    case "tIME": parts.take(out: range, device: "time of the last change")
    case "tEXt", "zTXt", "iTXt": parts.take(out: range, text(name, data))
    // A letter in upper case says that the picture cannot be shown without the chunk.
    case _ where name.utf8.first.map { $0 & 0x20 == 0 } ?? false || harmless.contains(name): parts.keep(range)
    default: parts.take(out: range, device: "chunk \(name)")
    }
  }

  private static let longestText = 1 << 22

  /// The traces in a text chunk: a keyword, and the text, which may be compressed.
  private static func text(_ name: String, _ data: ByteView) -> Traces {
    let end = data.first(0) ?? data.count
    let keyword = data.part(0, end)
    var text = data.part(end + 1)
    if name == "zTXt" {
      text = ByteView(Inflate.data(text.part(1), limit: longestText))
    } else if name == "iTXt" {
      let isCompressed = text[0] == 1
      // Two flags, then a language and a translated keyword, each with a zero at its end.
      let language = text.first(0, from: 2) ?? text.count
      text = text.part((text.first(0, from: language + 1) ?? text.count) + 1)
      if isCompressed { text = ByteView(Inflate.data(text, limit: longestText)) }
    }
    var traces = Traces()
    if keyword.has("XML:com.adobe.xmp") {
      traces += XMP.traces(text)
    } else if keyword.has("Raw profile type ") {
      traces += profile(text)
      traces.noteDevice("text '\(String(name: keyword))'")
    } else {
      traces.noteDevice("text '\(String(name: keyword))'")
    }
    return traces
  }

  /// The traces in a profile as ImageMagick writes it: a name, a length, and hexadecimal digits.
  private static func profile(_ text: ByteView) -> Traces {
    let lines = text.slice.split(separator: 0x0A, omittingEmptySubsequences: true)
    let digits = lines.dropFirst(2).joined().compactMap { byte -> UInt8? in
      switch byte {
      case 0x30...0x39: byte - 0x30
      case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x57
      default: nil
      }
    }
    let data = ByteView(stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    if data.has("Exif\0") { return EXIF(data.part(6)).traces }
    if data.has("8BIM") { return IPTC.traces(resources: data) }
    if data[0] == 0x1C { return IPTC.traces(data) }
    return data.contains("<") ? XMP.traces(data) : Traces()
  }

  private static func chunk(_ name: StaticString, _ data: [UInt8]) -> [UInt8] {
    let named = Array("\(name)".utf8) + data
    return data.count.big(4) + named + Inflate.crc(named).big(4)
  }
}
