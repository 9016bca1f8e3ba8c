/// An address in running text that becomes a link: one that begins with `www.`, an e-mail address,
/// or a web address that the parser left as text because it is in brackets.
struct BareAddress {
  var range: Range<Int>
  /// The scheme to add before the address, such as `http://`; empty if the address has one.
  var prefix: String

  /// Finds the next address in a range of `text`, by GitHub's rules for autolinks.
  ///
  /// - Complexity: linear: each byte is read only a few times.
  static func next(in text: [UInt8], _ range: Range<Int>) -> BareAddress? {
    var i = range.lowerBound
    while i < range.upperBound {
      switch text[i] {
      case UInt8(ascii: "w"):
        if let end = web(in: text, from: i, host: i, range, prefixed: true) {
          return BareAddress(range: i..<end, prefix: "http://")
        }
      case UInt8(ascii: ":"):
        if let start = scheme(in: text, before: i, range), let end = web(in: text, from: start, host: i + 3, range) {
          return BareAddress(range: start..<end, prefix: "")
        }
      case UInt8(ascii: "@"):
        if let found = mail(in: text, at: i, range) { return BareAddress(range: found, prefix: "mailto:") }
      default: break
      }
      i += 1
    }
    return nil
  }

  /// Returns the offset at which `http` or `https` begins, before the `://` at `colon`.
  private static func scheme(in text: [UInt8], before colon: Int, _ range: Range<Int>) -> Int? {
    guard colon + 3 < range.upperBound, text[colon + 1] == UInt8(ascii: "/"), text[colon + 2] == UInt8(ascii: "/")
    else { return nil }
    for name in ["https", "http"] {
      let start = colon - name.utf8.count
      guard start >= range.lowerBound else { continue }
      if zip(name.utf8, text[start..<colon]).allSatisfy({ $0 == $1 | 0x20 }),
        start == range.lowerBound || !isLetterOrDigit(text[start - 1])
      {
        return start
      }
    }
    return nil
  }

  private static func web(
    in text: [UInt8], from start: Int, host: Int, _ range: Range<Int>, prefixed: Bool = false
  ) -> Int? {
    if prefixed {
      guard start + 4 < range.upperBound, text[start..<start + 4].elementsEqual("www.".utf8), text[start + 4] > 0x20
      else { return nil }
      if start > range.lowerBound {
        let before = text[start - 1]
        guard before == 0x20 || before == 0x0A || before == 0x09 || "*_~(".utf8.contains(before) else { return nil }
      }
    }
    var end = host
    var dots = 0
    var underscores = (last: 0, before: 0)
    while end < range.upperBound {
      let byte = text[end]
      if byte == UInt8(ascii: ".") {
        underscores = (0, underscores.last)
        dots += 1
      } else if byte == UInt8(ascii: "_") {
        underscores.last += 1
      } else if byte != UInt8(ascii: "-"), !isLetterOrDigit(byte), byte < 0x80 {
        break
      }
      end += 1
    }
    guard end > host, underscores == (0, 0), !prefixed || dots > 0, isLetterOrDigit(text[host]) || text[host] >= 0x80
    else { return nil }
    while end < range.upperBound, text[end] > 0x20, text[end] != UInt8(ascii: "<") { end += 1 }
    end = trimmed(text, start..<end)
    return end > host ? end : nil
  }

  /// Returns the end of the address without the punctuation that ends a sentence. Example: in `(see
  /// www.a.org).`, the `).` does not belong to the address.
  private static func trimmed(_ text: [UInt8], _ range: Range<Int>) -> Int {
    var end = range.upperBound
    var open = 0
    for byte in text[range] { open += byte == UInt8(ascii: "(") ? 1 : byte == UInt8(ascii: ")") ? -1 : 0 }
    while end > range.lowerBound {
      let byte = text[end - 1]
      if "?!.,:*_~'\"".utf8.contains(byte) {
        end -= 1
      } else if byte == UInt8(ascii: ";") {
        var start = end - 2
        while start > range.lowerBound, isLetterOrDigit(text[start]) { start -= 1 }
        end = start < end - 2 && text[start] == UInt8(ascii: "&") ? start : end - 1
      } else if byte == UInt8(ascii: ")"), open < 0 {
        open += 1
        end -= 1
      } else if byte == UInt8(ascii: "]") {
        // In `[www.a.org]`, the bracket does not belong to the address.
        end -= 1
      } else {
        break
      }
    }
    return end
  }

  private static func mail(in text: [UInt8], at sign: Int, _ range: Range<Int>) -> Range<Int>? {
    var start = sign
    while start > range.lowerBound, isLetterOrDigit(text[start - 1]) || ".+-_".utf8.contains(text[start - 1]) { start -= 1 }
    guard start < sign else { return nil }
    var end = sign + 1
    var dots = 0
    while end < range.upperBound {
      let byte = text[end]
      if byte == UInt8(ascii: "."), end + 1 < range.upperBound, isLetterOrDigit(text[end + 1]) {
        dots += 1
      } else if !isLetterOrDigit(byte), byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
        break
      }
      end += 1
    }
    guard dots > 0, end < range.upperBound ? text[end] != UInt8(ascii: "@") : true else { return nil }
    guard case let last = text[end - 1], isLetterOrDigit(last), !(0x30...0x39 ~= last) else { return nil }
    return start..<end
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    0x61...0x7A ~= byte | 0x20 || 0x30...0x39 ~= byte
  }
}
