import Knowledge
import Text

/// The file or the lines of a record that an edition does not show, if a file has several.
struct HiddenLines: Sendable {
  let path: String
  /// nil for the whole file.
  private let lines: ClosedRange<Int>?

  init(of page: ParsedPage) {
    path = page.source.path
    guard path.hasSuffix(".yaml") else {
      lines = nil
      return
    }
    let first = page.source.position(atOffset: page.extent.lowerBound).line
    lines = first...max(first, page.source.position(atOffset: page.extent.upperBound).line)
  }

  init(file path: String) {
    self.path = path
    lines = nil
  }

  func holds(_ finding: Diagnostic) -> Bool { lines?.contains(finding.start.line) ?? true }
}
