package import Text

/// A record: the values of its original, and its texts in each of its languages.
package struct Record: Sendable {
  package var type: Int
  package var slug: String
  /// The id as `type/slug`.
  package var id: String
  /// The values in the order of ``RecordType/fields``; for text and Markdown, the original's.
  package var values: [Value?]
  package var ranges: FieldRanges
  /// The original, then the translations in the order of the settings' languages.
  package var texts: [RecordText]
  /// The languages whose translations were withdrawn: their pages show the original again.
  package var withdrawnTexts: [(language: String, said: Withdrawal.Said)] = []
  package var sensitivity: String?
  package var status: String
  /// The anchors of the sections that this edition does not show.
  package var omittedSections: Set<String> = []
  /// The ids of the keyed entries that this edition does not show: references to them are left out
  /// without a finding.
  package var withheldParts: Set<String> = []
  package var contentHash = ""

  package var source: SourceText { texts[0].source }
  package var originalLanguage: String { texts[0].language }

  package subscript(common: CommonField) -> Value? { values[common.rawValue] }

  package func text(in language: String) -> RecordText? { texts.first { $0.language == language } }

  /// The text in that language, or the original.
  package func bestText(in language: String) -> RecordText { texts[bestTextIndex(in: language)] }

  /// The index of ``bestText(in:)`` in ``texts``.
  package func bestTextIndex(in language: String) -> Int { texts.firstIndex { $0.language == language } ?? 0 }

  package func title(in language: String) -> String { texts[bestTextIndex(in: language)].title }

  package func texts(_ common: CommonField) -> [String] {
    guard let value = values[common.rawValue] else { return [] }
    return value.elements.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  /// Frees the bytes of the files once bodies are compiled, and keeps the line tables for later
  /// findings.
  package mutating func releaseTexts() {
    for text in texts.indices {
      texts[text].source = texts[text].source.withoutBytes
      texts[text].body = MarkdownText(bytes: [], map: OffsetMap(start: 0))
    }
  }

  /// The anchors of the sections that `redact` names.
  package var namedSections: Set<String> {
    var anchors: Set<String> = []
    for case .record(let entry) in self[.redact]?.elements ?? [] {
      if case .text(let part)? = entry.values[0], part.hasPrefix("#") { anchors.insert(String(part.dropFirst())) }
    }
    return anchors
  }

  /// A finding about the whole record: at a field if the record has it, else at the start of the
  /// record.
  package func finding(
    _ severity: Diagnostic.Severity, _ code: String, at field: Int? = nil, _ message: String, suggestion: String? = nil
  ) -> Diagnostic {
    let extent = texts[0].extent.lowerBound
    let range = field.map { ranges[$0] } ?? 0..<0
    return source.finding(severity, code, range.isEmpty ? extent..<extent : range, message, suggestion: suggestion)
  }
}

/// The texts of a record in one language.
package struct RecordText: Sendable {
  package var language: String
  package var source: SourceText
  package var extent: Range<Int>
  package var title: String
  /// The fields of kind text, Markdown and keyed record in this language, by the index of the
  /// field; the original has them all.
  package var values: [Int: Value]
  /// The translated texts of links, by the index of the field: of each link the target and the
  /// texts alone. They are shown only where the original's link is.
  package var edgeTexts: [Int: [ReferenceValue]] = [:]
  package var also: [String: [String]]
  package var body: MarkdownText
  package var translation: Translation?

  package struct Translation: Sendable {
    /// The translator: `machine`, a name or a role.
    package var by: String?
    package var reviewed: PartialDate?
    /// True if the original has changed since the translation.
    package var isStale: Bool

    package var isMachineMade: Bool { by == "machine" }
  }
}
