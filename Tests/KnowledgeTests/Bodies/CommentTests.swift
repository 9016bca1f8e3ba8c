import Testing
import Text

@testable import Knowledge

struct CommentTests {
  @Test(arguments: [
    ("One <!-- x --> two.", "<p>One two.</p>"), ("One<!-- x -->two.", "<p>Onetwo.</p>"), ("One %%x%% two.", "<p>One two.</p>"),
    ("One <!-- x\n\ny --> two.", "<p>One two.</p>"), ("One %%\nx\n\ny\n%% two.", "<p>One two.</p>"),
    ("One\n<!-- x -->\ntwo.", "<p>One</p>\n<p>two.</p>"), ("<!-- x --> **One**", "<p><strong>One</strong></p>"),
    ("- a\n  <!-- x -->\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("> a <!-- x\n> y --> b", "<blockquote>\n<p>a b</p>\n</blockquote>"),
    ("`<!-- x -->`", "<p><code>&lt;!-- x --&gt;</code></p>"),
    ("```\n%% x %%\n```", "<pre><code>%% x %%\n</code></pre>"),
    ("    <!-- x -->", "<pre><code>&lt;!-- x --&gt;\n</code></pre>"),
    ("a <!-- ` --> b `c`", "<p>a b <code>c</code></p>"), ("\\<!-- x -->", "<p>&lt;!-- x --&gt;</p>"),
    ("5\\%% of", "<p>5%% of</p>"),
    ("[a <!-- x -->](b.md)", "<p>⟨link 0⟩a ⟨/link 0⟩</p>"),
  ])
  func `a comment is cut as if it had not been written, except in code`(markdown: String, html: String) {
    #expect(compiled(markdown).body.shown == html + "\n")
  }

  @Test(arguments: ["One <!-- secret", "One %% secret\n\nsecret", "<!-- secret\n\n# secret", "a `b` <!-- secret `c`"])
  func `what stands behind a comment that is not closed is shown to nobody, and that is an error`(markdown: String) {
    let (body, findings) = compiled(markdown)
    #expect(!body.shown.contains("secret"))
    #expect(findings.map(\.code) == ["unclosed-comment"])
  }

  @Test func `no comment is in the plain text, in headings and in the words of links and images`() {
    let (body, findings) = compiled(
      "## Head <!-- s1 -->\n\nText %%s2%% [a](https://a.b \"t <!-- s3 -->\") ![b %%s4%%](c.png)\n\n| a <!-- s5 --> |\n|---|\n| b |\n"
    )
    let all = body.shown + "\(body.headings)\(body.text)\(body.files)"
    for number in 1...5 { #expect(!all.contains("s\(number)")) }
    #expect(body.headings.map(\.anchor) == ["head"])
    #expect(findings.count { $0.code == "hidden-comment" } == 5)
  }

  @Test func `findings behind a comment keep their places`() {
    let findings = compiled("a <!-- x\ny --> b\n%% z %%\n\n<b>c</b> [[d\n").findings
    #expect(
      findings.map { "\($0.start.line):\($0.start.column) \($0.code)" }.sorted() == [
        "1:3 hidden-comment", "3:1 hidden-comment", "5:1 raw-html", "5:10 unclosed-wiki-link",
      ])
  }

  @Test func `what a comment makes of code does not bring another comment back`() {
    let (body, _) = compiled("<!-- a --> `` <!-- ` `` --> ` <!-- secret -->\n\n%%\n```\n%%\n<!-- secret -->\n")
    #expect(!body.shown.contains("secret"))
  }
}
