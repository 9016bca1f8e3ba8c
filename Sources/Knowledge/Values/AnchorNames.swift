import Foundation

/// Gives each heading of a body a unique anchor.
///
/// An anchor never begins with `_`, since the ids of the page's own elements do.
struct AnchorNames {
  private var taken: Set<String> = []
  /// The last number given to each name, so that a thousand equal headings are not counted a
  /// thousand times.
  private var counts: [String: Int] = [:]

  mutating func unique(_ name: String) -> String {
    var anchor = name
    var number = counts[name] ?? 1
    while !taken.insert(anchor).inserted {
      number += 1
      anchor = "\(name)-\(number)"
    }
    counts[name] = number
    return anchor
  }

  /// True if a name can be an anchor as it is written: a blank ends the name of an element, and
  /// other signs mean something in links. Names that begin with `_` are those of the page's own
  /// elements.
  static func isAnchor(_ name: String) -> Bool {
    let scalars = name.unicodeScalars
    guard let first = scalars.first, first.isPartOfWord else { return false }
    return scalars.allSatisfy { $0.isPartOfWord || $0 == "-" || $0 == "." || $0 == "_" || $0 == "\u{200C}" || $0 == "\u{200D}" }
  }

  /// Letters, digits and their marks in any script, in lower case; everything between two of them
  /// becomes one `-`.
  static func anchor(for text: String) -> String {
    var anchor: [UInt8] = []
    anchor.reserveCapacity(text.utf8.count)
    var isPending = false
    var isPlain = true
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        switch scalar {
        case "a"..."z", "0"..."9", "A"..."Z": break
        default:
          isPending = true
          continue
        }
      } else {
        isPlain = false
        if scalar.properties.isDefaultIgnorableCodePoint { continue }
        guard scalar.isPartOfWord else {
          isPending = true
          continue
        }
      }
      if isPending, !anchor.isEmpty { anchor.append(UInt8(ascii: "-")) }
      isPending = false
      if scalar.isASCII {
        let byte = UInt8(scalar.value)
        anchor.append(byte < 0x5B && byte > 0x40 ? byte | 0x20 : byte)
      } else {
        anchor.append(contentsOf: scalar.smallLetters.utf8)
      }
    }
    if anchor.isEmpty { return "section" }
    let name = String(decoding: anchor, as: UTF8.self)
    return isPlain ? name : name.precomposedStringWithCanonicalMapping
  }
}

extension Unicode.Scalar {
  /// True for a letter, a digit, or a mark on one, of any script.
  var isPartOfWord: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark,
      .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  /// The lower case of the scalar; for a Turkish İ it is a plain i, without a second dot.
  var smallLetters: String { value == 0x130 ? "i" : properties.lowercaseMapping }
}
