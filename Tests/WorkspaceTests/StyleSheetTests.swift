import Testing
import Text

@testable import Workspace

/// A style sheet that does not parse, or that would load or run something, is a finding at its place.
struct StyleSheetTests {
  private func findings(_ sheet: String) -> [String] {
    StyleSheet.findings(in: SourceText(path: "s", bytes: Array(sheet.utf8))).map { String($0.description.dropFirst(2)) }
  }

  @Test(arguments: [
    ("a { color: red;\n", "1:3: error: '{' is not closed by '}' [style-syntax]"),
    ("a { color: red; }\n}\n", "2:1: error: nothing is open that '}' could close [style-syntax]"),
    ("a:not(.b { color: red; }\n", "1:6: error: '(' is not closed by ')' [style-syntax]"),
    ("a[href { color: red; }}\n", "1:2: error: '[' is closed by ']', and '}' comes first [style-syntax]"),
    ("a { inset: calc(1rem * (2 + 1); }\n", "1:16: error: '(' is closed by ')', and '}' comes first [style-syntax]"),
    ("a { content: \"x; }\n", "1:14: error: a string is closed in the line in which it begins [style-syntax]"),
    ("a { } /* b { }\n", "1:7: error: a comment that begins with '/*' ends with '*/' [style-syntax]"),
    ("a { background: url(#x }", "1:17: error: 'url(' is not closed by ')' [style-syntax]"),
  ]) func `what does not parse is found where it begins`(_ sheet: String, _ finding: String) {
    #expect(findings(sheet).first == finding, "\(findings(sheet))")
  }

  @Test(arguments: [
    (
      "@import \"x.css\";",
      "1:1: error: '@import' loads nothing here: a knowledge base has one style sheet, so write the rules into it"
    ),
    (
      "@IMPORT url(x.css);",
      "1:1: error: '@import' loads nothing here: a knowledge base has one style sheet, so write the rules into it"
    ),
    (
      "a { background: url(https://example.org/x.png); }",
      "1:17: error: 'https://example.org/x.png' is not loaded: pages load nothing from another host"
    ),
    (
      "a { background: url( '//example.org/x.png' ); }",
      "1:22: error: '//example.org/x.png' is not loaded: pages load nothing from another host"
    ),
    (
      "a { background: \\75 rl(//example.org/x); }",
      "1:17: error: '//example.org/x' is not loaded: pages load nothing from another host"
    ),
    (
      "a { background: u\\52l(//example.org/x); }",
      "1:17: error: '//example.org/x' is not loaded: pages load nothing from another host"
    ),
    (
      "a { background: image-set('x.png' 1x); }",
      "1:27: error: 'x.png' is not loaded: no file stands beside the style sheet of a site"
    ),
    (
      "a { background: url(data:image/png;base64,AA); }",
      "1:17: error: 'data:image/png;base64,AA' is not loaded: the policy of pages loads no 'data:' address"
    ),
    (
      "a { width: expression(alert(1)); }",
      "1:12: error: 'expression(…)' runs programs in old browsers, and nothing runs in a page"
    ),
    ("a { behavior: none; }", "1:5: error: 'behavior' runs programs in old browsers, and nothing runs in a page"),
  ]) func `what would load or run something is found`(_ sheet: String, _ finding: String) {
    #expect(findings(sheet).first == finding + " [style-address]", "\(findings(sheet))")
  }

  @Test(arguments: [
    "", "/* } */ a::before { content: \"}\\\" {\"; content: '('; }", "a { fill: url(#shade); filter: url(\"#blur\"); }",
    "@media (min-width: 48em) { a:is([b=\"c\"], :not(d)) { inset: calc((1rem + 2px) * 2); } }", "a { content: \"\\\n\"; }",
    ".behavior, .expression { color: red; } a { scroll-behavior: smooth; }", "a { --x: { b: c }; }", ".عربي { color: red; }",
    "\\",
  ]) func `what parses has no finding`(_ sheet: String) {
    #expect(findings(sheet) == [])
  }

  @Test func `bytes of any kind end`() {
    var seed: UInt64 = 7
    let letters = Array("{}()[]\"'/*\\@url import:;#\n a-z".utf8)
    for _ in 0..<300 {
      var bytes: [UInt8] = []
      for _ in 0..<40 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1
        bytes.append(letters[Int(seed >> 33) % letters.count])
      }
      _ = StyleSheet.findings(in: SourceText(path: "s", bytes: bytes))
    }
  }

  @Test func `a sheet that does not parse is left out, and the rest is built`() async throws {
    let sandbox = Sandbox()
    try sandbox.write(
      """
      -- Content/casebook.yaml --
      title: Small
      -- Content/model.yaml --
      types: {note: {folder: notes}}
      -- Content/notes/a.md --
      ---
      title: A
      ---
      -- Content/templates/style.css --
      .quite-my-own { color: red;
      -- Theme/assets/record.css --
      .a-theme { background: url(https://example.org/x.png); }
      """)
    var options = sandbox.options()
    options.templates = sandbox.path + "/Theme"
    let findings = try await SiteBuild.run(options).findings.filter { $0.code != "orphan" }
    #expect(
      findings.map { "\($0.path.dropFirst(sandbox.path.count + 1)):\($0.start.line) \($0.code)" } == [
        "Content/templates/style.css:1 style-syntax", "Theme/assets/record.css:1 style-address",
      ])
    for (name, bytes) in try sandbox.files("Site") where name.hasSuffix(".css") {
      let sheet = String(decoding: bytes, as: UTF8.self)
      #expect(!sheet.contains("quite-my-own") && !sheet.contains("example.org"))
    }
    #expect(try sandbox.read("Site/notes/a.html").contains("<h1"))
  }
}
