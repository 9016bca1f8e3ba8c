import Text

/// A template as a list of instructions over numbered values: rendering is a loop that appends
/// bytes.
package struct CompiledTemplate: Sendable {
  struct Parts: Sendable {
    var code: [Instruction] = []
    /// The index of the first instruction of each procedure.
    var entries: [Int] = []
    /// The text of all templates in use, in one buffer.
    var bytes: [UInt8] = []
    /// The shape of each register's context. Sections open these contexts.
    var shapes: [Shape] = []
    /// Objects that dotted names go through. Their registers follow those of the contexts, each
    /// after the register of the object or context that contains it.
    var inner: [Inner] = []
    /// For each register, the index in ``inner`` of its first object. One more number ends the last
    /// range: register r has the objects `innerStarts[r]..<innerStarts[r + 1]`.
    var innerStarts: [Int] = []
    /// The index of the instruction after the last section. Text from there on is not joined with
    /// text before it.
    var barrier = 0

    mutating func add(_ text: some Collection<UInt8>) -> Range<Int> {
      let start = bytes.count
      bytes.append(contentsOf: text)
      return start..<bytes.count
    }
  }

  let parts: Parts

  init(_ parts: Parts) { self.parts = parts }

  /// Appends the page. `values` have the shape for which the template was compiled.
  package func render(_ values: Values, into bytes: inout [UInt8]) {
    var run = Run(parts, values)
    run.execute(into: &bytes)
  }
}

/// The state of one rendering. Its stacks are arrays, so deep data does not exhaust the machine's
/// stack.
private struct Run {
  /// An open section over a list or an object.
  private struct Turn {
    var entries: [Values]
    var next: Int
    var body: Int
  }

  private let parts: CompiledTemplate.Parts
  /// For each register, the values of the open context, or of an object in it. Only slots are held:
  /// `Values` would retain its shape, which all cores share.
  private var registers: [[Slot]]
  private var turns: [Turn] = []
  /// For each of the turns, the context that it hides.
  private var hidden: [[Slot]] = []
  private var returns: [(instruction: Int, indentation: Int)] = []
  private var indentation: [UInt8] = []

  init(_ parts: CompiledTemplate.Parts, _ values: Values) {
    precondition(values.shape === parts.shapes[0], "a template got values of another shape")
    self.parts = parts
    registers = Array(repeating: [], count: parts.shapes.count + parts.inner.count)
    fill(0, values.slots)
  }

  mutating func execute(into page: inout [UInt8]) {
    let (code, bytes, entries) = (parts.code, parts.bytes, parts.entries)
    let text = bytes.span
    var counter = 0
    while true {
      switch code[counter] {
      case .bytes(let range): page.append(text, range)
      case .indentation: page += indentation
      case .escaped(let path):
        settle(path)
        showEscaped(slot(path), on: &page)
      case .html(let path):
        settle(path)
        showHTML(slot(path), on: &page)
      case .raw(let path):
        settle(path)
        showRaw(slot(path), on: &page)
      case .when(let path, let end):
        settle(path)
        if !slot(path).isTruthy {
          counter = end
          continue
        }
      case .unless(let path, let end):
        settle(path)
        if slot(path).isTruthy {
          counter = end
          continue
        }
      case .each(let path, let register, let end):
        if !open(slot(path), register: register, body: counter + 1) {
          counter = end
          continue
        }
      case .next(let register):
        if let body = turn(register) {
          counter = body
          continue
        }
      case .call(let procedure, let spaces):
        returns.append((counter, indentation.count))
        indentation.append(text, spaces)
        counter = entries[procedure]
        continue
      case .end:
        guard let caller = returns.popLast() else { return }
        counter = caller.instruction
        indentation.removeSubrange(caller.indentation...)
      }
      counter += 1
    }
  }

  // MARK: contexts

