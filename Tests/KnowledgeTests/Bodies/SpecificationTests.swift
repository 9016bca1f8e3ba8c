import Foundation
import Markdown
import Testing

@testable import Knowledge

/// The examples of the GFM specification, if its data stands beside the project. If not, the suite
/// says that it is skipped.
private let specification = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../../../../shared/data/gfm-spec.json").standardizedFileURL

private struct Example: Decodable, Sendable, CustomTestStringConvertible {
  var example: Int
  var section: String
  var markdown: String
  var html: String
  var testDescription: String { "\(example), \(section)" }
}

/// The reason why the HTML of an example differs from ours.
private enum Difference: CaseIterable {
  /// Raw HTML is shown as text. The rest of each example is still compared.
  case rawHTML
  /// `[[…]]` is a wiki link, also where the specification has brackets around a reference.
  case wikiLinks
  /// Bare addresses are always links; these examples belong to the specification without that
  /// extension.
  case bareAddresses

  var examples: Set<Int> {
    switch self {
    case .rawHTML:
      Set(118...160).union([
        170, 288, 289, 317, 327, 354, 484, 485, 486, 500, 503, 532, 544, 632, 633, 634, 635, 636, 642, 644, 647, 648, 649, 650,
        651, 653, 663, 664,
      ])
    case .wikiLinks: [567, 598]
    case .bareAddresses: [610, 614, 616, 619, 620]
    }
  }
}

@Suite(.enabled(if: FileManager.default.fileExists(atPath: specification.path), "the specification's examples are not here"))
struct SpecificationTests {
  private static func examples() throws -> [Example] {
    try JSONDecoder().decode([Example].self, from: Data(contentsOf: specification))
  }

  private static func html(_ markdown: String, _ style: HTMLWriter.Style) -> String {
    let document = Document(parsing: Array(markdown.utf8))
    var writer = HTMLWriter(document, Outline(of: document, sections: []), style: style)
    writer.write()
    return String(decoding: writer.html, as: UTF8.self)
  }

  private static func examples(_ difference: Difference?) throws -> [Example] {
    let known = Difference.allCases.reduce(into: Set<Int>()) { $0.formUnion($1.examples) }
    return try examples().filter { difference?.examples.contains($0.example) ?? !known.contains($0.example) }
  }

  @Test func `595 of 673 examples give the specification's very HTML`() throws {
    let examples = try Self.examples(nil)
    #expect(examples.count == 595)
    for example in examples {
      #expect(Self.html(example.markdown, .specification) == example.html, "\(example)")
    }
  }

  @Test func `71 give it with their raw HTML as text`() throws {
    let examples = try Self.examples(.rawHTML)
    #expect(examples.count == 71)
    for example in examples {
      let html = Self.html(example.markdown, .specification)
      #expect(html != example.html, "\(example) is no exception")
      #expect(Self.withoutEscapes(html) == Self.withoutEscapes(example.html), "\(example)")
    }
  }

  /// Treats markup and escaped markup as equal, except for paragraphs: our HTML blocks are
  /// paragraphs.
  private static func withoutEscapes(_ html: String) -> String {
    ["&lt;": "<", "&gt;": ">", "&quot;": "\""].reduce(html) { $0.replacing($1.key, with: $1.value) }
      .replacing("&amp;", with: "&").replacing("<p>", with: "").replacing("</p>", with: "").replacing("\n", with: "")
  }

  @Test func `7 differ since wiki links and bare addresses are links everywhere`() throws {
    let examples = try Self.examples(.wikiLinks) + Self.examples(.bareAddresses)
    #expect(examples.count == 7)
    for example in examples {
      #expect(Self.html(example.markdown, .specification) != example.html, "\(example) is no exception")
    }
  }

  @Test func `a page's HTML of every example is well-formed XML`() throws {
    for example in try Self.examples() { expectWellFormed(Self.html(example.markdown, .page), of: example.markdown) }
  }
}
