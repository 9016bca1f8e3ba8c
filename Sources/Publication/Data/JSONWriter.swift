package import Knowledge
import Text

/// Writes JSON as bytes, with members in the order of the calls.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// True for JSON inside a `script` element, in which `<`, `>` and `&` are written as `\u003c` and
  /// so on: a page is XML too, and XML parses the text of a script.
  private let forScript: Bool
  private var needsComma = false

  package init(forScript: Bool = false) { self.forScript = forScript }

  package mutating func object(_ members: (inout JSONWriter) -> Void) { nest("{", "}", members) }
  package mutating func array(_ elements: (inout JSONWriter) -> Void) { nest("[", "]", elements) }

  private mutating func nest(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ inside: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(UInt8(ascii: open))
    needsComma = false
    inside(&self)
    bytes.append(UInt8(ascii: close))
    needsComma = true
  }

  package mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func value(_ text: String) {
    separate()
    quote(text)
    needsComma = true
  }

  package mutating func value(_ number: Int) { raw(String(number)) }
  /// Writes a number as it was typed; as a text if readers of JSON would round it.
  package mutating func value(_ number: Number) {
    if let json = number.json { raw(json) } else { value(number.text) }
  }
  package mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }
  package mutating func null() { raw("null") }

  private mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  package mutating func member(_ name: String, _ text: String) {
    key(name)
    value(text)
  }

  package mutating func member(_ name: String, _ number: Int) {
    key(name)
    value(number)
  }

  /// Ends the text with a line feed.
  package mutating func end() { bytes.append(0x0A) }

  /// Passes on the bytes written so far, if they are 1 MiB or more: a text of all records is never
  /// whole in memory.
  mutating func passOn(to use: ([UInt8]) -> Void) {
    guard bytes.count >= 1 << 20 else { return }
    use(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  package mutating func newline() {
    separate()
    bytes.append(0x0A)
    needsComma = false
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = false
  }

  private mutating func quote(_ text: String) {
    let text = text.utf8.span
    bytes.append(UInt8(ascii: "\""))
    var start = 0
    var place = 0
    while true {
      place = text.firstOffset(from: place) {
        $0.bytes(below: 0x20) | $0.bytes(equalTo: UInt8(ascii: "\"")) | $0.bytes(equalTo: UInt8(ascii: "\\"))
          | (forScript
            ? $0.bytes(equalTo: UInt8(ascii: "<")) | $0.bytes(equalTo: UInt8(ascii: ">")) | $0.bytes(equalTo: UInt8(ascii: "&"))
            : 0)
      }
      guard place < text.count else { break }
      bytes.append(text, start..<place)
      let byte = text[place]
      place += 1
      start = place
      switch byte {
      case UInt8(ascii: "\""): bytes.append("\\\"")
      case UInt8(ascii: "\\"): bytes.append("\\\\")
      case 0x0A: bytes.append("\\n")
      default:
        bytes.append("\\u00")
        bytes.append(Self.hexadecimal(byte >> 4))
        bytes.append(Self.hexadecimal(byte & 15))
      }
    }
    bytes.append(text, start..<text.count)
    bytes.append(UInt8(ascii: "\""))
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }
}
