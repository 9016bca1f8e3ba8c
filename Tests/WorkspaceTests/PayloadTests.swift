import Foundation
import Testing

@testable import Workspace

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Everything that a writer writes, in any field and any syntax, is text on every page. It never
/// becomes an element, an attribute, a handler or an address.
struct PayloadTests {
  /// Texts that would run, load or lead elsewhere if they were markup.
  static let cores = [
    "<script>ran()</script>", "<img src=x onerror=ran()>", "<svg onload=ran()>", "<svg/onload=ran()//",
    "<iframe srcdoc='<script>ran()</script>'>",
    "<a href=javascript:ran()>x</a>", "<form action=javascript:ran()><button>x", "<body onpageshow=ran()>",
    "<details open ontoggle=ran()>",
    "<input autofocus onfocus=ran()>", "<math href=javascript:ran()>x", "<object data=javascript:ran()>",
    "<embed src=javascript:ran()>",
    "<meta http-equiv=refresh content='0;url=javascript:ran()'>", "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/a.css>",
    "<style>*{background:url(//evil.example/a)}</style>", "<template><script>ran()</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=ran()>'>",
    "<video><source onerror=ran()></video>", "<x onclick=ran() style=position:fixed;inset:0>",
    "<!--><img src=x onerror=ran()>-->", "<![CDATA[<script>ran()</script>]]>",
    "<?xml-stylesheet href='javascript:ran()'?>", "\" onmouseover=\"ran()", "' onmouseover='ran()", "\"><script>ran()</script>",
    "'><script>ran()</script>",
    "</title><script>ran()</script>", "</textarea><script>ran()</script>", "</script><script>ran()</script>", "{{{title}}}",
    "{{#lambda}}ran(){{/lambda}}",
    "javascript:ran()", "&#106;avascript:ran()", "\u{2028}ran()//", "=HYPERLINK(\"//evil.example\")",
    "@SUM(1+1)*cmd|' /C calc'!A0", "${ran()}", "`ran()`", "R&D & <b> ]]> &nbsp;",
  ]

