import Testing
import Text

@testable import Workspace

/// Style sheets and scripts as they ship.
@Suite struct `Theme text` {
  @Test func `lines that are comments, indentation and empty lines are left out`() {
    let text = """
      // A comment.
      /** Another,
       *  with more lines. */
      const a = /** @type {string} */ (b); // Stays: it has code before it.

        /* A third. */
        if (a) {
      \tcall("/* x */");
        }

      """
    let shipped = String(decoding: ThemeText.withoutComments(Array(text.utf8)), as: UTF8.self)
    #expect(
      shipped
        == "const a = /** @type {string} */ (b); // Stays: it has code before it.\nif (a) {\ncall(\"/* x */\");\n}\n")
  }

  @Test func `style sheets lose the blanks that separate nothing`() {
    let sheet = """
      /* A comment. */
      a:hover, b :is(i, u) > [x="y , z"] {
        content: " ; ";
        margin: 1px  calc(2px + 1em);
      }

      @media (min-width: 48em) {
        ul a { font: 600 1em/1.4 var(--sans), serif !important; }
        .a::before { content: ": " counter(part) "}"; color: red }
      }

      """
    #expect(
      String(decoding: ThemeText.styles(Array(sheet.utf8)), as: UTF8.self)
        == #"a:hover,b :is(i,u) > [x="y , z"]{content:" ; ";margin:1px calc(2px + 1em)}"#
        + "@media (min-width:48em){ul a{font:600 1em/1.4 var(--sans),serif !important}"
        + #".a::before{content:": " counter(part) "}";color:red}}"# + "\n")
  }

  /// Each style sheet of the theme stays the same but for blanks and each last `;`.
  @Test(arguments: ShippedFiles.names(in: "assets/").filter { $0.hasSuffix(".css") })
  func `the theme's style sheets stay the same`(name: String) {
    let bytes = ShippedFiles.all[name]!
    let code = ThemeText.withoutComments(bytes), shipped = ThemeText.styles(bytes)
    func essence(_ bytes: [UInt8]) -> String {
      String(decoding: bytes, as: UTF8.self).replacing(/\s/, with: "").replacing(";}", with: "}")
    }
    #expect(essence(shipped) == essence(code))
    #expect(!code.contains(UInt8(ascii: "'")) && !code.contains(UInt8(ascii: "\\")), "\(name) has texts in other quotes")
    #expect(shipped.count < bytes.count)
  }

  /// A comment has lines of its own, and no text goes over the end of a line.
  @Test(arguments: ShippedFiles.names(in: "assets/").filter { $0.hasSuffix(".js") || $0.hasSuffix(".css") })
  func `the theme's files keep the rules`(name: String) {
    let lines = ShippedFiles.all[name]!.split(separator: 0x0A).map { String(decoding: ThemeText.trimmed($0), as: UTF8.self) }
    var isInComment = false
    for line in lines {
      if line.hasPrefix("/*") { isInComment = true }
      if isInComment {
        if let end = line.firstRange(of: "*/") {
          #expect(end.upperBound == line.endIndex, "\(name) has code after a comment: \(line)")
          isInComment = false
        }
        continue
      }
      let quotes = line.replacing(/"(?:\\.|[^"\\])*"/, with: "").utf8.count { $0 == UInt8(ascii: "`") }
      #expect(quotes % 2 == 0, "\(name) has a text that goes over the end of a line: \(line)")
      #expect(!line.hasSuffix("\\"), "\(name) has a text that goes over the end of a line: \(line)")
    }
    #expect(!isInComment, "\(name) ends in a comment")
  }

  @Test func `files of others ship as they are`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Notes
      -- Content/model.yaml --
      types:
        note:
          folder: notes
      -- Content/notes/a.md --
      ---
      title: A
      ---
      """)
    let style = "/* Ours. */\n.a  {\n  content: \"a , b\" ;\n}\n"
    let script = "// Ours.\nconst text = `\n  // this is text\n  /* and this */\n`;\n"
    try sandbox.write(style, to: "Content/templates/style.css")
    try sandbox.write(script, to: "Theme/assets/more.js")
    var options = sandbox.options()
    options.templates = sandbox.path + "/Theme"
    _ = try await SiteBuild.run(options)
    let files = try sandbox.files("Site").filter { $0.key.hasPrefix("assets/") }
      .mapValues { String(decoding: $0, as: UTF8.self) }
    #expect(files.values.contains { $0.contains(script) })
    #expect(files.values.contains { $0.contains(style) })
    #expect(files.contains { $0.key.hasPrefix("assets/casebook") && $0.value.contains("{margin:0;background:var(--paper)") })
    // The theme's own comments are not there.
    #expect(!files.values.contains { $0.contains("@ts-check") })
  }
}
