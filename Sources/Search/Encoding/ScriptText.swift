internal import Text

/// Appends JSON strings, numbers, and binary data in base64 to the bytes of a script.
extension [UInt8] {
  mutating func appendJSON(_ text: [UInt8]) { appendJSON(text.span) }

  mutating func appendJSON(_ texts: [String]) {
    append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      appendJSON(text)
    }
    append(UInt8(ascii: "]"))
  }

  mutating func appendJSON(_ numbers: [Int]) { append(contentsOf: "[\(numbers.map(String.init).joined(separator: ","))]".utf8) }

  /// Appends a JSON string of `data` in base64, without padding. Three bytes make four digits:
  ///
  ///     aaaaaaaa bbbbbbbb cccccccc   →   aaaaaa aabbbb bbbbcc cccccc
  mutating func appendBase64(_ data: [UInt8]) {
    append(UInt8(ascii: "\""))
    var end = count
    grow(to: count + (data.count * 4 + 2) / 3, with: 0)
    let data = data.span
    var output = mutableSpan
    let digits = Self.sixBits.span
    var start = 0
    while start + 3 <= data.count {
      let bits = UInt32(data[start]) << 16 | UInt32(data[start + 1]) << 8 | UInt32(data[start + 2])
      for index in 0..<4 { output[end + index] = digits[Int(bits &>> UInt32(18 - 6 * index) & 63)] }
      start += 3
      end += 4
    }
    if start < data.count {
      let bits = UInt32(data[start]) << 16 | (start + 1 < data.count ? UInt32(data[start + 1]) << 8 : 0)
      for index in 0...data.count - start { output[end + index] = digits[Int(bits &>> UInt32(18 - 6 * index) & 63)] }
    }
    append(UInt8(ascii: "\""))
  }

  private static let sixBits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
