/// Entries that lists on many pages have in common, each known by its number: what a section shows of one is made once.
package final class NumberedEntries: Sendable {
  package let shape: Shape
  let count: Int
  private let make: @Sendable (Int) -> Values

  /// - Parameter make: the values of an entry by its number, below `count`. They are the same whenever it is asked.
  package init(_ shape: Shape, count: Int, make: @escaping @Sendable (Int) -> Values) {
    (self.shape, self.count, self.make) = (shape, count, make)
  }

  package subscript(number: Int32) -> Values { make(Int(number)) }
}
