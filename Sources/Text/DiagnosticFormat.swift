/// The formats of a report: for people, GitHub, editors and other programs.
package enum DiagnosticFormat: String, CaseIterable, Sendable {
  case text, github, sarif, json, rdjsonl
}

/// Writes findings, which are already sorted, in one of the formats.
package struct DiagnosticWriter {
  /// Returns the bytes of the file at a path, which edits and columns in UTF-16 units need; nil if
  /// the file cannot be read.
  private let source: (String) -> [UInt8]?

  package init(source: @escaping (String) -> [UInt8]?) { self.source = source }

  /// The number of findings that the `text` format shows; it counts the others.
  package static let shown = 100

  package func write(_ findings: [Diagnostic], as format: DiagnosticFormat) -> String {
    switch format {
    case .text: text(Diagnostic.folded(findings))
    case .github: github(Diagnostic.folded(findings, byFile: false))
    case .sarif: sarif(findings)
    case .json: json(findings)
    case .rdjsonl: rdjsonl(findings)
    }
  }

  private func text(_ findings: [Diagnostic]) -> String {
    var lines = findings.prefix(Self.shown).map(\.description)
    if findings.count > Self.shown {
      let rest = Dictionary(grouping: findings.dropFirst(Self.shown), by: \.code).mapValues(\.count)
      let codes = rest.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
      lines.append(
        "… and \(findings.count - Self.shown) more: \(codes.joined(separator: ", ")) (--format json shows all)")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: GitHub

  /// Writes workflow commands. GitHub shows 10 of each severity, so the worst come first, and a
  /// notice counts the rest.
  private func github(_ findings: [Diagnostic]) -> String {
    var out = ""
    var more: [String] = []
    for severity in [Diagnostic.Severity.error, .warning] {
      let all = findings.filter { $0.severity == severity }
      for finding in all.prefix(10) {
        let start = column(finding.start, in: finding.path)
        let end = column(finding.end, in: finding.path)
        out +=
          "::\(severity) file=\(property(finding.path)),line=\(finding.start.line),col=\(start),endLine=\(finding.end.line),endColumn=\(end),"
        out += "title=\(property(finding.code))::\(data(message(finding)))\n"
      }
      if all.count > 10 { more.append("\(all.count - 10) more \(severity)\(all.count == 11 ? "" : "s")") }
    }
    // GitHub would drop an eleventh error, so the count is a notice.
    if !more.isEmpty { out += "::notice ::\(more.joined(separator: " and ")): casebook check --format json tells all\n" }
    return out
  }

  private func message(_ finding: Diagnostic) -> String {
    finding.message + (finding.suggestion.map { "; did you mean '\($0)'?" } ?? "")
  }

  private func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private func property(_ text: String) -> String { data(text).replacing(":", with: "%3A").replacing(",", with: "%2C") }

  /// Converts a column to UTF-16 code units, which GitHub and SARIF count.
  private func column(_ position: SourcePosition, in path: String) -> Int {
    guard let bytes = source(path) else { return position.column }
    let table = LineTable(bytes)
    let start = table.offset(of: SourcePosition(line: position.line, column: 1))
    let end = table.offset(of: position)
    return String(decoding: bytes[start..<max(start, end)], as: UTF8.self).utf16.count + 1
  }

  // MARK: JSON

  private func json(_ findings: [Diagnostic]) -> String {
    guard !findings.isEmpty else { return "[]\n" }
    let values = findings.map { finding -> JSON in
      [
        "path": .string(finding.path), "line": .integer(finding.start.line), "column": .integer(finding.start.column),
        "endLine": .integer(finding.end.line), "endColumn": .integer(finding.end.column),
        "severity": .string(finding.severity.rawValue), "code": .string(finding.code), "message": .string(finding.message),
        "suggestion": finding.suggestion.map(JSON.string) ?? .null,
        "edit": finding.edit.map { edit in
          [
            "start": .integer(edit.range.lowerBound), "end": .integer(edit.range.upperBound),
            "replacement": .string(edit.replacement),
          ]
        } ?? .null,
      ]
    }
    return "[\n" + values.map(\.text).joined(separator: ",\n") + "\n]\n"
  }

  /// Writes Reviewdog's diagnostic format, one finding per line; its columns count UTF-8 bytes, as
  /// `SourcePosition` does.
  private func rdjsonl(_ findings: [Diagnostic]) -> String {
    func json(_ position: SourcePosition) -> JSON { ["line": .integer(position.line), "column": .integer(position.column)] }
    func range(_ start: SourcePosition, _ end: SourcePosition) -> JSON { ["start": json(start), "end": json(end)] }
    return findings.map { finding in
      let severity = finding.severity == .error ? "ERROR" : finding.severity == .warning ? "WARNING" : "INFO"
      var value: JSON = [
        "message": .string(message(finding)),
        "location": ["path": .string(finding.path), "range": range(finding.start, finding.end)],
        "severity": .string(severity), "source": ["name": "casebook"], "code": ["value": .string(finding.code)],
      ]
      if let edit = finding.edit {
        let (start, end) = (position(edit.range.lowerBound, finding), position(edit.range.upperBound, finding))
        value = value + ["suggestions": [["range": range(start, end), "text": .string(edit.replacement)]]]
      }
      return value.text + "\n"
    }.joined()
  }

  private func position(_ offset: Int, _ finding: Diagnostic) -> SourcePosition {
    source(finding.path).map { LineTable($0).position(atOffset: offset) } ?? finding.start
  }

  // MARK: SARIF 2.1.0

  private func sarif(_ findings: [Diagnostic]) -> String {
    let codes = Set(findings.map(\.code)).sorted()
    let rules = codes.map { code -> JSON in ["id": .string(code), "shortDescription": ["text": .string(code)]] }
    let numbers = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    let results = findings.map { finding -> JSON in
      let region: JSON = [
        "startLine": .integer(finding.start.line), "startColumn": .integer(column(finding.start, in: finding.path)),
        "endLine": .integer(finding.end.line), "endColumn": .integer(column(finding.end, in: finding.path)),
      ]
      let file: JSON = ["uri": .string(percentEncoded(finding.path))]
      return [
        "ruleId": .string(finding.code), "ruleIndex": .integer(numbers[finding.code]!),
        "level": .string(finding.severity.rawValue), "message": ["text": .string(message(finding))],
        "locations": [["physicalLocation": ["artifactLocation": file, "region": region]]],
      ]
    }
    let run: JSON = [
      "tool": ["driver": ["name": "casebook", "rules": .array(rules)]], "columnKind": "utf16CodeUnits",
      "results": .array(results),
    ]
    let log: JSON = [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run],
    ]
    return log.text + "\n"
  }
}
