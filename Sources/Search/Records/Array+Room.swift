extension Array {
  /// Appends `element` until there are `count`: room for what is then written by place, which is asked for once and not for each.
  mutating func grow(to count: Int, with element: Element) {
    if count > self.count { append(contentsOf: repeatElement(element, count: count - self.count)) }
  }
}
