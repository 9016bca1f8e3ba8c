import Testing

@testable import Knowledge

struct SlugTests {
  @Test(arguments: [
    ("Night patrol", "night-patrol"), ("İstanbul'da gece", "istanbulda-gece"), ("Straße", "straße"), ("Con", "con-1"),
    ("LPT1", "lpt1-1"), ("aux.", "aux-1"),
    ("README", "readme-1"), ("???", "untitled"), (" a/b\\c:d*e?f\"g<h>i|j ", "a-b-c-d-e-f-g-h-i-j"), ("v1.2", "v1-2"),
    ("E\u{301}te\u{301}", "été"),
    ("ខ្មែរ ភាសា", "ខ្មែរ-ភាសា"), ("हिन्दी में", "हिन्दी-में"), ("L\u{2019}eau", "leau"), ("a\u{200B}b", "ab"), ("...hidden", "hidden"),
    ("Ω Ångström", "ω-ångström"),
  ])
  func `a title gives a name that is safe on every disk`(title: String, slug: String) {
    #expect(Scaffold.slug(for: title) == slug)
  }

  @Test func `a long title is cut between letters`() {
    let slug = Scaffold.slug(for: String(repeating: "ខ្មែរ", count: 40))
    #expect(slug.utf8.count <= 80 && slug.utf8.count > 60)
    #expect(String(repeating: "ខ្មែរ", count: 40).hasPrefix(slug))
  }
}
