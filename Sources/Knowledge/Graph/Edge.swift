/// A record's place in ``ContentGraph/records``.
package struct RecordID: Hashable, Comparable, Sendable {
  /// Half as wide as a number is: a graph holds some fifty for each record.
  private let place: Int32

  package var index: Int { Int(place) }

  package init(_ index: Int) { place = Int32(index) }

  package static func < (a: Self, b: Self) -> Bool { a.place < b.place }
}

/// Which field an edge comes from.
package struct FieldPath: Hashable, Comparable, Sendable {
  private let places: (type: Int32, field: Int32, nested: Int32)

  package var type: Int { Int(places.type) }
  package var field: Int { Int(places.field) }
  /// The place among ``Field/nestedFields`` of `field`; nil for a reference of the record itself.
  package var nested: Int? { places.nested < 0 ? nil : Int(places.nested) }

  package init(type: Int, field: Int, nested: Int? = nil) {
    places = (Int32(type), Int32(field), Int32(nested ?? -1))
  }

  /// The first field within this one.
  package var firstNested: FieldPath { FieldPath(type: type, field: field, nested: Int(places.nested) + 1) }

  /// The field that stands beside this nested one, which is `field`, in the same entry.
  package func next(after field: Field) -> FieldPath {
    FieldPath(type: type, field: self.field, nested: Int(places.nested) + 1 + field.nestedCount)
  }

  package static func < (a: Self, b: Self) -> Bool { a.places < b.places }
  package static func == (a: Self, b: Self) -> Bool { a.places == b.places }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(places.type)
    hasher.combine(places.field)
    hasher.combine(places.nested)
  }
}

/// One record names another in a field.
package struct Edge: Sendable {
  package let source: RecordID
  package let target: RecordID
  package let field: FieldPath
  private let entryPlace: Int32
  private let details: Details?

  /// What few edges have: an edge is copied a hundred times for each record, and this is one reference or none.
  private final class Details: Sendable {
    let part: String?
    let values: [Value?]

    init(_ part: String?, _ values: [Value?]) { (self.part, self.values) = (part, values) }
  }

  /// A keyed part of the target.
  package var part: String? { details?.part }
  /// Number of the source's entry that names it, where the field is nested: entries of one field are counted as they are
  /// written, each before those within it.
  package var entry: Int? { entryPlace < 0 ? nil : Int(entryPlace) }
  /// The edge's own fields, in the order of ``Field/fields``; empty where it has none.
  package var values: [Value?] { details?.values ?? [] }

  package init(source: RecordID, target: RecordID, field: FieldPath, part: String?, entry: Int?, values: [Value?]) {
    self.source = source
    self.target = target
    self.field = field
    entryPlace = Int32(entry ?? -1)
    details = part == nil && values.isEmpty ? nil : Details(part, values)
  }
}

/// A record's body names another: once a pair, kind by kind.
package struct Mention: Hashable, Sendable {
  package var source: RecordID
  package var target: RecordID
  package var isCitation: Bool
}
