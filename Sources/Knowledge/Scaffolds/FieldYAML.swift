import Text

/// Writes values from a command line as YAML that reads back as the same values.
enum FieldYAML {
  /// The YAML lines of a field. A single value may be a whole list in YAML, `[a, b]`; each value
  /// may be an entry with fields, `{…}`.
  static func lines(_ field: Field, _ values: [String]) -> [String] {
    guard field.many else {
      let value = values.last ?? ""
      if field.kind == .markdown, let block = block(value) { return ["\(field.name): \(block[0])"] + block.dropFirst() }
      return ["\(field.name): \(single(field, value))"]
    }
    if values.count == 1, case .sequence? = flow(values[0]) { return ["\(field.name): \(onOneLine(values[0]))"] }
    return ["\(field.name): [\(values.map { single(field, $0) }.joined(separator: ", "))]"]
  }

  private static func single(_ field: Field, _ value: String) -> String {
    if [.record, .reference, .period].contains(field.kind), case .mapping? = flow(value) { return onOneLine(value) }
    return field.kind == .text || field.kind == .markdown || !isPlain(value) ? quoted(value) : value
  }

  private static func flow(_ text: String) -> YAMLNode.Content? {
    guard let first = text.trimmingBlanks.utf8.first, "[{".utf8.contains(first) else { return nil }
    let (node, findings) = YAMLReader.read(SourceText(path: "", bytes: Array(text.utf8)), 0..<text.utf8.count)
    return findings.isEmpty ? node?.content : nil
  }

  private static func onOneLine(_ text: String) -> String { text.trimmingBlanks.replacing("\n", with: " ") }

  /// The lines of a text as a YAML block, the most readable form for Markdown; nil if the text has
  /// characters that a block cannot hold.
  private static func block(_ text: String) -> [String]? {
    var text = Substring(text)
    while text.last == "\n" { text.removeLast() }
    guard !text.isEmpty, text.unicodeScalars.allSatisfy({ $0 == "\n" || $0 == "\t" || !$0.isControl }) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let needsIndent = lines[0].isEmpty || lines[0].first == " " || lines[0].first == "\t"
    return [needsIndent ? "|2-" : "|-"] + lines.map { $0.isEmpty ? "" : "  " + $0 }
  }

  private static func isPlain(_ text: String) -> Bool {
    func isWord(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) }
    guard let first = text.utf8.first, isWord(first), text != "null" else { return false }
    return text.utf8.allSatisfy { isWord($0) || "-_./".utf8.contains($0) }
  }

}
