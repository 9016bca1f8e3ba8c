import Text

/// The sign that stands before a term: a shape that the theme draws.
///
/// A vocabulary chooses among these and a style sheet draws them, so that neither knows the other's
/// names.
package enum Mark: String, CaseIterable, Sendable {
  case full, half, empty, square, frame, diamond, up, down, check, cross, plus, minus
}

/// Reads the marks of one vocabulary.
struct MarkReader {
  private var owners: [Mark: String] = [:]

  /// Returns the mark with that name. A mark that an earlier term has is left out: readers could
  /// not tell the two apart.
  mutating func mark(
    _ name: String, of term: String, at range: Range<Int>, in source: SourceText, _ findings: inout [Diagnostic]
  ) -> Mark? {
    guard let mark = Mark(rawValue: name) else {
      let names = Mark.allCases.map(\.rawValue)
      findings.append(
        source.finding(
          .error, "unknown-value", range, "'mark' is one of \(names.joined(separator: ", "))",
          suggestion: nearestName(to: name, among: names)))
      return nil
    }
    if let other = owners[mark] {
      findings.append(
        source.finding(
          .warning, "repeated-mark", range,
          "the term '\(other)' has the mark '\(name)' already; '\(term)' is shown by its label alone"))
      return nil
    }
    owners[mark] = term
    return mark
  }
}
