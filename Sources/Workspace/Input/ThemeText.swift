/// The form in which the theme's own style sheets and scripts ship: without the lines that are
/// comments, and without indentation and empty lines. Comments are a third of the search client.
/// Style sheets are also without the blanks and line ends that separate nothing.
///
/// The rules are those that the theme keeps, which a test checks for each of its files: a comment
/// has lines of its own, and no text goes over the end of a line. Nobody else's file is changed.
enum ThemeText {
  static func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
    var shipped: [UInt8] = []
    shipped.reserveCapacity(bytes.count)
    var isInComment = false
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let code = trimmed(line)
      if code.starts(with: "/*".utf8) { isInComment = true }
      if isInComment {
        isInComment = !code.reversed().starts(with: "/*".utf8)
      } else if !code.isEmpty, !code.starts(with: "//".utf8) {
        shipped += code
        shipped.append(UInt8(ascii: "\n"))
      }
    }
    return shipped
  }

  /// Drops blanks and line ends at the brackets of rules, after `;`, `:` and `,`, and the `;` that
  /// is last in a rule. A blank before `:` stays, because in a selector it means "inside of".
  static func styles(_ bytes: [UInt8]) -> [UInt8] {
    var shipped: [UInt8] = []
    shipped.reserveCapacity(bytes.count)
    var isInText = false
    for byte in withoutComments(bytes) {
      if byte == UInt8(ascii: "\"") { isInText.toggle() }
      if !isInText {
        if isBlank(byte) {
          if let last = shipped.last, !isBlank(last), !"{};:,".utf8.contains(last) { shipped.append(UInt8(ascii: " ")) }
          continue
        }
        if "{};,".utf8.contains(byte), shipped.last == UInt8(ascii: " ") { shipped.removeLast() }
        if byte == UInt8(ascii: "}"), shipped.last == UInt8(ascii: ";") { shipped.removeLast() }
      }
      shipped.append(byte)
    }
    return shipped + [UInt8(ascii: "\n")]
  }

  static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line.drop(while: isBlank)
    while let last = line.last, isBlank(last) { line.removeLast() }
    return line
  }

  private static func isBlank(_ byte: UInt8) -> Bool { " \t\r\n".utf8.contains(byte) }
}
