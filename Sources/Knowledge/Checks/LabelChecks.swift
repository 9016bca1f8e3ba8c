package import Text

/// Checks the words for people in model.yaml, casebook.yaml and vocabularies: each language is one
/// of the settings' languages, none is missing, and no text was cut at a comma.
package enum LabelChecks {
  private static let labels: Set<String> = [
    "label", "plural", "help", "definition", "message", "deprecated", "title", "description", "publisher", "also",
  ]
  /// The mappings whose keys are names.
  private static let named: Set<String> = ["types", "fields", "editions", "filter", "when"]

  /// - Parameter languages: the settings' languages.
  package static func findings(in source: SourceText, languages: [String]) -> [Diagnostic] {
    guard let node = YAMLReader.read(source, 0..<source.bytes.count).0 else { return [] }
    var findings: [Diagnostic] = []
    walk(node, isNames: false) { key, entries in
      for entry in entries { if let finding = problem(with: entry, of: key, source, languages) { findings.append(finding) } }
      // Readers of each language see these words in lists and menus; explanations may wait for
      // their translator.
      guard ["label", "plural", "title"].contains(key) else { return }
      for language in languages where !entries.contains(where: { $0.key == language && !$0.value.isNull }) {
        let range = entries.first?.keyRange ?? 0..<0
        findings.append(
          source.finding(.note, "missing-language", range, "this '\(key)' has no '\(language)'").grouped(
            Diagnostic.Group(
              "missing-language \(source.path) \(language)",
              "{n} texts have no '\(language)'; this '\(key)' is the first")))
      }
    }
    return findings
  }

  private static func walk(_ node: YAMLNode, isNames: Bool, _ visit: (String, [YAMLEntry]) -> Void) {
    switch node.content {
    case .scalar: break
    case .sequence(let items): for item in items { walk(item, isNames: false, visit) }
    case .mapping(let entries):
      for entry in entries {
        if !isNames, labels.contains(entry.key) {
          if case .mapping(let texts) = entry.value.content { visit(entry.key, texts) }
        } else {
          walk(entry.value, isNames: !isNames && named.contains(entry.key), visit)
        }
      }
    }
  }

  private static func problem(with entry: YAMLEntry, of key: String, _ source: SourceText, _ languages: [String]) -> Diagnostic?
  {
    if languages.contains(entry.key) { return nil }
    if entry.value.isNull, !LanguageTag.isKnown(entry.key) {
      return source.finding(
        .error, "cut-at-comma", entry.keyRange,
        "'\(entry.key.prefix(60))' is the end of a text that was cut at its comma: between { and }, such a text needs quotation marks"
      )
    }
    return LanguageTag.unknown(entry.key, entry.keyRange, "'\(key)'", source, languages)
  }
}
