/// The first line of a callout: `:::tip First`, `::: {.callout-tip}`, `!!! note "First"`, or
/// `???+ note`.
struct AdmonitionMark {
  var kind: Range<Int>
  /// Empty if there is none.
  var title: Range<Int>

  /// The meanings of a line of colons.
  enum Colons { case begin, end }

  /// - Parameter line: From the first byte that is no blank.
  static func colons(_ line: ArraySlice<UInt8>) -> Colons? {
    let rest = line.drop { $0 == UInt8(ascii: ":") }
    guard line.count - rest.count >= 3 else { return nil }
    return trimmed(rest).isEmpty ? .end : .begin
  }

  init?(colons line: ArraySlice<UInt8>) {
    var rest = Self.trimmed(line.drop { $0 == UInt8(ascii: ":") })
    // Pandoc allows colons at the end.
    while rest.last == UInt8(ascii: ":") { rest.removeLast() }
    rest = Self.trimmed(rest)
    if rest.first == UInt8(ascii: "{") {
      guard rest.last == UInt8(ascii: "}"), rest.dropFirst().first == UInt8(ascii: ".") else { return nil }
      rest = Self.trimmed(rest.dropFirst(2).dropLast())
      if rest.starts(with: "callout-".utf8) { rest = rest.dropFirst(8) }
      guard let kind = Self.kind(&rest) else { return nil }
      self.kind = kind
      rest = Self.trimmed(rest)
      if rest.starts(with: "title=".utf8) {
        guard let title = Self.quoted(rest.dropFirst(6)) else { return nil }
        self.title = title
      } else if rest.isEmpty {
        title = rest.startIndex..<rest.startIndex
      } else {
        return nil
      }
      return
    }
    guard let kind = Self.kind(&rest) else { return nil }
    self.kind = kind
    if rest.first == UInt8(ascii: "[") {
      guard rest.last == UInt8(ascii: "]") else { return nil }
      rest = rest.dropFirst().dropLast()
    } else if let next = rest.first, next != 0x20, next != 0x09 {
      // Attributes, or a longer word.
      return nil
    }
    title = Self.trimmed(rest).indices
  }

  init?(indented line: ArraySlice<UInt8>) {
    var rest = line
    guard rest.starts(with: "!!!".utf8) || rest.starts(with: "???".utf8) else { return nil }
    let isFolded = rest.first == UInt8(ascii: "?")
    rest = rest.dropFirst(3)
    if isFolded, rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard rest.first == 0x20 || rest.first == 0x09 else { return nil }
    rest = Self.trimmed(rest)
    guard let kind = Self.kind(&rest) else { return nil }
    self.kind = kind
    rest = Self.trimmed(rest)
    if rest.isEmpty {
      title = rest.startIndex..<rest.startIndex
    } else if let title = Self.quoted(rest) {
      self.title = title
    } else {
      return nil
    }
  }

  /// Takes a kind whose meaning is plain off the beginning.
  private static func kind(_ rest: inout ArraySlice<UInt8>) -> Range<Int>? {
    let word = rest.prefix { 0x61...0x7A ~= $0 | 0x20 }
    guard Callout.isPlainKind(String(decoding: word.map { $0 | 0x20 }, as: UTF8.self)) else { return nil }
    rest = rest[word.endIndex...]
    return word.indices
  }

  /// The text between quotation marks, if there is nothing else.
  private static func quoted(_ text: ArraySlice<UInt8>) -> Range<Int>? {
    guard text.count >= 2, text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\"") else { return nil }
    let inside = text.dropFirst().dropLast()
    return inside.contains(UInt8(ascii: "\"")) ? nil : trimmed(inside).indices
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var text = text.drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }
}
