package import Markdown
package import Text

/// A level-2 heading that the model expects in a body.
package struct ExpectedSection: Hashable, Sendable {
  package var id: String
  /// In the page's language.
  package var label: String

  package init(id: String, label: String) {
    self.id = id
    self.label = label
  }
}

/// The words that a body shows and that nobody wrote in it, in the page's language.
package struct BodyLabels: Sendable {
  package var alerts: [AlertKind: String]
  /// The name of the list of footnotes, and of the link from each of them back to the text.
  package var footnotes: String
  package var backToText: String

  package init(
    alerts: [AlertKind: String] = [
      .note: "Note", .tip: "Tip", .important: "Important", .warning: "Warning", .caution: "Caution",
    ],
    footnotes: String = "Footnotes", backToText: String = "Back to the text"
  ) {
    self.alerts = alerts
    self.footnotes = footnotes
    self.backToText = backToText
  }
}

/// Turns Markdown into a ``CompiledBody``: one for each language, as names and labels are of a language.
///
/// A class that never changes: one is looked up for every text.
package final class BodyCompiler: Sendable {
  let autolinks: AutolinkTable
  let labels: BodyLabels

  package init(autolinks: AutolinkTable = AutolinkTable(entries: []), labels: BodyLabels = BodyLabels()) {
    self.autolinks = autolinks
    self.labels = labels
  }

  /// - Parameters:
  ///   - text: The Markdown; `map` leads from its offsets to those of `source`, in which findings are told.
  ///   - owner: The record that this is a body of, as `type/slug`: names of its own are never linked.
  ///   - omitting: Anchors of headings that are cut with all that stands under them, as if it had never been written:
  ///     before headings, text, links or anchors are taken. Where one of them is not found, nothing of the body is kept,
  ///     since what had to be hidden may stand anywhere in it.
  ///   - withheldParts: Ids of keyed entries of the record that this edition does not show.
  /// - Complexity: linear in the length of the text.
  package func compile(
    _ text: [UInt8], map: OffsetMap = OffsetMap(start: 0), in source: SourceText, owner: String,
    sections: [ExpectedSection] = [], omitting: Set<String> = [], withheldParts: Set<String> = [], autolink: Bool = true
  ) -> (body: CompiledBody, findings: [Diagnostic]) {
    var document = Document(parsing: text)
    var places = Places(source: source, map: map)
    var withheld = withheldParts
    if !omitting.isEmpty {
      let cut = Redaction(of: document, text, omitting: omitting, sections: sections)
      guard cut.missing.isEmpty else {
        places.countLines()
        return (CompiledBody(), cut.missing.map { .unknownRedaction($0, in: places) })
      }
      places.cuts = cut.pieces
      withheld.formUnion(cut.anchors)
      document = Document(parsing: cut.text)
    }
    let expected = sections.filter { !omitting.contains($0.id) }
    let outline = Outline(of: document, sections: expected)
    var writer = HTMLWriter(
      document, outline, labels: labels, autolinks: autolink && !autolinks.isEmpty ? autolinks : nil, owner: owner)
    writer.body.withheldAnchors = withheld.subtracting(outline.entries.map(\.heading.anchor))
    writer.write()
    return (writer.finish(in: places), findings(document, outline, writer.findings, &places))
  }

  private func findings(
    _ document: Document, _ outline: Outline, _ written: [BodyFinding], _ places: inout Places
  ) -> [Diagnostic] {
    let missing = document.nodes.count > 1 ? outline.missing : []
    guard !document.problems.isEmpty || !written.isEmpty || !missing.isEmpty || outline.hasFindings else { return [] }
    places.countLines()
    return document.problems.map { .markup($0, in: places) } + outline.findings(in: places)
      + written.map { $0.diagnostic(in: places) } + missing.map { .missingSection($0, in: places) }
  }
}

/// Where offsets of a compiled text stand in its file, cuts and indentation undone.
struct Places {
  let source: SourceText
  let map: OffsetMap
  /// From each offset of the text that was compiled, the offset in the text that was given.
  var cuts: [(compiled: Int, given: Int)] = []
  private var lines: LineTable?

  init(source: SourceText, map: OffsetMap) {
    self.source = source
    self.map = map
  }

  func file(_ range: Range<Int>) -> Range<Int> {
    let lower = given(range.lowerBound)
    let upper = range.isEmpty ? lower : given(range.upperBound - 1) + 1
    return map.fileRange(lower..<max(lower, upper))
  }

  /// Before the first finding: to find the line of each by itself takes a time that grows with the square of the text.
  mutating func countLines() { lines = LineTable(source.bytes) }

  func finding(
    _ severity: Diagnostic.Severity, _ code: String, _ range: Range<Int>, _ message: String, edit: Edit? = nil
  ) -> Diagnostic {
    let range = file(range)
    let start = lines?.position(atOffset: range.lowerBound) ?? source.position(atOffset: range.lowerBound)
    let end = lines?.position(atOffset: range.upperBound) ?? source.position(atOffset: range.upperBound)
    return Diagnostic(severity, code, path: source.path, from: start, to: end, message, edit: edit)
  }

  private func given(_ offset: Int) -> Int {
    guard let piece = cuts.last(where: { $0.compiled <= offset }) else { return offset }
    return piece.given + offset - piece.compiled
  }
}
