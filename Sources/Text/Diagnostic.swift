/// A finding: a problem in the content that its author should know about.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable, Comparable {
    case note, warning, error

    private var rank: Int { self == .error ? 2 : self == .warning ? 1 : 0 }
    package static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
  }

  package var severity: Severity
  /// A stable identifier in kebab-case, such as `unresolved-reference`: flags, tests, and the
  /// manual refer to it.
  package var code: String
  package var path: String
  package var start: SourcePosition
  package var end: SourcePosition
  package var message: String
  /// The nearest name that exists, offered as "did you mean".
  package var suggestion: String?
  /// A change that corrects the problem, if a safe one exists.
  package var edit: Edit?
  /// The group with which the finding is reported as one.
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
  /// Escapes control characters as in a string literal, so that a finding is always one line, even
  /// if a file name or a value contains a line break.
  fileprivate var onOneLine: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    return unicodeScalars.map { $0.isControl ? $0.escaped(asASCII: true) : String($0) }.joined()
  }
}

extension Diagnostic: Comparable {
  /// Orders findings by path, position and code, so that the report does not depend on the order in
  /// which they were found.
  package static func < (a: Self, b: Self) -> Bool {
    if a.path != b.path { return a.path.precedesInBytes(b.path) }
    if a.start != b.start { return a.start < b.start }
    if a.code != b.code { return a.code < b.code }
    return (a.message, a.end) < (b.message, b.end)
  }
}

/// A replacement of bytes in one file.
package struct Edit: Hashable, Sendable {
  /// The range of bytes in the file as it was read.
  package var range: Range<Int>
  package var replacement: String

  package init(_ range: Range<Int>, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}

extension Unicode.Scalar {
  /// True for control characters, and for characters that YAML reads as the end of a line.
  package var isControl: Bool {
    value < 0x20 || (0x7F...0x9F).contains(value) || [0x2028, 0x2029, 0xFEFF].contains(value)
  }
}
