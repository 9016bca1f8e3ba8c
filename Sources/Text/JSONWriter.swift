/// Writes JSON as bytes, with members in the order of the calls.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// True for JSON inside a `script` element, in which `<`, `>` and `&` are written as `\u003c` and
  /// so on: a page is XML too, and XML parses the text of a script.
  private let inElement: Bool
  private var needsComma = false

  package init(inElement: Bool = false) { self.inElement = inElement }

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
  /// - Parameter digits: a number as JSON writes it.
  package mutating func number(_ digits: String) { raw(digits) }
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
  package mutating func passOn(to use: ([UInt8]) -> Void) {
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

  private mutating func quote(_ text: String) { bytes.appendJSON(text.utf8.span, inElement: inElement) }
}
