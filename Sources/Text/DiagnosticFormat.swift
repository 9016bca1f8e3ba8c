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
    let lines = findings.map { finding in
      var members = [
        "\"path\":" + quoted(finding.path), "\"line\":\(finding.start.line)", "\"column\":\(finding.start.column)",
        "\"endLine\":\(finding.end.line)", "\"endColumn\":\(finding.end.column)",
        "\"severity\":" + quoted(finding.severity.rawValue),
        "\"code\":" + quoted(finding.code), "\"message\":" + quoted(finding.message),
        "\"suggestion\":" + (finding.suggestion.map(quoted) ?? "null"),
      ]
      if let edit = finding.edit {
        members.append(
          "\"edit\":{\"start\":\(edit.range.lowerBound),\"end\":\(edit.range.upperBound),\"replacement\":\(quoted(edit.replacement))}"
        )
      } else {
        members.append("\"edit\":null")
      }
      return "{" + members.joined(separator: ",") + "}"
    }
    return lines.isEmpty ? "[]\n" : "[\n" + lines.joined(separator: ",\n") + "\n]\n"
  }

  /// Writes Reviewdog's diagnostic format, one finding per line; its columns count UTF-8 bytes, as
  /// `SourcePosition` does.
  private func rdjsonl(_ findings: [Diagnostic]) -> String {
    findings.map { finding in
      func position(_ position: SourcePosition) -> String { "{\"line\":\(position.line),\"column\":\(position.column)}" }
      let severity = finding.severity == .error ? "ERROR" : finding.severity == .warning ? "WARNING" : "INFO"
      var text =
        "{\"message\":\(quoted(message(finding))),\"location\":{\"path\":\(quoted(finding.path)),\"range\":{\"start\":\(position(finding.start)),\"end\":\(position(finding.end))}},\"severity\":\"\(severity)\",\"source\":{\"name\":\"casebook\"},\"code\":{\"value\":\(quoted(finding.code))}"
      if let edit = finding.edit {
        text += ",\"suggestions\":[{\"range\":{\"start\":\(position(place(edit.range.lowerBound, finding)))"
        text += ",\"end\":\(position(place(edit.range.upperBound, finding)))},\"text\":\(quoted(edit.replacement))}]"
      }
      return text + "}\n"
    }.joined()
  }

  private func place(_ offset: Int, _ finding: Diagnostic) -> SourcePosition {
    source(finding.path).map { LineTable($0).position(atOffset: offset) } ?? finding.start
  }

  // MARK: SARIF 2.1.0

  private func sarif(_ findings: [Diagnostic]) -> String {
    var codes: [String] = []
    for finding in findings where !codes.contains(finding.code) { codes.append(finding.code) }
    codes.sort()
    let rules = codes.map { "{\"id\":\(quoted($0)),\"shortDescription\":{\"text\":\(quoted($0))}}" }
    let places = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    let results = findings.map { finding in
      let level = finding.severity.rawValue
      let region = [
        "\"startLine\":\(finding.start.line)", "\"startColumn\":\(column(finding.start, in: finding.path))",
        "\"endLine\":\(finding.end.line)", "\"endColumn\":\(column(finding.end, in: finding.path))",
      ].joined(separator: ",")
      return
        "{\"ruleId\":\(quoted(finding.code)),\"ruleIndex\":\(places[finding.code]!),\"level\":\"\(level)\",\"message\":{\"text\":\(quoted(message(finding)))},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\(quoted(uri(finding.path)))},\"region\":{\(region)}}}]}"
    }
    return
      "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"casebook\",\"rules\":[\(rules.joined(separator: ","))]}},\"columnKind\":\"utf16CodeUnits\",\"results\":[\n\(results.joined(separator: ",\n"))\n]}]}\n"
  }

  private func uri(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
