/// Text for figures, in which no text wraps by itself. The unit of width is a letter of the Latin
/// script; a Han letter is two wide.
enum FigureText {
  private static func width(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    return switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0x1F300...0x1FAFF:
      2
    default: 1
    }
  }

  /// True if each byte is a letter, so that letters need no search.
  private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 && $0 != 0x0D } }

  /// Returns the text or, if it does not fit, its beginning with an ellipsis; cuts at a blank if
  /// one is near.
  static func cut(_ text: String, width: Int) -> String {
    end(of: text, width: width).map { String(Substring(text.utf8.prefix($0))) + "…" } ?? text
  }

  /// Returns the offset in bytes at which ``cut(_:width:)`` ends a text; nil for a text that fits.
  static func end(of text: String, width: Int) -> Int? {
    // A text that is short in bytes is short in letters.
    if text.utf8.count <= width { return nil }
    return isPlain(text) ? plainEnd(of: text.utf8.span, width: width) : slowEnd(of: text, width: width)
  }

  private static func plainEnd(of text: Swift.Span<UInt8>, width: Int) -> Int {
    let blank = (0..<width).last { text[$0] == UInt8(ascii: " ") }
    return blank.map { width - $0 <= 12 ? $0 : width } ?? width
  }

  private static func slowEnd(of text: String, width: Int) -> Int? {
    var used = 0
    var kept = (letters: 0, bytes: 0)
    var atBlank: (letters: Int, bytes: Int)?
    for character in text {
      used += self.width(of: character)
      if used > width { return atBlank.flatMap { kept.letters - $0.letters <= 12 ? $0.bytes : nil } ?? kept.bytes }
      if character == " " { atBlank = kept }
      kept.letters += 1
      kept.bytes += character.utf8.count
    }
    return nil
  }

  /// Wraps the text in at most `most` lines, and cuts the rest.
  static func lines(_ text: String, width: Int, most: Int) -> [String] {
    let isPlain = isPlain(text)
    if isPlain, !text.utf8.hasBlanksToSpare { return plainLines(text, width: width, most: most) }
    func letters(_ text: Substring) -> Int { isPlain ? text.utf8.count : text.count }
    var words = (isPlain ? text.utf8.split(separator: UInt8(ascii: " ")).map(Substring.init) : text.split(separator: " "))[...]
    var lines: [String] = []
    while lines.count < most - 1, let first = words.popFirst() {
      var line = String(first)
      var length = letters(first)
      while let next = words.first, length + 1 + letters(next) <= width {
        line += " "
        line += next
        length += 1 + letters(next)
        words.removeFirst()
      }
      lines.append(cut(line, width: width))
    }
    if !words.isEmpty { lines.append(cut(words.joined(separator: " "), width: width)) }
    return lines
  }
}

extension FigureText {
  /// Wraps a text whose letters are bytes and whose words have one blank between them: lines are
  /// slices of the text.
  private static func plainLines(_ text: String, width: Int, most: Int) -> [String] {
    let bytes = text.utf8.span
    var lines: [String] = []
    var start = 0
    while start < bytes.count {
      var end = bytes.count
      if lines.count < most - 1, end - start > width {
        // A line has as many words as fit, and at least one.
        func isBlank(_ offset: Int) -> Bool { bytes[offset] == UInt8(ascii: " ") }
        end = (start + 1...start + width).last(where: isBlank) ?? (start + width..<end).first(where: isBlank) ?? end
      }
      if start == 0, end == bytes.count, end <= width { return [text] }
      let line = text.utf8.dropFirst(start).prefix(end - start)
      lines.append(cut(String(Substring(line)), width: width))
      start = end + 1
    }
    return lines
  }
}

extension String.UTF8View {
  /// True if a line would lose blanks: at its ends, or where two are together.
  fileprivate var hasBlanksToSpare: Bool {
    var last = UInt8(ascii: " ")
    for byte in self {
      if byte == UInt8(ascii: " "), last == byte { return true }
      last = byte
    }
    return last == UInt8(ascii: " ")
  }
}
