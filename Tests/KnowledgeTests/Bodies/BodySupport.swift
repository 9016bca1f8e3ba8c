import Foundation
import FoundationXML
import Testing
import Text

@testable import Knowledge

/// Returns the compiled body of a file that contains nothing else.
func compiled(
  _ markdown: String, sections: [ExpectedSection] = [], omitting: Set<String> = [],
  autolinks: [(names: [String], record: String)] = [], owner: String = "case/own"
) -> (body: CompiledBody, findings: [Diagnostic]) {
  let bytes = Array(markdown.utf8)
  return BodyCompiler(autolinks: AutolinkTable(entries: autolinks)).compile(
    bytes, in: SourceText(path: "x.md", bytes: bytes), owner: owner, sections: sections, omitting: omitting)
}

extension CompiledBody {
  /// The HTML with each hole as `⟨…⟩`, and prefixes of anchors as `⟨⟩`.
  var shown: String {
    var bytes: [UInt8] = []
    var start = 0
    for hole in holes {
      bytes += html[start..<hole.offset] + Array("⟨\(hole.kind.shown)⟩".utf8)
      start = hole.offset
    }
    return String(decoding: bytes + html[start...], as: UTF8.self)
  }
}

extension Hole.Kind {
  fileprivate var shown: String {
    switch self {
    case .linkStart(let number): "link \(number)"
    case .linkText(let number): "title \(number)"
    case .linkEnd(let number): "/link \(number)"
    case .citation(let number): "citation \(number)"
    case .image(let number): "image \(number)"
    case .fileStart(let number): "file \(number)"
    case .fileEnd(let number): "/file \(number)"
    case .anchorPrefix: ""
    case .headingAnchor(let number): "anchor \(number)"
    }
  }
}

func expectWellFormed(_ html: String, of markdown: String, _ location: SourceLocation = #_sourceLocation) {
  let parser = XMLParser(data: Data("<body>\(html)</body>".utf8))
  if !parser.parse() {
    Issue.record("not well-formed: \(html.debugDescription) of \(markdown.debugDescription)", sourceLocation: location)
  }
}
