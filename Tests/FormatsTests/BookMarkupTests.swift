import Testing

@testable import Formats

/// HTML of a site becomes XHTML of a book.
struct BookMarkupTests {
  private func book(_ html: String, isRightToLeft: Bool = false) -> String {
    String(decoding: BookMarkup(Array(html.utf8), isRightToLeft: isRightToLeft).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (
      #"<svg class="map" viewBox="0 0 1 1"><path d="M0 0" /></svg>"#,
      #"<svg class="map" viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><path d="M0 0" /></svg>"#
    ),
    (
      ##"<sup><a href="#_fn-1" id="_fnref-1" role="doc-noteref">1</a></sup>"##,
      ##"<sup><a href="#_fn-1" id="_fnref-1" role="doc-noteref" epub:type="noteref">1</a></sup>"##
    ),
    (
      #"<li id="a--_fn-12">x</li><li id="_fn-x">y</li>"#,
      #"<li id="a--_fn-12" epub:type="footnote">x</li><li id="_fn-x">y</li>"#
    ),
    (
      #"<details class="more" open="open"><summary>Title</summary><p>Text</p></details>"#,
      #"<div class="more"><div>Title</div><p>Text</p></div>"#
    ),
    (#"<td>3<details><summary>Titles</summary><ul><li>A</li></ul></details></td>"#, "<td>3</td>"),
    (#"<img src="" alt="A &amp; B" width="3" />"#, "A &amp; B"),
    (#"<img src="a.png" alt="" loading="lazy" />"#, #"<img src="a.png" alt="" />"#),
    (#"<div role="region" tabindex="0">x</div>"#, #"<div role="region">x</div>"#),
    (#"1 &lt; 2 "quoted" href=""#, #"1 &lt; 2 "quoted" href=""#),
  ])
  func `each change`(html: String, expected: String) { #expect(book(html) == expected) }

  @Test func `code runs from left to right in a text from right to left`() {
    #expect(book("<pre><code>x</code></pre>", isRightToLeft: true) == #"<pre dir="ltr"><code dir="ltr">x</code></pre>"#)
    #expect(book("<code>x</code>") == "<code>x</code>")
  }

  @Test func `a figure is told to the package`() {
    #expect(BookMarkup(Array("<p><svg></svg></p>".utf8), isRightToLeft: false).hasFigure)
    #expect(!BookMarkup(Array("<p>&lt;svg&gt;</p>".utf8), isRightToLeft: false).hasFigure)
  }
}
