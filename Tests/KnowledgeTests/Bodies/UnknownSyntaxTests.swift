import Testing
import Text

@testable import Knowledge

struct UnknownSyntaxTests {
  @Test(arguments: [
    ("{{< youtube abc >}}", "1 × shortcode"), ("{{% note %}} a {{% /note %}}", "2 × shortcode"),
    ("{% include x.md %}", "1 × tag"),
    ("::: tabs\na\n:::", "1 × container"), (":::note[Title]", "1 × container"), ("!!! quote \"T\"\n    a", "1 × admonition"),
    ("??? tip", "1 × admonition"), ("a ==b c== d", "1 × highlight"), ("![[other]]", "1 × embed"), ("$$\nx\n$$", "1 × formula"),
    ("a\n{: .wide}", "1 × list of attributes"), ("a {.wide}", "1 × list of attributes"), ("[TOC]", "1 × contents list"),
    ("import A from './a'\n\nb", "1 × line of a program"), ("export const a = 1", "1 × line of a program"),
    ("{{a}} ==b==", "1 × shortcode ({{…}}), 1 × highlight"),
  ])
  func `what other tools read as more than text is one finding`(markdown: String, words: String) {
    let found = compiled(markdown).findings.filter { $0.code == "unknown-syntax" }
    #expect(found.count == 1)
    #expect(found.first?.message.contains(words) == true, "\(found)")
  }

  @Test(arguments: [
    "`{{a}}`", "```\n{% a %}\n:::\n```", "a == b", "a != b == c, d", "Is it???", "Wow!!! Yes", "a {b}", "5 $ and 6 $",
    "import of goods",
    "a ::: b", "{a: b}", "====", "export it",
  ])
  func `words and code are none`(markdown: String) {
    #expect(!compiled(markdown).findings.contains { $0.code == "unknown-syntax" })
  }

  @Test(arguments: [
    ("![x](my map.png)", "![x](<my map.png>)"), ("![x](photo (1).png)", "![x](<photo (1).png>)"),
    ("[x](my map.png \"T\")", "[x](<my map.png> \"T\")"),
    ("![x](UPPER.PNG =100x50)", "![x](UPPER.PNG)"), ("- ![x](a b.png =20x)", "- ![x](<a b.png>)"),
    ("> é [x](a é b.pdf)", "> é [x](<a é b.pdf>)"),
    ("| a |\n|---|\n| [x](a b.pdf) |", "| a |\n|---|\n| [x](<a b.pdf>) |"),
  ])
  func `an address with blanks is a finding that can be mended`(markdown: String, mended: String) throws {
    let findings = compiled(markdown).findings.filter { $0.code == "unread-link" }
    let edit = try #require(findings.first?.edit)
    var bytes = Array(markdown.utf8)
    bytes.replaceSubrange(edit.range, with: Array(edit.replacement.utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == mended)
    #expect(findings.count == 1 && !compiled(mended).findings.contains { $0.code == "unread-link" })
  }

  @Test(arguments: ["[a](b.md)", "a] (b c.d)", "\\](a b.c)", "`](a b.c)`", "[a](b.md \"c d\")", "[a](<b c.md>)"])
  func `what is a link, or no attempt at one, is no such finding`(markdown: String) {
    #expect(!compiled(markdown).findings.contains { $0.code == "unread-link" })
  }

  @Test(arguments: [
    ("![[map.png]]", "<p>⟨image 0⟩</p>", ""), ("![[map.png|A map]]", "<p>⟨image 0⟩</p>", "A map"),
    ("a ![[map.JPG|300]] b", "<p>a ⟨image 0⟩ b</p>", ""),
  ])
  func `an embedded picture is a picture`(markdown: String, html: String, words: String) {
    let body = compiled(markdown).body
    #expect(body.shown == html + "\n")
    #expect(body.files.map(\.alternative) == [words] && body.files[0].isImage)
  }

  @Test func `an embedded record is a link to it`() {
    #expect(
      compiled("See ![[other]] now\\![[x]]").body.shown
        == "<p>See ⟨link 0⟩⟨title 0⟩⟨/link 0⟩ now!⟨link 1⟩⟨title 1⟩⟨/link 1⟩</p>\n")
  }

  @Test(arguments: [
    ("We use .NET [@a]. Yes [@b], no", "We use .NET. Yes, no"), ("Un mot ; un autre [@a] ; fin", "Un mot ; un autre ; fin"),
    ("See [@a] .x .y", "See .x .y"), ("A [@a] b", "A b"),
  ])
  func `plain text has the words of the page, and no blank where a citation stood`(markdown: String, text: String) {
    #expect(compiled(markdown).body.text.map { $0.text(naming: { _ in nil }) } == [text])
  }

  @Test func `a callout shows its title, or the word that its writer chose`() {
    let html = compiled("> [!tip] Été & co\n> a\n\n> [!my-word]\n> b\n\n> [!hint]\n> c\n").body.shown
    #expect(html.contains("alert-tip\" role=\"note\">\n<p class=\"alert-title\">Été &amp; co</p>"))
    #expect(html.contains("<p class=\"alert-title\">My word</p>") && html.contains("<p class=\"alert-title\">Tip</p>"))
  }
}
