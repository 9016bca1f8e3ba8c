/// The pictures inside a drawing: `href="data:image/jpeg;base64,…"`. What else an SVG may hold is
/// checked where it is shipped.
package enum SVGFile {
  package static func isSVG(_ head: [UInt8]) -> Bool { ByteView(head).contains("<svg") }

  package static func traces(_ bytes: [UInt8]) -> Traces {
    let view = ByteView(bytes)
    var traces = Traces()
    var at = 0
    while let mark = view.first(";base64,", from: at) {
      at = mark + 8
      let start = at
      while let byte = view[at], byte != UInt8(ascii: "\""), byte != UInt8(ascii: "'"), byte != UInt8(ascii: ")"),
        byte != UInt8(ascii: "<")
      {
        at += 1
      }
      if let image = Image(decoded(view.part(start, at - start))) { traces += image.traces }
    }
    return traces
  }

  /// Decodes base64 (RFC 4648), and passes over blanks and other signs.
  private static func decoded(_ text: ByteView) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var bits = 0
    var count = 0
    for byte in text.slice {
      let value: Int
      switch byte {
      case 0x41...0x5A: value = Int(byte) - 0x41
      case 0x61...0x7A: value = Int(byte) - 0x61 + 26
      case 0x30...0x39: value = Int(byte) - 0x30 + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      default: continue
      }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(bits >> count & 0xFF))
        bits &= (1 << count) - 1
      }
    }
    return bytes
  }
}
