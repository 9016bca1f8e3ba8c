import Testing

@testable import Formats

/// A page stands in a document with others, and nothing of one leads into another.
struct ArticleMarkupTests {
  private func fitted(_ html: String, levels: Int = 1) -> String {
    String(decoding: ArticleMarkup(prefix: "a/b--", levels: levels).fitted(Array(html.utf8)), as: UTF8.self)
  }

  @Test func `ids get a prefix, and so does what refers to them`() {
    #expect(
      fitted("<div aria-labelledby=\"_x _gone\"><p id=\"_x\">1</p> <a href=\"#_x\">2</a></div>")
        == "<div aria-labelledby=\"a/b--_x _gone\"><p id=\"a/b--_x\">1</p> <a href=\"#a/b--_x\">2</a></div>")
  }

  @Test func `sections lose their names, and what only named one its id`() {
    #expect(
      fitted("<section class=\"s\" aria-labelledby=\"_x\"><b id=\"_x\">1</b></section>")
        == "<section class=\"s\"><b>1</b></section>")
    #expect(
      fitted("<section aria-labelledby=\"_x\"><b id=\"_x\">1</b><a href=\"#_x\">2</a></section>")
        == "<section><b id=\"a/b--_x\">1</b><a href=\"#a/b--_x\">2</a></section>")
  }

  @Test func `links to other articles and other places stay`() {
    let html = "<a href=\"#c/d\">1</a> <a href=\"https://example.org/#x\">2</a> <p id=\"x\">3</p>"
    #expect(fitted(html) == html.replacing("id=\"x\"", with: "id=\"a/b--x\""))
  }

  @Test func `a link without an address is its words`() {
    #expect(
      fitted("<a class=\"t\" href=\"\" lang=\"fr\"><b>x</b></a> <a href=\"#y\">y</a>")
        == "<span class=\"t\" lang=\"fr\"><b>x</b></span> <a href=\"#y\">y</a>")
    #expect(fitted("<a href=\"\">x</a>") == "<span>x</span>")
  }

  @Test func `headings go down, and the lowest stays`() {
    #expect(fitted("<h1>a</h1><h2 id=\"h\">b</h2><h6>c</h6>") == "<h2>a</h2><h3 id=\"a/b--h\">b</h3><h6>c</h6>")
    #expect(fitted("<h1>a</h1><hr /><header>b</header>", levels: 0) == "<h1>a</h1><hr /><header>b</header>")
    #expect(fitted("<h5>a</h5>", levels: 3) == "<h6>a</h6>")
  }

  @Test func `whatever is written, it ends and stays the same but for what it is for`() {
    for html in [
      "", "<", "</", "<a", "<a href=\"", "<a href=\"x", "a < b", "<!-- <h1> -->", "<p id=>", "<br/>", "<p id=\"\">",
      "<p =\"x\">",
    ] {
      let made = fitted(html, levels: 0)
      #expect(made == html || made == html.replacing("id=\"", with: "id=\"a/b--"), "\(html)")
    }
    #expect(fitted("វ <b title=\"ខ > \">x</b>") == "វ <b title=\"ខ > \">x</b>")
  }
}
