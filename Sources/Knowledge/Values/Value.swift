package import Text

/// A field's value, read by its kind. The reader resolves terms at once; references wait until all
/// records are known.
package indirect enum Value: Sendable {
  case text(String)
  case markdown(MarkdownText)
  /// A value of kind integer or number.
  case number(Number)
  case boolean(Bool)
  case date(PartialDate)
  /// A valid ISO 8601 text.
  case datetime(String)
  case duration(Span)
  case period(Period)
  case url(String)
  case language(String)
  case file(FileValue)
  case term(TermID)
  case reference(ReferenceValue)
  case record(NestedRecord)
  case list([Value])

  /// The elements of a list; for any other value, the value itself.
  package var elements: [Value] {
    if case .list(let values) = self { values } else { [self] }
  }
}

extension NestedRecord {
  /// The number of entries nested in this one, at any depth.
  package var entryCount: Int { values.reduce(0) { $0 + ($1?.entryCount ?? 0) } }
}

extension Value {
  /// The number of entries in the value, with the entries nested in them.
  package var entryCount: Int {
    switch self {
    case .record(let entry): 1 + entry.entryCount
    case .list(let values): values.reduce(0) { $0 + $1.entryCount }
    default: 0
    }
  }

  /// The texts of a field of kind text, one or many.
  package var texts: [String] {
    elements.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  /// The ids of the entries of a keyed field.
  func keys(of field: Field) -> Set<String> {
    guard let key = field.key.flatMap(field.index(of:)) else { return [] }
    return Set(
      elements.compactMap {
        if case .record(let entry) = $0, case .text(let id)? = entry.values[key] { id } else { nil }
      })
  }
}

extension Value {
  /// True if the value is an empty text, or a list of empty texts.
  var isBlank: Bool {
    switch self {
    case .text(let text): text.allSatisfy(\.isWhitespace)
    case .file(let file): file.path.allSatisfy(\.isWhitespace)
    case .markdown(let text): text.bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    case .list(let values): values.allSatisfy(\.isBlank)
    default: false
    }
  }
}

/// Markdown in a field or a body: its text, and a map from its offsets to offsets in the file.
package struct MarkdownText: Sendable {
  /// The bytes of a body are a slice of its file's bytes, not a copy.
  package var bytes: ArraySlice<UInt8>
  package var map: OffsetMap
}

package struct FileValue: Sendable {
  package var path: String
  package var range: Range<Int>
}

/// A reference that a field holds, as the file writes it.
package struct ReferenceValue: Sendable {
  /// `slug` or `type/slug`, in NFC.
  package var target: String
  package var part: String?
  /// The byte range of the name alone, so that an edit can replace it.
  package var range: Range<Int>
  /// The byte range of the part, if the file writes it without escapes.
  package var partRange: Range<Int>?
  /// The edge's fields, in the order of ``Field/fields``; empty if the edge has none.
  package var fields: [Value?]

  /// The same reference with other fields.
  func saying(_ fields: [Value?]) -> ReferenceValue {
    var other = self
    other.fields = fields
    return other
  }
}

package struct NestedRecord: Sendable {
  /// Values in the order of ``Field/fields``.
  package var values: [Value?]
  package var range: Range<Int>
}
