import Source

/// A field's value, read by its kind. Terms are resolved when read; references only when all records are known.
package indirect enum Value: Sendable {
  case text(String)
  case markdown(MarkdownText)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case date(PartialDate)
  /// ISO 8601, checked.
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

  /// The value as a list: its elements, or itself.
  package var elements: [Value] {
    if case .list(let values) = self { values } else { [self] }
  }
}

/// Markdown in a field: its text, and where each of its bytes stands in the file.
package struct MarkdownText: Sendable {
  package var bytes: [UInt8]
  package var map: OffsetMap
}

package struct FileValue: Sendable {
  package var path: String
  package var range: Range<Int>
}

/// A record that a field names, as written.
package struct ReferenceValue: Sendable {
  /// `slug` or `type/slug`, NFC.
  package var target: String
  package var part: String?
  /// Bytes of the name alone, so that an edit can replace it.
  package var range: Range<Int>
  /// The edge's fields, in the order of ``Field/fields``; empty where the edge has none.
  package var fields: [Value?]
}

package struct NestedRecord: Sendable {
  /// In the order of ``Field/fields``.
  package var values: [Value?]
  package var range: Range<Int>
}

/// A term's place: which vocabulary, and which of its terms.
package struct TermID: Hashable, Comparable, Sendable {
  package var vocabulary: Int32
  package var term: Int32

  package init(vocabulary: Int, term: Int) {
    self.vocabulary = Int32(vocabulary)
    self.term = Int32(term)
  }

  package static func < (a: Self, b: Self) -> Bool { (a.vocabulary, a.term) < (b.vocabulary, b.term) }
}
