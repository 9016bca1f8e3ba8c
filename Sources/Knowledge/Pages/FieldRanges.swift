/// Where the values of a record's fields stand in its file.
///
/// Only of those that are there: a record has a dozen of the forty fields that its type has, and keeps them until its page is written.
package struct FieldRanges: Sendable {
  /// Half as wide as numbers are: a file has at most ``Limits/file`` bytes.
  private var known: [(field: Int32, start: Int32, end: Int32)] = []

  /// - Parameter count: how many fields there may be.
  init(count: Int = 0) { known.reserveCapacity(count) }

  /// The range of the field at a place of ``RecordType/fields``; empty where the field is not there.
  package subscript(field: Int) -> Range<Int> {
    get { known.first { $0.field == field }.map { Int($0.start)..<Int($0.end) } ?? 0..<0 }
    set {
      if let place = known.firstIndex(where: { $0.field == field }) { known.remove(at: place) }
      if newValue != 0..<0 { known.append((Int32(field), Int32(newValue.lowerBound), Int32(newValue.upperBound))) }
    }
  }
}
