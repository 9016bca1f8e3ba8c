import Text

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

extension NestedRecord {
  /// How many entries stand within this one, at any depth.
  package var entryCount: Int { values.reduce(0) { $0 + ($1?.entryCount ?? 0) } }
}

extension Value {
  /// How many entries it holds, those within entries counted too.
  package var entryCount: Int {
    switch self {
    case .record(let entry): 1 + entry.entryCount
    case .list(let values): values.reduce(0) { $0 + $1.entryCount }
    default: 0
    }
  }

  /// What a field of kind text says, one or many.
  package var texts: [String] {
    elements.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  /// The ids of a keyed field's entries.
  func keys(of field: Field) -> Set<String> {
    guard let key = field.key.flatMap(field.index(of:)) else { return [] }
    return Set(
      elements.compactMap {
        if case .record(let entry) = $0, case .text(let id)? = entry.values[key] { id } else { nil }
      })
  }
}

extension Value {
  /// A number as exact as it was written: whole ones as integers, and as text what a double would round.
  init(_ number: Double, writtenAs text: String) {
    // From 2^53 on a double is whole whatever was written.
    if let whole = Int(text) ?? (number.magnitude < 0x1p53 ? Int(exactly: number) : nil) {
      self = .integer(whole)
    } else {
      let digits = text.utf8.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }.filter { (48...57).contains($0) }
      // Fifteen digits always come back from a double as they went in.
      self = digits.drop { $0 == 48 }.count > 15 ? .text(text) : .number(number)
    }
  }

  /// Whether it is there in name alone: an empty text, or a list of such.
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

/// Markdown in a field or a body: its text, and where each of its bytes stands in the file.
package struct MarkdownText: Sendable {
  /// A body is a part of its file's bytes, and no copy of them.
  package var bytes: ArraySlice<UInt8>
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
  /// Likewise for the part, where it is written as it is.
  package var partRange: Range<Int>?
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
