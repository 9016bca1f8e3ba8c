/// Entries that appear in lists on many pages, each identified by a number. A section renders each
/// entry once.
package final class NumberedEntries: Sendable {
  package let shape: Shape
  let count: Int
  private let make: @Sendable (Int) -> Values

  /// - Parameter make: Returns the values of an entry by its number, which is less than `count`. It
  ///   always returns the same values for a number.
  package init(_ shape: Shape, count: Int, make: @escaping @Sendable (Int) -> Values) {
    (self.shape, self.count, self.make) = (shape, count, make)
  }

  package subscript(number: Int32) -> Values { make(Int(number)) }
}
