/// The form in which the theme's own style sheets and scripts ship: without the lines that are
/// comments, and without indentation and empty lines. Comments are a third of the search client.
///
/// The rules are those that the theme keeps, which a test checks for each of its files: a comment has
/// lines of its own, and no text goes over the end of a line. Nobody else's file is changed.
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

  static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
    var line = line.drop(while: isBlank)
    while let last = line.last, isBlank(last) { line.removeLast() }
    return line
  }
}
