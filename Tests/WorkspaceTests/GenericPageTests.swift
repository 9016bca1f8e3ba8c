import Foundation
import Testing
import Text

@testable import Workspace

/// Pages of knowledge bases that have no template of their own: a cookery book, a laboratory's
/// protocols in French, and a library's incidents in Arabic.
struct GenericPageTests {
  static let bases = ["recipes", "protocols", "incidents"]

  /// The parts of a page, one a line, in their order: headings, what is framed or set apart, facts,
  /// rows of tables, entries of lists, pictures.
  private static func anatomy(of page: String) throws -> String {
    let article = try #require(page.firstMatch(of: /(?s)<article.*?(?=<section class="related|<details class="cite")/))
    func plain(_ html: Substring) -> String {
      let text = html.replacing(/<[^>]*>/, with: " ").replacing("&#39;", with: "'").split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
      return String(String.UnicodeScalarView(text.unicodeScalars.prefix(70)))
    }
    let parts =
      /(?s)<nav class="toc".*?<\/nav>|<(h[1-3])[^>]*>(.*?)<\/h[1-3]>|<div class="(?:fact|way)">(.*?)<\/div>|<tr[^>]*>(.*?)<\/tr>|<(p|li)(?: [^>]*)?>(.*?)<\/(?:p|li)>|<(section|dl|div|figure|ul|ol) class="([^"]+)"[^>]*>|<img [^>]*alt="([^"]*)"/
    return String(article.0).matches(of: parts).map { match -> String in
      if let level = match.output.1 { return "\(level) \(plain(match.output.2!))" }
      if let fact = match.output.3 {
        let values = fact.matches(of: /(?s)<dd>(.*?)<\/dd>/).map { plain($0.output.1) }
        return "  \(plain(fact.prefix(upTo: fact.firstRange(of: "</dt>")!.lowerBound))): \(values.joined(separator: " | "))"
      }
      if let row = match.output.4 {
        return "  | " + row.matches(of: /(?s)<t[hd][^>]*>(.*?)<\/t[hd]>/).map { plain($0.output.1) }.joined(separator: " | ")
      }
      if let name = match.output.5 { return "  \(name) \(plain(match.output.6!))" }
      if let name = match.output.7 { return "\(name).\(match.output.8!)" }
      if let words = match.output.9 { return "  picture: \(words)" }
      return "contents"
    }.joined(separator: "\n") + "\n"
  }

  private static func build(_ base: String, _ sandbox: Sandbox) async throws -> [Diagnostic] {
    var options = sandbox.options()
    options.content = fixture("bases/\(base)/Content")
    options.isStrict = true
    return try await SiteBuild.run(options).findings
  }

  /// `UPDATE_GOLDENS=1` writes the anatomies anew.
  @Test(arguments: bases) func `a model without templates lays out its pages`(_ base: String) async throws {
    let sandbox = Sandbox()
    #expect(try await Self.build(base, sandbox).map(\.description) == [])
    let expected = try Sandbox.files(at: fixture("bases/\(base)/anatomy"))
    #expect(expected.count >= 2)
    for (name, lines) in expected.sorted(by: { $0.key < $1.key }) {
      let page = name.replacing(".txt", with: ".html")
      let anatomy = try Self.anatomy(of: try sandbox.read("Site/" + page))
      if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil, Array(anatomy.utf8) != Array(lines) {
        try Data(anatomy.utf8).write(to: URL(fileURLWithPath: fixture("bases/\(base)/anatomy/\(name)")))
        Issue.record("wrote \(name)")
      }
      #expect(anatomy == String(decoding: lines, as: UTF8.self), "\(page) is laid out otherwise:\n\(anatomy)")
    }
  }

  @Test(arguments: bases) func `no page has a heading, a list or a label without anything under it`(_ base: String) async throws
  {
    let sandbox = Sandbox()
    _ = try await Self.build(base, sandbox)
    let empty = [
      /<h2[^>]*>[^<]*(?:<span[^>]*>[^<]*<\/span>)?<\/h2>\s*(?:<\/section>|<h2)/,
      /<(?:ul|ol|dl|dd|dt|tbody|p|figure)(?: class="[^"]*")?>\s*<\//,
    ]
    for (name, bytes) in try sandbox.files("Site") where name.hasSuffix(".html") {
      guard
        let main = String(decoding: bytes, as: UTF8.self).firstMatch(of: /(?s)<article.*<\/article>/).map({ String($0.output) })
      else { continue }
      for pattern in empty { #expect(main.firstMatch(of: pattern) == nil, "\(name): \(main.firstMatch(of: pattern)!.output)") }
    }
  }

  @Test func `a draft in Arabic and one in French is in no page, and a replaced record says so`() async throws {
    let sandbox = Sandbox()
    _ = try await Self.build("incidents", sandbox)
    #expect(!(try sandbox.files("Site")).keys.contains { $0.contains("fi-al-intizar") })
    #expect(try sandbox.read("Site/hawadith/tawaqquf-al-fihris.html").contains("dir=\"rtl\""))
    let french = Sandbox()
    _ = try await Self.build("protocols", french)
    #expect(!(try french.files("Site")).keys.contains { $0.contains("distillation") })
    #expect(try french.read("Site/protocoles/eau-dure-ancien.html").contains("<p class=\"notice notice-caution\">"))
  }

  @Test func `a file is a download with its size, and a text that is a facet leads to its page`() async throws {
    let sandbox = Sandbox()
    _ = try await Self.build("recipes", sandbox)
    let page = try sandbox.read("Site/recipes/herb-flatbread.html")
    #expect(
      page.firstMatch(of: /<a href="\.\.\/media\/shopping-[0-9a-f]+\.csv" download="download">shopping\.csv<\/a> \(1 kB\)/)
        != nil)
    let link = try #require(page.firstMatch(of: /<a href="\.\.\/(by-region\/[^"]*)">The river villages<\/a>/))
    #expect(try sandbox.read("Site/" + link.output.1.replacing(/#.*/, with: "")).contains("Red lentil soup"))
    #expect(page.firstMatch(of: /<img src="\.\.\/media\/dish-[^"]*" alt="The dish: [^"]*"/) != nil)
  }
}
