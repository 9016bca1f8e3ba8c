/// The blocks of a GIF (version 89a); numbers have their lowest byte first:
///
///     file         0 "GIF89a" | 6 width, 2 bytes | 8 height, 2 bytes | 10 flags | 13 colours
///     extension    0 21 | 1 label | 2 row of blocks
///     picture      0 2C | 1 frame | 9 flags | 10 colours | size of codes | row of blocks
///     end          0 3B
enum GIFFile {
  static func parts(_ view: ByteView) -> (ImageParts, size: (Int, Int)?) {
    var parts = ImageParts(view)
    guard let width = view.little(6, 2), let height = view.little(8, 2), let flags = view[10] else {
      parts.keep(0..<view.count)
      let size = view.little(6, 2).flatMap { width in view.little(8, 2).map { (width, $0) } }
      return (parts, size)
    }
    var at = min(view.count, 13 + colours(flags))
    parts.keep(0..<at)
    while let kind = view[at] {
      let start = at
      switch kind {
      case 0x21:
        let label = view[at + 1]
        let first = view.part(at + 3, Int(view[at + 2] ?? 0))
        at = end(ofBlocks: at + 2, view)
        switch label {
        case 0xFE: parts.take(out: start..<at, device: "comment")
        case 0xFF where first.has("XMP DataXMP"): parts.take(out: start..<at, xmp(view.part(start + 14, at - start - 14)))
        case 0xFF where !first.has("NETSCAPE2.0") && !first.has("ANIMEXTS1.0") && !first.has("ICCRGBG1012"):
          parts.take(out: start..<at, device: "extension '\(String(name: first.part(0, 11)))'")
        default: parts.keep(start..<at)
        }
      case 0x2C:
        // A picture: its frame, its colours, the size of its codes, its data.
        at = end(ofBlocks: at + 11 + colours(view[at + 9] ?? 0), view)
        parts.keep(start..<at)
      // Programs that show GIF pass over zeros between blocks.
      case 0x00:
        at += 1
        parts.keep(start..<at)
      case 0x3B:
        parts.keep(at..<at + 1)
        parts.end(at: at + 1)
        return (parts, (width, height))
      default:
        parts.end(at: at)
        return (parts, (width, height))
      }
    }
    return (parts, (width, height))
  }

  /// XMP in GIF is no row of blocks but a text; a tail of 258 bytes leads readers of blocks to its
  /// end.
  private static func xmp(_ view: ByteView) -> Traces {
    var traces = XMP.traces(view)
    if traces.isEmpty { traces.noteDevice("XMP") }
    return traces
  }

  private static func colours(_ flags: UInt8) -> Int { flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1) }

  /// The offset after a row of blocks: each begins with its length, and the last is empty.
  private static func end(ofBlocks start: Int, _ view: ByteView) -> Int {
    var at = start
    while let length = view[at], length > 0 { at += 1 + Int(length) }
    return min(view.count, at + 1)
  }
}
