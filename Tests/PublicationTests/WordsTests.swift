import Publication
import Testing

struct WordsTests {
  @Test(arguments: [
    (["a", "b"], "b: a."),
    (["a {1}", "b"], "b: a {1}."),  // what is put in is not looked through
    (["a"], "{1}: a."),
    ([], "{1}: {0}."),
  ])
  func `a sentence is filled in one pass`(arguments: [String], expected: String) {
    let words = Words(language: "en", texts: ["most": "{1}: {0}."])
    let text =
      switch arguments.count {
      case 0: words("most")
      case 1: words("most", arguments[0])
      default: words("most", arguments[0], arguments[1])
      }
    #expect(text == expected)
  }

  @Test(arguments: [
    ("en", "ltr"), ("ar", "rtl"), ("ar-sd", "rtl"), ("AR", "rtl"), ("ku-Latn", "ltr"), ("uz-arab", "rtl"),
    ("az-Cyrl-AZ", "ltr"),
    ("arn", "ltr"),
  ])
  func `a script decides the direction, and without one the language`(language: String, expected: String) {
    #expect(Words.direction(of: language) == expected)
  }
}
