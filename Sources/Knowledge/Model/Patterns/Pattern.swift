/// A regular expression whose time is bounded: it follows all ways to match at once (Thompson,
/// 1968), so the time is at most the length of the text times the length of the pattern.
///
/// The syntax has what such a matcher can do: characters, `.`, classes, `\d \w \s \p{L}`, anchors,
/// groups, `|` and quantifiers. It has no back references and no look-around.
package struct Pattern: Sendable {
  /// The pattern as the model writes it.
  package let text: String
  private let program: [Instruction]

  enum Instruction: Sendable {
    case character(CharacterSet)
    case split(Int, Int)
    case jump(Int)
    case assert(Assertion)
    case match
  }

  enum Assertion: Sendable { case start, end, wordBoundary, noWordBoundary }

  /// The reason why a text is not a valid pattern.
  package struct Refusal: Error, Hashable {
    package var message: String
  }

  /// The largest number of steps in a pattern. Counted repeats are written out, so they count.
  static let longest = 2_000

  package init(_ text: String) throws(Refusal) {
    self.text = text
    var parser = PatternParser(text)
    let node = try parser.pattern()
    var compiler = PatternCompiler()
    try compiler.write(node)
    program = try compiler.finish()
  }

  /// True if some part of a text matches.
  package func isFound(in text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var (now, next) = (Threads(program.count), Threads(program.count))
    var stack: [Int] = []
    for position in 0...scalars.count {
      // A match may begin anywhere.
      if add(0, to: &now, at: position, of: scalars, &stack) { return true }
      guard position < scalars.count else { return false }
      next.removeAll()
      for thread in now.indexes {
        guard case .character(let set) = program[thread], set.contains(scalars[position]) else { continue }
        if add(thread + 1, to: &next, at: position + 1, of: scalars, &stack) { return true }
      }
      swap(&now, &next)
    }
    return false
  }

  /// Follows the steps that consume no character.
  ///
  /// - Returns: true if they lead to the end of the pattern.
  private func add(
    _ start: Int, to threads: inout Threads, at position: Int, of scalars: [Unicode.Scalar], _ stack: inout [Int]
  ) -> Bool {
    stack.append(start)
    while let index = stack.popLast() {
      guard threads.insert(index) else { continue }
      switch program[index] {
      case .character: break
      case .jump(let target): stack.append(target)
      case .split(let first, let second): stack += [second, first]
      case .assert(let assertion): if holds(assertion, at: position, of: scalars) { stack.append(index + 1) }
      case .match:
        stack.removeAll()
        return true
      }
    }
    return false
  }

  private func holds(_ assertion: Assertion, at position: Int, of scalars: [Unicode.Scalar]) -> Bool {
    func isWord(_ index: Int) -> Bool { scalars.indices.contains(index) && CharacterSet.word.contains(scalars[index]) }
    return switch assertion {
    case .start: position == 0
    case .end: position == scalars.count
    case .wordBoundary: isWord(position - 1) != isWord(position)
    case .noWordBoundary: isWord(position - 1) == isWord(position)
    }
  }

  /// The steps of the program that the matcher follows at one position, each once.
  private struct Threads {
    private(set) var indexes: [Int] = []
    private var isThere: [Bool]

    init(_ count: Int) { isThere = Array(repeating: false, count: count) }

    mutating func insert(_ index: Int) -> Bool {
      if isThere[index] { return false }
      isThere[index] = true
      indexes.append(index)
      return true
    }

    mutating func removeAll() {
      for index in indexes { isThere[index] = false }
      indexes.removeAll(keepingCapacity: true)
    }
  }
}
