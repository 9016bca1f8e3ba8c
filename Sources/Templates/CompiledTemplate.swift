/// A template as a list of steps over numbered values: rendering is a loop that appends bytes.
package struct CompiledTemplate: Sendable {
  struct Parts: Sendable {
    var code: [Instruction] = []
    /// Where each procedure begins.
    var entries: [Int] = []
    /// All text of all templates in use.
    var bytes: [UInt8] = []
    /// The slots of dotted names.
    var steps: [Int] = []
    /// By register, what is in it.
    var shapes: [Shape] = []
    /// No text is joined with what stands before this instruction: a section ends here.
    var barrier = 0

    mutating func add(_ text: some Collection<UInt8>) -> Range<Int> {
      let start = bytes.count
      bytes.append(contentsOf: text)
      return start..<bytes.count
    }

    mutating func path(_ place: Place) -> Path {
      let first = steps.count
      steps += place.slots.dropFirst()
      return Path(
        register: Int32(place.register), slot: Int32(place.slots[0]), firstStep: Int32(first), lastStep: Int32(steps.count))
    }
  }

  let parts: Parts

  init(_ parts: Parts) { self.parts = parts }

  /// Appends the page. `values` have the shape for which the template was compiled.
  package func render(_ values: Values, into bytes: inout [UInt8]) {
    precondition(values.shape === parts.shapes[0], "a template got values of another shape")
    var run = Run(registers: Array(repeating: values.slots, count: parts.shapes.count))
    run.execute(parts, into: &bytes)
  }
}

/// The state of one rendering. Its stacks grow with the data, not the machine's stack.
private struct Run {
  /// A section over a list or an object.
  private struct Turn {
    var entries: [Values]
    var next: Int
    var body: Int
    var outer: [Slot]
  }

  /// By shape, the values of the context that is open. Values would retain their shape, which is the same for all cores.
  var registers: [[Slot]]
  private var turns: [Turn] = []
  private var returns: [(instruction: Int, indentation: Int)] = []
  private var indentation: [UInt8] = []

  init(registers: [[Slot]]) { self.registers = registers }

  mutating func execute(_ parts: CompiledTemplate.Parts, into bytes: inout [UInt8]) {
    // A slice of an array would retain it for each piece of text, and all cores would wait for that one count: a fiftieth of the
    // time of a page.
    unsafe parts.bytes.withUnsafeBufferPointer { text in unsafe execute(parts, text, into: &bytes) }
  }

  private mutating func execute(_ parts: CompiledTemplate.Parts, _ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8])
  {
    let code = parts.code.span
    var counter = 0
    while true {
      let instruction = code[counter]
      counter += 1
      switch instruction {
      case .bytes(let range): unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[range]))
      case .indentation: bytes.append(contentsOf: indentation)
      case .escaped(let path):
        switch slot(path, parts) {
        case .text(let text): bytes.appendEscaped(text)
        case .html(let html): bytes.appendEscaped(html)
        case .absent, .flag, .list, .object, .later: break
        }
      case .html(let path):
        switch slot(path, parts) {
        case .html(let html): bytes.append(contentsOf: html)
        case .text(let text): bytes.appendEscaped(text)
        case .absent, .flag, .list, .object, .later: break
        }
      case .raw(let path):
        if case .text(let text) = slot(path, parts) { bytes.append(contentsOf: text.utf8) }
      case .when(let path, let end):
        if !slot(path, parts).isTruthy { counter = end }
      case .unless(let path, let end):
        if slot(path, parts).isTruthy { counter = end }
      case .each(let path, let register, let end):
        if !open(slot(path, parts), register: register, shape: parts.shapes[register], body: counter) { counter = end }
      case .next(let register):
        let turn = turns.count - 1
        let next = turns[turn].next
        if next < turns[turn].entries.count {
          precondition(turns[turn].entries[next].shape === parts.shapes[register], "a list got an entry of another shape")
          registers[register] = turns[turn].entries[next].slots
          turns[turn].next = next + 1
          counter = turns[turn].body
        } else {
          registers[register] = turns.removeLast().outer
        }
      case .call(let procedure, let spaces):
        returns.append((counter, indentation.count))
        indentation.append(contentsOf: parts.bytes[spaces])
        counter = parts.entries[procedure]
      case .end:
        guard let caller = returns.popLast() else { return }
        counter = caller.instruction
        indentation.removeSubrange(caller.indentation...)
      }
    }
  }

  private mutating func open(_ slot: Slot, register: Int, shape: Shape, body: Int) -> Bool {
    let first: Values
    switch slot {
    case .list(let entries):
      guard let entry = entries.first else { return false }
      turns.append(Turn(entries: entries, next: 1, body: body, outer: registers[register]))
      first = entry
    case .object(let values):
      turns.append(Turn(entries: [], next: 0, body: body, outer: registers[register]))
      first = values
    case .absent, .text, .html, .flag, .later: return false
    }
    precondition(first.shape === shape, "a section got values of another shape")
    registers[register] = first.slots
    return true
  }

  private mutating func slot(_ path: Path, _ parts: CompiledTemplate.Parts) -> Slot {
    var slot = registers[Int(path.register)][Int(path.slot)]
    if case .later(let make) = slot { slot = keep(make(), path, parts, steps: 0) }
    for step in path.firstStep..<path.lastStep {
      guard case .object(let values) = slot else { return .absent }
      slot = values.slots[parts.steps[Int(step)]]
      if case .later(let make) = slot { slot = keep(make(), path, parts, steps: Int(step - path.firstStep) + 1) }
    }
    return slot
  }

  /// What came late is there when the template asks again: a section asks whether it is there, and then shows it.
  private mutating func keep(_ slot: Slot, _ path: Path, _ parts: CompiledTemplate.Parts, steps: Int) -> Slot {
    let first = Int(path.firstStep)
    registers[Int(path.register)].keep(slot, at: Int(path.slot), parts.steps[first..<first + steps])
    return slot
  }
}
