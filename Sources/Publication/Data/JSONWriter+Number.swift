package import Knowledge
package import Text

extension JSONWriter {
  /// Writes a number as it was typed; as a text if readers of JSON would round it.
  package mutating func value(_ number: Number) {
    if let json = number.json { self.number(json) } else { value(number.text) }
  }
}
