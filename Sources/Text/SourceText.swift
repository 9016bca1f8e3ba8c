import Synchronization

/// A file's text: valid UTF-8 bytes, and the path under which a person knows it.
package struct SourceText: Sendable {
  /// As messages show it: it starts as `--content` was given.
  package let path: String
  package let bytes: [UInt8]
  private let lines: LazyLineTable

  package init(path: String, bytes: [UInt8]) { self.init(path: path, bytes: bytes, lines: LazyLineTable()) }

  private init(path: String, bytes: [UInt8], lines: LazyLineTable) {
    self.path = path
    self.bytes = bytes
    self.lines = lines
  }

  /// The same file for findings alone: it knows where its lines begin, and its bytes are let go.
  package var withoutBytes: SourceText {
    _ = lines.table(of: bytes)
    return SourceText(path: path, bytes: [], lines: lines)
  }

  /// - Complexity: O(log lines), after O(bytes) once.
  package func position(atOffset offset: Int) -> SourcePosition { lines.table(of: bytes).position(atOffset: offset) }

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

/// A file's lines, found at its first finding: most files have none, and one with thousands is not read again for each.
private final class LazyLineTable: Sendable {
  private let known = Mutex<LineTable?>(nil)

  func table(of bytes: [UInt8]) -> LineTable {
    known.withLock { known in
      if let known { return known }
      let table = LineTable(bytes)
      known = table
      return table
    }
  }
}
