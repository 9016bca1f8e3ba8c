import Text

/// Well-formed HTML and SVG in bytes. The program gives the names; every value and every text is
/// escaped.
struct Markup {
  private(set) var bytes: [UInt8] = []

  /// Leaves out an attribute with an empty value.
  mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
    begin(name, attributes)
    bytes.append(UInt8(ascii: ">"))
  }

  mutating func close(_ name: String) {
    bytes.append(contentsOf: "</".utf8)
    bytes.append(contentsOf: name.utf8)
    bytes.append(UInt8(ascii: ">"))
  }

  /// Writes an element without content, such as `<path … />`.
  mutating func empty(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    begin(name, attributes)
    bytes.append(contentsOf: " />".utf8)
  }

  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
    open(name, attributes)
    self.text(text)
    close(name)
  }

  mutating func text(_ text: String) { bytes.appendEscaped(text) }

  /// Separates rows and items with a line feed, so that a page's source is readable.
  mutating func newLine() { bytes.append(0x0A) }

  private mutating func begin(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: name.utf8)
    for (key, value) in attributes where !value.isEmpty {
      bytes.append(UInt8(ascii: " "))
      bytes.append(contentsOf: key.utf8)
      bytes.append(contentsOf: "=\"".utf8)
      bytes.appendEscaped(value)
      bytes.append(UInt8(ascii: "\""))
    }
  }
}

extension [UInt8] {
  mutating func append(decimal number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    if number.magnitude > 9 { append(decimal: Int(number.magnitude / 10)) }
    append(UInt8(ascii: "0") + UInt8(number.magnitude % 10))
  }
}
