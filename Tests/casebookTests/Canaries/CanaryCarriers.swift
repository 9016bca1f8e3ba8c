/// The ways in which a text names a hidden record, and what is left of each in a copy of the
/// content that does not have the record.
///
/// In each text, `HH` is a hidden record, `AA` an old name of it, `SS` a hidden source, `VV` a
/// record that all may see, `OO` a source that all may see, and `PP` a hidden part of the record
/// that holds the text.
struct CanaryCarrier {
  var name: String
  var whole: String
  var copy: String

  /// Pieces of a line: they also stand in fields of kind markdown.
  static let inline = [
    CanaryCarrier("wiki link", "Alpha [[HH]] beta.", "Alpha  beta."),
    CanaryCarrier("wiki link with its type", "Alpha [[case/HH]] beta.", "Alpha  beta."),
    CanaryCarrier("wiki link to a part", "Alpha [[HH#parts]] beta.", "Alpha  beta."),
    CanaryCarrier("wiki link with words", "Alpha [[HH|words *and*]] beta.", "Alpha words *and* beta."),
    CanaryCarrier("wiki link at the end", "Alpha [[HH]]", "Alpha"),
    CanaryCarrier("wiki link at the beginning", "[[HH]] beta.", "beta."),
    CanaryCarrier("wiki link on a line of its own", "Alpha\n[[HH]]\nbeta.", "Alpha\nbeta."),
    CanaryCarrier("wiki link before a break", "Alpha\\\n[[HH]] beta.", "Alpha\\\nbeta."),
    CanaryCarrier("embed", "Alpha ![[HH]] beta.", "Alpha  beta."),
    CanaryCarrier("old name", "Alpha [[AA]] [[case/AA|words]] beta.", "Alpha  words beta."),
    CanaryCarrier("emphasis", "Alpha *[[HH]]* **x *[[HH]]* y** beta.", "Alpha  **x  y** beta."),
    CanaryCarrier("strikethrough", "Alpha ~~[[HH]]~~ beta.", "Alpha  beta."),
    CanaryCarrier("emphasis in a link", "Alpha [**[[HH]]**](https://example.org/a) beta.", "Alpha  beta."),
    CanaryCarrier(
      "words of a link", "Alpha [see [[HH]] there](https://example.org/b).", "Alpha [see  there](https://example.org/b)."),
    CanaryCarrier(
      "words with words", "Alpha [see [[HH|here]] there](https://example.org/c).",
      "Alpha [see here there](https://example.org/c)."),
    CanaryCarrier(
      "citation in a link", "Alpha [see [@SS, p. 2] there](https://example.org/d).",
      "Alpha [see  there](https://example.org/d)."),
    CanaryCarrier(
      "title of a link", "Alpha [x](https://example.org/e \"t [[HH]] u\").", "Alpha [x](https://example.org/e \"t  u\")."),
    CanaryCarrier(
      "title with a citation", "Alpha [x](https://example.org/e \"t [@SS] u\").", "Alpha [x](https://example.org/e \"t  u\")."),
    CanaryCarrier(
      "alternative text", "Alpha ![a [[HH]] b](../media/shown.gif) beta.", "Alpha ![a  b](../media/shown.gif) beta."),
    CanaryCarrier("emphasis in an alternative text", "![a *[[HH]]* b](../media/shown.gif)", "![a  b](../media/shown.gif)"),
    CanaryCarrier(
      "title of a picture", "![a](../media/shown.gif \"t [[HH|words]] u\")", "![a](../media/shown.gif \"t words u\")"),
    CanaryCarrier("raw HTML", "Alpha <b title=\"[[HH]]\">x</b> beta.", "Alpha <b title=\"\">x</b> beta."),
    CanaryCarrier("path", "Alpha [words](../cases/HH.md) [](../cases/HH.md) beta.", "Alpha words  beta."),
    CanaryCarrier("longer path", "Alpha [words](../cases/HH.md#parts \"t HH\") beta.", "Alpha words beta."),
    CanaryCarrier("path in another language", "Alpha [words](../cases/HH.fr.md) beta.", "Alpha words beta."),
    CanaryCarrier("encoded path", "Alpha [words](%2e%2e/cases/HH.md) beta.", "Alpha words beta."),
    CanaryCarrier("file", "Alpha [words](../cases/HH/plan.pdf) [](../cases/HH/nothing.pdf) beta.", "Alpha words  beta."),
    CanaryCarrier("picture", "Alpha ![words](../cases/HH/photo.gif) beta.", "Alpha words beta."),
    CanaryCarrier("citation", "Alpha [@SS, p. 3] beta.", "Alpha  beta."),
    CanaryCarrier("citations", "Alpha [@SS][@OO, p. 1] [@OO; @SS, p. 2] beta.", "Alpha [@OO, p. 1] [@OO] beta."),
    CanaryCarrier("citation of no source", "Alpha [@HH] beta.", "Alpha  beta."),
    CanaryCarrier("hidden part", "Alpha [[VV#PP]] [words](#PP) [[#PP|more]] beta.", "Alpha  words more beta."),
  ]

