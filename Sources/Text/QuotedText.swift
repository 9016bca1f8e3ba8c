/// A string literal of JSON, which is one of YAML too. Beside what JSON asks for, it escapes all that is a control character or the
/// end of a line to one of the two.
package func quoted(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": out += "\\\""
    case "\\": out += "\\\\"
    case "\n": out += "\\n"
    case "\r": out += "\\r"
    case "\t": out += "\\t"
    case _ where scalar.isControl:
      let digits = String(scalar.value, radix: 16)
      out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out + "\""
}

extension Unicode.Scalar {
  /// Control characters, and those that YAML takes for the end of a line.
  package var isControl: Bool {
    value < 0x20 || (0x7F...0x9F).contains(value) || [0x2028, 0x2029, 0xFEFF].contains(value)
  }
}
