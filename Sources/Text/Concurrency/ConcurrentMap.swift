/// Transforms every element, in slices, at most `width` slices at a time, and returns the results
/// in order.
///
/// The work is concurrent but the order of the results is fixed: the output does not depend on
/// `width`.
package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], width: Int, slice: Int = 64, _ transform: @escaping @Sendable (Element) -> Result
) async -> [Result] {
  await concurrentMap(releasing: elements.inSlices(of: slice), width: width, transform)
}

/// Transforms every element in the same way, and frees each slice as soon as it is transformed,
/// unless the caller keeps its elements.
package func concurrentMap<Element: Sendable, Result: Sendable>(
  releasing slices: consuming [[Element]], width: Int, _ transform: @escaping @Sendable (Element) -> Result
) async -> [Result] {
  var slices = slices
  func take(_ index: Int) -> [Element] {
    defer { slices[index] = [] }
    return slices[index]
  }
  if width <= 1 || slices.count <= 1 { return slices.indices.flatMap { take($0).map(transform) } }
  return await withTaskGroup(of: (Int, [Result]).self) { group in
    var results = [[Result]](repeating: [], count: slices.count)
    var next = 0
    func start() {
      guard next < slices.count else { return }
      let (index, slice) = (next, take(next))
      next += 1
      group.addTask { (index, slice.map(transform)) }
    }
    for _ in 0..<width { start() }
    while let (index, part) = await group.next() {
      results[index] = part
      start()
    }
    return results.flatMap { $0 }
  }
}

extension Range<Int> {
  package func inSlices(of size: Int) -> [Range<Int>] {
    stride(from: lowerBound, to: upperBound, by: size).map { $0..<Swift.min($0 + size, upperBound) }
  }
}

extension Array {
  package func inSlices(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}

/// Transforms every element, at most `width` at a time, and uses the results in order. At most
/// twice `width` results are in memory at once.
package func inOrder<Element: Sendable, Result: Sendable>(
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
      // Starts one task more than can run: it begins while a result is being used.
      while running <= width, started < min(elements.count, used + 2 * width) {
        let index = started
        group.addTask { (index, transform(elements[index])) }
        started += 1
        running += 1
      }
      if let result = waiting.removeValue(forKey: used) {
        used += 1
        use(result)
      } else if let (index, result) = await group.next() {
        running -= 1
        waiting[index] = result
      }
    }
  }
}