  static let blocks = [
    CanaryCarrier("paragraph", "[[HH]] [@SS]", ""),
    CanaryCarrier("link around it alone", "[**[[HH]]**](https://example.org/f)", ""),
    CanaryCarrier("heading", "## [[HH]]\n\nGamma.", "Gamma."),
    CanaryCarrier("heading with an anchor", "### *[[HH]]* {#HH}\n\nGamma.", "Gamma."),
    CanaryCarrier("underlined heading", "[[HH]]\n-------\n\nGamma.", "Gamma."),
    CanaryCarrier("words of a heading", "## About [[HH]]\n\nGamma [here](#about).", "## About\n\nGamma [here](#about)."),
    CanaryCarrier(
      "heading with a link", "## On [the [[HH]] case](https://example.org/g)\n\nGamma.",
      "## On [the  case](https://example.org/g)\n\nGamma."),
    CanaryCarrier("cell", "| a | b |\n|---|---|\n| [[HH\\|w]] [[HH]] | c |", "| a | b |\n|---|---|\n| w  | c |"),
    CanaryCarrier("head of a table", "| [[HH]] | b |\n|:--|---|\n| [@SS] | c |", "|  | b |\n|:--|---|\n|  | c |"),
    CanaryCarrier(
      "footnote", "Delta.[^a] Epsilon.[^b]\n\n[^a]: [@SS, p. 3]\n[^b]: Kept [[HH]].", "Delta. Epsilon.[^b]\n\n[^b]: Kept ."),
    CanaryCarrier("footnotes within", "Delta.[^c] **[^d]**\n\n[^c]: [[HH]][^d]\n[^d]: *[[HH]]*", "Delta."),
    CanaryCarrier("item", "- [[HH]]\n- kept\n- *[@SS]*", "- kept"),
    CanaryCarrier("item of a loose list", "- [[HH]]\n\n- kept", "- kept"),
    CanaryCarrier("nested items", "1. one\n   - [[HH]]\n   - *[[HH]]*\n2. two", "1. one\n2. two"),
    CanaryCarrier("task", "- [ ] [[HH]]\n- [x] kept", "- [x] kept"),
    CanaryCarrier("quote", "> [[HH]]\n>\n> kept", "> kept"),
    CanaryCarrier("whole quote", "> > [[HH]]", ""),
    CanaryCarrier("callout", "> [!TIP]\n> [[HH]]", ""),
    CanaryCarrier("title of a callout", "> [!tip] On [[HH]]\n> Zeta.", "> [!tip]\n> On\n> Zeta."),
    CanaryCarrier("whole title of a callout", "> [!tip] [[HH]]\n> Zeta [[HH]].", "> [!tip]\n> Zeta ."),
    CanaryCarrier("block of HTML", "<div title=\"a [[HH]] b\">x [@SS] y</div>", "<div title=\"a  b\">x  y</div>"),
    CanaryCarrier("definition", "[words][zz] and [zz]\n\n[zz]: ../cases/HH.md \"t HH\"", "words and zz"),
    CanaryCarrier(
      "picture by definition", "![a [[HH]] b][yy]\n\n[yy]: ../media/shown.gif \"t [[HH]] u\"",
      "![a  b][yy]\n\n[yy]: ../media/shown.gif \"t  u\""),
  ]

  private init(_ name: String, _ whole: String, _ copy: String) {
    (self.name, self.whole, self.copy) = (name, whole, copy)
  }
}
