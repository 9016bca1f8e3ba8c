/// Appending to the bytes of a script: JSON strings, numbers, and binary data as base64.
extension [UInt8] {
  /// A JSON string, which is a JavaScript string too in every browser: the two line separators are escaped.
  mutating func appendJSON(_ text: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    var start = 0
    for place in text.indices {
      let byte = text[place]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        append(text, start..<place)
        append(UInt8(ascii: "\\"))
        append(byte)
      case 0..<0x20:
        append(text, start..<place)
        append(contentsOf: "\\u00".utf8)
        append(Self.hexadecimal[Int(byte >> 4)])
        append(Self.hexadecimal[Int(byte & 15)])
      case 0xA8...0xA9 where place > 1 && text[place - 1] == 0x80 && text[place - 2] == 0xE2:
        append(text, start..<place - 2)
        append(contentsOf: byte == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8)
      default: continue
      }
      start = place + 1
    }
    append(text, start..<text.count)
    append(UInt8(ascii: "\""))
  }

  /// Appends a stretch at once: byte by byte, each asks anew whether there is room.
  private mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    unsafe text.extracting(range).withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  mutating func appendJSON(_ text: [UInt8]) { appendJSON(text.span) }

  mutating func appendJSON(_ text: String) { appendJSON(text.utf8Span.span) }

  mutating func appendJSON(_ texts: [String]) {
    append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      appendJSON(text)
    }
    append(UInt8(ascii: "]"))
  }

  mutating func appendJSON(_ numbers: [Int]) { append(contentsOf: "[\(numbers.map(String.init).joined(separator: ","))]".utf8) }

  /// A JSON string of `data` in base64, without padding.
  mutating func appendBase64(_ data: some Collection<UInt8>) {
    append(UInt8(ascii: "\""))
    var bits: UInt32 = 0
    var count = 0
    for byte in data {
      bits = bits << 8 | UInt32(byte)
      count += 1
      if count == 3 {
        for shift in [18, 12, 6, 0] as [UInt32] { append(Self.sixBits[Int(bits >> shift & 63)]) }
        bits = 0
        count = 0
      }
    }
    if count > 0 {
      bits <<= UInt32(8 * (3 - count))
      for place in 0...count { append(Self.sixBits[Int(bits >> UInt32(18 - 6 * place) & 63)]) }
    }
    append(UInt8(ascii: "\""))
  }

  private static let hexadecimal = Array("0123456789abcdef".utf8)
  private static let sixBits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// A number in as few bytes as it needs, seven bits each, low bits first.
  @inline(__always)
  mutating func appendVariable(_ number: UInt32) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}

extension Span<UInt8> {
  /// Reads a number written by ``Swift/Array/appendVariable(_:)`` and moves `offset` behind it.
  @inline(__always)
  func variable(at offset: inout Int) -> UInt32 {
    var result: UInt32 = 0
    var shift: UInt32 = 0
    while true {
      let byte = self[offset]
      offset += 1
      result |= UInt32(byte & 0x7F) << shift
      if byte < 0x80 { return result }
      shift += 7
    }
  }
}
