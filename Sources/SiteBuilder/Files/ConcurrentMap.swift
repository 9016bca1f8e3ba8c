/// Transforms every element, in slices, at most `width` slices at a time, and returns the results in order.
///
/// Wide in the middle, ordered at the ends: what comes out does not depend on `width`.
func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], width: Int, slice: Int = 64, _ transform: @escaping @Sendable (Element) -> Result
) async -> [Result] {
  if width <= 1 || elements.count <= slice { return elements.map(transform) }
  let slices = stride(from: 0, to: elements.count, by: slice).map { $0..<min($0 + slice, elements.count) }
  return await withTaskGroup(of: (Int, [Result]).self) { group in
    var results = [[Result]](repeating: [], count: slices.count)
    var next = 0
    func start() {
      guard next < slices.count else { return }
      let place = next
      let range = slices[place]
      next += 1
      group.addTask { (place, elements[range].map(transform)) }
    }
    for _ in 0..<width { start() }
    while let (place, part) = await group.next() {
      results[place] = part
      start()
    }
    return results.flatMap { $0 }
  }
}
