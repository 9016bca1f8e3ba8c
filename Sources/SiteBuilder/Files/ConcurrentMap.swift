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

/// Transforms every element, at most `width` at a time, and uses the results in order as they come: no more than twice `width`
/// of them are held at once.
func inOrder<Element: Sendable, Result: Sendable>(
  _ elements: [Element], width: Int, _ transform: @escaping @Sendable (Element) -> Result, use: (Result) -> Void
) async {
  if width <= 1 {
    for element in elements { use(transform(element)) }
    return
  }
  await withTaskGroup(of: (Int, Result).self) { group in
    var waiting: [Int: Result] = [:]
    var started = 0
    var used = 0
    var running = 0
    while used < elements.count {
      while running < width, started < min(elements.count, used + 2 * width) {
        let place = started
        group.addTask { (place, transform(elements[place])) }
        started += 1
        running += 1
      }
      if let result = waiting.removeValue(forKey: used) {
        used += 1
        use(result)
      } else if let (place, result) = await group.next() {
        running -= 1
        waiting[place] = result
      }
    }
  }
}
