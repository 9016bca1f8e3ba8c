/// An invisible character that no text needs: a control character, a separator that only some
/// programs treat as the end of a line, a mark that reverses the direction of writing, or the
/// object replacement character.
///
/// Such characters come with copied text. In front matter some of them end a line; in a page some
/// are not allowed in XML.
package struct UnseenCharacter: Hashable, Sendable {
  /// The offsets of its bytes.
  package var range: Range<Int>
  package var scalar: UInt32

  /// The code point as the Unicode standard writes it: `U+2028`.
  package var name: String { "U+" + scalar.hexadecimal(digits: 4, uppercase: true) }

  /// Finds all such characters in a range of a text.
  ///
  /// - Parameter bytes: UTF-8.
  package static func all(in bytes: [UInt8], _ range: Range<Int>) -> [UnseenCharacter] {
    let span = bytes.span
    var found: [UnseenCharacter] = []
    var i = range.lowerBound
    while true {
      // Most bytes cannot begin such a character.
      i = span.firstOffset(from: i) { bytes in
        bytes.bytes(below: 0x20) | bytes.bytes(equalTo: 0x7F) | bytes.bytes(equalTo: 0xC2) | bytes.bytes(equalTo: 0xE2)
          | bytes.bytes(equalTo: 0xEF)
      }
      guard i < range.upperBound else { break }
      let byte = span[i]
      var width = 1
      var scalar: UInt32?
      switch byte {
      case 0x09, 0x0A, 0x0D: break
      case ..<0x20, 0x7F: scalar = UInt32(byte)
      case 0xC2 where i + 1 < range.upperBound:
        width = 2
        if span[i + 1] < 0xA0 { scalar = UInt32(span[i + 1]) }
      case 0xE2 where i + 2 < range.upperBound && span[i + 1] == 0x80:
        width = 3
        // Line separator, paragraph separator, and the two overrides of the direction of writing.
        if [0xA8, 0xA9, 0xAD, 0xAE].contains(span[i + 2]) { scalar = 0x2000 | UInt32(span[i + 2] & 0x3F) }
      case 0xEF where i + 2 < range.upperBound && span[i + 1] == 0xBF:
        width = 3
        // The object replacement character and two noncharacters (U+FFFE, U+FFFF).
        if [0xBC, 0xBE, 0xBF].contains(span[i + 2]) { scalar = 0xFFC0 | UInt32(span[i + 2] & 0x3F) }
      default: break
      }
      if let scalar { found.append(UnseenCharacter(range: i..<i + width, scalar: scalar)) }
      i += width
    }
    return found
  }

  /// Replaces the characters' bytes by blanks, so that all other bytes keep their offsets.
  package static func blank(_ found: [UnseenCharacter], in bytes: inout [UInt8]) {
    for character in found { for i in character.range { bytes[i] = 0x20 } }
  }
}
