import Text

/// Returns a text in double quotes as YAML reads it: all control characters and all characters that
/// end a line in YAML are escaped.
func quoted(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": out += "\\\""
    case "\\": out += "\\\\"
    case "\n": out += "\\n"
    case "\r": out += "\\r"
    case "\t": out += "\\t"
    case _ where scalar.isControl:
      out += "\\u" + scalar.value.hexadecimal(digits: 4)
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out + "\""
}
