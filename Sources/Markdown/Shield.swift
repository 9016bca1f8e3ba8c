/// Bytes that replace markup which the Markdown parser must not see. They are control characters,
/// which mean nothing in Markdown and cannot be shown on a page, and each replaces exactly one
/// byte, so offsets stay the same:
///
///     [[a_b|words]]     01 01 a 07 b | w o r d s 02 02
///     [@a_b]            03 @ a 07 b 04
///
/// A definition `[x]:` never captures a shielded wiki link, its underscores are not emphasis, and
/// in code the shields turn back into the original text.
enum Shield {
  static let wikiOpen: UInt8 = 0x01
  static let wikiClose: UInt8 = 0x02
  static let citationOpen: UInt8 = 0x03
  static let citationClose: UInt8 = 0x04
  /// The replacement for a control character of the source itself.
  static let control: UInt8 = 0x1F
  /// The first shield of a marker beyond the limits: nested too deep, or in too large a table. The
  /// range ends before ``control``.
  static let firstExcess: UInt8 = 0x15
  static let excessPipe: UInt8 = 0x1C
  static let excessColon: UInt8 = 0x1E

  /// The shield for a byte in the target of a wiki link, or in a citation.
  static func inner(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "["): 0x05
    case UInt8(ascii: "]"): 0x06
    case UInt8(ascii: "_"): 0x07
    case UInt8(ascii: "*"): 0x08
    case UInt8(ascii: "~"): 0x0E
    case UInt8(ascii: "\\"): 0x0F
    case UInt8(ascii: "&"): 0x10
    case UInt8(ascii: "<"): 0x11
    case UInt8(ascii: "!"): 0x12
    case UInt8(ascii: ":"): 0x13
    default: byte
    }
  }

  /// The shield for a marker beyond the limits.
  static func excess(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: ">"): 0x15
    case UInt8(ascii: "-"): 0x16
    case UInt8(ascii: "+"): 0x17
    case UInt8(ascii: "*"): 0x18
    case UInt8(ascii: "."): 0x19
    case UInt8(ascii: ")"): 0x1A
    case UInt8(ascii: "!"): 0x1B
    case UInt8(ascii: "|"): excessPipe
    case UInt8(ascii: "["): 0x1D
    case UInt8(ascii: ":"): excessColon
    default: byte
    }
  }

  /// The byte of the source that a shield replaces; any other byte is returned unchanged.
  static func lifted(_ byte: UInt8) -> UInt8 {
    guard byte < 0x20 else { return byte }
    switch byte {
    case wikiOpen, citationOpen, 0x05, 0x1D: return UInt8(ascii: "[")
    case wikiClose, citationClose, 0x06: return UInt8(ascii: "]")
    case 0x07: return UInt8(ascii: "_")
    case 0x08, 0x18: return UInt8(ascii: "*")
    case 0x0E: return UInt8(ascii: "~")
    case 0x0F: return UInt8(ascii: "\\")
    case 0x10: return UInt8(ascii: "&")
    case 0x11: return UInt8(ascii: "<")
    case 0x12, 0x1B: return UInt8(ascii: "!")
    case 0x13, excessColon: return UInt8(ascii: ":")
    case 0x15: return UInt8(ascii: ">")
    case 0x16: return UInt8(ascii: "-")
    case 0x17: return UInt8(ascii: "+")
    case 0x19: return UInt8(ascii: ".")
    case 0x1A: return UInt8(ascii: ")")
    case excessPipe: return UInt8(ascii: "|")
    default: return byte
    }
  }
}
