/// A record's place in ``ContentGraph/records``.
package struct RecordID: Hashable, Comparable, Sendable {
  package var index: Int

  package init(_ index: Int) { self.index = index }

  package static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

/// Which field an edge comes from.
package struct FieldPath: Hashable, Comparable, Sendable {
  package var type: Int
  package var field: Int
  /// The nested field within entries of `field`; nil for a reference of the record itself.
  package var nested: Int?

  package init(type: Int, field: Int, nested: Int? = nil) {
    self.type = type
    self.field = field
    self.nested = nested
  }

  package static func < (a: Self, b: Self) -> Bool { (a.type, a.field, a.nested ?? -1) < (b.type, b.field, b.nested ?? -1) }
}

/// One record names another in a field.
package struct Edge: Sendable {
  package var source: RecordID
  package var target: RecordID
  package var field: FieldPath
  /// A keyed part of the target.
  package var part: String?
  /// Place of the source's entry that names it, where the field is nested.
  package var entry: Int?
  /// The edge's own fields, in the order of ``Field/fields``; empty where it has none.
  package var values: [Value?]

  package init(source: RecordID, target: RecordID, field: FieldPath, part: String?, entry: Int?, values: [Value?]) {
    self.source = source
    self.target = target
    self.field = field
    self.part = part
    self.entry = entry
    self.values = values
  }
}

/// A record's body names another: once a pair, kind by kind.
package struct Mention: Hashable, Sendable {
  package var source: RecordID
  package var target: RecordID
  package var isCitation: Bool
}
