import Synchronization

/// The text of a file: valid UTF-8 bytes, and the path that messages show.
package struct SourceText: Sendable {
  /// The path as messages show it: it starts with the value of `--content`.
  package let path: String
  package let bytes: [UInt8]
  private let lines: LazyLineTable

  package init(path: String, bytes: [UInt8]) { self.init(path: path, bytes: bytes, lines: LazyLineTable()) }

  private init(path: String, bytes: [UInt8], lines: LazyLineTable) {
    self.path = path
    self.bytes = bytes
    self.lines = lines
  }

  /// Frees the bytes and keeps the line table, so that later findings still have positions.
  package var withoutBytes: SourceText {
    _ = lines.table(of: bytes)
    return SourceText(path: path, bytes: [], lines: lines)
  }

  /// Converts a byte offset to a position.
  ///
  /// - Complexity: O(log lines); the first call also reads the whole text once.
  package func position(atOffset offset: Int) -> SourcePosition { lines.table(of: bytes).position(atOffset: offset) }

  /// The text of a byte range.
  package func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Creates a finding about a byte range of this file.
  package func finding(
    _ severity: Diagnostic.Severity, _ code: String, _ range: Range<Int>, _ message: String, suggestion: String? = nil,
    edit: Edit? = nil
  ) -> Diagnostic {
    Diagnostic(
      severity, code, path: path, from: position(atOffset: range.lowerBound), to: position(atOffset: range.upperBound), message,
      suggestion: suggestion, edit: edit)
  }
}

/// A line table that is made for the first finding and then kept: most files have no finding, and
/// some have thousands.
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
