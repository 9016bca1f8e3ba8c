/// A file's text: valid UTF-8 bytes, and the path under which a person knows it.
package struct SourceText: Sendable {
  /// As messages show it: it starts as `--content` was given.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// - Complexity: O(offset). Most files have no finding, so no table of lines is kept for them; see ``LineTable``.
  package func position(atOffset offset: Int) -> SourcePosition {
    let end = min(max(0, offset), bytes.count)
    var line = 1
    var start = 0
    var i = 0
    while i < end {
      let byte = bytes[i]
      i += 1
      if byte == 0x0D, i < bytes.count, bytes[i] == 0x0A {
        if i == end { break }
        i += 1
      }
      if byte == 0x0A || byte == 0x0D {
        line += 1
        start = i
      }
    }
    return SourcePosition(line: line, column: end - start + 1)
  }

  /// The text of a byte range.
  package func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// A finding about a byte range of this file.
  package func finding(
    _ severity: Diagnostic.Severity, _ code: String, _ range: Range<Int>, _ message: String, suggestion: String? = nil,
    edit: Edit? = nil
  ) -> Diagnostic {
    Diagnostic(
      severity, code, path: path, from: position(atOffset: range.lowerBound), to: position(atOffset: range.upperBound), message,
      suggestion: suggestion, edit: edit)
  }
}
