/// Text for figures, where nothing wraps by itself. Widths are in letters of the Latin script; a Han letter takes two.
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

  /// The text, or as much of it as fits with an ellipsis at its end; at a blank where one is near.
  static func cut(_ text: String, width: Int) -> String {
    // What is short in bytes is short in letters.
    if text.utf8.count <= width { return text }
    var used = 0
    var kept = ""
    var atBlank: String?
    for character in text {
      used += self.width(of: character)
      if used > width {
        let isNear = atBlank.map { kept.count - $0.count <= 12 } ?? false
        return (isNear ? atBlank! : kept) + "…"
      }
      if character == " " { atBlank = kept }
      kept.append(character)
    }
    return text
  }

  /// The text in lines; what does not fit in so many is cut.
  static func lines(_ text: String, width: Int, most: Int) -> [String] {
    var lines: [String] = []
    var words = text.split(separator: " ").map(String.init)[...]
    while lines.count < most - 1, !words.isEmpty {
      var line = words.removeFirst()
      while let next = words.first, line.count + 1 + next.count <= width {
        line += " " + next
        words.removeFirst()
      }
      lines.append(cut(line, width: width))
    }
    if !words.isEmpty { lines.append(cut(words.joined(separator: " "), width: width)) }
    return lines
  }
}
