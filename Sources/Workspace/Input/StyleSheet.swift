import Text

/// Reads a style sheet as far as to find where it does not parse, and what it would load or run.
///
/// It knows comments, strings, addresses and brackets, as "CSS Syntax" has them, and no property. A
/// browser goes on after a mistake, but with other rules than the writer sees.
struct StyleSheet {
  private let source: SourceText
  private var offset = 0
  private var findings: [Diagnostic] = []
  /// The brackets that are open, and the name before each.
  private var open: [(bracket: UInt8, offset: Int, name: String)] = []

  static func findings(in source: SourceText) -> [Diagnostic] {
    var sheet = StyleSheet(source: source)
    sheet.read()
    return sheet.findings
  }

  private init(source: SourceText) { self.source = source }

  private func byte(_ ahead: Int = 0) -> UInt8? {
    offset + ahead < source.bytes.count ? source.bytes[offset + ahead] : nil
  }

  private mutating func report(_ code: String, _ range: Range<Int>, _ message: String) {
    findings.append(source.finding(.error, code, range, message))
  }

  private mutating func syntax(at offset: Int, _ message: String) { report("style-syntax", offset..<offset + 1, message) }

  private mutating func read() {
    while let next = byte() {
      switch next {
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): comment()
      case UInt8(ascii: "\""), UInt8(ascii: "'"): string(next)
      case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): push(next, "")
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): close(next)
      case UInt8(ascii: "@"):
        let start = offset
        offset += 1
        if name() == "import" {
          report(
            "style-address", start..<offset,
            "'@import' loads nothing here: a knowledge base has one style sheet, so write the rules into it")
        }
      case _ where Self.beginsName(next): word()
      default: offset += 1
      }
    }
    for bracket in open {
      syntax(
        at: bracket.offset,
        "'\(Character(Unicode.Scalar(bracket.bracket)))' is not closed by '\(Self.closer(of: bracket.bracket))'")
    }
  }

  private mutating func comment() {
    let start = offset
    offset += 2
    while offset < source.bytes.count, !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) { offset += 1 }
    if offset >= source.bytes.count { syntax(at: start, "a comment that begins with '/*' ends with '*/'") }
    offset += 2
  }

  /// A string ends at its line's end if nothing closes it: a browser drops the declaration.
  private mutating func string(_ quote: UInt8) {
    let start = offset
    offset += 1
    var text: [UInt8] = []
    while let next = byte(), next != quote {
      if Self.endsLine(next) { break }
      if next == UInt8(ascii: "\\") {
        if let after = byte(1), !Self.endsLine(after) { text += escaped() } else { offset += 2 }
      } else {
        text.append(next)
        offset += 1
      }
    }
    guard byte() == quote else { return syntax(at: start, "a string is closed in the line in which it begins") }
    offset += 1
    if let function = open.last?.name, Self.loading.contains(function) { address(text, start..<offset) }
  }

  private mutating func push(_ bracket: UInt8, _ name: String) {
    open.append((bracket, offset, name))
    offset += 1
  }

  private mutating func close(_ bracket: UInt8) {
    let start = offset
    offset += 1
    guard let last = open.last else {
      return syntax(at: start, "nothing is open that '\(Character(Unicode.Scalar(bracket)))' could close")
    }
    if Self.closer(of: last.bracket) == Character(Unicode.Scalar(bracket)) {
      open.removeLast()
      return
    }
    syntax(
      at: last.offset,
      "'\(Character(Unicode.Scalar(last.bracket)))' is closed by '\(Self.closer(of: last.bracket))', and '\(Character(Unicode.Scalar(bracket)))' comes first"
    )
    // A sign that closes an outer bracket closes the brackets within it.
    while let last = open.popLast(), Self.closer(of: last.bracket) != Character(Unicode.Scalar(bracket)) {}
  }

  /// A name, and the bracket behind it where it is a function.
  private mutating func word() {
    let start = offset
    let name = name()
    if name == "-moz-binding" || name == "behavior", isDeclared() {
      report("style-address", start..<offset, "'\(name)' runs programs in old browsers, and nothing runs in a page")
    }
    guard byte() == UInt8(ascii: "(") else { return }
    if name == "expression" {
      report("style-address", start..<offset, "'expression(…)' runs programs in old browsers, and nothing runs in a page")
    }
    if name == "url", isBare() { return bareAddress(start) }
    push(UInt8(ascii: "("), name)
  }

  /// True if a colon stands behind the name, so that it is a property.
  private func isDeclared() -> Bool {
    var end = offset
    while end < source.bytes.count, Self.isBlank(source.bytes[end]) { end += 1 }
    return end < source.bytes.count && source.bytes[end] == UInt8(ascii: ":")
  }

  /// True if an address without quotation marks stands in the bracket.
  private func isBare() -> Bool {
    var end = offset + 1
    while end < source.bytes.count, Self.isBlank(source.bytes[end]) { end += 1 }
    return end >= source.bytes.count || ![UInt8(ascii: "\""), UInt8(ascii: "'")].contains(source.bytes[end])
  }

  private mutating func bareAddress(_ start: Int) {
    offset += 1
    var text: [UInt8] = []
    while let next = byte(), next != UInt8(ascii: ")") {
      if next == UInt8(ascii: "\\") {
        text += escaped()
      } else {
        text.append(next)
        offset += 1
      }
    }
    guard byte() != nil else { return syntax(at: start, "'url(' is not closed by ')'") }
    offset += 1
    while text.first.map(Self.isBlank) == true { text.removeFirst() }
    address(text, start..<offset)
  }

  /// A part of the page itself is all that an address in a style sheet can lead to.
  private mutating func address(_ text: [UInt8], _ range: Range<Int>) {
    guard text.first != UInt8(ascii: "#") else { return }
    let address = String(decoding: text, as: UTF8.self)
    let reason =
      if text.starts(with: Array("//".utf8)) || address.contains("://") {
        "pages load nothing from another host"
      } else if address.lowercased().hasPrefix("data:") {
        "the policy of pages loads no 'data:' address"
      } else {
        "no file stands beside the style sheet of a site"
      }
    report("style-address", range, "'\(address.prefix(80))' is not loaded: \(reason)")
  }

  // MARK: names

  private mutating func name() -> String {
    var name: [UInt8] = []
    while let next = byte() {
      if next == UInt8(ascii: "\\"), let after = byte(1), !Self.endsLine(after) {
        name += escaped()
      } else if Self.isInName(next) {
        name.append(next)
        offset += 1
      } else {
        break
      }
    }
    // A backslash at the end of a line is no name, and no progress either.
    if name.isEmpty { offset += 1 }
    return String(decoding: name, as: UTF8.self).lowercased()
  }

  /// Returns the character that an escape stands for: `\75 rl(` is `url(` for a browser.
  private mutating func escaped() -> [UInt8] {
    offset += 1
    var value: UInt32 = 0
    var digits = 0
    while digits < 6, let next = byte(), let digit = Character(Unicode.Scalar(next)).hexDigitValue {
      value = value * 16 + UInt32(digit)
      digits += 1
      offset += 1
    }
    guard digits > 0 else {
      guard let next = byte() else { return [] }
      offset += 1
      return [next]
    }
    if let next = byte(), Self.isBlank(next) { offset += 1 }
    return Array(String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8)
  }

  private static let loading: Set<String> = ["url", "src", "image", "image-set", "-webkit-image-set"]

  private static func closer(of bracket: UInt8) -> Character {
    switch bracket {
    case UInt8(ascii: "{"): "}"
    case UInt8(ascii: "("): ")"
    default: "]"
    }
  }

  private static func beginsName(_ byte: UInt8) -> Bool { isInName(byte) || byte == UInt8(ascii: "\\") }

  private static func isInName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || byte == 0x0C }
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || endsLine(byte) }
}
