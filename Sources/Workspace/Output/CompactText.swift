/// Removes what a browser does not need from the site's style sheets and scripts: comments on their
/// own lines, indentation and, in style sheets, blanks next to punctuation. It does no more than
/// that, so that the result stays readable and cannot break.
enum CompactText {
  static func css(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var i = 0
    var quote: UInt8?
    while i < bytes.count {
      let byte = bytes[i]
      if let open = quote {
        if byte == UInt8(ascii: "\\"), i + 1 < bytes.count {
          out.append(byte)
          i += 1
          out.append(bytes[i])
          i += 1
          continue
        }
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "/"), i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: "*") {
        i += 2
        while i + 1 < bytes.count, !(bytes[i] == UInt8(ascii: "*") && bytes[i + 1] == UInt8(ascii: "/")) { i += 1 }
        i += 2
        continue
      }
      if quote == nil {
        if byte == UInt8(ascii: " "), let last = out.last, parts.contains(last) {
          i += 1
          continue
        }
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}"), out.last == UInt8(ascii: " ") { out.removeLast() }
      }
      out.append(byte)
      i += 1
    }
    return lines(out) { _ in true }
  }

  /// A blank after one of these has no meaning. A blank before one may have: `a :hover` is not
  /// `a:hover`.
  private static let parts: [UInt8] = Array("{};,:".utf8)

  static func javaScript(_ bytes: [UInt8]) -> [UInt8] {
    var inComment = false
    return lines(bytes) { line in
      if inComment {
        if ends(line, "*/") { inComment = false }
        return false
      }
      if starts(line, "/**") || (starts(line, "/*") && !starts(line, "/*!")) {
        // A comment that ends in its line and has code after it stays.
        if let end = firstEnd(line) { return end + 2 < line.count }
        inComment = true
        return false
      }
      return !starts(line, "//")
    }
  }

  private static func firstEnd(_ line: ArraySlice<UInt8>) -> Int? {
    let bytes = Array(line)
    return bytes.indices.dropLast().first { bytes[$0] == UInt8(ascii: "*") && bytes[$0 + 1] == UInt8(ascii: "/") && $0 > 1 }
  }

  private static func starts(_ line: ArraySlice<UInt8>, _ text: String) -> Bool { line.starts(with: text.utf8) }
  private static func ends(_ line: ArraySlice<UInt8>, _ text: String) -> Bool {
    line.reversed().starts(with: text.utf8.reversed())
  }

  /// Trims the lines, and leaves out the empty lines and those that `keep` rejects.
  private static func lines(_ bytes: [UInt8], keep: (ArraySlice<UInt8>) -> Bool) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for line in bytes.split(separator: 0x0A) {
      var line = line
      while let first = line.first, first == 0x20 || first == 0x09 || first == 0x0D { line.removeFirst() }
      while let last = line.last, last == 0x20 || last == 0x09 || last == 0x0D { line.removeLast() }
      guard !line.isEmpty, keep(line) else { continue }
      out.append(contentsOf: line)
      out.append(0x0A)
    }
    return out
  }
}
