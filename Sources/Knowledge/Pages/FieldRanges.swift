/// The byte ranges of a record's field values in its file.
///
/// It stores only the fields that are present: a record has a dozen of the forty fields of its
/// type, and keeps the ranges until its page is written.
package struct FieldRanges: Sendable {
  /// Int32 halves the size and is wide enough: a file has at most ``Limits/file`` bytes.
  private var known: [(field: Int32, start: Int32, end: Int32)] = []

  /// - Parameter count: the expected number of fields.
  init(count: Int = 0) { known.reserveCapacity(count) }

  /// The range of the field with this index in ``RecordType/fields``; empty if the field is absent.
  package subscript(field: Int) -> Range<Int> {
    get { known.first { $0.field == field }.map { Int($0.start)..<Int($0.end) } ?? 0..<0 }
    set {
      if let index = known.firstIndex(where: { $0.field == field }) { known.remove(at: index) }
      if newValue != 0..<0 { known.append((Int32(field), Int32(newValue.lowerBound), Int32(newValue.upperBound))) }
    }
  }
}
