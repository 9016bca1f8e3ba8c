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
    var places = Places(source: source, map: map)
    var (seen, found) = Self.withoutUnseen(text, &places)
    var (document, text, comments) = withoutComments(seen, &places)
    seen = []
    found += comments
    found += Self.unseenEntities(of: document, text, &places)
    var withheld = withheldParts
    if !omitting.isEmpty {
      let cut = Redaction(of: document, text, omitting: omitting, sections: sections)
      guard cut.missing.isEmpty else {
        places.countLines()
        return (CompiledBody(), found + cut.missing.map { .unknownRedaction($0, in: places) })
      }
      places.cuts.append(cut.pieces)
      withheld.formUnion(cut.anchors)
      text = cut.text
      document = Document(parsing: text)
    }
    let expected = sections.filter { !omitting.contains($0.id) }
    let outline = Outline(of: document, sections: expected)
    var writer = HTMLWriter(
      document, outline, labels: labels, autolinks: autolink && !autolinks.isEmpty ? autolinks : nil, owner: owner)
    writer.body.withheldAnchors = withheld.subtracting(outline.entries.map(\.heading.anchor))
    writer.write()
    found += findings(document, outline, writer.findings, &places)
    found += UnreadLinks.findings(in: document, text, places)
    if let finding = UnknownSyntax(in: document).finding(in: places) { found.append(finding) }
    return (writer.finish(in: places), found)
  }

  /// A text with blanks for the characters that nobody sees, and a finding for each. Control characters stay: they are shown as ones
  /// that cannot be.
  private static func withoutUnseen(_ text: [UInt8], _ places: inout Places) -> ([UInt8], [Diagnostic]) {
    let unseen = UnseenCharacter.all(in: text, text.indices)
    guard !unseen.isEmpty else { return (text, []) }
    places.countLines()
    var blanked = text
    UnseenCharacter.blank(unseen.filter { $0.scalar >= 0x80 && $0.scalar < 0xFFFE }, in: &blanked)
    return (blanked, unseen.map { places.unseen($0, $0.range, edit: Edit(places.file($0.range), " ")) })
  }

  /// Those that are written as `&#x2028;`.
  private static func unseenEntities(of document: Document, _ text: [UInt8], _ places: inout Places) -> [Diagnostic] {
    guard text.contains(UInt8(ascii: "&")), !UnseenCharacter.all(in: document.text, document.text.indices).isEmpty else {
      return []
    }
    places.countLines()
    return document.nodes.filter { $0.kind == .text }.flatMap { node in
      UnseenCharacter.all(in: document.text, node.text.range).compactMap { character in
        let start = document.sourceOffset(ofText: character.range.lowerBound)
        guard start < text.count, text[start] == UInt8(ascii: "&") else { return nil }
        return places.unseen(character, start..<start + 1)
      }
    }
  }

  /// What is left of a text when its comments are cut, parsed; and a finding for each.
  ///
  /// The cut is made in the text itself, which is then parsed again: so blocks, footnotes and anchors are what they would be had
  /// the comments never been written. What was code may be none without a comment before it, so comments are looked for again.
  private func withoutComments(_ given: [UInt8], _ places: inout Places) -> (Document, [UInt8], [Diagnostic]) {
    var text = given
    var document = Document(parsing: text)
    var found: [Diagnostic] = []
    for round in 1...Self.mostCuts {
      guard Comments.mayBe(in: text) else { break }
      // In the last round code is not spared: a text that still has comments then was made to hide something.
      let code = round == Self.mostCuts ? [] : document.code
      let comments = Comments(in: text, code: code)
      if comments.all.isEmpty { break }
      places.countLines()
      found += comments.all.map { comment in
        let (severity, code, message) = Comments.code(of: comment)
        return places.finding(severity, code, comment.range, message).grouped(Comments.group(code, path: places.source.path))
      }
      let cut = comments.cut(from: text)
      places.cuts.append(cut.pieces)
      text = cut.text
      document = Document(parsing: text)
    }
    return (document, text, found)
  }

  private static let mostCuts = 5

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
  /// One a cut, in the order in which they were made: from each offset of the text after it, the offset in the text before.
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

  fileprivate func unseen(_ character: UnseenCharacter, _ range: Range<Int>, edit: Edit? = nil) -> Diagnostic {
    finding(.error, "control-character", range, character.words, edit: edit).grouped(character.group(in: source.path))
  }

  private func given(_ offset: Int) -> Int {
    cuts.reversed().reduce(offset) { offset, pieces in
      guard !pieces.isEmpty, case let next = pieces.indices.firstPlace(where: { pieces[$0].compiled > offset }), next > 0 else {
        return offset
      }
      return pieces[next - 1].given + offset - pieces[next - 1].compiled
    }
  }
}

extension Document {
  /// Where the source is code, in order.
  fileprivate var code: [Range<Int>] {
    nodes.filter { $0.kind == .code || $0.kind == .codeBlock }.map(\.sourceRange).sorted { $0.lowerBound < $1.lowerBound }
  }
}