  private mutating func open(_ value: Slot, register: Int, body: Int) -> Bool {
    switch value {
    // The list is not stored: that would copy the context, because other values refer to it as
    // well.
    case .later(let make):
      let made = make()
      return !made.isLate && open(made, register: register, body: body)
    case .list(let entries):
      guard !entries.isEmpty else { return false }
      hide(register, by: slots(entries[0], register))
      turns.append(Turn(entries: entries, next: 1, body: body))
    case .object(let values):
      hide(register, by: slots(values, register))
      turns.append(Turn(entries: [], next: 0, body: body))
    case .absent, .text, .bytes, .escaped, .html, .flag: return false
    }
    return true
  }

  /// Opens the next entry of the innermost section. After the last entry, restores the context that
  /// the section hides.
  ///
  /// - Returns: the index of the section's first instruction; nil after the last entry.
  private mutating func turn(_ register: Int) -> Int? {
    let (turn, next) = (turns.count - 1, turns[turns.count - 1].next)
    guard next < turns[turn].entries.count else {
      turns.removeLast()
      registers[register] = hidden.removeLast()
      fillInner(of: register)
      return nil
    }
    turns[turn].next = next + 1
    registers[register] = slots(turns[turn].entries[next], register)
    fillInner(of: register)
    return turns[turn].body
  }

  private func slots(_ values: Values, _ register: Int) -> [Slot] {
    precondition(values.shape === parts.shapes[register], "a section got values of another shape")
    return values.slots
  }

  /// Opens a context that hides another. The hidden one is moved, because a copy would be counted
  /// as a second reference.
  private mutating func hide(_ register: Int, by slots: consuming [Slot]) {
    swap(&slots, &registers[register])
    hidden.append(slots)
    fillInner(of: register)
  }

  /// Opens a context.
  private mutating func fill(_ register: Int, _ slots: [Slot]) {
    registers[register] = slots
    fillInner(of: register)
  }

  /// Opens the objects of a context that dotted names go through.
  @inline(__always)
  private mutating func fillInner(of register: Int) {
    if parts.innerStarts[register] < parts.innerStarts[register + 1] { fillAllInner(of: register) }
  }

  private mutating func fillAllInner(of register: Int) {
    for index in parts.innerStarts[register]..<parts.innerStarts[register + 1] {
      let inner = parts.inner[index]
      settle(inner.path)
      var members: [Slot] = []
      if case .object(let values) = slot(inner.path) {
        precondition(values.shape === inner.shape, "an object has values of another shape")
        members = values.slots
      }
      fill(parts.shapes.count + index, members)
    }
  }

  // MARK: values

  private func slot(_ path: Path) -> Slot {
    let (register, slot) = (Int(path.register), Int(path.slot))
    return slot < registers[register].count ? registers[register][slot] : .absent
  }

  /// Makes a late value and stores it, because templates often use it twice: a section tests
  /// whether it exists, and then shows it.
  @inline(__always)
  private mutating func settle(_ path: Path) {
    let (register, slot) = (Int(path.register), Int(path.slot))
    if slot < registers[register].count, registers[register][slot].isLate { make(path) }
  }

  @inline(never)
  private mutating func make(_ path: Path) {
    guard case .later(let make) = slot(path) else { return }
    registers[Int(path.register)][Int(path.slot)] = make()
  }

  private func showEscaped(_ value: Slot, on page: inout [UInt8]) {
    switch value {
    case .text(let text): page.appendEscaped(text, inApostrophes: true)
    case .bytes(let text), .html(let text): page.appendEscaped(text.span, inApostrophes: true)
    case .escaped(let text): page += text
    case .absent, .flag, .list, .object, .later: break
    }
  }

  private func showHTML(_ value: Slot, on page: inout [UInt8]) {
    if case .html(let html) = value { page += html } else { showEscaped(value, on: &page) }
  }

  private func showRaw(_ value: Slot, on page: inout [UInt8]) {
    switch value {
    case .text(let text): page += text.utf8
    case .bytes(let text): page += text
    // Dynamic data contains none of these.
    case .absent, .html, .escaped, .flag, .list, .object, .later: break
    }
  }
}
