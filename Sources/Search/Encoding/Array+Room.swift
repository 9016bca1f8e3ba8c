extension Array {
  /// Appends copies of `element` until the array has `count` elements. The caller then writes by
  /// index, which does not check the capacity for each element.
  mutating func grow(to count: Int, with element: Element) {
    if count > self.count { append(contentsOf: repeatElement(element, count: count - self.count)) }
  }
}
