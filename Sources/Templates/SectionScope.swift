/// Determines whether a section uses only the values of the entry that it opens. If so, it shows
/// the same text wherever the entry appears.
struct SectionScope {
  private struct Visit: Hashable {
    var procedure: Int
    var open: Set<Int>
  }

  private let parts: CompiledTemplate.Parts

  init(_ parts: CompiledTemplate.Parts) { self.parts = parts }

  /// True if the section uses only the values of its entry.
  ///
  /// - Parameter each: the index of the instruction that opens the section.
  func isClosed(_ each: Int) -> Bool {
    guard case .each(_, let register, let end) = parts.code[each] else { return false }
    var visited: Set<Visit> = []
    // Procedures that call each other are taken from a list, without recursion.
    var waiting: [Visit] = []
    guard isClosed(from: each + 1, to: end - 1, open: [register], &waiting) else { return false }
    while let visit = waiting.popLast() {
      guard visited.insert(visit).inserted else { continue }
      guard isClosed(from: parts.entries[visit.procedure], to: parts.code.count, open: visit.open, &waiting) else {
        return false
      }
    }
    return true
  }

  /// Checks the instructions up to an ``Instruction/end`` or to `end`.
  private func isClosed(from start: Int, to end: Int, open: Set<Int>, _ waiting: inout [Visit]) -> Bool {
    var open = open
    var around: [(open: Set<Int>, end: Int)] = []
    for place in start..<end {
      if let section = around.last, section.end == place {
        open = section.open
        around.removeLast()
      }
      let instruction = parts.code[place]
      if let path = instruction.path, !open.contains(context(of: path)) { return false }
      switch instruction {
      case .each(_, let register, let end), .prepared(_, _, let register, let end), .copied(_, _, let register, let end):
        around.append((open, end))
        open.insert(register)
      case .call(let procedure, _): waiting.append(Visit(procedure: procedure, open: open))
      case .end: return true
      case .bytes, .indentation, .escaped, .html, .raw, .when, .unless, .next: break
      }
    }
    return true
  }

  /// The register of the context that contains a value, directly or through objects.
  private func context(of path: Path) -> Int {
    var register = Int(path.register)
    while register >= parts.shapes.count { register = Int(parts.inner[register - parts.shapes.count].path.register) }
    return register
  }
}
