import Testing

@testable import Formats

struct HeadingLevelTests {
  @Test(arguments: [
    ("h1,h2>.a h6{color:red}", "h2,h3>.a h6{color:red}"), (".h1 #h2 --h3 ah4 h5a h55", ".h1 #h2 --h3 ah4 h5a h55"),
    (".a h1:hover,h2.b{content:\"h1\"}", ".a h2:hover,h3.b{content:\"h1\"}"), ("H3{}", "H4{}"), ("h1", "h2"), ("h", "h"),
    ("", ""),
  ])
  func `names of headings go down, and nothing else`(style: String, lowered: String) {
    #expect(String(decoding: HeadingLevels.lowered(Array(style.utf8)), as: UTF8.self) == lowered)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func `the vectors of RFC 4648`(text: String, encoded: String) {
    #expect(String(decoding: Array(text.utf8).base64, as: UTF8.self) == encoded)
  }
}
