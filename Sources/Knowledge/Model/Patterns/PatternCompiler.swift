/// Writes a pattern's tree as steps. It writes counted repeats out and checks the limit as it
/// writes, so the number of steps is bounded.
struct PatternCompiler {
  private var program: [Pattern.Instruction] = []

  mutating func write(_ node: PatternNode) throws(Pattern.Refusal) {
    switch node {
    case .empty: break
    case .character(let set): try append(.character(set))
    case .assertion(let assertion): try append(.assert(assertion))
    case .sequence(let nodes): for node in nodes { try write(node) }
    case .alternatives(let nodes):
      var ends: [Int] = []
      for node in nodes.dropLast() {
        let split = program.count
        try append(.split(split + 1, 0))
        try write(node)
        ends.append(program.count)
        try append(.jump(0))
        program[split] = .split(split + 1, program.count)
      }
      try write(nodes[nodes.count - 1])
      for end in ends { program[end] = .jump(program.count) }
    case .repeated(let node, let least, let most):
      for _ in 0..<least {
        let before = program.count
        try write(node)
        // An empty body stays empty however often it repeats. Without this check,
        // `((){1000}){1000}` would loop a million times and add no step.
        if program.count == before { return }
      }
      guard let most else {
        let split = program.count
        try append(.split(split + 1, 0))
        try write(node)
        try append(.jump(split))
        program[split] = .split(split + 1, program.count)
        return
      }
      var splits: [Int] = []
      for _ in least..<most {
        splits.append(program.count)
        try append(.split(0, 0))
        try write(node)
      }
      for split in splits { program[split] = .split(split + 1, program.count) }
    }
  }

  private mutating func append(_ instruction: Pattern.Instruction) throws(Pattern.Refusal) {
    guard program.count < Pattern.longest else {
      throw Pattern.Refusal(message: "its repeats, written out, are more than \(Pattern.longest) steps")
    }
    program.append(instruction)
  }

  consuming func finish() throws(Pattern.Refusal) -> [Pattern.Instruction] {
    try append(.match)
    return program
  }
}
