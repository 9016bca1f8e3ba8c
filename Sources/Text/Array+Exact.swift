extension Array {
  /// The same elements without room for more: for what was made piece by piece and is then kept for long.
  ///
  /// `Array(self[...])` would not do: it takes over the storage of the whole.
  @inlinable
  package var exact: [Element] {
    guard capacity > count else { return self }
    var exact: [Element] = []
    exact.reserveCapacity(count)
    exact.append(contentsOf: self)
    return exact
  }
}