  /// The syntaxes that could carry such a text.
  static let carriers: [(name: String, make: @Sendable (String) -> String)] = [
    ("text", { $0 }), ("link", { "[words](<\($0)>)" }), ("words", { "[\($0)](https://example.org)" }),
    ("title", { "[x](https://example.org \"\($0)\")" }),
    ("image", { "![\($0)](none.png)" }), ("code", { "`` \($0) ``" }), ("fence", { "```\($0)\n\($0)\n```" }),
    ("heading", { "## \($0)" }),
    ("autolink", { "<https://example.org/\($0)>" }), ("definition", { "[d]\n\n[d]: <\($0)>" }),
    ("footnote", { "x[^1]\n\n[^1]: \($0)" }),
    ("table", { "| a |\n|---|\n| \($0) |" }), ("alert", { "> [!NOTE]\n> \($0)" }), ("wiki", { "[[other|\($0)]]" }),
    ("citation", { "[@other, \($0)]" }),
  ]

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\u{2028}", with: "\\L") + "\""
  }

  private func write(to sandbox: Sandbox) throws -> Int {
    try sandbox.write(
      "title: \(quoted(Self.cores[0]))\nlicence: \(quoted(Self.cores[1]))\nbase_url: https://example.org/\n",
      to: "Content/casebook.yaml")
    try sandbox.write(
      "types:\n  note:\n    folder: notes\n    label: \(quoted(Self.cores[2]))\n    autolink: true\n    fields:\n      text: {kind: text, facet: true}\n"
        + "      kind: {kind: term, from: [kinds], facet: true}\n      more: {kind: markdown}\n      see: {kind: reference, to: [note], many: true, fields: {why: {kind: text}}}\n",
      to: "Content/model.yaml")
    try sandbox.write(
      "terms:\n"
        + Self.cores.enumerated().map { "  - {id: t\($0), label: \(quoted($1)), definition: \(quoted($1))}\n" }.joined(),
      to: "Content/vocabularies/kinds.yaml")
    try sandbox.write("---\ntitle: Other\n---\n", to: "Content/notes/other.md")
    var count = 0
    for (number, core) in Self.cores.enumerated() {
      for carrier in Self.carriers {
        let said = quoted(core)
        let fields =
          "title: \(said)\nsummary: \(said)\nalso: [\(said)]\ntext: \(said)\nkind: t\(number)\nmore: \(quoted(carrier.make(core)))\n"
          + "owner: \(said)\nsee: [{to: other, why: \(said)}]\n"
        try sandbox.write("---\n\(fields)---\n\n\(carrier.make(core))\n", to: "Content/notes/n\(number)-\(carrier.name).md")
        count += 1
      }
    }
    return count
  }

  @Test func `six hundred payloads in every field and syntax stay text`() async throws {
    let sandbox = Sandbox()
    #expect(try write(to: sandbox) >= 300)
    #expect(try await SiteBuild.run(sandbox.options()).isWritten)
    var pages = 0
    for (name, bytes) in try sandbox.files("Site") {
      if name.hasSuffix(".html") {
        pages += 1
        let look = PageLook()
        let parser = XMLParser(data: Data(bytes.dropFirst("<!DOCTYPE html>".utf8.count)))
        parser.delegate = look
        #expect(parser.parse(), "\(name): \(String(describing: parser.parserError)) on line \(parser.lineNumber)")
        // The pages that say what to open lead on to the home page of their language.
        let isStart = name.hasPrefix("0-") && String(decoding: bytes, as: UTF8.self).contains("content=\"0; url=index.html\"")
        #expect(look.problems == (isStart ? ["a refresh"] : []), "\(name)")
      } else if name.hasSuffix(".csv") {
        for cell in cells(String(decoding: bytes, as: UTF8.self).replacing("\u{FEFF}", with: "")) {
          #expect(!(cell.unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false), "\(cell)")
        }
      }
    }
    #expect(pages > 300)
  }

  @Test(arguments: [
    "=1+1", "\n=1+1", "\t=1+1", "\r=1+1", " =1+1", "＝1+1", "＠SUM(1)", "+1+cmd", "-1+cmd", "\u{200B}=1", "\u{A0}=1",
  ])
  func `a cell is no formula, whatever stands before its sign`(text: String) async throws {
    let sandbox = Sandbox()
    try sandbox.write("title: Small\n", to: "Content/casebook.yaml")
    try sandbox.write("types:\n  note: {folder: notes, fields: {text: {kind: text}}}\n", to: "Content/model.yaml")
    let escaped = text.unicodeScalars.map { $0.value < 0x20 ? String(format: "\\x%02X", $0.value) : String($0) }.joined()
    try sandbox.write("---\ntitle: A\ntext: \"\(escaped)\"\n---\n", to: "Content/notes/a.md")
    _ = try await SiteBuild.run(sandbox.options())
    let text = try sandbox.read("Site/data/note.csv").replacing("\u{FEFF}", with: "")
    for cell in cells(text) {
      let first = cell.unicodeScalars.first { !$0.properties.isWhitespace && $0.value != 0x200B }
      #expect(!(first.map { "=+-@＝＋－＠".unicodeScalars.contains($0) } ?? false), "\(cell.debugDescription)")
    }
  }

  /// Returns the cells of a table (RFC 4180).
  private func cells(_ text: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    for scalar in text.unicodeScalars {
      if scalar == "\"" {
        isQuoted.toggle()
      } else if !isQuoted, scalar == "," || scalar == "\n" {
        cells.append(cell)
        cell = ""
      } else if isQuoted || scalar != "\r" {
        cell.unicodeScalars.append(scalar)
      }
    }
    return cells
  }
}

/// Finds everything in a page that could run or lead elsewhere.
private final class PageLook: NSObject, XMLParserDelegate {
  var problems: [String] = []
  private static let forbidden = [
    "iframe", "object", "embed", "base", "template", "math", "style", "noscript", "x", "video", "source",
  ]

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if Self.forbidden.contains(element) { problems.append("<\(element)>") }
    if element == "script", attributes["src"] == nil, attributes["type"]?.hasPrefix("application/") != true {
      problems.append("a script")
    }
    if element == "meta", attributes["http-equiv"] == "refresh" { problems.append("a refresh") }
    for (name, value) in attributes {
      if name.lowercased().hasPrefix("on") || name == "style" || name == "srcdoc" { problems.append("\(element) \(name)") }
      guard ["href", "src", "action", "formaction", "data", "poster", "xlink:href"].contains(name) else { continue }
      let start = value.lowercased().prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      let scheme = start.firstIndex(of: ":").map { String(start[..<$0]) }
      if let scheme, !["http", "https", "mailto", "tel"].contains(scheme) { problems.append("\(name)=\(value)") }
      if value.hasPrefix("//") { problems.append("\(name)=\(value)") }
    }
  }
}
