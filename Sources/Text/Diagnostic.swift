/// Something about the content that a person should know.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable, Comparable {
    case note, warning, error

    private var rank: Int { self == .error ? 2 : self == .warning ? 1 : 0 }
    package static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
  }

  package var severity: Severity
  /// Stable and kebab-case, such as `unresolved-reference`: flags, tests, and the manual refer to it.
  package var code: String
  package var path: String
  package var start: SourcePosition
  package var end: SourcePosition
  package var message: String
  /// The nearest right name, offered as "did you mean".
  package var suggestion: String?
  /// A change that mends it, where one is safe.
  package var edit: Edit?
  /// Those with which it is told as one.
  package var group: Group?

  package init(
    _ severity: Severity, _ code: String, path: String, from start: SourcePosition = .start, to end: SourcePosition? = nil,
    _ message: String, suggestion: String? = nil, edit: Edit? = nil
  ) {
    self.severity = severity
    self.code = code
    self.path = path
    self.start = start
    self.end = max(end ?? start, start)
    self.message = message
    self.suggestion = suggestion
    self.edit = edit
  }
}

extension Diagnostic: CustomStringConvertible {
  package var description: String {
    let hint = suggestion.map { "; did you mean '\($0)'?" } ?? ""
    return "\(path):\(start.line):\(start.column): \(severity): \(message)\(hint) [\(code)]".onOneLine
  }
}

extension String {
  /// With control characters as a string literal writes them: a finding is one line, whatever a file or a value is called.
  fileprivate var onOneLine: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    return unicodeScalars.map { $0.isControl ? $0.escaped(asASCII: true) : String($0) }.joined()
  }
}

extension Diagnostic: Comparable {
  /// By path, position and code: the order in which findings are told, whatever the order in which they were found.
  package static func < (a: Self, b: Self) -> Bool {
    if a.path != b.path { return a.path.precedesInBytes(b.path) }
    if a.start != b.start { return a.start < b.start }
    if a.code != b.code { return a.code < b.code }
    return (a.message, a.end) < (b.message, b.end)
  }
}

/// A replacement of bytes in one file.
package struct Edit: Hashable, Sendable {
  /// Byte offsets in the file as it was read.
  package var range: Range<Int>
  package var replacement: String

  package init(_ range: Range<Int>, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}
