extension Array {
  /// The same elements without room for more: for what was made piece by piece and is then kept for long.
  ///
  /// `Array(self[...])` would not do: it takes over the storage of the whole.
  var exact: [Element] {
    guard capacity > count else { return self }
    var exact: [Element] = []
    exact.reserveCapacity(count)
    exact.append(contentsOf: self)
    return exact
  }

  /// Appends `element` until there are `count`: room for what is then written by place, which is asked for once and not for each.
  mutating func grow(to count: Int, with element: Element) {
    if count > self.count { append(contentsOf: repeatElement(element, count: count - self.count)) }
  }
}
