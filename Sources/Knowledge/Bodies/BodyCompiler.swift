package import Markdown
package import Text

/// A level-2 heading that the model expects in a body.
package struct ExpectedSection: Hashable, Sendable {
  package var id: String
  /// The heading in the page's language.
  package var label: String

  package init(id: String, label: String) {
    self.id = id
    self.label = label
  }
}

/// The words that a body shows but its writer did not write, in the page's language.
package struct BodyLabels: Sendable {
  package var alerts: [AlertKind: String]
  /// The name of the list of footnotes, and the name of each link from a footnote back to the text.
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

/// Compiles Markdown into a ``CompiledBody``. There is one compiler for each language, as names and
/// labels differ by language.
///
/// It is a class that never changes: a look-up for each text then copies one reference.
package final class BodyCompiler: Sendable {
  let autolinks: AutolinkTable
  let labels: BodyLabels

  package init(autolinks: AutolinkTable = AutolinkTable(entries: []), labels: BodyLabels = BodyLabels()) {
    self.autolinks = autolinks
    self.labels = labels
  }

  /// - Parameters:
  ///   - text: the Markdown; `map` converts its offsets to offsets in `source`, which findings
  ///     report.
  ///   - owner: the record that contains the text, as `type/slug`: its own names are never linked.
  ///   - omitting: the anchors of headings that are cut with their whole sections, as if they had
  ///     never been written: the cut comes before headings, text, links and anchors are read. If
  ///     one anchor is not found, the whole body is left out, since the text to hide may be
  ///     anywhere in it.
  ///   - withheldParts: the ids of keyed entries of the record that this edition does not show.
  ///   - hides: tells if this edition hides what a name leads to; nil if it hides nothing.
  /// - Complexity: linear in the length of the text.
  package func compile(
    _ text: [UInt8], map: OffsetMap = OffsetMap(start: 0), in source: SourceText, owner: String,
    sections: [ExpectedSection] = [], omitting: Set<String> = [], withheldParts: Set<String> = [], autolink: Bool = true,
    hides: ((LinkedName) -> Hiding)? = nil
  ) -> (body: CompiledBody, findings: [Diagnostic]) {
    var sourceMap = SourceMap(source: source, map: map)
    var (seen, found) = Self.withoutUnseen(text, &sourceMap)
    var (document, text, comments) = withoutComments(seen, &sourceMap)
    seen = []
    found += comments
    found += Self.unseenEntities(of: document, text, &sourceMap)
    var withheld = withheldParts
    if !omitting.isEmpty {
      let cut = Redaction(of: document, text, omitting: omitting, sections: sections)
      guard cut.missing.isEmpty else {
        sourceMap.countLines()
        return (CompiledBody(), found + cut.missing.map { .unknownRedaction($0, in: sourceMap) })
      }
      sourceMap.cuts.append(cut.pieces)
      withheld.formUnion(cut.anchors)
      text = cut.text
      document = Document(parsing: text)
    }
    if let hides {
      let left = HiddenReferences(in: document, text, hides: hides)
      document = left.document
      if !left.withdrawn.isEmpty { sourceMap.countLines() }
      found += left.withdrawn.map { sourceMap.finding(.warning, "tells-of-withdrawn", $0.range, Withdrawal.stillTold($0.id)) }
    }
    let expected = sections.filter { !omitting.contains($0.id) }
    let outline = Outline(of: document, sections: expected)
    var writer = HTMLWriter(
      document, outline, labels: labels, autolinks: autolink && !autolinks.isEmpty ? autolinks : nil, owner: owner)
    writer.body.withheldAnchors = withheld.subtracting(outline.entries.map(\.heading.anchor))
    writer.write()
    found += findings(document, outline, writer.findings, &sourceMap)
    found += UnreadLinks.findings(in: document, text, sourceMap)
    if let finding = UnknownSyntax(in: document).finding(in: sourceMap) { found.append(finding) }
    return (writer.finish(in: sourceMap), found)
  }

  /// Returns the text with blanks instead of invisible characters, and a finding for each. Control
  /// characters stay: pages show them as characters that cannot be displayed.
  private static func withoutUnseen(_ text: [UInt8], _ sourceMap: inout SourceMap) -> ([UInt8], [Diagnostic]) {
    let unseen = UnseenCharacter.all(in: text, text.indices)
    guard !unseen.isEmpty else { return (text, []) }
    sourceMap.countLines()
    var blanked = text
    UnseenCharacter.blank(unseen.filter { $0.scalar >= 0x80 && $0.scalar < 0xFFFE }, in: &blanked)
    return (blanked, unseen.map { sourceMap.unseen($0, $0.range, edit: Edit(sourceMap.file($0.range), " ")) })
  }

  /// Finds invisible characters that are written as entities, such as `&#x2028;`.
  private static func unseenEntities(of document: Document, _ text: [UInt8], _ sourceMap: inout SourceMap) -> [Diagnostic] {
    guard text.contains(UInt8(ascii: "&")), !UnseenCharacter.all(in: document.text, document.text.indices).isEmpty else {
      return []
    }
    sourceMap.countLines()
    return document.nodes.filter { $0.kind == .text }.flatMap { node in
      UnseenCharacter.all(in: document.text, node.text.range).compactMap { character in
        let start = document.sourceOffset(ofText: character.range.lowerBound)
        guard start < text.count, text[start] == UInt8(ascii: "&") else { return nil }
        return sourceMap.unseen(character, start..<start + 1)
      }
    }
  }

  /// Cuts the comments and parses the rest; returns a finding for each comment.
  ///
  /// The comments are cut from the source text, which is then parsed again: so blocks, footnotes
  /// and anchors are the same as if the comments had never been written. The cut of a comment can
  /// turn code into text, so the search for comments repeats.
  private func withoutComments(_ given: [UInt8], _ sourceMap: inout SourceMap) -> (Document, [UInt8], [Diagnostic]) {
    var text = given
    var document = Document(parsing: text)
    var found: [Diagnostic] = []
    for round in 1...Self.mostCuts {
      guard Comments.mayBe(in: text) else { break }
      // The last round searches code too: a text that still has comments then was made to hide
      // something.
      let code = round == Self.mostCuts ? [] : document.code
      let comments = Comments(in: text, code: code)
      if comments.all.isEmpty { break }
      sourceMap.countLines()
      found += comments.all.map { comment in
        let (severity, code, message) = Comments.code(of: comment)
        return sourceMap.finding(severity, code, comment.range, message).grouped(
          Comments.group(code, path: sourceMap.source.path))
      }
      let cut = comments.cut(from: text)
      sourceMap.cuts.append(cut.pieces)
      text = cut.text
      document = Document(parsing: text)
    }
    return (document, text, found)
  }

  private static let mostCuts = 5

  private func findings(
    _ document: Document, _ outline: Outline, _ written: [BodyFinding], _ sourceMap: inout SourceMap
  ) -> [Diagnostic] {
    let missing = document.nodes.count > 1 ? outline.missing : []
    guard !document.problems.isEmpty || !written.isEmpty || !missing.isEmpty || outline.hasFindings else { return [] }
    sourceMap.countLines()
    return document.problems.map { .markup($0, in: sourceMap) } + outline.findings(in: sourceMap)
      + written.map { $0.diagnostic(in: sourceMap) } + missing.map { .missingSection($0, in: sourceMap) }
  }
}

/// Converts offsets in a compiled text to offsets in its file, across cuts and indentation.
struct SourceMap {
  let source: SourceText
  let map: OffsetMap
  /// One list for each cut, in the order in which they were made. It maps each piece's offset in
  /// the text after the cut to its offset before: with (0, 0) and (42, 90), the offset 50 was 98.
  var cuts: [[(compiled: Int, given: Int)]] = []
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

  /// Makes the table of lines; call it before the first finding. To find the line of each finding
  /// by itself takes a time that grows with the square of the text.
  mutating func countLines() { lines = LineTable(source.bytes) }

  func finding(
    _ severity: Diagnostic.Severity, _ code: String, _ range: Range<Int>, _ message: String, edit: Edit? = nil
  ) -> Diagnostic {
    let range = file(range)
    let start = lines?.position(atOffset: range.lowerBound) ?? source.position(atOffset: range.lowerBound)
    let end = lines?.position(atOffset: range.upperBound) ?? source.position(atOffset: range.upperBound)
    return Diagnostic(severity, code, path: source.path, from: start, to: end, message, edit: edit)
  }

  fileprivate func unseen(_ character: UnseenCharacter, _ range: Range<Int>, edit: Edit? = nil) -> Diagnostic {
    finding(.error, "control-character", range, character.words, edit: edit).grouped(character.group(in: source.path))
  }

  private func given(_ offset: Int) -> Int {
    cuts.reversed().reduce(offset) { offset, pieces in
      guard !pieces.isEmpty, case let next = pieces.indices.partitionPoint(where: { pieces[$0].compiled > offset }), next > 0
      else {
        return offset
      }
      return pieces[next - 1].given + offset - pieces[next - 1].compiled
    }
  }
}

extension Document {
  /// The ranges of the source that are code, in order.
  fileprivate var code: [Range<Int>] {
    nodes.filter { $0.kind == .code || $0.kind == .codeBlock }.map(\.sourceRange).sorted { $0.lowerBound < $1.lowerBound }
  }
}
