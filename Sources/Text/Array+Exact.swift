extension Array {
  /// A copy whose capacity equals its count, for arrays that grew step by step and are kept for
  /// long.
  ///
  /// `Array(self[...])` does not free the spare capacity: the new array shares the old storage.
  @inlinable
  package var exact: [Element] {
    guard capacity > count else { return self }
    var exact: [Element] = []
    exact.reserveCapacity(count)
    exact.append(contentsOf: self)
    return exact
  }
}
