/// The index of a record in ``ContentGraph/records``.
package struct RecordID: Hashable, Comparable, Sendable {
  /// Int32 halves the size: a graph holds some fifty for each record.
  private let number: Int32

  package var index: Int { Int(number) }

  package init(_ index: Int) { number = Int32(index) }

  package static func < (a: Self, b: Self) -> Bool { a.number < b.number }
}

/// The path to the field of an edge: the type, the field of the record, and the nested field.
package struct FieldPath: Hashable, Comparable, Sendable {
  private let indexes: (type: Int32, field: Int32, nested: Int32)

  package var type: Int { Int(indexes.type) }
  package var field: Int { Int(indexes.field) }
  /// The index in ``Field/nestedFields`` of `field`; nil for a reference of the record itself.
  package var nested: Int? { indexes.nested < 0 ? nil : Int(indexes.nested) }

  package init(type: Int, field: Int, nested: Int? = nil) {
    indexes = (Int32(type), Int32(field), Int32(nested ?? -1))
  }

  /// The first field nested in this one.
  package var firstNested: FieldPath { FieldPath(type: type, field: field, nested: Int(indexes.nested) + 1) }

  /// The next field of the same entry, after this nested one, which is `field`. It skips the fields
  /// nested in `field`: from index 2 with three nested fields to index 6.
  package func next(after field: Field) -> FieldPath {
    FieldPath(type: type, field: self.field, nested: Int(indexes.nested) + 1 + field.nestedCount)
  }

  package static func < (a: Self, b: Self) -> Bool { a.indexes < b.indexes }
  package static func == (a: Self, b: Self) -> Bool { a.indexes == b.indexes }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(indexes.type)
    hasher.combine(indexes.field)
    hasher.combine(indexes.nested)
  }
}

/// A link from a field of one record to another record.
package struct Edge: Sendable {
  package let source: RecordID
  package let target: RecordID
  package let field: FieldPath
  private let entryIndex: Int32
  private let details: Details?

  /// The parts that few edges have: an edge is copied a hundred times for each record, and this
  /// costs it one optional reference.
  private final class Details: Sendable {
    let part: String?
    let values: [Value?]

    init(_ part: String?, _ values: [Value?]) { (self.part, self.values) = (part, values) }
  }

  /// The keyed part of the target that the edge names.
  package var part: String? { details?.part }
  /// The number of the source's entry that contains the reference, if the field is nested. The
  /// entries of a field are counted in the order of the file, each before the entries nested in it.
  package var entry: Int? { entryIndex < 0 ? nil : Int(entryIndex) }
  /// The edge's own fields, in the order of ``Field/fields``; empty if it has none.
  package var values: [Value?] { details?.values ?? [] }

  package init(source: RecordID, target: RecordID, field: FieldPath, part: String?, entry: Int?, values: [Value?]) {
    self.source = source
    self.target = target
    self.field = field
    entryIndex = Int32(entry ?? -1)
    details = part == nil && values.isEmpty ? nil : Details(part, values)
  }
}

/// A link from the body of one record to another record: one for each pair of records and kind.
package struct Mention: Hashable, Sendable {
  package var source: RecordID
  package var target: RecordID
  package var isCitation: Bool
}
