extension Array {
  /// The same elements without room for more: for what was made with room to grow, and is kept for long.
  @inlinable
  package var exact: [Element] {
    var exact: [Element] = []
    exact.reserveCapacity(count)
    exact.append(contentsOf: self)
    return exact
  }
}
