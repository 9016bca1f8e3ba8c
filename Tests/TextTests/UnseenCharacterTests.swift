import Testing
import Text

struct UnseenCharacterTests {
  @Test(arguments: [
    ("a\u{8}b", "U+0008 1..<2"), ("\u{7F}", "U+007F 0..<1"), ("é\u{85}", "U+0085 2..<4"),
    ("\u{2028}\u{2029}", "U+2028 0..<3, U+2029 3..<6"),
    ("\u{202E}x", "U+202E 0..<3"), ("x\u{FFFC}", "U+FFFC 1..<4"), ("\u{FFFE}", "U+FFFE 0..<3"),
    ("a\tb\r\nc é \u{200B}\u{200E}\u{2066}x\u{2069} \u{202F}\u{FEFF}日本", ""),
  ])
  func `what nobody sees and no text needs is found with its place`(text: String, found: String) {
    let bytes = Array(text.utf8)
    let all = UnseenCharacter.all(in: bytes, bytes.indices)
    #expect(all.map { "\($0.name) \($0.range)" }.joined(separator: ", ") == found)
    var blanked = bytes
    UnseenCharacter.blank(all, in: &blanked)
    #expect(blanked.count == bytes.count && UnseenCharacter.all(in: blanked, blanked.indices).isEmpty)
  }
}
